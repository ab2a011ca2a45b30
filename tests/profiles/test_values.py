"""Canonical values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.model import Consent, Kind
from profiles.names import derived_id, name_key
from profiles.values.certifications import parse_certifications
from profiles.values.contacts import parse_consent, parse_email, parse_slack_id
from profiles.values.dates import parse_date
from profiles.values.kinds import LABELS_JA, parse_kind
from profiles.values.languages import parse_languages
from profiles.values.numbers import parse_corporate_number, parse_employees


@pytest.mark.parametrize(
    "text",
    [
        "2024/4/1", "2024-04-01", "2024.4.1", "2024年4月1日", "令和6年4月1日", "R6.4.1",
        "R06/04/01", "r6-4-1", "２０２４／４／１", "20240401",
        "45383", "45383.75", "令和６年４月１日（月）",
        "㋿6年4月1日", "2024-04-01T10:00:00", "2024/4/1 9:30", "1 April 2024", "Apr 1, 2024",
        "2024年4月", "2024/4", "平成36年4月1日",
    ],
)  # fmt: skip
def test_one_day_is_understood_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成30年", date(2018, 1, 1)),
        ("令和元年", date(2019, 5, 1)),
        ("H30.1.5", date(2018, 1, 5)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("R元.5.1", date(2019, 5, 1)),
    ],
)
def test_eras_are_understood(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024/13/1", "令和0年1月1日", "4/1/2024", "昨日", "99"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(date(2019, 5, 1), date(2099, 12, 31)))
def test_every_day_of_the_era_comes_back(day: date) -> None:
    era = f"令和{day.year - 2018}年{day.month}月{day.day}日"
    serial = str((day - date(1899, 12, 30)).days)
    written = (era, serial, day.isoformat(), day.strftime("%Y/%m/%d"), day.strftime("%Y%m%d"))
    assert {parse_date(text) for text in written} == {day}


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ＩＳＯ９００１", ["ISO 9001"]),
        ("ISO9001:2015、JISQ9100", ["ISO 9001", "JIS Q 9100"]),
        ("ISO9001・14001取得", ["ISO 9001", "ISO 14001"]),
        ("ISO/IEC 17025/ISMS (ISO/IEC 27001)", ["ISO/IEC 17025", "ISMS (ISO/IEC 27001)"]),
        ("エコアクション21; Nadcap", ["Eco Action 21", "Nadcap"]),
        ("ISO27001", ["ISMS (ISO/IEC 27001)"]),
        ("IATF16949, iso13485", ["IATF 16949", "ISO 13485"]),
        ("建設業許可（知事許可、第1号）", ["建設業許可（知事許可、第1号）"]),
        ("なし", []),
    ],
)
def test_certifications_have_one_spelling(text: str, found: list[str]) -> None:
    assert list(parse_certifications(text)) == found


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_japanese_label_that_is_read_back(kind: Kind) -> None:
    assert parse_kind(LABELS_JA[kind]) is kind
    assert parse_kind(kind.value) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SME (own products)", Kind.PRODUCT_SME),
        ("Large company", Kind.LARGE_COMPANY),
        ("信用金庫", Kind.FINANCE),
        ("高専", Kind.UNIVERSITY),
        ("国立研究開発法人", Kind.RESEARCH_INSTITUTE),
        ("市役所", Kind.MUNICIPALITY),
        ("中小企業（部品加工）", Kind.SUPPORTING_SME),
        ("正会員", Kind.OTHER),
        ("加工", Kind.SUPPORTING_SME),
        ("部品加工", Kind.SUPPORTING_SME),
        ("産業支援", Kind.SUPPORT),
        ("支援", Kind.SUPPORT),
        ("中堅企業", Kind.OTHER),
        ("ＩＴ", Kind.OTHER),
        ("NPO法人", Kind.OTHER),
        ("一般社団法人", Kind.OTHER),
        ("団体会員", Kind.OTHER),
        ("宇宙人", None),
        ("大学または銀行", None),
    ],
)
def test_kinds_are_understood_or_left_open(text: str, kind: Kind | None) -> None:
    assert parse_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("会員に公開", Consent.MEMBERS), ("公開", Consent.MEMBERS), ("○", Consent.MEMBERS),
        ("members", Consent.MEMBERS), ("仲介のみ", Consent.ON_REQUEST),
        ("要相談", Consent.ON_REQUEST), ("on_request", Consent.ON_REQUEST),
        ("非公開", Consent.NEVER), ("×", Consent.NEVER), ("なし", Consent.NEVER),
        ("Never", Consent.NEVER), ("一部公開", None), ("公開?", None), ("-", None),
    ],
)  # fmt: skip
def test_a_consent_that_is_not_known_is_not_guessed(text: str, consent: Consent | None) -> None:
    assert parse_consent(text) is consent


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("日本語・英語", ("ja", "en"), ()),
        ("Japanese / English, 中国語（簡体字）", ("ja", "en", "zh"), ()),
        ("英語可、韓国語対応可", ("en", "ko"), ()),
        ("ja\nen-US", ("ja", "en"), ()),
        ("日・英", ("ja", "en"), ()),
        ("日英", ("ja", "en"), ()),
        ("英・日対応可", ("en", "ja"), ()),
        ("日本語、エスペラント", ("ja",), ("エスペラント",)),
    ],
)
def test_languages_become_codes(
    text: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert parse_languages(text) == (codes, unknown)


@pytest.mark.parametrize(
    ("text", "number"),
    [("約120名", 120), ("1,200人", 1200), ("120.0", 120), ("１２０", 120), ("120名（2024年）", 120),
     ("10〜20名", None), ("多数", None)],
)  # fmt: skip
def test_employees_are_one_number(text: str, number: int | None) -> None:
    assert parse_employees(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "7000012050002",
        "T7000012050002",
        "7-0000-1205-0002",
        "7000012050002.0",
        "７００００１２０５０００２",
    ],
)
def test_corporate_numbers_are_understood(text: str) -> None:
    assert parse_corporate_number(text) == "7000012050002"


@given(st.integers(0, 9), st.integers(0, 10**12 - 1))
def test_a_corporate_number_has_one_check_digit(first: int, rest: int) -> None:
    good = [d for d in range(10) if parse_corporate_number(f"{d}{rest:012d}")]
    assert len(good) == 1
    assert (parse_corporate_number(f"{first}{rest:012d}") is None) is (first not in good)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("info@example.jp", "info@example.jp"),
        ("ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｊｐ", "info@example.jp"),
        ("mailto:info@example.jp", "info@example.jp"),
        ("山田 <a.b+c@sub.example.co.jp>", "a.b+c@sub.example.co.jp"),
        ("info@例え.jp", "info@例え.jp"),
        ("info", None),
        ("info@example", None),
        ("a@b@example.jp", None),
        ("a..b@example.jp", None),
        ("a@example.jp b@example.jp", None),
    ],
)
def test_emails_are_checked_with_sense(text: str, address: str | None) -> None:
    assert parse_email(text) == address


def test_slack_ids_are_taken_out_of_mentions() -> None:
    assert parse_slack_id("<@U012ABC3DEF>") == "U012ABC3DEF"
    assert parse_slack_id("@yamada") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社甲製作所", "(株)甲製作所"),
        ("㈱ 甲製作所", "甲製作所　株式会社"),
        ("ＡＢＣ", "abc"),
        ("Alpha Co., Ltd.", "ALPHA CO.,LTD"),
        ("Beta Inc.", "Beta Corporation"),
        ("国立大学法人 多摩大学", "多摩大学"),
    ],
)
def test_names_are_the_same_without_their_legal_form(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_that_is_all_legal_form_keeps_its_key() -> None:
    assert name_key("株式会社") == "株式会社"


def test_ids_are_derived_from_the_number_before_the_name() -> None:
    assert derived_id("7000012050002", "甲") == "corp-7000012050002"
    assert derived_id("", "株式会社甲") == derived_id("", "甲")


def test_serials_begin_where_excel_begins() -> None:
    assert parse_date("25569") == date(1970, 1, 1)
    assert parse_date("25570") == date(1970, 1, 1) + timedelta(days=1)
