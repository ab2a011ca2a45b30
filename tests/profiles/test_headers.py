"""Header cells, however they are decorated."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.columns import ALIASES, Column
from profiles.headers import Match, match_header
from profiles.labels import LABELS
from profiles.text import fold_words

EVERY_ALIAS = sorted(
    (alias, column) for column, aliases in ALIASES.items() for alias in aliases.split("|")
)


def test_an_alias_means_one_column() -> None:
    seen: dict[str, Column] = {}
    for alias, column in EVERY_ALIAS:
        assert seen.setdefault(fold_words(alias), column) is column, alias


@pytest.mark.parametrize(
    ("header", "column", "number"),
    [
        ("企業名", Column.NAME_JA, 0),
        ("社名（英語）", Column.NAME_EN, 0),
        ("従業員（名）", Column.EMPLOYEES, 0),
        ("【必須】会社名 ※正式名称", Column.NAME_JA, 0),
        ("保有技術\n（1行1件）", Column.CAPABILITIES, 0),
        ("保有技術\n1行に1件でお願いします", Column.CAPABILITIES, 0),
        ("担当者１", Column.CONTACT_NAME, 1),
        ("メール2", Column.CONTACT_EMAIL, 2),
        ("担当者1メール", Column.CONTACT_EMAIL, 1),
        ("contact2_email", Column.CONTACT_EMAIL, 2),
        ("担当者②", Column.CONTACT_NAME, 2),
        ("Capability 10", Column.CAPABILITIES, 10),
        ("ご担当者名", Column.CONTACT_NAME, 0),
        ("探している技術・課題", Column.NEEDS, 0),
        ("ＴＥＬ／ＦＡＸ", Column.CONTACT_PHONE, 0),
        ("E-mail", Column.CONTACT_EMAIL, 0),
        ("窓口担当者/メール", Column.CONTACT_NAME, 0),
        ("担当者1・電話1", Column.CONTACT_NAME, 1),
        ("連絡先/電話", Column.CONTACT_PHONE, 0),
        ("情報更新年月日", Column.UPDATED, 0),
        ("連携を希望する分野", Column.NEEDS, 0),
        ("アピール事項", Column.SUMMARY, 0),
        ("技術の特徴", Column.CAPABILITIES, 0),
        ("contact_1_slack_user_id", Column.CONTACT_SLACK, 1),
    ],
)
def test_decorated_headers_are_understood(header: str, column: Column, number: int) -> None:
    assert match_header(header) == Match(column, number)


@pytest.mark.parametrize(
    "header", ["会社名（フリガナ）", "ふりがな", "No.", "FAX", "備考", "郵便番号", ""]
)
def test_what_is_no_field_of_a_member_is_not_understood(header: str) -> None:
    assert match_header(header) is None


@pytest.mark.parametrize("column", Column)
def test_every_column_has_a_label_whose_words_are_headers_for_it(column: Column) -> None:
    for header in LABELS[column].split(" / "):
        found = match_header(header)
        assert found is not None
        assert found.column in {column, Column.NAME_JA if column is Column.NAME else column}


@given(
    st.sampled_from(EVERY_ALIAS),
    st.sampled_from(
        ["{}", " {} ", "【必須】{}", "{}（任意）", "{}\n（複数可）", "{} ※1つだけ", "■{}"]
    ),
    st.booleans(),
)
def test_every_alias_is_understood_in_any_dress(
    alias: tuple[str, Column], dress: str, wide: bool
) -> None:
    text, column = alias
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    found = match_header(dress.format(unicodedata.normalize("NFD", text.upper())))
    assert found is not None
    assert found.column is column
