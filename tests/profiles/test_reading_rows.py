"""Rows: what makes a member, and what is said about a row that does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from profiles.model import Consent, Kind
from profiles.problems import ProblemKind
from profiles.reading import read_members
from tests.profiles.files import HEADERS, csv_text, kinds, read_row, write_csv


def test_an_id_a_name_and_one_capability_make_a_member(tmp_path: Path) -> None:
    (read,) = read_row(tmp_path).members
    assert (read.member.id, read.member.name_ja) == ("M1", "株式会社甲")
    assert read.member.kind is Kind.OTHER
    assert read.given == {"id", "name_ja", "capabilities"}


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("会社名", "", ProblemKind.NO_NAME),
        ("保有技術", "", ProblemKind.NO_CAPABILITY),
        ("保有技術", "特になし", ProblemKind.NO_CAPABILITY),
        ("メール", "info＠＠example.jp", ProblemKind.BAD_EMAIL),
        ("メール", "a@example.jp, b@example.jp", ProblemKind.BAD_EMAIL),
        ("更新日", "2024/2/30", ProblemKind.BAD_DATE),
        ("更新日", "近日", ProblemKind.BAD_DATE),
        ("従業員数", "たくさん", ProblemKind.BAD_NUMBER),
        ("法人番号", "1234567890123", ProblemKind.BAD_CORPORATE_NUMBER),
        ("公開可否", "たぶん", ProblemKind.UNKNOWN_CONSENT),
        ("自己PR", "あ" * 20_001, ProblemKind.CELL_TOO_LONG),
        ("保有技術", "あ" * 10_000_000, ProblemKind.CELL_TOO_LONG),
        ("Slack ID", "山田", ProblemKind.BAD_RECORD),
    ],
)
def test_a_row_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, column: str, value: str, kind: ProblemKind
) -> None:
    reading = read_row(tmp_path, **{column: value})
    assert reading.members == ()
    (problem,) = reading.problems
    assert problem.kind is kind
    where = problem.where
    assert (where.file, where.row, where.column) == ("members.csv", 2, column)
    assert value[:1000] in reading.rejected[0].cells[reading.headers.index(column)]


@pytest.mark.parametrize("nothing", ["-", "－", "−", "―", "ーー", "なし", "特になし", "N/A"])
def test_a_dash_or_none_is_no_id_no_name_and_no_capability(tmp_path: Path, nothing: str) -> None:
    (read,) = read_row(tmp_path, 会員番号=nothing, 英文名=nothing, 所在地=nothing).members
    assert read.member.id.startswith("name-")
    assert "id" not in read.given
    assert (read.member.name_en, read.member.prefecture) == ("", "")
    for columns in ({"会社名": nothing}, {"会社名": "", "name": nothing}):
        assert kinds(read_row(tmp_path, **columns)) == [ProblemKind.NO_NAME]
    reading = read_row(tmp_path, 保有技術=f"{nothing}\n・{nothing}")
    assert kinds(reading) == [ProblemKind.NO_CAPABILITY]


def test_where_one_column_has_a_dash_the_next_one_counts(tmp_path: Path) -> None:
    reading = read_row(
        tmp_path, HP="-", URL="https://a.example", 都道府県="-", 所在地="埼玉県狭山市", 電話="-"
    )
    (read,) = reading.members
    assert read.member.website == "https://a.example"
    assert (read.member.prefecture, read.member.city) == ("Saitama", "Sayama")
    assert read.member.contacts == ()


def test_a_running_number_is_no_id(tmp_path: Path) -> None:
    for header in ("No", "No.", "Ｎｏ．"):
        rows = [(header, "会社名", "保有技術"), ("1", "甲", "切削")]
        reading = read_members(write_csv(tmp_path, rows))
        assert reading.members[0].member.id.startswith("name-")
        assert set(kinds(reading)) == {ProblemKind.ID_DERIVED, ProblemKind.UNKNOWN_COLUMN}


def test_messages_never_repeat_a_contact(tmp_path: Path) -> None:
    reading = read_row(tmp_path, メール="taro-at-example", 担当者="山田太郎", SlackID="yamada")
    said = " ".join(str(problem) for problem in reading.problems)
    assert "taro" not in said
    assert "yamada" not in said


def test_a_too_long_cell_is_no_missing_capability_as_well(tmp_path: Path) -> None:
    assert kinds(read_row(tmp_path, 保有技術="あ" * 20_001)) == [ProblemKind.CELL_TOO_LONG]


def test_rows_with_one_id_are_all_refused_and_name_each_other(tmp_path: Path) -> None:
    rows = [HEADERS, ("M1", "甲", "切削"), ("Ｍ１", "乙", "研削"), ("M3", "丙", "鋳造")]
    reading = read_members(write_csv(tmp_path, rows))
    assert [read.member.id for read in reading.members] == ["M3"]
    first, second = reading.problems
    assert first.kind is second.kind is ProblemKind.DUPLICATE_ID
    assert "as row 3 of members.csv." in first.message
    assert "as row 2 of members.csv." in second.message
    assert [row.cells[1] for row in reading.rejected] == ["甲", "乙"]


def test_one_member_under_two_ids_is_noted_and_kept(tmp_path: Path) -> None:
    rows = [HEADERS, ("M1", "株式会社 甲製作所", "切削"), ("M2", "(株)甲製作所", "研削")]
    reading = read_members(write_csv(tmp_path, rows))
    assert len(reading.members) == 2
    (note,) = reading.problems
    assert (note.kind, note.where.row, note.is_note) == (ProblemKind.LIKELY_DUPLICATE, 3, True)
    assert "row 2" in note.message


def test_ids_are_derived_where_a_file_has_none_and_that_is_said_once(tmp_path: Path) -> None:
    rows = [("会社名", "保有技術", "法人番号"), ("甲", "切削", "7000012050002"), ("乙", "研削", "")]
    reading = read_members(write_csv(tmp_path, rows))
    first, second = (read.member.id for read in reading.members)
    assert first == "corp-7000012050002"
    assert second.startswith("name-")
    assert kinds(reading) == [ProblemKind.ID_DERIVED]
    assert "2 rows" in reading.problems[0].message
    assert "id" not in reading.members[0].given


def test_a_derived_id_is_the_same_for_another_spelling_of_the_name(tmp_path: Path) -> None:
    ids = {
        read_members(write_csv(tmp_path, [("会社名", "保有技術"), (name, "切削")]))
        .members[0]
        .member.id
        for name in ("株式会社ＡＢＣ", "㈱ABC", "ABC 株式会社")
    }
    assert len(ids) == 1


def test_two_rows_without_ids_and_with_one_name_are_refused(tmp_path: Path) -> None:
    rows = [("会社名", "保有技術"), ("甲", "切削"), ("(株)甲", "研削")]
    reading = read_members(write_csv(tmp_path, rows))
    assert kinds(reading)[-1] is ProblemKind.DUPLICATE_ID
    assert reading.members == ()


def test_leading_zeros_of_ids_are_kept(tmp_path: Path) -> None:
    assert read_row(tmp_path, 会員番号="007").members[0].member.id == "007"
    assert read_row(tmp_path, 会員番号='="007"').members[0].member.id == "007"


def test_a_statement_may_begin_with_a_hyphen(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 保有技術="-40℃の低温試験\n- 20 to 200 C\n・切削\n● 研削")
    assert reading.members[0].member.capabilities == (
        "-40℃の低温試験",
        "- 20 to 200 C",
        "切削",
        "研削",
    )


def test_the_quote_that_an_export_put_before_a_sign_is_removed_again(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 保有技術="'-40℃の試験", 電話="'+81-42-000-0000")
    assert reading.members[0].member.capabilities == ("-40℃の試験",)
    assert reading.members[0].member.contacts[0].phone == "+81-42-000-0000"


def test_control_characters_and_direction_marks_are_removed_and_noted(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 会社名="株式\u202e会社\u200b甲\x07")
    assert reading.members[0].member.name_ja == "株式会社甲"
    assert kinds(reading) == [ProblemKind.CONTROL_CHARACTERS]


def test_the_text_that_people_see_keeps_its_width(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 会社名="ＡＢＣ工業", 保有技術="ｱﾙﾐﾅ溶射")
    assert reading.members[0].member.name_ja == "ＡＢＣ工業"
    assert reading.members[0].member.capabilities == ("ｱﾙﾐﾅ溶射",)


def test_separate_voicing_marks_are_joined_and_old_characters_stay(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 会社名="カ\u3099ラス", 担当者="\ufa1b田")
    assert reading.members[0].member.name_ja == "ガラス"
    assert reading.members[0].member.contacts[0].name == "\ufa1b田"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('=HYPERLINK("https://a.example","株式会社乙")', "株式会社乙"),
        ('=hyperlink("https://a.example"; "乙 ""工場""")', '乙 "工場"'),
        ('=HYPERLINK("https://a.example")', "https://a.example"),
    ],
)
def test_of_a_link_the_text_shown_is_kept_and_noted(
    tmp_path: Path, formula: str, shown: str
) -> None:
    reading = read_row(tmp_path, 会社名=formula)
    assert reading.members[0].member.name_ja == shown
    assert kinds(reading) == [ProblemKind.FORMULA]
    assert reading.problems[0].message == "holds a formula; the text shown was taken."


def test_of_a_link_in_the_website_column_the_address_is_kept(tmp_path: Path) -> None:
    reading = read_row(tmp_path, HP='=HYPERLINK("https://a.example","当社サイト")')
    assert reading.members[0].member.website == "https://a.example"
    assert "the address of the link was taken" in reading.problems[0].message


def test_of_any_other_formula_in_a_csv_the_text_is_kept_and_that_is_said(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 保有技術="=SUM(A1)")
    assert reading.members[0].member.capabilities == ("=SUM(A1)",)
    assert "so the text of the formula was taken" in reading.problems[0].message


def test_formulas_of_a_column_are_noted_once_for_each_thing_that_was_taken(tmp_path: Path) -> None:
    formulas = ('=HYPERLINK("https://a.example","甲")', "=A1", '=HYPERLINK("b","乙")')
    rows = [HEADERS, *((f"M{n}", name, "切削") for n, name in enumerate(formulas))]
    shown, literal = read_members(write_csv(tmp_path, rows)).problems
    assert shown.where.row == 2
    assert shown.message.startswith("2 cells from this row on hold formulas; the text shown")
    assert literal.where.row == 3
    assert literal.message.startswith("holds a formula; the file does not hold the result")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("0.05?1 μm", True),
        ("ammonia?water", True),
        ("鉄?アルミ", True),
        ("切削\ufffd研削", True),
        ("何ができる?まずはご相談を", False),
        ("Which adhesive, which primer? Lap-shear strength", False),
        ("free to sell it?", False),
        ("https://a.example/?q=1 をご覧ください", False),
    ],
)
def test_a_question_mark_counts_as_lost_only_inside_a_word(
    tmp_path: Path, text: str, lost: bool
) -> None:
    assert (ProblemKind.LOST_CHARACTERS in kinds(read_row(tmp_path, 保有技術=text))) is lost


def test_any_question_mark_in_a_name_counts_as_lost(tmp_path: Path) -> None:
    assert kinds(read_row(tmp_path, 会社名="?田製作所")) == [ProblemKind.LOST_CHARACTERS]


def test_semicolons_part_statements_only_where_no_cell_has_a_line_break(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 保有技術="切削; 研削；鋳造")
    assert reading.members[0].member.capabilities == ("切削", "研削", "鋳造")
    assert kinds(reading) == [ProblemKind.SPLIT_ON_SEMICOLON]
    reading = read_row(tmp_path, 保有技術="旋盤, 2; フライス盤, 1", 設備="a\nb")
    assert reading.members[0].member.capabilities == ("旋盤, 2; フライス盤, 1",)
    assert reading.problems == ()


def test_numbered_columns_are_joined_in_their_order(tmp_path: Path) -> None:
    rows = [("会社名", "保有技術２", "保有技術１", "技術10"), ("甲", "乙; 丙", "甲", "丁")]
    (read,) = read_members(write_csv(tmp_path, rows)).members
    assert read.member.capabilities == ("甲", "乙; 丙", "丁")


def test_numbered_contacts_are_grouped(tmp_path: Path) -> None:
    reading = read_row(
        tmp_path,
        担当者1="山田",
        メール1="a@example.jp",
        担当者2="鈴木",
        contact2_email="b@example.jp",
        公開2="×",
        連絡先の公開="会員に公開",
    )
    first, second = reading.members[0].member.contacts
    assert (first.name, first.email, first.consent) == ("山田", "a@example.jp", Consent.MEMBERS)
    assert (second.name, second.email, second.consent) == ("鈴木", "b@example.jp", Consent.NEVER)


def test_an_empty_consent_leaves_the_consent_open(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 担当者="山田", 同意="", 同意日="")
    assert reading.members[0].member.contacts[0].consent is None
    assert "contacts" in reading.members[0].given


def test_no_consent_given_is_never_taken_for_nothing_said(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 担当者="山田", 同意="なし")
    assert reading.members[0].member.contacts[0].consent is Consent.NEVER


def test_a_contact_in_one_cell_is_taken_apart(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 連絡先="営業部 山田太郎 TEL：042-000-0000 Email: a@example.jp")
    (contact,) = reading.members[0].member.contacts
    assert (contact.name, contact.phone, contact.email) == (
        "営業部 山田太郎",
        "042-000-0000",
        "a@example.jp",
    )


def test_an_address_gives_prefecture_and_city(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 所在地="〒350-1305 埼玉県狭山市入間川1-23-5")
    member = reading.members[0].member
    assert (member.prefecture, member.city) == ("Saitama", "Sayama")
    assert {"prefecture", "city"} <= reading.members[0].given


def test_an_address_in_several_columns_is_joined(tmp_path: Path) -> None:
    for cells in ({"住所1": "静岡県", "住所2": "浜松市"}, {"住所": "静岡県", "所在地": "浜松市"}):
        reading = read_row(tmp_path, **cells)
        member = reading.members[0].member
        assert (member.prefecture, member.city) == ("Shizuoka", "Hamamatsu")
        assert reading.problems == ()
    english = read_row(tmp_path, **{"Address 1": "Hamamatsu", "Address 2": "Shizuoka"})
    assert english.members[0].member.city == "Hamamatsu"


def test_of_two_whole_addresses_the_first_counts(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 本社所在地="埼玉県狭山市1", 事業所所在地="東京都八王子市2")
    assert reading.members[0].member.city == "Sayama"


def test_an_unknown_kind_is_noted_once_for_its_rows_and_leaves_the_kind_open(
    tmp_path: Path,
) -> None:
    words = ["宇宙人"] * 12 + ["海底人", "大学"]
    rows = [(*HEADERS, "区分"), *((f"M{n}", f"社{n}", "切削", k) for n, k in enumerate(words))]
    reading = read_members(write_csv(tmp_path, rows))
    assert [read.member.kind for read in reading.members] == [Kind.OTHER] * 13 + [Kind.UNIVERSITY]
    assert ["kind" in read.given for read in reading.members] == [False] * 13 + [True]
    many, one = reading.problems
    assert many.kind is one.kind is ProblemKind.UNKNOWN_KIND
    assert many.is_note
    assert (many.value, one.value) == ("宇宙人", "海底人")
    assert "rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more, column 区分" in str(many)


def test_a_name_and_an_address_in_one_cell_are_taken_apart(tmp_path: Path) -> None:
    cells = {"窓口担当者/メール": "担当 花子/hanako@example.jp", "担当者・電話": "042-000-0000"}
    (read,) = read_row(tmp_path, **cells).members
    (contact,) = read.member.contacts
    assert (contact.name, contact.email) == ("担当 花子", "hanako@example.jp")
    assert contact.phone == "042-000-0000"


def test_a_problem_shows_the_value_and_the_member_but_no_contact(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 更新日="近日" * 30, メール="taro-at-example", 同意="たぶん")
    date_, *private = sorted(reading.problems, key=lambda problem: problem.kind != "bad_date")
    assert date_.value == ("近日" * 30)[:39] + "…"
    assert f'row 2 (M1 株式会社甲), column 更新日: "{date_.value}" is not a date.' in str(date_)
    assert [problem.value for problem in private] == ["", ""]
    assert {problem.member for problem in reading.problems} == {"M1 株式会社甲"}
    (astray,) = read_row(tmp_path, 更新日="taro＠example.jp").problems
    assert astray.value == ""


def test_an_unknown_column_is_shown_with_the_closest_known_header(tmp_path: Path) -> None:
    (note,) = read_row(tmp_path, 保有技術等の一覧="", 主要設備等="旋盤").problems
    assert '"主要設備等" (主要設備?)' in note.message


def test_an_unknown_place_is_kept_and_noted(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 都道府県="海外", 市区町村="ハノイ")
    member = reading.members[0].member
    assert (member.prefecture, member.city) == ("海外", "ハノイ")
    assert kinds(reading) == [ProblemKind.UNKNOWN_PLACE]


def test_unknown_columns_are_noted_once(tmp_path: Path) -> None:
    reading = read_row(tmp_path, フリガナ="コウ", 備考="x", 空欄="")
    (note,) = reading.problems
    assert note.kind is ProblemKind.UNKNOWN_COLUMN
    assert '"フリガナ", "備考"' in note.message
    assert "空欄" not in note.message


def test_two_columns_for_one_field_are_noted_and_the_first_filled_counts(tmp_path: Path) -> None:
    reading = read_row(tmp_path, 更新日="", 最終確認日="令和6年4月1日")
    assert reading.members[0].member.updated == date(2024, 4, 1)
    assert kinds(reading) == [ProblemKind.UNKNOWN_COLUMN]
    assert "several columns for one field (更新日 / last updated)" in reading.problems[0].message


def test_two_list_columns_are_joined(tmp_path: Path) -> None:
    reading = read_row(tmp_path, シーズ="研究")
    assert reading.members[0].member.capabilities == ("切削", "研究")
    assert reading.problems == ()


def test_a_column_for_one_certification_is_ticked(tmp_path: Path) -> None:
    reading = read_row(tmp_path, ISO9001="○", エコアクション21="")
    assert reading.members[0].member.certifications == ("ISO 9001",)


def test_a_name_without_a_language_is_filed_by_its_letters(tmp_path: Path) -> None:
    rows = [("name", "capabilities"), ("Alpha Ltd.", "cutting"), ("株式会社乙", "切削")]
    english, japanese = read_members(write_csv(tmp_path, rows)).members
    assert (english.member.name_en, english.member.name_ja) == ("Alpha Ltd.", "")
    assert japanese.member.name_ja == "株式会社乙"


def test_a_row_with_too_many_cells_is_a_broken_record(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("会員番号,会社名,保有技術\nM1,甲,切削,研削\nM2,乙,鋳造\n", "utf-8")
    reading = read_members(path)
    assert [read.member.id for read in reading.members] == ["M2"]
    assert kinds(reading) == [ProblemKind.BAD_RECORD]
    assert reading.rejected[0].cells == ("M1", "甲", "切削", "研削")


def test_rows_count_as_in_excel_when_cells_hold_line_breaks(tmp_path: Path) -> None:
    rows = [HEADERS, ("M1", "甲", "a\nb\nc"), ("M2", "", "d")]
    reading = read_members(write_csv(tmp_path, rows))
    assert reading.problems[0].where.row == 3


def test_rejected_rows_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    rows = [(*HEADERS, "メール"), ("M1", "甲", "a\nb", "x"), ("M2", "乙", "c", "b@example.jp")]
    reading = read_members(write_csv(tmp_path, rows))
    (rejected,) = reading.rejected
    corrected = [c if c != "x" else "a@example.jp" for c in rejected.cells]
    path = tmp_path / "rest.csv"
    path.write_text(csv_text([reading.headers, corrected]), "utf-8", newline="")
    (read,) = read_members(path).members
    assert read.member.capabilities == ("a", "b")


def test_a_repeated_header_row_is_no_member(tmp_path: Path) -> None:
    rows = [HEADERS, ("M1", "甲", "切削"), HEADERS, ("M2", "乙", "研削")]
    assert len(read_members(write_csv(tmp_path, rows)).members) == 2
