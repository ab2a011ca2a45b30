"""Checks on concepts.tsv: one line a concept, each form once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import pytest

from index.glossary.thesaurus import (
    COLUMNS,
    CONCEPTS,
    GENERAL,
    LEFT_OUT,
    Concept,
    Thesaurus,
    concept_key,
    fold,
    parse_concepts,
    trade_key,
)

DOMAINS = set(
    "process material machine surface heat tolerance test measurement electronics optics "
    "semiconductor robotics software medical chemistry food energy space research facility "
    "business training general".split()
)
JAPANESE = re.compile("[\u3005\u3006\u3040-\u30ff\u3400-\u9fff]")
# Each of these stands in sentences that are about nothing of the trade.
EVERYDAY = (
    "lead die bank port cut set right display resolution reuse bridge car tender award pulse grain "
    "law history import education ecosystem inclusion innovation uniform matchmaking tablet taste "
    "succession symmetry lime council cooperative coordinator expert designer distributor rock "
    "stress strain transparency scratch yield temperature pressure control data method system"
).split()

TEXT = CONCEPTS.read_text("utf-8")
ROWS = [line.split("\t") for line in TEXT.split("\n")[1:-1]]
KNOWN = parse_concepts(TEXT)
TRADE = [concept for concept in KNOWN if concept.domain != GENERAL]


def names(concepts: Iterable[Concept]) -> list[str]:
    return [concept.forms[-1] for concept in concepts]


def test_the_header_names_the_columns() -> None:
    assert TEXT.split("\n")[0].split("\t") == list(COLUMNS)


def test_the_file_ends_with_one_newline_and_has_no_carriage_return() -> None:
    raw = CONCEPTS.read_bytes()
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert b"\r" not in raw


def test_every_line_has_four_columns_and_both_languages() -> None:
    assert [row for row in ROWS if len(row) != 4 or not (row[0] and row[1] and row[3])] == []


def test_there_are_three_thousand_concepts_of_the_trade() -> None:
    assert len(TRADE) >= 3_000


def test_every_domain_is_known_and_none_is_missing() -> None:
    assert {concept.domain for concept in KNOWN} == DOMAINS


def test_everything_is_nfkc_normalised_without_stray_whitespace() -> None:
    cells = [form for row in ROWS for cell in row for form in cell.split("|")]
    assert [cell for cell in cells if unicodedata.normalize("NFKC", cell) != cell] == []
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [row for row in ROWS if "" in (*row[0].split("|"), *row[1].split("|"))] == []


def test_a_form_belongs_to_one_concept_however_it_is_written() -> None:
    seen = Counter(trade_key(fold(form)) for concept in KNOWN for form in concept.forms)
    assert [form for form, count in seen.items() if count > 1] == []


def test_no_form_is_a_single_kana_or_a_single_latin_character() -> None:
    single = re.compile("[ぁ-ゖァ-ヺーA-Za-z0-9]")
    assert [form for one in KNOWN for form in one.forms if single.fullmatch(form)] == []


def test_english_is_written_in_latin_letters_and_shortly() -> None:
    assert [term for one in KNOWN for term in one.english if JAPANESE.search(term)] == []
    assert [one.english[0] for one in TRADE if len(one.english[0].split()) > 8] == []


def test_every_concept_has_a_japanese_form_that_is_no_abbreviation() -> None:
    latin = [one for one in TRADE if not any(map(JAPANESE.search, one.japanese))]
    assert names(latin) == []


def test_the_keywords_of_two_concepts_differ() -> None:
    keys = Counter(concept.key for concept in TRADE)
    assert keys[""] == 0
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_broader_concept_exists() -> None:
    preferred = {concept.english[0] for concept in TRADE}
    assert [one for one in TRADE if one.broader and one.broader not in preferred] == []
    assert [one for one in KNOWN if one.domain == GENERAL and one.broader] == []


def test_no_concept_is_above_itself() -> None:
    above = {concept.key: concept_key(concept.broader) for concept in TRADE}
    for start in above:
        key, steps = above[start], 0
        while key:
            assert key != start, start
            assert steps < 20, start
            key, steps = above[key], steps + 1


def test_what_says_nothing_is_left_out_among_everyday_words() -> None:
    left_out = [row for row in ROWS if LEFT_OUT in row[0].split("|")]
    assert [row for row in left_out if row[0] != LEFT_OUT or row[3] != GENERAL] == []


@pytest.mark.parametrize("word", EVERYDAY)
def test_an_everyday_english_word_is_no_concept(word: str) -> None:
    concept = Thesaurus(KNOWN).get(word)
    assert concept is None or not concept.key


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("試作", "prototyping"),
        ("共同研究", "joint research"),
        ("受託研究", "contract research"),
        ("小ロット", "small lots"),
        ("予知保全", "predictive maintenance"),
        ("検査", "inspection"),
        ("修理", "repair"),
        ("測定", "measurement"),
        ("ねじ", "bolt"),
        ("歯車", "gears"),
        ("旋盤加工", "turning"),
        ("治具", "fixture"),
    ],
)
def test_what_members_offer_is_a_concept_in_both_languages(japanese: str, english: str) -> None:
    thesaurus = Thesaurus(KNOWN)
    concept = thesaurus.get(japanese)
    assert concept is not None
    assert concept.key
    assert thesaurus.get(english) is concept


@pytest.mark.parametrize(
    "word", ["対応", "方", "お願いしたい", "性", "製品", "会社", "条件", "高性能"]
)
def test_what_says_nothing_by_itself_is_no_concept(word: str) -> None:
    concept = Thesaurus(KNOWN).get(word)
    assert concept is not None
    assert not concept.key


def test_the_words_the_general_dictionary_gets_wrong_are_covered() -> None:
    thesaurus = Thesaurus(KNOWN)

    def first(form: str) -> str:
        concept = thesaurus.get(form)
        assert concept is not None
        return concept.english[0] if concept.english else ""

    assert "moulding" in first("成形")
    assert "design" in first("設計")
    assert first("機") == "machine"
    assert "sheet" in first("板")
    assert first("性") == first("化") == ""
    assert first("用") == "for"
