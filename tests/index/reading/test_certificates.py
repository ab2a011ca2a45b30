"""A certificate is a condition where a holder is asked for, not where it is the need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.certificates import find_certificates
from index.reading.mentions import Facet

KNOWN = frozenset({"医療機器製造業", "ISO 10993", "NSF H1"})


@pytest.mark.parametrize(
    ("text", "stretch", "value"),
    [
        ("ISO 9001取得済みで切削", "ISO 9001取得済みで", "ISO 9001"),
        ("ＩＳＯ９００１取得済みの板金屋", "ＩＳＯ９００１取得済みの", "ISO 9001"),
        ("ISO9001を取得している会社で板金", "ISO9001を取得している会社で", "ISO 9001"),
        ("JIS Q 9100のある切削屋さん", "JIS Q 9100のある", "JIS Q 9100"),
        ("JISQ9100、アルミ削り出し", "JISQ9100", "JIS Q 9100"),
        ("ISO13485の会社で射出成形", "ISO13485の会社で", "ISO 13485"),
        ("ISO-13485を持っていて樹脂成形", "ISO-13485を持っていて", "ISO 13485"),
        ("樹脂成形でISO13485必須", "ISO13485必須", "ISO 13485"),
        ("Pマーク必須 データ入力", "Pマーク必須", "Privacy Mark"),
        ("プライバシーマークを持つ発送代行", "プライバシーマークを持つ", "Privacy Mark"),
        ("ISMS取得企業でサーバ運用", "ISMS取得企業で", "ISMS (ISO/IEC 27001)"),
        ("エコアクション21のある印刷会社", "エコアクション21のある", "Eco Action 21"),
        ("FSSC22000取得工場でOEM", "FSSC22000取得工場で", "FSSC 22000"),
        ("HACCP認証を取得した工場で菓子", "HACCP認証を取得した工場で", "HACCP"),
        ("JCSS認定の校正機関で温度計", "JCSS認定の", "JCSS"),
        ("AS9100 certified 5-axis machining", "AS9100 certified", "AS9100"),
        ("Nadcap-approved heat treatment", "Nadcap-approved", "Nadcap"),
        ("must be ISO 9001:2015 certified, turning", "must be ISO 9001:2015 certified", "ISO 9001"),
        ("5-axis milling (IATF 16949)", "(IATF 16949)", "IATF 16949"),
        ("Tama, ISO 14001: painting", "ISO 14001", "ISO 14001"),
        ("ISO 17025 accredited lab for EMC", "ISO 17025 accredited", "ISO/IEC 17025"),
        ("turning shop with ISO 9001", "with ISO 9001", "ISO 9001"),
        ("someone who has AS9100 for brackets", "who has AS9100", "AS9100"),
        ("UL certified panel shop", "UL certified", "UL"),
        ("5軸加工 IATF16949", "IATF16949", "IATF 16949"),
        (
            "医療機器製造業を持っている会社で組立",
            "医療機器製造業を持っている会社で",
            "医療機器製造業",
        ),
        ("NSF H1 certified grease", "NSF H1 certified", "NSF H1"),
    ],
)
def test_a_holder_is_asked_for(text: str, stretch: str, value: str) -> None:
    (found,) = find_certificates(text, KNOWN)
    assert text[found.start : found.end] == stretch
    assert (found.facet, found.values, found.excluded) == (Facet.CERTIFICATION, (value,), False)


def test_the_second_number_is_of_the_same_family() -> None:
    found = find_certificates("ISO9001/14001取得工場で塗装")
    assert [one.values for one in found] == [("ISO 9001",), ("ISO 14001",)]


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001の取得支援",
        "ISO 13485を取得したい",
        "ISO9001を取りたい",
        "ISO 14001認証取得コンサル",
        "ISO 9001の審査",
        "ISMS構築",
        "ISO9001の内部監査員の研修",
        "ISO 13485に準拠した文書の作成",
        "ISO 10993に準拠した試験",
        "JIS Z 2371の塩水噴霧試験",
        "HACCP対応の床材",
        "HACCP認証工場の設計",
        "GMP対応の製造ライン設計",
        "UL規格の試験",
        "UL認証を取りたい",
        "PSE試験",
        "JCSS校正",
        "ISO certified shop",
        "help getting certified to ISO 9001",
        "consultant for ISO 13485",
        "training on IATF 16949",
        "ISO 9001 audit preparation",
        "who can help with our ISO 14001 certification",
        "implementing ISO 27001 in our company",
        "AS9100 documentation",
        "This project will introduce ISO 9001 at the factory",
        "mould, no holes, 9001 pieces",
        "molecular KES assay and FSC analysis",
    ],
)
def test_the_certificate_itself_is_the_need(text: str) -> None:
    assert find_certificates(text) == []


def test_a_test_standard_of_the_directory_is_no_condition_where_a_test_is_asked() -> None:
    assert find_certificates("ISO 10993に準拠した試験", KNOWN) == []


@given(st.text(), st.frozensets(st.text()))
def test_any_text_is_read(text: str, known: frozenset[str]) -> None:
    found = find_certificates(text, known)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(
    st.lists(
        st.sampled_from(["ISO", " 9001", "/14001", "の", "取得", "済み", "with ", "(", ")", "、"])
    )
)
def test_any_order_of_telling_words_is_read(words: list[str]) -> None:
    text = "".join(words)
    assert all(0 <= one.start < one.end <= len(text) for one in find_certificates(text))


@pytest.mark.parametrize(
    "text",
    [
        "boss wants ISO 14001, never done it",
        "ISO 13485 for the first time, who can guide us",
        "ISO 9001 from scratch",
        "JIS Q 9100、初めてなので何から始めれば",
        "社長がISO9001を取れと言う",
    ],
)
def test_who_has_never_done_it_wants_the_certificate_itself(text: str) -> None:
    assert find_certificates(text) == []


def test_who_is_new_to_something_else_still_wants_a_holder() -> None:
    (found,) = find_certificates("ISO 13485のある会社、医療機器は初めて")
    assert found.values == ("ISO 13485",)
