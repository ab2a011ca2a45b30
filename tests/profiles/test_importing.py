from __future__ import annotations

import csv
import json
import signal
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from profiles.changes import ContactChanges, FieldChange
from profiles.errors import ImportRefused, StoreError, UnreadableFile, UnwritableFile
from profiles.forgetting import forget_member
from profiles.importing import (
    ImportOptions,
    ImportReport,
    Outcome,
    apply_plan,
    apply_unchanged,
    import_file,
)
from profiles.model import Consent, Contact, Kind, Member
from profiles.names import derived_id
from profiles.planning import ImportPlan, plan_import
from profiles.problems import Problem, ProblemKind, Where
from profiles.reading import RejectedRow, read_members
from profiles.report import problems_text, report_json, report_text
from profiles.store import Store
from tests.profiles.examples import (
    EVERYTHING,
    MAKABE,
    TODAY,
    UDO,
    a_member,
    a_reading,
    consenting,
    run_until_killed,
)

NOW = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
BEFORE = date(2025, 4, 1)
D001, D002, D003 = (a_member(member_id) for member_id in ("D001", "D002", "D003"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "members.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def put(store: Store, *members: Member, **options: Any) -> ImportPlan:
    given = options.pop("given", EVERYTHING)
    plan = plan_import(store, a_reading(*members, given=given), today=TODAY, **options)
    return apply_plan(store, plan, now=NOW)


def members(store: Store) -> list[Member]:
    return [stored.member for stored in store.members()]


def contacts(store: Store) -> tuple[Contact, ...]:
    return store.get("D001").member.contacts


def ids(names: tuple[Any, ...]) -> list[str]:
    return [name.id for name in names]


# Planning


def test_planning_writes_nothing(store: Store) -> None:
    version = store.version
    plan = plan_import(store, a_reading(D001), today=TODAY)
    assert ids(plan.added) == ["D001"]
    assert store.version == version
    assert members(store) == []


def test_a_plan_tells_added_changed_unchanged_and_missing_apart(store: Store) -> None:
    put(store, D001, D002, D003)
    changed = replace(D002, employees=150)
    plan = plan_import(store, a_reading(D001, changed, a_member("D004")), today=TODAY)
    assert ids(plan.added) == ["D004"]
    assert [change.member_id for change in plan.changed] == ["D002"]
    assert plan.unchanged == 1
    assert ids(plan.missing) == ["D003"]
    assert plan.withdrawn == ()


def test_a_plan_that_was_agreed_to_is_written_as_it_is(store: Store) -> None:
    put(store, D001)
    plan = plan_import(store, a_reading(D002, given=EVERYTHING), today=TODAY)
    assert apply_unchanged(store, plan, now=NOW)
    assert members(store) == [D001, D002]
    last = store.last_import()
    assert last
    assert last.added == 1


def test_a_plan_that_was_agreed_to_is_not_written_once_the_directory_has_moved(
    store: Store,
) -> None:
    put(store, D001)
    plan = plan_import(store, a_reading(D002, given=EVERYTHING), today=TODAY)
    put(store, D001, D003)
    assert not apply_unchanged(store, plan, now=NOW)
    assert members(store) == [D001, D003]


def test_a_change_is_told_field_by_field(store: Store) -> None:
    put(store, D001)
    after = replace(D001, employees=None, capabilities=("溶射", "研磨"), contacts=(MAKABE, UDO))
    (change,) = plan_import(store, a_reading(after), today=TODAY).changed
    assert change.fields == (
        FieldChange("capabilities", D001.capabilities, ("溶射", "研磨")),
        FieldChange("employees", 140, None),
    )
    assert change.contacts == ContactChanges(added=1, changed=0, removed=0)


def test_importing_the_same_members_twice_writes_nothing_at_all(store: Store, path: Path) -> None:
    put(store, D001, D002, declared_consent=Consent.MEMBERS)
    version, record = store.version, store.last_import()
    before = path.with_name("members.db-wal").read_bytes()
    plan = put(store, D001, D002, declared_consent=Consent.MEMBERS)
    assert plan.writes_nothing
    assert (store.version, store.last_import()) == (version, record)
    assert path.with_name("members.db-wal").read_bytes() == before


def test_fields_that_the_file_has_no_column_for_keep_what_is_stored(store: Store) -> None:
    put(store, D001)
    sparse = a_member(needs=(), summary="", contacts=(), employees=150)
    put(store, sparse, given=frozenset({"id", "name_ja", "capabilities", "employees"}))
    assert members(store) == [replace(D001, employees=150)]


def test_an_empty_cell_under_a_header_empties_the_field(store: Store) -> None:
    put(store, D001)
    put(store, replace(D001, needs=(), contacts=()))
    assert members(store) == [replace(D001, needs=(), contacts=())]


def test_an_id_typed_in_another_width_is_the_same_member(store: Store) -> None:
    put(store, D001)
    plan = put(store, replace(D001, id="ｄ００１"))
    assert plan.writes_nothing
    assert ids(plan.missing) == []


def test_a_row_with_exactly_the_id_has_it_even_when_another_only_folds_to_it(
    store: Store,
) -> None:
    put(store, D001)
    other = replace(D002, id="d001")
    plan = put(store, other, D001)
    assert ids(plan.added) == ["d001"]
    assert plan.unchanged == 1


def test_a_file_without_ids_finds_the_members_by_name(store: Store) -> None:
    put(store, D001)
    nameless = replace(D001, id=derived_id("", D001.name), employees=150)
    plan = put(store, nameless, given=EVERYTHING - {"id"})
    assert (plan.added, plan.missing) == ((), ())
    assert members(store) == [replace(D001, employees=150)]


def test_a_file_without_ids_finds_the_members_by_corporate_number(store: Store) -> None:
    number = "1234567890123"
    put(store, replace(D001, corporate_number=number))
    renamed = a_member(derived_id(number, ""), name_ja="新社名", corporate_number=number)
    plan = put(store, renamed, given=EVERYTHING - {"id"})
    assert [change.member_id for change in plan.changed] == ["D001"]


def test_a_file_without_ids_does_not_guess_between_namesakes(store: Store) -> None:
    twin = replace(D002, name_ja=D001.name_ja, name_en=D001.name_en)
    put(store, D001, twin)
    plan = put(store, replace(D001, id=derived_id("", D001.name)))
    assert len(plan.added) == 1


def test_a_new_member_that_looks_like_a_stored_one_is_kept_and_noted(store: Store) -> None:
    put(store, D001)
    plan = put(store, replace(D001, id="N100"))
    (note,) = plan.problems
    assert (note.kind, note.is_note, note.where.row) == (ProblemKind.LIKELY_DUPLICATE, True, 2)
    assert "looks like D001" in note.message
    assert len(members(store)) == 2


def test_namesakes_with_different_corporate_numbers_are_not_noted(store: Store) -> None:
    put(store, replace(D001, corporate_number="1234567890123"))
    plan = put(store, replace(D001, id="N100", corporate_number="9876543210987"))
    assert plan.problems == ()


# Members that are missing, leave and return


def test_missing_members_are_withdrawn_only_on_demand_and_keep_their_data(store: Store) -> None:
    put(store, D001, D002)
    put(store, D001)
    assert len(members(store)) == 2
    plan = put(store, D001, withdraw_missing=True)
    assert ids(plan.withdrawn) == ["D002"]
    assert members(store) == [D001]
    assert store.get("D002").member == D002


def test_withdrawing_twice_changes_nothing(store: Store) -> None:
    put(store, D001, D002)
    put(store, D001, withdraw_missing=True)
    plan = put(store, D001, withdraw_missing=True)
    assert (plan.missing, plan.writes_nothing) == ((), True)


def test_a_withdrawn_member_returns_with_what_the_file_does_not_say(store: Store) -> None:
    put(store, D001, D002)
    put(store, D001, withdraw_missing=True)
    revision = store.revision
    plan = put(store, replace(D002, summary=""), given=frozenset({"id", "name_ja"}))
    assert (ids(plan.returned), plan.changed) == (["D002"], ())
    assert members(store) == [D001, D002]
    assert store.revision != revision


def test_an_empty_file_withdraws_nobody(store: Store) -> None:
    put(store, D001)
    assert put(store, withdraw_missing=True).withdrawn == ()


def bad_row(*cells: str, row: int = 9) -> RejectedRow:
    return RejectedRow(Where("members.csv", row=row), cells)


@pytest.mark.parametrize(
    "row",
    [
        bad_row("D002", "", "x@"),
        bad_row("ｄ００２", ""),
        bad_row("", "（株）狭山表層テクノD002"),
        bad_row("", "", '{"id": "D002", "updated": "yesterday"}'),
        bad_row("", "", '{"id": "D002", "na'),
    ],
    ids=["id", "id in full width", "name", "JSON", "broken JSON"],
)
def test_a_member_is_not_withdrawn_because_its_row_was_bad(store: Store, row: RejectedRow) -> None:
    put(store, D001, D002, D003)
    reading = a_reading(D001, rejected=(row,))
    plan = plan_import(store, reading, withdraw_missing=True, today=TODAY)
    assert ids(plan.withdrawn) == ["D003"]


def test_nobody_is_withdrawn_while_a_bad_row_could_be_anybodys(store: Store) -> None:
    put(store, D001, D002)
    reading = a_reading(D001, rejected=(bad_row("", "", "溶射"),))
    plan = plan_import(store, reading, withdraw_missing=True, today=TODAY)
    assert (ids(plan.missing), plan.withdrawn) == (["D002"], ())


# Consent


def test_an_undeclared_consent_stays_undeclared(store: Store) -> None:
    put(store, D001)
    assert contacts(store) == (UDO,)


def test_a_declared_consent_is_dated_and_declaring_it_again_changes_nothing(
    store: Store,
) -> None:
    put(store, D001, declared_consent=Consent.MEMBERS)
    assert contacts(store) == (consenting(UDO, Consent.MEMBERS, TODAY),)
    later = date(2027, 1, 1)
    plan = plan_import(store, a_reading(D001), declared_consent=Consent.MEMBERS, today=later)
    assert plan.writes_nothing


def test_what_was_declared_once_holds_when_a_later_import_declares_nothing(store: Store) -> None:
    put(store, D001, declared_consent=Consent.MEMBERS)
    assert put(store, D001).writes_nothing


@pytest.mark.parametrize("known", [Consent.NEVER, Consent.ON_REQUEST])
def test_a_declaration_never_overrides_what_the_store_knows(store: Store, known: Consent) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, known, BEFORE),)))
    put(store, D001, declared_consent=Consent.MEMBERS)
    assert contacts(store) == (consenting(UDO, known, BEFORE),)


def test_a_declaration_never_overrides_what_the_file_says(store: Store) -> None:
    said = consenting(UDO, Consent.NEVER)
    put(store, replace(D001, contacts=(said, MAKABE)), declared_consent=Consent.MEMBERS)
    assert contacts(store) == (said, consenting(MAKABE, Consent.MEMBERS, TODAY))


def test_what_the_file_says_overrides_what_the_store_knows(store: Store) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, Consent.NEVER, BEFORE),)))
    said = consenting(UDO, Consent.MEMBERS, TODAY)
    put(store, replace(D001, contacts=(said,)))
    assert contacts(store) == (said,)


def test_the_same_consent_without_a_date_keeps_the_date_it_had(store: Store) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, Consent.MEMBERS, BEFORE),)))
    plan = put(store, replace(D001, contacts=(consenting(UDO, Consent.MEMBERS),)))
    assert plan.writes_nothing


@pytest.mark.parametrize(
    "now",
    [
        replace(UDO, name="K. Udo"),
        replace(UDO, email="new@hyoso.example"),
        replace(UDO, email="", role="部長"),
        replace(UDO, email="UDO@HYOSO.example", name="", phone=""),
    ],
    ids=["another spelling", "another address", "no address", "address alone"],
)
def test_a_never_stays_never_however_the_contact_is_written_now(store: Store, now: Contact) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, Consent.NEVER, BEFORE),)))
    put(store, replace(D001, contacts=(MAKABE, now)), declared_consent=Consent.MEMBERS)
    assert [contact.consent for contact in contacts(store)] == [Consent.MEMBERS, Consent.NEVER]


def test_a_never_holds_for_a_second_entry_with_the_same_address(store: Store) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, Consent.NEVER, BEFORE),)))
    twice = (UDO, replace(UDO, role="技術部"))
    put(store, replace(D001, contacts=twice), declared_consent=Consent.MEMBERS)
    assert [contact.consent for contact in contacts(store)] == [Consent.NEVER, Consent.NEVER]


def test_who_takes_over_a_mailbox_does_not_inherit_its_permission(store: Store) -> None:
    put(store, replace(D001, contacts=(consenting(UDO, Consent.MEMBERS, BEFORE),)))
    put(store, replace(D001, contacts=(Contact("後任 花子", email=UDO.email),)))
    assert contacts(store)[0].consent is None


def test_contacts_keep_their_consents_when_their_order_changes(store: Store) -> None:
    known = (consenting(UDO, Consent.MEMBERS, BEFORE), consenting(MAKABE, Consent.NEVER, BEFORE))
    put(store, replace(D001, contacts=known))
    plan = put(store, replace(D001, contacts=(MAKABE, UDO)))
    assert contacts(store) == known[::-1]
    assert plan.changed[0].contacts == ContactChanges(0, 0, 0)


def test_a_desk_without_name_or_address_keeps_its_consent(store: Store) -> None:
    desk = Contact(role="受付", phone="04-1111-1111")
    put(store, replace(D001, contacts=(consenting(desk, Consent.MEMBERS, BEFORE),)))
    put(store, replace(D001, contacts=(replace(desk, phone="04-2222-2222"),)))
    assert contacts(store)[0].consent is Consent.MEMBERS


def test_details_that_the_file_has_no_column_for_are_kept(store: Store) -> None:
    put(store, replace(D001, contacts=(replace(UDO, slack_user_id="U012ABC3DEF"),)))
    given = EVERYTHING | {"contacts.name", "contacts.email", "contacts.role"}
    put(store, replace(D001, contacts=(replace(UDO, phone="", role=""),)), given=given)
    assert contacts(store) == (replace(UDO, slack_user_id="U012ABC3DEF", role=""),)


# Applying


def test_an_import_is_logged_with_its_figures(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("x")
    plan = plan_import(store, a_reading(D001, D002, path=file), today=TODAY)
    apply_plan(store, plan, now=NOW)
    record = store.last_import()
    assert record is not None
    assert (record.at, record.file_name, record.added) == (NOW, "members.csv", 2)
    assert len(record.sha256) == 64


def test_a_plan_is_made_anew_when_the_store_has_moved_since(store: Store) -> None:
    put(store, D001)
    plan = plan_import(store, a_reading(replace(D001, employees=150)), today=TODAY)
    put(store, replace(D001, needs=("新しい相手",)))
    applied = apply_plan(store, plan, now=NOW)
    (change,) = applied.changed
    assert {field.field for field in change.fields} == {"needs", "employees"}
    assert members(store) == [replace(D001, employees=150)]


def test_a_plan_that_changed_nothing_is_made_anew_when_the_store_has_moved(store: Store) -> None:
    put(store, D001)
    plan = plan_import(store, a_reading(D001), today=TODAY)
    put(store, replace(D001, employees=1))
    assert not apply_plan(store, plan, now=NOW).writes_nothing
    assert members(store) == [D001]


def test_a_full_disk_leaves_the_old_state_whole(store: Store) -> None:
    put(store, D001)
    (pages,) = store.database.execute("PRAGMA page_count").fetchone()
    store.database.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="the disk is full; nothing was changed"):
        put(store, replace(D001, employees=1), *(a_member(f"E{n:04}") for n in range(300)))
    assert members(store) == [D001]


_DOOMED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from profiles.importing import apply_plan
from profiles.planning import plan_import
from profiles.store import Store
from tests.profiles.examples import a_member, a_reading

path, step, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
seen = 0

def die(statement):
    global seen
    if statement.startswith(step):
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

store = Store.open(path)
changed = [replace(a_member(f"D{n:03}"), employees=n, needs=("新",) * n) for n in range(100)]
new = [a_member(f"N{n:03}") for n in range(2000)]
plan = plan_import(store, a_reading(*changed, *new), withdraw_missing=True)
store.database.conn.set_trace_callback(die)
apply_plan(store, plan)
"""


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("INSERT INTO members", 1),
        ("INSERT INTO statements", 5000),
        ("UPDATE members SET id", 50),
        ("DELETE FROM contacts", 99),
        ("UPDATE members SET withdrawn_on", 1),
        ("INSERT INTO imports", 1),
        ("UPDATE state", 2),
        ("COMMIT", 1),
    ],
)
def test_an_import_that_is_killed_leaves_the_old_state_whole(
    path: Path, step: str, number: int
) -> None:
    with Store.open(path) as store:
        put(store, *(a_member(f"D{n:03}") for n in range(120)))
        before, version = members(store), store.version
    assert run_until_killed(_DOOMED, str(path), step, str(number)) == -signal.SIGKILL
    with Store.open(path) as store:
        assert members(store) == before
        assert store.version == version
        store.check()


# Files


def record(member_id: str, **values: Any) -> dict[str, Any]:
    usual = {"id": member_id, "name_ja": f"会社{member_id}", "capabilities": ["溶射", "研磨"]}
    return usual | values


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return folder / "名簿.jsonl"


def write(file: Path, *records: dict[str, Any]) -> Path:
    lines = [json.dumps(one, ensure_ascii=False) for one in records]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def write_csv(file: Path, *rows: tuple[str, ...]) -> Path:
    target = file.with_suffix(".csv")
    with target.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([("会員番号", "会社名", "保有技術", "メール"), *rows])
    return target


def import_at_noon(store: Store, file: Path, **options: Any) -> Any:
    return import_file(store, file, ImportOptions(**options), clock=lambda: NOW)


GOOD_AND_BAD = (
    ("D001", "会社一", "溶射\n研磨", "one@example.jp"),
    ("D002", "", "切削", "two@example.jp"),
    ("D003", "会社三", "", "no address"),
)


def test_a_file_is_imported_and_reported(store: Store, file: Path) -> None:
    report = import_at_noon(store, write(file, record("D001"), record("D002")))
    assert (report.outcome, len(report.plan.added)) == (Outcome.WRITTEN, 2)
    assert len(members(store)) == 2


def test_importing_the_same_file_twice_changes_nothing(store: Store, file: Path) -> None:
    write(file, record("D001", contacts=[{"name": "人", "email": "a@example.jp"}]))
    import_at_noon(store, file, consent=Consent.MEMBERS)
    version = store.version
    report = import_at_noon(store, file, consent=Consent.MEMBERS)
    assert (report.outcome, report.plan.unchanged) == (Outcome.NOTHING_TO_WRITE, 1)
    assert store.version == version


def test_a_dry_run_says_what_would_change_and_writes_nothing(store: Store, file: Path) -> None:
    report = import_at_noon(store, write(file, record("D001")), dry_run=True)
    assert (report.outcome, len(report.plan.added)) == (Outcome.DRY_RUN, 1)
    assert members(store) == []


def test_a_dry_run_shows_problems_and_leaves_no_file(store: Store, file: Path) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    report = import_at_noon(store, file, dry_run=True, skip_bad=True)
    assert len(report.plan.errors) >= 2
    assert list(file.parent.iterdir()) == [file]


def test_a_file_with_problems_is_refused_with_all_of_them(store: Store, file: Path) -> None:
    with pytest.raises(ImportRefused, match=r"nothing was written.* --skip-bad") as refused:
        import_at_noon(store, write_csv(file, *GOOD_AND_BAD))
    assert {problem.where.row for problem in refused.value.problems} == {3, 4}
    assert members(store) == []


def test_skipping_bad_rows_imports_the_good_and_leaves_a_file_of_the_rest(
    store: Store, file: Path
) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    report = import_at_noon(store, file, skip_bad=True)
    assert [member.id for member in members(store)] == ["D001"]
    assert report.rejects == file.with_name("名簿-rejected.csv")
    assert stat.S_IMODE(report.rejects.stat().st_mode) == 0o600
    assert report.rejects.read_bytes().startswith(b"\xef\xbb\xbf")
    with report.rejects.open(encoding="utf-8-sig", newline="") as text:
        header, *rows = csv.reader(text)
    assert header == ["会員番号", "会社名", "保有技術", "メール", "problem (one statement a line)"]
    assert [row[:4] for row in rows] == [list(row) for row in GOOD_AND_BAD[1:]]
    assert all(row[4] for row in rows)


def test_the_file_of_the_rest_can_be_corrected_and_imported(store: Store, file: Path) -> None:
    report = import_at_noon(store, write_csv(file, *GOOD_AND_BAD), skip_bad=True)
    text = report.rejects.read_text(encoding="utf-8-sig")
    text = text.replace("D002,,", "D002,会社二,").replace("会社三,,no address", "会社三,研削,")
    report.rejects.write_text(text, encoding="utf-8-sig")
    report = import_at_noon(store, report.rejects)
    assert [member.id for member in members(store)] == ["D001", "D002", "D003"]


@pytest.mark.parametrize("other", ["切削\n研削", "切削; 研削", "切削"])
@pytest.mark.parametrize("statement", ["φ5; φ6の穴あけ", "'-40℃の試験", "-40℃の試験", "''=1", "=1"])
def test_a_row_reads_the_same_in_the_file_of_the_rest(
    store: Store, file: Path, statement: str, other: str
) -> None:
    rows = (("D001", "会社一", statement, "no address"), ("D002", "会社二", other, ""))
    report = import_at_noon(store, write_csv(file, *rows), skip_bad=True)
    text = report.rejects.read_text(encoding="utf-8-sig").replace(",no address,", ",a@example.jp,")
    report.rejects.write_text(text, encoding="utf-8-sig")
    (rest,) = read_members(report.rejects).members
    whole, _ = read_members(write_csv(file, (*rows[0][:3], "a@example.jp"), rows[1])).members
    assert rest.member == whole.member


def test_statements_are_parted_alike_however_often_rows_are_rejected(
    store: Store, file: Path
) -> None:
    rows = (("D001", "", "φ5; φ6の穴あけ", ""), ("D002", "会社二", "切削\n研削", ""))
    first = import_at_noon(store, write_csv(file, *rows), skip_bad=True)
    again = import_at_noon(store, first.rejects, skip_bad=True)
    assert again.rejects != first.rejects
    texts = [one.rejects.read_text("utf-8-sig") for one in (again, first)]
    assert texts[0].replace("名簿-rejected.csv", "名簿.csv") == texts[1]


def test_the_file_of_the_rest_names_the_file_whose_rows_it_speaks_of(
    store: Store, file: Path
) -> None:
    file = write_csv(file, *(("D001", name, "切削", "") for name in ("一", "二", "三")))
    report = import_at_noon(store, file, skip_bad=True)
    text = report.rejects.read_text(encoding="utf-8-sig")
    assert "as rows 3 and 4 of 名簿.csv." in text.splitlines()[1]


def test_the_file_of_the_rest_says_which_row_of_the_list_each_is(store: Store, file: Path) -> None:
    report = import_at_noon(store, write_csv(file, *GOOD_AND_BAD), skip_bad=True)
    with report.rejects.open(encoding="utf-8-sig", newline="") as text:
        _, *rows = csv.reader(text)
    assert [row[4][: len("名簿.csv, row 3: ")] for row in rows] == [
        "名簿.csv, row 3: ",
        "名簿.csv, row 4: ",
    ]


def test_an_unknown_kind_leaves_the_one_that_the_directory_has(store: Store, file: Path) -> None:
    import_at_noon(store, write(file, record("D001", kind="university")))
    report = import_at_noon(store, write(file, record("D001", kind="宇宙人"), record("D002")))
    assert [problem.kind for problem in report.plan.problems] == [ProblemKind.UNKNOWN_KIND]
    assert [member.kind for member in members(store)] == [Kind.UNIVERSITY, Kind.OTHER]


def test_a_row_that_was_passed_over_withdraws_nobody_whom_it_names(
    store: Store, file: Path
) -> None:
    rows = (("D001", "会社一", "溶射", ""), ("D002", "会社二", "切削", ""))
    import_at_noon(store, write_csv(file, *rows))
    file = write_csv(file, rows[0], ("", "会社二", "", ""))
    report = import_at_noon(store, file, withdraw_missing=True)
    assert report.plan.withdrawn == ()


def test_a_file_of_the_rest_never_overwrites_another(store: Store, file: Path) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    file.with_name("名簿-rejected.csv").write_text("precious")
    report = import_at_noon(store, file, skip_bad=True)
    assert report.rejects.name == "名簿-rejected-2.csv"
    assert file.with_name("名簿-rejected.csv").read_text() == "precious"
    again = import_at_noon(store, file, skip_bad=True)
    assert again.rejects == report.rejects
    assert len(list(file.parent.iterdir())) == 3


def test_the_file_of_the_rest_goes_where_the_office_wants_it(
    store: Store, file: Path, tmp_path: Path
) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    report = import_at_noon(store, file, skip_bad=True, rejects_folder=tmp_path)
    assert report.rejects.parent == tmp_path


def test_nothing_is_written_when_the_file_of_the_rest_cannot_be(
    store: Store, file: Path, tmp_path: Path
) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    with pytest.raises(UnwritableFile, match="cannot be written"):
        import_at_noon(store, file, skip_bad=True, rejects_folder=tmp_path / "nowhere")
    assert members(store) == []


def test_no_file_of_the_rest_is_left_when_the_good_rows_cannot_be_written(
    store: Store, file: Path
) -> None:
    rows = [(f"E{n}", f"会社{n}", "溶射" * 500, "") for n in range(300)]
    file = write_csv(file, *GOOD_AND_BAD, *rows)
    (pages,) = store.database.execute("PRAGMA page_count").fetchone()
    store.database.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="the disk is full"):
        import_at_noon(store, file, skip_bad=True)
    assert list(file.parent.iterdir()) == [file]


def test_formulas_in_rejected_rows_do_not_run_in_excel(store: Store, file: Path) -> None:
    file = write_csv(file, ("D001", "", '=HYPERLINK("http://evil")', ""))
    report = import_at_noon(store, file, skip_bad=True)
    assert "'=HYPERLINK" in report.rejects.read_text(encoding="utf-8-sig")


def test_skipped_rows_withdraw_nobody_whose_row_was_bad(store: Store, file: Path) -> None:
    rows = [
        ("D001", "会社一", "溶射", ""),
        ("D002", "会社二", "切削", ""),
        ("D003", "三", "磨", ""),
    ]
    import_at_noon(store, write_csv(file, *rows))
    rows[1] = ("D002", "会社二", "", "")
    report = import_at_noon(store, write_csv(file, *rows[:2]), skip_bad=True, withdraw_missing=True)
    assert ids(report.plan.withdrawn) == ["D003"]
    assert [member.id for member in members(store)] == ["D001", "D002"]


def test_a_file_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        import_at_noon(store, tmp_path / "nowhere.csv")


# The report


def test_the_report_shows_changes_field_by_field_but_no_contact(store: Store) -> None:
    put(store, D001, D002)
    after = replace(
        D001, employees=150, needs=("治具",), contacts=(replace(UDO, phone="1"), MAKABE)
    )
    plan = plan_import(store, a_reading(after), today=TODAY)
    text = report_text(ImportReport(plan, Outcome.DRY_RUN))
    assert "members.csv (utf-8), 1 row: a dry run, nothing was written." in text
    assert "従業員数 / employees: 140 -> 150" in text
    assert "      - Tool users in medical parts\n      + 治具" in text
    assert "担当者 / contacts: 1 added, 1 changed" in text
    assert "In the directory, but not in this file (1):\n  D002" in text
    for secret in (UDO.name, UDO.email, UDO.phone, MAKABE.name, MAKABE.email):
        assert secret not in text


def test_the_report_lists_the_first_entries_and_counts_the_rest(store: Store) -> None:
    plan = plan_import(store, a_reading(*(a_member(f"D{n:03}") for n in range(30))), today=TODAY)
    text = report_text(ImportReport(plan, Outcome.WRITTEN), limit=5)
    assert "Added (30):" in text
    assert "D004" in text
    assert "D005" not in text
    assert "... and 25 more" in text
    assert "nakadachi reindex" in text


def test_the_report_names_file_sheet_row_and_column_of_a_problem(store: Store) -> None:
    where = Where("members.csv", "会員名簿", 7, "メール")
    problem = Problem(ProblemKind.BAD_EMAIL, where, "is not an e-mail address.")
    plan = plan_import(store, a_reading(D001, problems=(problem,)), today=TODAY)
    text = report_text(ImportReport(plan, Outcome.DRY_RUN))
    said = (
        "members.csv, sheet 会員名簿, row 7, column メール: is not an e-mail address. [bad_email]"
    )
    assert f"  {said}\n" in text


def test_the_report_says_once_what_several_rows_of_a_column_have(store: Store) -> None:
    problems = tuple(
        Problem(
            ProblemKind.BAD_DATE, Where("a.csv", row=n, column="更新日"), "is not a date.",
            f"{n}日", f"M{n}",
        )
        for n in range(3, 18)
    )  # fmt: skip
    text = problems_text(problems)
    assert text.startswith(
        "Problems (15):\n  a.csv, 15 rows, column 更新日: is not a date. [bad_date]\n"
        '    row 3 (M3): "3日"\n    row 4 (M4): "4日"\n'
    )
    assert text.endswith('    row 12 (M12): "12日"\n    ... and 5 more (--json lists them all)')


def test_a_dry_run_with_problems_says_that_the_import_would_be_refused(
    store: Store, file: Path
) -> None:
    text = report_text(import_at_noon(store, write_csv(file, *GOOD_AND_BAD), dry_run=True))
    assert "Without --dry-run this would be refused." in text
    assert "--skip-bad" in text
    assert "to write this" not in text


def test_a_dry_run_that_skips_bad_rows_says_what_would_become_of_them(
    store: Store, file: Path
) -> None:
    file = write_csv(file, *GOOD_AND_BAD)
    text = report_text(import_at_noon(store, file, dry_run=True, skip_bad=True))
    assert "to write this; the rejected rows go to a file of their own." in text
    assert "refused" not in text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (GOOD_AND_BAD[:1], "nothing to import, the directory says all of this already."),
        (
            GOOD_AND_BAD,
            "nothing to import, as 2 rows were rejected and the directory says the rest already.",
        ),
        (GOOD_AND_BAD[1:2], "nothing to import, as 1 row was rejected."),
    ],
)
def test_the_report_says_why_there_was_nothing_to_import(
    store: Store, file: Path, rows: tuple[tuple[str, ...], ...], said: str
) -> None:
    import_at_noon(store, write_csv(file, *GOOD_AND_BAD[:1]))
    report = import_at_noon(store, write_csv(file, *rows), skip_bad=True)
    assert report.outcome is Outcome.NOTHING_TO_WRITE
    assert said in report_text(report).splitlines()[0]


def test_the_report_says_that_rows_without_a_member_were_passed_over(
    store: Store, file: Path
) -> None:
    report = import_at_noon(store, write_csv(file, ("東部地区", "", "", "")))
    assert "nothing to import, as no member was found in 1 row." in report_text(report)


def test_the_report_does_not_say_that_the_forgotten_are_in_the_directory(
    store: Store, file: Path
) -> None:
    file = write_csv(file, *GOOD_AND_BAD[:1])
    import_at_noon(store, file)
    forget_member(store, "D001")
    report = import_at_noon(store, file)
    assert "nothing to import, as those forgotten were left out of 1 row." in report_text(report)


def test_the_report_says_why_nobody_was_withdrawn(store: Store) -> None:
    put(store, D001, D002)
    reading = a_reading(D001, rejected=(bad_row("", ""),))
    plan = plan_import(store, reading, withdraw_missing=True, today=TODAY)
    assert "Nobody was withdrawn" in report_text(ImportReport(plan, Outcome.NOTHING_TO_WRITE))


def test_the_report_for_programs_is_complete_json_without_contacts(store: Store) -> None:
    put(store, D001)
    after = replace(D001, employees=None, contacts=(MAKABE,))
    plan = plan_import(store, a_reading(after, D002), today=TODAY)
    said = json.loads(json.dumps(report_json(ImportReport(plan, Outcome.WRITTEN))))
    assert said["counts"] == {
        "added": 1,
        "changed": 1,
        "unchanged": 0,
        "returned": 0,
        "missing": 0,
        "withdrawn": 0,
        "rejected": 0,
    }
    assert said["changed"] == [
        {
            "id": "D001",
            "name": D001.name,
            "fields": [{"field": "employees", "before": D001.employees, "after": None}],
            "contacts": {"added": 1, "changed": 0, "removed": 1},
        }
    ]
    assert MAKABE.email not in json.dumps(said)
