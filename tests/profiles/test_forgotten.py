from __future__ import annotations

import shutil
import signal
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from profiles.errors import MemberNotFound, StoreError
from profiles.forgetting import (
    Mention,
    forget_contact,
    forget_member,
    forget_person,
    let_back,
    let_back_contact,
)
from profiles.forgotten import KEY_NAME, LEDGER_NAME, Ledger
from profiles.importing import apply_plan
from profiles.model import Contact, Member
from profiles.planning import ImportPlan, plan_import
from profiles.problems import ProblemKind
from profiles.store import Store
from tests.profiles.examples import (
    MAKABE,
    TODAY,
    UDO,
    a_member,
    a_reading,
    all_bytes,
    run_until_killed,
)

HYOSO = a_member("D001", name_ja="有限会社表層", name_en="Hyoso Ltd.", contacts=(UDO, MAKABE))
OTHER = a_member("D002", contacts=())
NUMBER = "1234567890123"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "members.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        put(opened, HYOSO, OTHER)
        yield opened


def put(store: Store, *members: Member, file: str = "members.csv") -> ImportPlan:
    reading = a_reading(*members, path=Path(file))
    return apply_plan(store, plan_import(store, reading, today=TODAY))


def ids(store: Store) -> list[str]:
    return [stored.id for stored in store.members(include_withdrawn=True)]


def contacts(store: Store, member_id: str = "D001") -> tuple[Contact, ...]:
    return store.get(member_id).member.contacts


# Members


def test_a_forgotten_member_is_gone_with_all_it_had(store: Store) -> None:
    revision = store.revision
    report = forget_member(store, "D001", today=TODAY)
    assert (report.member_ids, report.contacts, report.overwritten) == (("D001",), 2, True)
    assert ids(store) == ["D002"]
    assert store.counts().contacts == 0
    assert store.revision != revision


def test_no_byte_of_a_forgotten_member_is_left_in_any_file(store: Store, tmp_path: Path) -> None:
    put(store, replace(HYOSO, summary="もう古い"), file="表層 御中.csv")
    forget_member(store, "D001", today=TODAY)
    left = all_bytes(tmp_path)
    names = ("有限会社表層", "表層 御中", "Hyoso Ltd.", UDO.name)
    for text in (*names, UDO.email, MAKABE.phone, "もう古い"):
        assert text.encode() not in left
    store.close()
    assert "有限会社表層".encode() not in all_bytes(tmp_path)


def test_the_log_of_imports_keeps_its_figures(store: Store) -> None:
    put(store, replace(HYOSO, summary="新"), file="(有) 表層の件.csv")
    forget_member(store, "D001", today=TODAY)
    record = store.last_import()
    assert record is not None
    assert (record.file_name, record.changed) == ("", 1)


def test_forgetting_a_member_that_is_not_there_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(MemberNotFound):
        forget_member(store, "D009")
    assert not (tmp_path / LEDGER_NAME).exists()
    assert ids(store) == ["D001", "D002"]


def test_a_forgotten_member_is_not_imported_again_and_its_row_is_noted(store: Store) -> None:
    forget_member(store, "D001", today=TODAY)
    plan = put(store, HYOSO, OTHER)
    assert ids(store) == ["D002"]
    assert plan.writes_nothing
    (note,) = plan.problems
    assert (note.kind, note.where.row, note.is_note) == (ProblemKind.FORGOTTEN, 2, True)
    assert "表層" not in note.message


@pytest.mark.parametrize(
    "again",
    [
        replace(HYOSO, id="N100"),
        replace(HYOSO, id="N100", name_ja="（有）表層", name_en=""),
        replace(HYOSO, id="N100", name_ja="", name_en="HYOSO"),
        replace(HYOSO, id="ｄ００１", name_ja="", name_en="Hyoso, Inc."),
    ],
    ids=["new id", "other spelling", "English only", "id typed otherwise"],
)
def test_a_forgotten_member_is_known_under_another_id_or_spelling(
    store: Store, again: Member
) -> None:
    forget_member(store, "D001", today=TODAY)
    put(store, again)
    assert ids(store) == ["D002"]


def test_a_forgotten_member_is_known_by_its_corporate_number_alone(store: Store) -> None:
    put(store, replace(HYOSO, corporate_number=NUMBER))
    forget_member(store, "D001", today=TODAY)
    put(store, a_member("N100", corporate_number=NUMBER))
    assert ids(store) == ["D002"]


def test_an_unrelated_member_with_the_old_id_comes_in(store: Store) -> None:
    forget_member(store, "D001", today=TODAY)
    put(store, a_member("D001", name_ja="狭山精機株式会社", name_en="Sayama Seiki"))
    assert ids(store) == ["D001", "D002"]


def test_a_namesake_with_another_corporate_number_comes_in(store: Store) -> None:
    put(store, replace(HYOSO, corporate_number=NUMBER))
    forget_member(store, "D001", today=TODAY)
    put(store, replace(HYOSO, id="N100", corporate_number="9876543210987"))
    assert ids(store) == ["D002", "N100"]


def test_a_renamed_member_that_shares_only_the_id_in_another_language_stays_out(
    store: Store,
) -> None:
    put(store, a_member("D003", name_ja="三番", name_en=""))
    forget_member(store, "D003", today=TODAY)
    put(store, a_member("D003", name_ja="", name_en="Number Three"))
    assert "D003" not in ids(store)


def test_a_member_that_rejoins_is_let_back_and_imported(store: Store) -> None:
    forget_member(store, "D001", today=TODAY)
    assert let_back(store, "有限会社 表層") == 1
    put(store, HYOSO)
    assert ids(store) == ["D001", "D002"]


@pytest.mark.parametrize("key", ["d001", "Hyoso Ltd.", NUMBER])
def test_a_member_is_let_back_by_any_key_it_had(store: Store, key: str) -> None:
    put(store, replace(HYOSO, corporate_number=NUMBER))
    forget_member(store, "D001", today=TODAY)
    assert let_back(store, "somebody else") == 0
    assert let_back(store, key) == 1
    assert let_back(store, key) == 0


# Persons


def test_a_forgotten_person_is_gone_and_its_colleagues_stay(store: Store) -> None:
    put(store, a_member("D003", contacts=(replace(UDO, phone=""),)))
    report = forget_person(store, "UDO@hyoso.example ", today=TODAY)
    assert report.contacts == 2
    assert contacts(store) == (MAKABE,)
    assert contacts(store, "D003") == ()


def test_no_byte_of_a_forgotten_person_is_left_in_any_file(store: Store, tmp_path: Path) -> None:
    put(store, replace(HYOSO, summary="x"), file="有働康平さん.csv")
    forget_person(store, UDO.email, today=TODAY)
    left = all_bytes(tmp_path)
    for text in (UDO.name, "有働康平さん", UDO.email, UDO.phone):
        assert text.encode() not in left
    assert MAKABE.name.encode() in left


@pytest.mark.parametrize(
    "again",
    [
        UDO,
        replace(UDO, name="K. Udo", phone=""),
        replace(UDO, name="有働康平", email="k.udo@other.example", phone=""),
        Contact(phone="０４（００００）２１０１"),
    ],
    ids=["as it was", "same address", "same name at the member", "the phone alone"],
)
def test_a_forgotten_person_is_not_imported_again(store: Store, again: Contact) -> None:
    forget_person(store, UDO.email, today=TODAY)
    plan = put(store, replace(HYOSO, contacts=(again, MAKABE)))
    assert contacts(store) == (MAKABE,)
    assert [note.kind for note in plan.problems] == [ProblemKind.FORGOTTEN]
    assert UDO.name not in plan.problems[0].message


def test_a_namesake_at_another_member_comes_in(store: Store) -> None:
    forget_contact(store, "D001", UDO.name, today=TODAY)
    namesake = Contact(UDO.name, "社長", "udo@elsewhere.example")
    put(store, replace(OTHER, contacts=(namesake,)))
    assert contacts(store, "D002") == (namesake,)


def test_a_person_is_forgotten_by_name_at_a_member_and_then_known_by_address(
    store: Store,
) -> None:
    report = forget_contact(store, "d001", "有働康平", today=TODAY)
    assert report.contacts == 1
    put(store, replace(OTHER, contacts=(replace(UDO, name="Udo"),)))
    assert contacts(store, "D002") == ()


def test_a_name_that_the_member_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(MemberNotFound, match="no contact of that name") as refused:
        forget_contact(store, "D001", "山田 太郎")
    assert MAKABE.name not in str(refused.value)


def test_a_shared_mailbox_and_phone_survive_the_person_who_is_forgotten(store: Store) -> None:
    tanaka = Contact("田中 一", email="info@hyoso.example", phone="04-1111-1111")
    suzuki = Contact("鈴木 二", email="info@hyoso.example", phone="04-1111-1111")
    desk = Contact(role="受付", phone="04-1111-1111")
    put(store, replace(HYOSO, contacts=(tanaka, suzuki, desk)))
    forget_contact(store, "D001", "田中 一", today=TODAY)
    put(store, replace(HYOSO, contacts=(tanaka, suzuki, desk)))
    assert contacts(store) == (suzuki, desk)


def test_a_new_colleague_at_the_phone_of_a_forgotten_person_comes_in(store: Store) -> None:
    forget_person(store, UDO.email, today=TODAY)
    successor = Contact("後任 花子", "営業部", "hanako@hyoso.example", UDO.phone)
    put(store, replace(HYOSO, contacts=(successor,)))
    assert contacts(store) == (successor,)


def test_an_address_is_blocked_even_when_nobody_has_it_now(store: Store) -> None:
    report = forget_person(store, "ghost@hyoso.example", today=TODAY)
    assert report.contacts == 0
    put(store, replace(OTHER, contacts=(Contact("幽霊", email="Ghost@hyoso.example"),)))
    assert contacts(store, "D002") == ()


def test_a_person_who_rejoins_is_let_back(store: Store) -> None:
    forget_person(store, UDO.email, today=TODAY)
    let_back(store, UDO.email)
    put(store, HYOSO)
    assert contacts(store) == (UDO, MAKABE)


def test_a_person_is_let_back_by_name_at_the_member(store: Store) -> None:
    forget_contact(store, "D001", UDO.name, today=TODAY)
    assert let_back_contact(store, "D001", MAKABE.name) == 0
    assert let_back_contact(store, "D001", "有働康平") == 1
    put(store, HYOSO)
    assert contacts(store) == (UDO, MAKABE)


def test_texts_that_still_name_the_person_are_reported_and_left_alone(store: Store) -> None:
    put(
        store,
        replace(HYOSO, summary="担当の有働康平まで。"),
        replace(OTHER, needs=("人", "UDO@hyoso.example へ")),
    )
    report = forget_person(store, UDO.email, today=TODAY)
    assert report.mentions == (Mention("D001", "summary"), Mention("D002", "needs"))
    assert store.get("D001").member.summary == "担当の有働康平まで。"


def test_texts_of_other_members_that_name_a_forgotten_member_are_reported(store: Store) -> None:
    put(store, replace(OTHER, summary="有限会社表層の隣"))
    assert forget_member(store, "D001", today=TODAY).mentions == (Mention("D002", "summary"),)


# The ledger


def test_the_ledger_holds_nothing_readable_and_only_its_owner_may_read_it(
    store: Store, tmp_path: Path
) -> None:
    forget_person(store, UDO.email, today=TODAY)
    forget_member(store, "D001", today=TODAY)
    ledger = (tmp_path / LEDGER_NAME).read_text()
    assert "hyoso" not in ledger
    assert "D001" not in ledger
    for name in (LEDGER_NAME, KEY_NAME):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_another_folder_has_another_key_so_hashes_cannot_be_compared(
    store: Store, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    with Store.open(elsewhere / "members.db") as other:
        put(other, HYOSO)
        forget_member(other, "D001", today=TODAY)
    forget_member(store, "D001", today=TODAY)
    assert (elsewhere / LEDGER_NAME).read_bytes() != (tmp_path / LEDGER_NAME).read_bytes()


def test_a_restored_backup_does_not_bring_anybody_back(
    store: Store, path: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    store.database.execute("VACUUM INTO ?", [str(backup)])
    forget_person(store, MAKABE.email, today=TODAY)
    forget_member(store, "D002", today=TODAY)
    store.close()
    shutil.move(backup, path)
    with Store.open(path) as restored:
        assert ids(restored) == ["D001"]
        assert contacts(restored) == (UDO,)
    left = all_bytes(tmp_path)
    assert MAKABE.name.encode() not in left
    assert OTHER.name_ja.encode() not in left


def test_a_ledger_that_was_carried_out_costs_the_next_start_no_write(
    store: Store, path: Path
) -> None:
    forget_member(store, "D001", today=TODAY)
    store.close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before


_DOOMED = """
import os, signal, sys
from pathlib import Path
from profiles.forgetting import forget_member
from profiles.store import Store

path, step = Path(sys.argv[1]), sys.argv[2]

def die(statement):
    if statement.startswith(step):
        os.kill(os.getpid(), signal.SIGKILL)

store = Store.open(path)
store.database.conn.set_trace_callback(die)
forget_member(store, "D001")
"""


@pytest.mark.parametrize(
    "step",
    ["DELETE FROM members", "COMMIT", "VACUUM", "PRAGMA wal_checkpoint", "UPDATE state SET l"],
)
def test_a_forgetting_that_is_killed_is_finished_by_the_next_start(
    store: Store, path: Path, tmp_path: Path, step: str
) -> None:
    store.close()
    assert run_until_killed(_DOOMED, str(path), step) == -signal.SIGKILL
    with Store.open(path) as reopened:
        assert ids(reopened) == ["D002"]
        assert reopened.ledger_done == Ledger.load(tmp_path).state
        assert "有限会社表層".encode() not in all_bytes(tmp_path)


def test_a_forgetting_that_is_killed_before_the_ledger_is_written_has_not_happened(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.close()
    assert run_until_killed(_DOOMED, str(path), "BEGIN IMMEDIATE") == -signal.SIGKILL
    with Store.open(path) as reopened:
        assert ids(reopened) == ["D001", "D002"]


def test_bytes_that_another_reader_holds_are_overwritten_by_a_later_start(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.database.execute("PRAGMA busy_timeout = 50")
    with Store.open(path) as reader, reader.reading() as db:
        db.execute("SELECT count(*) FROM members").fetchone()
        assert not forget_member(store, "D001", today=TODAY).overwritten
    store.close()
    with Store.open(path) as reopened:
        assert reopened.ledger_done == Ledger.load(tmp_path).state
        assert "有限会社表層".encode() not in all_bytes(tmp_path)


def test_a_torn_last_line_is_ignored_and_cut_off_by_the_next_one(
    store: Store, tmp_path: Path
) -> None:
    forget_person(store, UDO.email, today=TODAY)
    whole = (tmp_path / LEDGER_NAME).read_bytes()
    with (tmp_path / LEDGER_NAME).open("ab") as file:
        file.write(whole[: len(whole) // 3])
    forget_member(store, "D002", today=TODAY)
    lines = (tmp_path / LEDGER_NAME).read_bytes()
    assert lines.startswith(whole)
    assert Ledger.load(tmp_path).blocks_member(OTHER)


def test_a_ledger_without_its_key_is_refused(store: Store, path: Path, tmp_path: Path) -> None:
    forget_member(store, "D001", today=TODAY)
    store.close()
    (tmp_path / KEY_NAME).unlink()
    with pytest.raises(StoreError, match=r"forgotten\.key: .* Restore it from a backup"):
        Store.open(path)


def test_a_damaged_ledger_is_refused_with_its_line(
    store: Store, path: Path, tmp_path: Path
) -> None:
    forget_member(store, "D001", today=TODAY)
    store.close()
    with (tmp_path / LEDGER_NAME).open("ab") as file:
        file.write(b'{"kind": "member"}\n')
    with pytest.raises(StoreError, match=r"forgotten\.jsonl, line 2: damaged"):
        Store.open(path)


def test_a_lost_ledger_is_warned_about(
    store: Store, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    forget_member(store, "D001", today=TODAY)
    store.close()
    (tmp_path / LEDGER_NAME).unlink()
    Store.open(path).close()
    assert "forgotten.jsonl is missing" in caplog.text


def test_a_ledger_that_was_emptied_by_letting_back_is_no_cause_for_warning(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    forget_member(store, "D001", today=TODAY)
    let_back(store, "D001")
    store.close()
    Store.open(path).close()
    assert caplog.text == ""


def test_a_full_disk_while_the_ledger_is_written_forgets_nobody_and_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Ledger, *marks: object) -> Ledger:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Ledger, "append", full)
    with pytest.raises(StoreError, match="the disk is full"):
        forget_member(store, "D001", today=TODAY)
    assert ids(store) == ["D001", "D002"]


def test_a_plan_that_was_made_before_somebody_was_forgotten_does_not_bring_them_back(
    store: Store,
) -> None:
    changed = replace(HYOSO, summary="新しい")
    plan = plan_import(store, a_reading(changed, OTHER), today=TODAY)
    forget_member(store, "D001", today=TODAY)
    apply_plan(store, plan)
    assert ids(store) == ["D002"]
