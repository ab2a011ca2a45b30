"""Encodings, delimiters, workbooks and JSON Lines: however it is written, the same members."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from profiles.model import Consent
from profiles.problems import ProblemKind
from profiles.reading import read_members
from tests.profiles.files import HEADERS, csv_text, kinds, write_csv, write_xlsx

ROWS = [HEADERS, ("M1", "株式会社甲", "チタンの切削\n研削"), ("M2", "乙製作所", "ｱﾙﾐﾅ溶射")]


@pytest.mark.parametrize(
    ("encoding", "echoed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp_ext", "iso2022_jp"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_encoding_of_the_office_is_found_and_echoed(
    tmp_path: Path, encoding: str, echoed: str
) -> None:
    rows = ROWS if "2022" not in encoding else ROWS[:2]
    reading = read_members(write_csv(tmp_path, rows, encoding=encoding))
    assert reading.encoding == echoed
    assert reading.members[0].member.capabilities == ("チタンの切削", "研削")
    assert reading.members[0].member.name_ja == "株式会社甲"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_by_content(tmp_path: Path, delimiter: str) -> None:
    rows = [*ROWS, ("M3", "丙, 丁; 戊", "a,b\nc;d")]
    reading = read_members(write_csv(tmp_path, rows, delimiter=delimiter))
    assert reading.members[2].member.name_ja == "丙, 丁; 戊"


def test_a_declared_delimiter_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("sep=;\n" + csv_text(ROWS, ";"), "utf-8", newline="")
    reading = read_members(path)
    assert len(reading.members) == 2
    assert reading.members[0].where.row == 3


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
def test_every_line_break_will_do(tmp_path: Path, line_break: str) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(f"会社名,保有技術{line_break}甲,切削{line_break}".encode())
    assert len(read_members(path).members) == 1


def test_title_lines_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    rows = [["会員名簿（2026年）"], [], *ROWS[:2], ["", "", ""], ROWS[2]]
    reading = read_members(write_csv(tmp_path, rows))
    assert [read.where.row for read in reading.members] == [4, 6]
    assert reading.problems == ()


def workbook_of(path: Path, cells: Mapping[str, Any], **formats: str) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    for place, number_format in formats.items():
        sheet[place].number_format = number_format
    workbook.save(path / "members.xlsx")
    return path / "members.xlsx"


def test_a_table_that_begins_in_the_middle_of_a_sheet_keeps_excels_row_numbers(
    tmp_path: Path,
) -> None:
    cells = {"C5": "会社名", "D5": "保有技術", "C8": "", "D8": "切削"}
    reading = read_members(workbook_of(tmp_path, cells | {"B3": "名簿"}))
    assert [problem.where.row for problem in reading.problems if not problem.is_note] == [8]


def test_numbers_and_dates_are_read_as_excel_stores_them(tmp_path: Path) -> None:
    cells: dict[str, Any] = {"A1": "会員番号", "B1": "会社名", "C1": "保有技術"}
    cells |= {"D1": "従業員数", "E1": "更新日", "F1": "法人番号", "G1": "同意日", "H1": "担当者"}
    cells |= {"A2": 12.0, "B2": "甲", "C2": "切削", "D2": 1200, "E2": date(2024, 4, 1)}
    cells |= {"F2": 7000012050002, "G2": 45383, "H2": "山田"}
    cells |= {"A3": "007", "B3": "乙", "C3": 3.5, "E3": datetime(2024, 4, 1, 9, 30)}
    reading = read_members(workbook_of(tmp_path, cells))
    first, second = (read.member for read in reading.members)
    assert reading.problems == ()
    assert (first.id, first.employees, first.updated) == ("12", 1200, date(2024, 4, 1))
    assert first.corporate_number == "7000012050002"
    assert first.contacts[0].consent_date == date(2024, 4, 1)
    assert (second.id, second.capabilities) == ("007", ("3.5",))
    assert second.updated == date(2024, 4, 1)


def test_numbers_shown_with_leading_zeros_keep_them(tmp_path: Path) -> None:
    cells = {"A1": "会員番号", "B1": "会社名", "C1": "保有技術", "A2": 7, "B2": "甲", "C2": "切削"}
    reading = read_members(workbook_of(tmp_path, cells, A2="0000"))
    assert reading.members[0].member.id == "0007"


def test_links_made_with_a_formula_show_their_text(tmp_path: Path) -> None:
    cells = {"A1": "会社名", "B1": "保有技術", "C1": "HP", "A2": "甲", "B2": "切削"}
    cells |= {"C2": '=HYPERLINK("https://a.example","サイト")'}
    cells |= {"A3": '=HYPERLINK("https://b.example","乙")', "B3": "研削"}
    reading = read_members(workbook_of(tmp_path, cells))
    first, second = (read.member for read in reading.members)
    assert first.website == "https://a.example"
    assert second.name_ja == "乙"
    assert kinds(reading).count(ProblemKind.FORMULA) == 2


def test_formulas_that_were_never_calculated_are_noted(tmp_path: Path) -> None:
    cells = {"A1": "会社名", "B1": "保有技術", "C1": "従業員数", "A2": "甲", "B2": "切削"}
    reading = read_members(workbook_of(tmp_path, cells | {"C2": "=1+1"}))
    assert reading.members[0].member.employees is None
    (note,) = (note for note in reading.problems if note.kind is ProblemKind.FORMULA)
    assert note.where.row == 2
    assert note.message.startswith("a cell of this row holds a formula without a result")
    cells |= {"C2": "=1+1", "A3": "乙", "B3": "研削", "C3": "=1+2"}
    reading = read_members(workbook_of(tmp_path, cells))
    (note,) = (note for note in reading.problems if note.kind is ProblemKind.FORMULA)
    assert note.message.startswith("2 cells hold formulas without a result")


def test_members_of_several_sheets_are_read_and_other_data_sheets_are_named(
    tmp_path: Path,
) -> None:
    other = [("年度", "会費"), ("2025", "10000")]
    path = write_xlsx(tmp_path, 東京=ROWS[:2], 埼玉=[HEADERS, ROWS[2]], 会費=other)
    reading = read_members(path)
    assert [(r.where.sheet, r.where.row) for r in reading.members] == [("東京", 2), ("埼玉", 2)]
    (note,) = reading.problems
    assert (note.kind, note.where.sheet) == (ProblemKind.SKIPPED_SHEET, "会費")


def test_a_sheet_of_contact_persons_beside_the_members_is_not_read_and_named(
    tmp_path: Path,
) -> None:
    persons = [("会社名", "担当者", "メール"), ("株式会社甲", "山田", "yamada@example.jp")]
    reading = read_members(write_xlsx(tmp_path, 担当=persons, 名簿=ROWS, 空=persons[:1]))
    assert [read.member.id for read in reading.members] == ["M1", "M2"]
    assert reading.rejected == ()
    (note,) = reading.problems
    assert (note.kind, note.where.sheet) == (ProblemKind.SKIPPED_SHEET, "担当")
    assert "no column for what members offer (保有技術, capabilities)" in note.message


def test_one_id_in_two_sheets_is_refused_and_both_sheets_are_named(tmp_path: Path) -> None:
    reading = read_members(write_xlsx(tmp_path, 東京=ROWS[:2], 埼玉=ROWS))
    messages = [problem.message for problem in reading.problems]
    assert "as row 2 of members.xlsx, sheet 埼玉." in messages[0]
    assert "as row 2 of members.xlsx, sheet 東京." in messages[1]


def test_a_hidden_sheet_is_not_read_and_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, 現在=ROWS, 旧=ROWS)
    workbook = openpyxl.load_workbook(path)
    workbook["旧"].sheet_state = "hidden"
    workbook.save(path)
    reading = read_members(path)
    assert len(reading.members) == 2
    assert kinds(reading) == [ProblemKind.SKIPPED_SHEET]


def merged(path: Path, *ranges: str) -> Path:
    workbook = openpyxl.load_workbook(path)
    for cells in ranges:
        workbook.worksheets[0].merge_cells(cells)
    workbook.save(path)
    return path


def test_a_cell_merged_over_several_rows_stands_for_each(tmp_path: Path) -> None:
    rows = [("都道府県", "会社名", "保有技術"), ("埼玉県", "甲", "切削"), ("", "乙", "研削")]
    reading = read_members(merged(write_xlsx(tmp_path, a=rows), "A2:A3"))
    assert [read.member.prefecture for read in reading.members] == ["Saitama", "Saitama"]


def test_a_member_whose_name_is_merged_over_several_rows_is_one(tmp_path: Path) -> None:
    rows = [
        ("会社名", "保有技術", "更新日"),
        ("甲", "切削", "2024/4/1"),
        ("", "研削", ""),
        ("乙", "鋳造", ""),
    ]
    reading = read_members(merged(write_xlsx(tmp_path, a=rows), "A2:A3"))
    first, second = (read.member for read in reading.members)
    assert first.capabilities == ("切削", "研削")
    assert second.capabilities == ("鋳造",)


PEOPLE = ("会員番号", "会社名", "保有技術", "担当者", "メール", "役職", "公開可否", "従業員数")


def test_a_contact_of_a_further_row_of_one_member_is_a_further_contact(tmp_path: Path) -> None:
    rows = [
        PEOPLE,
        ("M1", "甲", "切削", "山田", "a@example.jp", "部長", "可", "42"),
        ("", "", "研削", "鈴木", "b@example.jp", "課長", "不可", "42"),
        ("", "", "", "山田", "a@example.jp", "", "可", ""),
        ("M2", "乙", "鋳造", "佐藤", "c@example.jp", "", "可", "7"),
    ]
    reading = read_members(merged(write_xlsx(tmp_path, a=rows), "A2:A4", "B2:B4"))
    first, second = (read.member for read in reading.members)
    assert reading.problems == ()
    assert [(c.name, c.email, c.role, c.consent) for c in first.contacts] == [
        ("山田", "a@example.jp", "部長", Consent.MEMBERS),
        ("鈴木", "b@example.jp", "課長", Consent.NEVER),
    ]
    assert (first.capabilities, first.employees) == (("切削", "研削"), 42)
    assert [(c.name, c.consent) for c in second.contacts] == [("佐藤", Consent.MEMBERS)]


def test_an_empty_consent_of_a_further_contact_is_not_that_of_the_first(tmp_path: Path) -> None:
    rows = [
        PEOPLE,
        ("M1", "甲", "切削", "山田", "", "", "可", ""),
        ("", "", "", "鈴木", "", "", "", ""),
    ]
    (read,) = read_members(merged(write_xlsx(tmp_path, a=rows), "A2:A3", "B2:B3")).members
    assert [c.consent for c in read.member.contacts] == [Consent.MEMBERS, None]


def test_rows_of_one_member_that_complete_a_contact_make_one(tmp_path: Path) -> None:
    rows = [
        PEOPLE,
        ("M1", "甲", "切削", "山田", "", "部長", "", ""),
        ("", "", "", "", "a@example.jp", "工場長", "可", "9"),
    ]
    (read,) = read_members(merged(write_xlsx(tmp_path, a=rows), "A2:A3", "B2:B3")).members
    (contact,) = read.member.contacts
    assert (contact.name, contact.email, contact.role) == ("山田", "a@example.jp", "部長 工場長")
    assert (contact.consent, read.member.employees) == (Consent.MEMBERS, 9)


@pytest.mark.parametrize(
    ("column", "other", "shown"),
    [("従業員数", "45", "45"), ("公開可否", "不可", ""), ("会員番号", "M9", "M9")],
)
def test_rows_of_one_member_that_contradict_each_other_are_a_problem(
    tmp_path: Path, column: str, other: str, shown: str
) -> None:
    above = ("M1", "甲", "切削", "山田", "a@example.jp", "", "可", "42")
    below = ["", "", "研削", "", "", "", "", ""]
    below[PEOPLE.index(column)] = other
    reading = read_members(merged(write_xlsx(tmp_path, a=[PEOPLE, above, below]), "B2:B3"))
    assert reading.members == ()
    (problem,) = reading.problems
    assert (problem.kind, problem.where.row) == (ProblemKind.BAD_RECORD, 2)
    assert (problem.where.column, problem.value) == (column, shown)
    assert "in row 3 differs from what row 2 says" in problem.message
    cell = reading.rejected[0].cells[PEOPLE.index(column)]
    assert cell == f"{above[PEOPLE.index(column)]}\n{other}"


def test_a_list_whose_header_is_merged_over_columns_has_all_of_them(tmp_path: Path) -> None:
    rows = [("会員番号", "会社名", "保有技術", "", ""), ("M1", "甲", "切削", "研削", "鋳造")]
    reading = read_members(merged(write_xlsx(tmp_path, a=rows), "C1:E1"))
    assert reading.members[0].member.capabilities == ("切削", "研削", "鋳造")
    assert reading.problems == ()


def test_totals_and_headings_of_sections_are_passed_over(tmp_path: Path) -> None:
    rows = [
        ("No.", *HEADERS, "従業員数"),
        ("東部地区", "", "", "", ""),
        ("1", "M1", "株式会社甲", "切削", "4"),
        ("小計（東部）", "", "1社", "", "4"),
        ("2", "M2", "計測技研株式会社", "計測", "5"),
        ("合計", "", "", "", "9"),
    ]
    reading = read_members(write_xlsx(tmp_path, a=rows))
    assert [read.member.id for read in reading.members] == ["M1", "M2"]
    assert reading.rejected == ()
    (note,) = (note for note in reading.problems if note.kind is ProblemKind.SKIPPED_ROW)
    assert (note.is_note, note.rows) == (True, (2, 4, 6))
    assert "sheet a, rows 2, 4 and 6: passed over" in str(note)


@pytest.mark.parametrize(
    "row",
    [("", "甲", "", "42"), ("合計", "合計サービス", "", ""), ("", "計測技研", "", "1"),
     ("", "", "切削", ""), ("M1", "計", "切削", "")],
)  # fmt: skip
def test_a_row_that_may_be_a_member_is_never_passed_over(
    tmp_path: Path, row: tuple[str, ...]
) -> None:
    rows = [(*HEADERS, "従業員数"), row, ("M2", "乙", "研削", "")]
    reading = read_members(write_csv(tmp_path, rows))
    assert ProblemKind.SKIPPED_ROW not in kinds(reading)


def test_a_header_of_two_lines_is_read_together(tmp_path: Path) -> None:
    rows = [
        ("会社名", "保有技術", "担当者", ""),
        ("", "", "氏名", "電話"),
        ("甲", "切削", "山田", "042-000-0000"),
    ]
    path = merged(write_xlsx(tmp_path, a=rows), "A1:A2", "B1:B2", "C1:D1")
    (read,) = read_members(path).members
    (contact,) = read.member.contacts
    assert (contact.name, contact.phone) == ("山田", "042-000-0000")
    assert read.where.row == 3


RECORD = {
    "id": "M1",
    "name_ja": "株式会社甲",
    "kind": "supporting_sme",
    "capabilities": ["旋盤, 2; フライス盤", "-40℃の試験"],
    "employees": None,
    "contacts": [
        {
            "name": "山田",
            "email": "a@example.jp",
            "consent": "members",
            "consent_date": "2024-04-01",
        },
        {"name": "鈴木", "slack_user_id": "U012ABC3DEF"},
    ],
}


def write_jsonl(folder: Path, *records: object) -> Path:
    path = folder / "members.jsonl"
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_json_lines_hold_lists_and_contacts(tmp_path: Path) -> None:
    (read,) = read_members(write_jsonl(tmp_path, RECORD)).members
    assert read.member.capabilities == ("旋盤, 2; フライス盤", "-40℃の試験")
    first, second = read.member.contacts
    assert (first.consent, first.consent_date) == (Consent.MEMBERS, date(2024, 4, 1))
    assert (second.slack_user_id, second.consent) == ("U012ABC3DEF", None)
    details = {"contacts.name", "contacts.email", "contacts.slack_user_id"}
    fields = {"id", "name_ja", "kind", "capabilities", "employees", "contacts"}
    assert read.given == fields | details


def test_a_key_that_a_record_lacks_is_not_given(tmp_path: Path) -> None:
    other = {"id": "M2", "name": "Beta Ltd.", "capabilities": ["cutting"], "needs": []}
    _, read = read_members(write_jsonl(tmp_path, RECORD, other)).members
    assert read.given == {"id", "name_en", "capabilities", "needs"}


def test_an_empty_list_of_contacts_is_given(tmp_path: Path) -> None:
    (read,) = read_members(write_jsonl(tmp_path, RECORD | {"contacts": []})).members
    assert read.member.contacts == ()
    assert "contacts" in read.given


@pytest.mark.parametrize("line", ["{not json", "[1]", '{"id": {"a": 1}}', '{"contacts": "x"}'])
def test_a_line_that_is_no_record_is_named_and_kept(tmp_path: Path, line: str) -> None:
    reading = read_members(write_jsonl(tmp_path, RECORD, "", line))
    assert len(reading.members) == 1
    (problem,) = reading.problems
    assert (problem.kind, problem.where.row) == (ProblemKind.BAD_RECORD, 3)
    assert reading.rejected[0].cells[-1] == line


def test_unknown_keys_are_noted(tmp_path: Path) -> None:
    reading = read_members(write_jsonl(tmp_path, RECORD | {"colour": "red"}))
    assert kinds(reading) == [ProblemKind.UNKNOWN_COLUMN]
    assert '"colour"' in reading.problems[0].message


def test_wave_dashes_of_windows_and_mac_are_one(tmp_path: Path) -> None:
    windows = write_csv(tmp_path, [HEADERS, ("M1", "甲", "φ1～5、－40℃")], encoding="cp932")
    mac = write_xlsx(tmp_path, a=[HEADERS, ("M1", "甲", "φ1〜5、−40℃")])
    assert read_members(windows).members[0].member == read_members(mac).members[0].member


def test_another_associations_headers_are_understood(tmp_path: Path) -> None:
    rows = [
        (
            "No.",
            "【必須】企業名 ※正式名称",
            "社名（英語）",
            "所在地",
            "従業員（名）",
            "許認可・認証",
        ),
        (
            "1",
            "株式会社甲",
            "Kou Inc.",
            "東京都八王子市明神町3-20-6",
            "約1,200名",
            "ＩＳＯ９００１／14001",
        ),
    ]
    more = (
        "技術・サービス\n（1行1件）",
        "所有機器",
        "探しているもの",
        "企業紹介",
        "ご担当者（氏名）",
        "Eメール",
        "TEL",
        "最終確認日",
    )
    values = (
        "切削\n研削",
        "旋盤",
        "販路",
        "精密です",
        "山田",
        "a@example.jp",
        "042-000-0000",
        "R7.5.20",
    )
    reading = read_members(write_xlsx(tmp_path, a=[rows[0] + more, rows[1] + values]))
    (read,) = reading.members
    member = read.member
    assert (member.name_ja, member.name_en, member.employees) == ("株式会社甲", "Kou Inc.", 1200)
    assert (member.prefecture, member.city) == ("Tokyo", "Hachioji")
    assert member.certifications == ("ISO 9001", "ISO 14001")
    assert (member.capabilities, member.equipment) == (("切削", "研削"), ("旋盤",))
    assert (member.needs, member.summary) == (("販路",), "精密です")
    assert (member.contacts[0].name, member.contacts[0].email) == ("山田", "a@example.jp")
    assert member.updated == date(2025, 5, 20)
    assert set(kinds(reading)) == {ProblemKind.ID_DERIVED, ProblemKind.UNKNOWN_COLUMN}
