from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles import database, migrations
from profiles.errors import MemberNotFound, StoreError
from profiles.importing import apply_plan
from profiles.model import Consent, Contact
from profiles.planning import plan_import
from profiles.rows import insert_members
from profiles.store import Store
from tests.profiles.examples import TODAY, UDO, a_member, a_reading

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "members.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def fill(store: Store, *ids: str) -> None:
    members = [a_member(member_id) for member_id in ids]
    apply_plan(store, plan_import(store, a_reading(*members), today=TODAY))


def test_a_new_store_is_empty_and_private(store: Store, path: Path) -> None:
    assert list(store.members()) == []
    assert store.last_import() is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_connection_is_in_wal_mode_with_foreign_keys_and_secure_delete(
    store: Store,
) -> None:
    db = store.database
    assert db.journal_mode == "wal"
    for pragma in ("foreign_keys", "secure_delete"):
        assert db.execute(f"PRAGMA {pragma}").fetchone() == (1,)


def test_members_come_back_as_they_went_in_and_in_the_order_of_their_ids(store: Store) -> None:
    fill(store, "D010", "D002", "d001")
    assert [stored.member for stored in store.members()] == [
        a_member("D002"),
        a_member("D010"),
        a_member("d001"),
    ]


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(anything, st.lists(anything, max_size=3).map(tuple), st.none() | st.dates())
def test_any_text_and_date_come_back_as_they_went_in(
    store: Store, text: str, texts: tuple[str, ...], day: date | None
) -> None:
    contact = Contact(text, text, text, text, text, Consent.NEVER, day)
    member = a_member(
        summary=text, name_en=text, needs=texts, certifications=texts, contacts=(contact,) * 2
    )
    member = replace(member, capabilities=texts, updated=day, corporate_number=text)
    with store.writing() as db:
        db.execute("DELETE FROM members")
        insert_members(db, [member])
    assert store.get("D001").member == member


def test_members_are_those_of_the_moment_of_the_call(store: Store) -> None:
    fill(store, "D001")
    members = store.members()
    fill(store, "D002")
    assert [stored.id for stored in members] == ["D001"]


@pytest.mark.parametrize(
    "key",
    [
        "D001",
        "d001",
        "Ｄ００１",
        " D001 ",
        "狭山表層テクノD001株式会社",
        "（株）狭山表層テクノＤ００１",
        "sayama hyoso techno d001",
    ],
)
def test_a_member_is_found_by_its_id_or_name_however_they_are_typed(store: Store, key: str) -> None:
    fill(store, "D001", "D002")
    assert store.get(key).member == a_member("D001")


def test_an_exact_id_wins_over_one_that_only_folds_to_it(store: Store) -> None:
    fill(store, "D001", "d001")
    assert store.get("d001").id == "d001"


def test_an_ambiguous_id_is_not_guessed(store: Store) -> None:
    fill(store, "D001", "d001")
    with pytest.raises(MemberNotFound, match="any of D001, d001"):
        store.get("Ｄ００１")


def test_a_part_of_a_name_is_enough_for_a_suggestion(store: Store) -> None:
    fill(store, "D001", "X777")
    with pytest.raises(MemberNotFound) as refused:
        store.get("表層テクノD001")
    assert [one for one, _ in refused.value.closest] == ["D001"]


def test_an_unknown_member_is_refused_with_the_closest_ones(store: Store) -> None:
    fill(store, "D001", "X777")
    with pytest.raises(MemberNotFound, match=r"Did you mean D001 \(狭山表層テクノD001株式会社\)\?"):
        store.get("D0O1")


def test_in_an_empty_directory_the_advice_is_to_import(store: Store) -> None:
    with pytest.raises(MemberNotFound, match="import a file"):
        store.get("D001")


def test_counts_tell_active_and_withdrawn_members_apart(store: Store) -> None:
    fill(store, "D001", "D002")
    plan = plan_import(store, a_reading(a_member("D001")), withdraw_missing=True, today=TODAY)
    apply_plan(store, plan)
    counts = store.counts()
    assert (counts.members, counts.withdrawn, counts.contacts) == (1, 1, 2)
    assert [stored.id for stored in store.members()] == ["D001"]
    everyone = store.members(include_withdrawn=True)
    assert [stored.withdrawn_on for stored in everyone] == [None, TODAY]


def test_the_revision_moves_with_what_is_indexed_and_not_with_contacts(store: Store) -> None:
    fill(store, "D001")
    first = store.revision
    fill(store, "D001")
    assert store.revision == first
    contacts = a_reading(a_member("D001", contacts=()))
    apply_plan(store, plan_import(store, contacts, today=TODAY))
    assert store.revision == first
    confirmed = a_reading(a_member("D001", contacts=(), updated=TODAY))
    apply_plan(store, plan_import(store, confirmed, today=TODAY))
    assert store.get("D001").member.updated == TODAY
    assert store.revision == first
    texts = a_reading(a_member("D001", contacts=(), summary="新しい"))
    apply_plan(store, plan_import(store, texts, today=TODAY))
    assert store.revision != first


def test_a_restored_backup_never_has_the_revision_of_what_was_written_since(
    store: Store, path: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    store.database.execute("VACUUM INTO ?", [str(backup)])
    fill(store, "D001")
    lost = store.revision
    with Store.open(backup) as restored:
        fill(restored, "D002")
        assert restored.revision != lost


def test_each_thread_has_a_connection_of_its_own(store: Store) -> None:
    fill(store, "D001")
    seen: list[object] = []

    def look() -> None:
        seen.append(store.database)
        seen.append(store.get("D001").member)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen[0] is not store.database
    assert seen[1] == a_member("D001")


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_connections_of_threads_that_ended_are_closed(store: Store, path: Path) -> None:
    for _ in range(20):
        thread = threading.Thread(target=store.counts)
        thread.start()
        thread.join()
    # SQLite keeps a file open a little longer where another connection has a lock.
    assert sum(link.resolve() == path for link in OPEN_FILES.iterdir()) < 5


def test_readers_see_the_old_state_while_a_writer_is_at_work(store: Store, path: Path) -> None:
    fill(store, "D001")
    with Store.open(path) as reader, store.writing() as db:
        db.execute("DELETE FROM members")
        assert [stored.id for stored in reader.members()] == ["D001"]


def test_two_processes_that_start_at_once_both_get_a_working_store(path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom profiles.store import Store\n"
        "sys.stdin.readline()\n"
        "with Store.open(Path(sys.argv[1])) as store:\n    print(store.revision)\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    revisions = {process.communicate(timeout=60)[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(revisions) == 1


def test_opening_it_again_leaves_the_locks_of_those_who_have_it_open(
    store: Store, path: Path
) -> None:
    log = path.with_name(f"{path.name}-wal")
    fill(store, "D001")
    Store.open(path).close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom profiles.store import Store\n"
        "Store.open(Path(sys.argv[1])).close()\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert log.exists(), "another process took itself for the last one, and removed the log"


def test_a_database_of_a_newer_version_is_refused_and_not_touched(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, "D001")
        store.database["_sqlite_migrations"].insert(
            {"migration_set": "profiles", "name": "m999_teleport", "applied_at": "2031-01-01"}
        )
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version .*m999_teleport.* Upgrade nakadachi"):
        Store.open(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("会員番号,会社名\n" * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is not a database\. Restore it from a backup"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_told_from_a_whole_one(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, *(f"D{number:03}" for number in range(200)))
        store.check()
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = bytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as damaged:
        damaged.check()


def test_a_truncated_database_is_a_store_error_wherever_it_shows(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, *(f"D{number:03}" for number in range(200)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as damaged:
        list(damaged.members())


def test_a_database_that_stays_locked_is_a_store_error(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    refused = pytest.raises(StoreError, match="another program is writing")
    with Store.open(path) as other, store.writing(), refused, other.writing():
        pass


def test_a_database_that_another_process_goes_on_preparing_is_a_store_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "BUSY_SECONDS", 0.05)
    path.parent.mkdir()
    with FileLock(f"{path}.lock"), pytest.raises(StoreError, match="preparing the database"):
        Store.open(path)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "home" / "members.db")


def test_a_folder_that_may_not_be_written_is_a_store_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(database.os, "open", refuse)
    with pytest.raises(StoreError, match="access is denied"):
        Store.open(path)


def test_a_full_disk_leaves_everything_as_it_was(store: Store) -> None:
    fill(store, "D001")
    before = list(store.members())
    revision = store.revision
    (pages,) = store.database.execute("PRAGMA page_count").fetchone()
    store.database.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match=r"the disk is full; nothing was changed"):
        fill(store, *(f"E{number:04}" for number in range(500)))
    assert list(store.members()) == before
    assert store.revision == revision
    store.check()


def test_a_mistake_of_ours_is_not_dressed_up_as_a_trouble_of_theirs(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.reading() as db:
        db.execute("SELECT * FROM recipes")


def test_contacts_show_nothing_about_the_person_when_printed() -> None:
    contact = replace(UDO, slack_user_id="U0HYOSO", consent=Consent.NEVER)
    assert repr(contact) == "Contact(consent=<Consent.NEVER: 'never'>, consent_date=None)"
    assert repr(contact) in repr(a_member("D001", contacts=(contact,)))
