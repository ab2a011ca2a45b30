"""The glossary as it ships, through the analysis of whole texts."""

from __future__ import annotations

import pytest

from index.analysis import Analyzer, language_of, load_analyzer
from index.glossary.thesaurus import CONCEPTS, parse_concepts


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return load_analyzer()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("X線CT", "X-ray CT"),
        ("γ線照射", "gamma irradiation"),
        ("三点曲げ", "bending test"),
        ("一点もの", "one-off single piece production"),
        ("ISO  9001", "ISO  9001 (ISO 9001 quality management system)"),
        ("ISO-9001", "ISO-9001 (ISO 9001 quality management system)"),
        ("会社設立", "company establishment"),
        ("2回目の塗装", "2 painting"),
    ],
)
def test_an_entry_of_the_trade_is_found_however_it_is_cut(
    analyzer: Analyzer, text: str, english: str
):
    bridged = analyzer.analyse(text).bridged
    assert " ".join(bridged.split()) == " ".join(english.split())


def test_nearly_every_form_of_the_trade_is_one_unit_with_its_own_english(analyzer: Analyzer):
    wrong, forms = [], 0
    # Every fifth concept: all of them would take long, and have the same faults.
    for concept in parse_concepts(CONCEPTS.read_text("utf-8"))[::5]:
        for form in concept.japanese:
            forms += 1
            units = [unit for unit in analyzer.analyse(form).units if unit.start < unit.end]
            if [unit.english for unit in units] != [concept.english[0] if concept.english else ""]:
                wrong.append(form)
    # Some are stopwords when they stand alone, a few are longer than MAX_WORDS_IN_UNIT.
    assert len(wrong) <= forms / 100, wrong


def test_the_suffix_of_a_place_is_no_market(analyzer: Analyzer):
    analysis = analyzer.analyse("狭山市で試験")
    assert "market" not in analysis.bridged
    assert "市" not in analysis.words


def test_capitals_are_no_stopwords(analyzer: Analyzer):
    assert analyzer.analyse("AM").words == ("am",)
    assert analyzer.analyse("I am here").words == ()


def test_a_word_that_is_an_abbreviation_too_needs_its_capitals(analyzer: Analyzer):
    assert "(" not in analyzer.analyse("a pet in a tin").bridged
    assert "polyethylene" in analyzer.analyse("PET bottles").bridged
    assert "electricaldischargemachining" in analyzer.analyse("edm of carbide").concepts


def test_dimensions_are_one_word(analyzer: Analyzer):
    assert analyzer.analyse("3D printing").words == ("3d", "print")
    assert "3d" in analyzer.analyse("3Dプリンタ").words


def test_english_keywords_hold_no_japanese(analyzer: Analyzer):
    assert all(word.isascii() for word in analyzer.analyse("5軸加工、3次元測定").glosses)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("CFRPの切削", "ja"),
        ("SUS304とA5052の溶接", "ja"),
        ("private label を小ロットで", "mixed"),
        ("welding of titanium", "en"),
    ],
)
def test_a_material_in_latin_letters_leaves_a_question_japanese(text: str, lang: str):
    assert language_of(text) == lang
