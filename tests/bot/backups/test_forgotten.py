"""Whoever was forgotten since a backup was made does not come back with it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from bot.backups.archive import Backup, pack
from bot.backups.making import gather
from bot.controls import Verdict
from bot.memory.requests import RequestKind
from bot.memory.uploads import UploadState
from profiles.forgetting import forget_contact
from profiles.forgotten import KEY_NAME, LEDGER_NAME, Ledger
from profiles.importing import ImportOptions
from profiles.store import Store
from tests.bot.backups.homes import (
    HELIUM,
    TITAN,
    app_of,
    bytes_in,
    fill,
    ids_in,
    put,
    texts_in,
)
from tests.bot.memory.examples import a_question
from tests.bot.remembering import memory_of
from tests.conftest import Run
from tests.profiles.examples import MAKABE, UDO, a_member


@pytest.fixture
def home(empty_home: Path) -> Path:
    """Two members, and what people asked about them."""
    fill(empty_home)
    with memory_of(empty_home) as memory:
        memory.feedback.give("q1", "U1", Verdict.USEFUL)
        memory.feedback.choose("q1", "U1", ["D001", "D002"])
        memory.requests.open(RequestKind.CONTACT, "q0", "D001", "U1", "T1", text="ぜひ")
        memory.requests.open(RequestKind.CONTACT, "q1", "D002", "U2", "T1", text="ぜひとも")
        memory.posts.begin("request:1:U1", "D1")
        memory.posts.begin("request:1:U2", "D2")
    return empty_home


@pytest.fixture
def saved(home: Path, tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "saved.backup"
    assert run("backup", str(path)).code == 0
    return path


def restore(run: Run, path: Path) -> str:
    ended = run("restore", str(path), "--yes", "--no-reindex")
    assert ended.code == 0, ended.err
    return ended.out


def persons_in(home: Path) -> set[str]:
    """Who asked, judged, was shown a contact or wanted one."""
    with memory_of(home) as memory:
        return {
            *(one.user_id for one in memory.questions.since(0)),
            *(one.user_id for one in memory.feedback.all()),
            *(one.user_id for one in memory.reveals.since(0)),
            *(one.user_id for one in memory.requests.all()),
        } - {""}


def test_a_member(home: Path, saved: Path, run: Run) -> None:
    assert run("forget", "D001", "--yes").code == 0
    said = restore(run, saved)
    assert "members: 1, contacts: 2" in said
    assert ids_in(home) == ["D002"]
    with memory_of(home) as memory:
        assert {one.ranking for one in memory.questions.since(0)} == {("D002",)}
        assert {one.shown for one in memory.questions.since(0)} == {()}
        assert memory.feedback.all()[0].helpful == ("D002",)
        assert memory.reveals.since(0) == []
        assert [one.member_id for one in memory.requests.all()] == ["D002"]
    left = bytes_in(home)
    for text in (TITAN.name_ja, TITAN.name_en, UDO.email, UDO.name):
        assert text.encode() not in left


def test_a_member_where_the_home_is_lost_but_for_its_ledger(
    home: Path, saved: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    for path in home.iterdir():
        if path.is_file() and path.name not in (LEDGER_NAME, KEY_NAME):
            path.unlink()
    restore(run, saved)
    assert ids_in(home) == ["D002"]
    with memory_of(home) as memory:
        assert {one.ranking for one in memory.questions.since(0)} == {("D002",)}


def test_a_member_that_the_directory_knew_under_another_id(
    home: Path, saved: Path, run: Run
) -> None:
    with Store.open(home / "members.db") as store, store.writing() as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table, column in (
            ("members", "id"), ("statements", "member_id"), ("contacts", "member_id"),
        ):  # fmt: skip
            db.execute(f"UPDATE {table} SET {column} = 'N001' WHERE {column} = 'D001'")
    run("forget", "N001", "--yes")
    restore(run, saved)
    assert ids_in(home) == ["D002"]
    with memory_of(home) as memory:
        assert {one.ranking for one in memory.questions.since(0)} == {("D002",)}


def test_whoever_was_given_the_id_of_a_forgotten_member_stays(
    home: Path, tmp_path: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    put(home, HELIUM, a_member("D001", name_ja="新顔株式会社", name_en="Newcomer", contacts=()))
    with memory_of(home) as memory:
        memory.questions.put(a_question(id="new", asked_at=time.time(), ranking=("D001",)))
    run("backup", str(tmp_path / "later.backup"))
    restore(run, tmp_path / "later.backup")
    assert ids_in(home) == ["D001", "D002"]
    with memory_of(home) as memory:
        found = memory.questions.get("new")
        assert found is not None
        assert found.ranking == ("D001",)


@pytest.mark.parametrize("way", ["address", "name"])
def test_a_contact_person(way: str, home: Path, saved: Path, run: Run) -> None:
    if way == "address":
        assert run("forget", UDO.email, "--yes").code == 0
    else:
        assert run("forget", "D001", "--person", UDO.name, "--yes").code == 0
    said = restore(run, saved)
    assert "members: 0, contacts: 1" in said
    with Store.open(home / "members.db") as store:
        assert store.get("D001").member.contacts == (MAKABE,)
    assert UDO.email.encode() not in bytes_in(home)


@pytest.mark.parametrize("is_lost", [False, True], ids=["with bot.db", "without bot.db"])
def test_a_person_in_slack(is_lost: bool, home: Path, saved: Path, run: Run) -> None:
    assert run("questions", "--forget", "U1").code == 0
    if is_lost:
        (home / "bot.db").unlink()
    restore(run, saved)
    assert persons_in(home) == {"U2"}
    assert texts_in(home) == [None, "チタン U2"]
    with memory_of(home) as memory:
        assert memory.database.rows("SELECT key FROM posts") == [("request:1:U2",)]
        assert {one.text for one in memory.requests.all()} == {"", "ぜひとも"}
    assert "チタン U1".encode() not in (home / "bot.db").read_bytes()


def test_a_person_in_slack_who_asked_again_before_the_backup_is_not_forgotten_for_that(
    home: Path, tmp_path: Path, run: Run
) -> None:
    run("questions", "--forget", "U1")
    with memory_of(home) as memory:
        memory.questions.put(
            a_question(id="again", asked_at=time.time(), user_id="U1", text="今度は歯車")
        )
    run("backup", str(tmp_path / "later.backup"))
    restore(run, tmp_path / "later.backup")
    assert "今度は歯車" in texts_in(home)
    # Nor is the person kept out of the directory, or forgotten for good.
    assert ids_in(home) == ["D001", "D002"]


def test_a_person_in_slack_who_was_forgotten_while_the_backup_was_made(
    home: Path, tmp_path: Path, run: Run
) -> None:
    began = gather(app_of(home), time.time(), "x")
    run("questions", "--forget", "U1")
    ended = gather(app_of(home), time.time(), "x")
    ledger = {name: ended.files[name] for name in (LEDGER_NAME, KEY_NAME)}
    path = tmp_path / "mixed.backup"
    path.write_bytes(pack(Backup(began.manifest, {**began.files, **ledger})))
    (home / "bot.db").unlink()
    restore(run, path)
    assert persons_in(home) == {"U2"}


def test_where_there_is_no_directory_yet_people_in_slack_are_noted_all_the_same(
    home: Path, saved: Path, run: Run
) -> None:
    (home / "members.db").unlink()
    assert run("questions", "--forget", "U1").code == 0
    assert not (home / "members.db").exists()
    (home / "bot.db").unlink()
    restore(run, saved)
    assert persons_in(home) == {"U2"}


def test_a_message_that_was_deleted_and_a_text_that_expired(
    home: Path, saved: Path, run: Run
) -> None:
    with memory_of(home) as memory:
        memory.questions.erase_text("C0", "0.5")
    restore(run, saved)
    assert texts_in(home) == [None, "チタン U2"]


def test_what_expired_since_expires_before_it_is_served(
    home: Path, saved: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with memory_of(home) as memory, memory.database.writing() as db:
        db.execute("UPDATE questions SET asked_at = asked_at - 86400 * 2 WHERE id = 'q0'")
    run("backup", str(saved), "--force")
    (home / "bot.db").unlink()
    monkeypatch.setenv("NAKADACHI_KEEP_QUESTIONS_DAYS", "1")
    restore(run, saved)
    assert texts_in(home) == [None, "チタン U2"]


def test_two_ledgers_with_keys_of_their_own_both_hold(
    home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old machine forgot one, its successor, begun anew, another one."""
    successor = tmp_path / "successor"
    shutil.copytree(home, successor)
    old_list = tmp_path / "old.jsonl"
    run("export", str(old_list))
    run("backup", str(tmp_path / "first.backup"))
    run("forget", "D002", "--yes")
    run("backup", str(tmp_path / "old.backup"))

    monkeypatch.setenv("NAKADACHI_HOME", str(successor))
    run("forget", "D001", "--yes")
    restore(run, tmp_path / "old.backup")
    assert ids_in(successor) == []
    assert len((successor / KEY_NAME).read_bytes()) == 64
    run("import", str(old_list))
    assert ids_in(successor) == []

    # So it is with the next backup, on a third machine; and both can be let back.
    run("backup", str(tmp_path / "next.backup"))
    third = tmp_path / "third"
    monkeypatch.setenv("NAKADACHI_HOME", str(third))
    restore(run, tmp_path / "next.backup")
    restore(run, tmp_path / "first.backup")
    assert ids_in(third) == []
    for member_id in ("D001", "D002"):
        assert run("forget", member_id, "--lift").code == 0
    run("import", str(old_list))
    assert ids_in(third) == ["D001", "D002"]
    put(third, TITAN)
    with Store.open(third / "members.db") as store:
        forget_contact(store, "D001", UDO.name)
        assert Ledger.load(third).blocks_contact(TITAN, UDO)
    assert run("forget", "D001", "--person", UDO.name, "--lift").code == 0
    assert not Ledger.load(third).blocks_contact(TITAN, UDO)


def test_whoever_was_let_back_since_is_forgotten_again_and_that_is_said(
    home: Path, tmp_path: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    run("backup", str(tmp_path / "a.backup"))
    run("forget", "D001", "--lift")
    assert "had been let back since" in restore(run, tmp_path / "a.backup")
    assert Ledger.load(home).blocks_member(TITAN)
    assert "had been let back since" not in restore(run, tmp_path / "a.backup")


def test_a_key_that_is_lost_comes_back_with_the_backup(
    home: Path, tmp_path: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    run("backup", str(tmp_path / "a.backup"))
    (home / KEY_NAME).unlink()
    restore(run, tmp_path / "a.backup")
    assert Ledger.load(home).blocks_member(TITAN)


def test_a_ledger_that_cannot_be_read_stops_the_restore(home: Path, saved: Path, run: Run) -> None:
    run("forget", "D001", "--yes")
    with (home / LEDGER_NAME).open("ab") as file:
        file.write(b"{damaged\n")
    ended = run("restore", str(saved), "--yes")
    assert ended.code == 1
    assert f"{home / LEDGER_NAME}, line 2: damaged" in ended.err
    assert "Nothing was restored" in ended.err
    assert ".restoring" not in ended.err


def test_nothing_that_was_due_then_is_answered_now(home: Path, tmp_path: Path, run: Run) -> None:
    with memory_of(home) as memory:
        upload = memory.uploads.open("up", "U1", "V1", "members.xlsx", ImportOptions())
        memory.uploads.place(upload).write_bytes(b"contacts")
        assert upload.state is UploadState.CHECKING
    run("backup", str(tmp_path / "a.backup"))
    restore(run, tmp_path / "a.backup")
    with memory_of(home) as memory:
        assert memory.deliveries.unfinished() == 0
        assert memory.deliveries.take_over() == []
        # Delivered once more, it is known.
        assert memory.deliveries.claim(["owed"], {}) is None
        assert memory.uploads.get("up") is None
    assert list((home / "uploads").iterdir()) == []
    assert "ステンレス".encode() not in (home / "bot.db").read_bytes()
