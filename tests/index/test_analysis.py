"""Texts cut into units, each with its keywords and its English."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import marisa_trie
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.analysis import Analyzer, language_of, load_analyzer
from index.glossary.lookup import Glossary
from index.glossary.thesaurus import Thesaurus, parse_concepts
from index.stems import stem
from tests.index.examples import run_python

TRADE = """\
english\tjapanese\tbroader\tdomain
friction stir welding|FSW\t摩擦攪拌接合\t\tprocess
machining|metal cutting\t切削加工\t\tprocess
friction\t摩擦\t\tgeneral
cutting\t切削\t\tgeneral
processing\t加工\t\tgeneral
titanium\tチタン\t\tmaterial
sheet metal|sheet metals\t板金\t\tprocess
three-point bending\t三点曲げ\t\ttest
stainless steel\tSUS304\t\tmaterial
-\t性\t\tgeneral
"""
DICTIONARY = {"接合": "joining|union", "部品": "part", "cd": "compact disc", "猫": "cat"}


@pytest.fixture(scope="module")
def cutter() -> Analyzer:
    """An analyzer over a glossary of a few words."""
    words = marisa_trie.BytesTrie((form, text.encode()) for form, text in DICTIONARY.items())
    return Analyzer(Glossary(Thesaurus(parse_concepts(TRADE)), words, "test"))


def check_spans(analyzer: Analyzer, text: str) -> None:
    """Units lie in the text, in order, and do not overlap."""
    position = 0
    for unit in analyzer.analyse(text).units:
        assert position <= unit.start <= unit.end <= len(text)
        position = unit.end


def cut(analyzer: Analyzer, text: str) -> list[str]:
    """The parts of a text that say something."""
    return [text[unit.start : unit.end] for unit in analyzer.analyse(text).units if unit.words]


def test_japanese_is_bridged_to_english_word_by_word(cutter: Analyzer):
    assert cutter.analyse("チタンの切削").bridged == "titanium cutting"


def test_the_longest_entry_is_taken_as_one_unit(cutter: Analyzer):
    assert cut(cutter, "摩擦攪拌接合の部品") == ["摩擦攪拌接合", "部品"]
    assert cutter.analyse("摩擦攪拌接合の部品").bridged == "friction stir welding part"


def test_a_shorter_entry_is_taken_where_the_longer_one_is_not_there(cutter: Analyzer):
    assert cutter.analyse("摩擦の接合").bridged == "friction joining"
    assert cutter.analyse("チタン切削加工").bridged == "titanium machining"


def test_only_the_first_meaning_is_embedded_and_all_of_them_are_keywords(cutter: Analyzer):
    found = cutter.analyse("切削加工")
    assert found.bridged == "machining"
    assert set(found.glosses) == {stem("machining"), stem("metal"), stem("cutting")}


def test_keywords_are_normalised_words_of_the_texts_own_language(cutter: Analyzer):
    assert {"摩擦", "攪拌", "接合"} <= set(cutter.analyse("摩擦攪拌接合").words)
    assert set(cutter.analyse("machining of gears").words) == {"machin", "gear"}


def test_a_word_that_says_nothing_is_left_out_of_the_bridge(cutter: Analyzer):
    assert cutter.analyse("性").bridged == ""


def test_words_that_only_ask_are_no_keywords(cutter: Analyzer):
    assert cutter.analyse("who can help me with this?").words == ()
    assert "する" not in cutter.analyse("切削する").words


def test_half_width_katakana_mean_what_full_width_ones_mean(cutter: Analyzer):
    half, full = cutter.analyse("ﾁﾀﾝの板金"), cutter.analyse("チタンの板金")
    assert half.bridged == full.bridged == "titanium sheet metal"
    assert (half.words, half.glosses) == (full.words, full.glosses)


def test_full_width_letters_mean_what_half_width_ones_mean(cutter: Analyzer):
    wide, usual = cutter.analyse("ＳＵＳ３０４の板金"), cutter.analyse("SUS304の板金")
    assert wide.bridged == usual.bridged
    assert wide.words == usual.words


def test_an_abbreviation_is_written_out_behind_itself(cutter: Analyzer):
    assert cutter.analyse("FSW of plates").bridged == "FSW (friction stir welding) of plates"


def test_the_general_dictionary_does_not_read_latin_letters(cutter: Analyzer):
    assert cutter.analyse("CD holders").bridged == "CD holders"


def test_english_keeps_its_own_words_and_loses_only_extra_space(cutter: Analyzer):
    assert cutter.analyse("wire  EDM,\n up to 200 mm").bridged == "wire EDM, up to 200 mm"


def test_a_mixed_text_is_read_in_both_languages(cutter: Analyzer):
    found = cutter.analyse("チタンの 5-axis machining")
    assert "titanium" in found.bridged
    assert "machining" in found.bridged
    assert {"チタン", "machin"} <= set(found.words)


@pytest.mark.parametrize("written", ["sheet metals", "Sheet-metal", "SHEET METAL", "sheetmetal"])
def test_a_latin_term_is_found_however_it_is_written(cutter: Analyzer, written: str):
    assert cutter.analyse(written).concepts == ("sheetmetal",)


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("anodised parts", "anodizing"), ("anodized", "anodizing"), ("gearboxes", "gearbox"),
        ("wire harnesses", "wire harness"), ("ball screws", "ball screw"),
    ],
)  # fmt: skip
def test_an_inflected_latin_word_finds_its_concept(analyzer: Analyzer, written: str, concept: str):
    (first, *_) = analyzer.analyse(written).concepts
    (same, *_) = analyzer.analyse(concept).concepts
    assert first == same


def test_a_british_and_an_american_spelling_are_one_keyword(cutter: Analyzer):
    assert cutter.analyse("fibre moulding").words == cutter.analyse("fiber molding").words


def test_a_unit_carries_the_key_of_its_concept(cutter: Analyzer):
    found = cutter.analyse("チタンの摩擦攪拌接合、FSWも")
    assert found.concepts == ("titanium", "frictionstirwelding", "frictionstirwelding")


def test_everyday_words_have_no_concept(cutter: Analyzer):
    assert cutter.analyse("加工の摩擦").concepts == ()


def test_the_meaning_of_a_unit_is_its_preferred_term_alone(cutter: Analyzer):
    (unit,) = cutter.analyse("切削加工").units
    assert unit.meaning == {stem("machining")}
    assert unit.meaning < set(unit.glosses)


def test_counts_say_nothing_unless_the_trade_has_a_word_with_them(cutter: Analyzer):
    assert cutter.analyse("10個").words == ()
    assert cutter.analyse("三点曲げ").concepts == ("threepointbending",)


def test_a_name_is_a_keyword_by_its_sound_too(cutter: Analyzer):
    latin, katakana = cutter.analyse("Mitutoyo"), cutter.analyse("ミツトヨ")
    assert set(latin.glosses) & set(katakana.glosses)


def test_a_multilingual_model_reads_the_text_itself(cutter: Analyzer):
    found = cutter.analyse(" チタンの\n切削 ")
    assert found.readable(bridge=False) == "チタンの 切削"
    assert found.readable(bridge=True) == "titanium cutting"


def test_a_number_with_a_point_is_one_keyword(cutter: Analyzer):
    assert "0.05" in cutter.analyse("φ0.05 mm").words


def test_an_empty_text_has_no_units(cutter: Analyzer):
    found = cutter.analyse("")
    assert (found.units, found.words, found.glosses) == ((), (), ())
    assert (found.bridged, found.plain, found.lang) == ("", "", "en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [("titanium", "en"), ("チタン", "ja"), ("SUS304の板金", "ja"), ("", "en"), ("12.5", "en"),
     ("板金 and welding of large frames", "mixed")],
)  # fmt: skip
def test_the_script_tells_the_language(text: str, lang: str):
    assert language_of(text) == lang


def test_half_width_katakana_alone_are_japanese(cutter: Analyzer):
    assert language_of("ﾁﾀﾝ") == "ja"
    assert cutter.analyse("ﾁﾀﾝ").bridged == "titanium"


def test_the_glossary_and_the_dictionary_are_in_the_fingerprint(cutter: Analyzer):
    other = Analyzer(Glossary(Thesaurus([]), marisa_trie.BytesTrie(), "another"))
    assert cutter.fingerprint != other.fingerprint
    assert "test" in cutter.fingerprint


@pytest.mark.parametrize(
    "text", ["チタンの切削加工", "who machines titanium?", "ﾁﾀﾝのSUS304 plates"]
)
def test_units_lie_in_the_text_and_in_order(cutter: Analyzer, text: str):
    check_spans(cutter, text)


TRADE_LETTERS = st.text(
    st.sampled_from("チタン切削加工摩擦攪拌接合のをがーｰ〜・、。（）12.,/ abFSWﾁﾀﾝ㎜½㍿々\n\0😀")
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("接\x000")
@given(text=st.one_of(st.text(max_size=200), TRADE_LETTERS))
@example("\0")
@example("あ\0い\0")
@example("\ufdfa")
@example("😀👨‍👩‍👧‍👦🇯🇵")
@example("\u202eabc\u200f שלום مرحبا")
@example("が\u3099ぎ\u309a")
@example("ーー〜〜・・")
@example("徳島（とくしま）")
@example("\U0010ffff\ue000\ufffe")
@example("接\x000")
def test_any_text_is_cut_within_its_bounds(cutter: Analyzer, text: str):
    # A panic in SudachiPy is a BaseException and would end the run here as well.
    check_spans(cutter, text)


@pytest.mark.parametrize(
    "piece", ["a", "摩擦", "😀", "é", " ", "\n", "\0", "ー", "チタンの切削加工。"]
)
def test_sixty_thousand_characters_are_cut(cutter: Analyzer, piece: str):
    check_spans(cutter, piece * (60_000 // len(piece)))


@pytest.mark.parametrize("letter", ["\ufdfa", "㍿", "㌀"])
def test_characters_that_unfold_to_many_are_cut_too(cutter: Analyzer, letter: str):
    check_spans(cutter, letter * 12_000)


def test_units_of_a_long_text_are_where_they_stand(cutter: Analyzer):
    text = "あ、" * 10_000 + "チタン"
    last = cutter.analyse(text).units[-1]
    assert (text[last.start : last.end], last.english) == ("チタン", "titanium")


def test_an_analyzer_may_be_shared_between_threads(cutter: Analyzer):
    texts = ["チタンの切削加工", "machining of gears", "摩擦攪拌接合"] * 30
    alone = list(map(cutter.analyse, texts))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cutter.analyse, texts)) == alone


def test_analysis_loads_neither_torch_nor_faiss():
    script = (
        "import sys, index.analysis; print([m for m in ('torch', 'faiss') if m in sys.modules])"
    )
    found = run_python(script)
    assert found.stdout == "[]\n", found.stderr


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("伝えた", "convey"),  # not the noun 伝え, a legend
        ("見てみる", "see"),
        ("曲げについて", "bending about"),
        ("米国によると", "America by"),
        ("2000万円", "20 million"),
        ("5点", "5"),
        ("日立の", "Hitachi"),
        ("「曲げ」", '" bending "'),
    ],
)
def test_the_bridge_reads_as_a_sentence_would(text: str, english: str):
    assert load_analyzer().analyse(text).bridged == english


def test_a_name_that_no_dictionary_knows_is_read_as_the_directory_spells_it():
    text = "ミツトヨの測定機"
    spelled = {"ミツトヨ": "Mitutoyo"}.get
    analysis = load_analyzer().analyse(text).with_names(text, lambda name: spelled(name, ""))
    assert analysis.bridged.startswith("Mitutoyo ")
    assert analysis.units[0].english == "Mitutoyo"
