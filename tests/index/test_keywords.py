"""BM25 over members."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.keywords import KeywordIndex, Terms, write_keywords
from index.model import Side

DOCUMENTS = [
    (Side.OFFERS, Terms.WORDS, 0, ["チタン", "切削", "加工"]),
    (Side.OFFERS, Terms.WORDS, 1, ["アルミ", "切削", "and", "near", "not"]),
    (Side.OFFERS, Terms.WORDS, 2, ["めっき", "1.5", "mm"]),
    (Side.OFFERS, Terms.GLOSSES, 0, ["titanium", "machin"]),
    (Side.OFFERS, Terms.CONCEPTS, 1, ["machining", "machining", "陽極酸化"]),
    (Side.NEEDS, Terms.WORDS, 2, ["チタン"]),
]


@pytest.fixture(scope="module")
def keywords(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    path = tmp_path_factory.mktemp("keywords") / "keywords.db"
    write_keywords(path, DOCUMENTS)
    return KeywordIndex(path, 3)


def who(keywords: KeywordIndex, *words: str, side: Side = Side.OFFERS) -> list[int]:
    """Members with a score, best first."""
    scores = keywords.scores(side, Terms.WORDS, words)
    return [int(number) for number in (-scores).argsort(kind="stable") if scores[number] > 0]


def test_a_word_finds_the_members_that_have_it(keywords):
    assert who(keywords, "めっき") == [2]


def test_a_rare_word_says_more_than_a_common_one(keywords):
    assert who(keywords, "切削", "チタン") == [0, 1]
    assert who(keywords, "切削", "アルミ") == [1, 0]


def test_any_of_the_words_is_enough(keywords):
    assert sorted(who(keywords, "チタン", "めっき")) == [0, 2]


def test_several_words_score_the_sum_of_each(keywords):
    both, one, other = (
        keywords.scores(Side.OFFERS, Terms.WORDS, words)
        for words in (["切削", "チタン"], ["切削"], ["チタン"])
    )
    assert both.tolist() == (one + other).tolist()


def test_words_that_nobody_has_score_nothing(keywords):
    assert keywords.scores(Side.OFFERS, Terms.WORDS, ["鋳造"]).tolist() == [0, 0, 0]


def test_words_for_the_same_thing_count_as_about_one(keywords):
    def scored(*units: tuple[str, ...]) -> float:
        return float(keywords.scores_by_meaning(Side.OFFERS, Terms.GLOSSES, units)[0])

    assert 0 < scored(("titanium",)) < scored(("titanium", "machin"))
    assert scored(("titanium", "machin")) < scored(("titanium",), ("machin",))
    assert scored(("titanium",), ("titanium",)) == scored(("titanium",))
    assert scored() == scored(()) == 0


def test_no_words_score_nothing(keywords):
    assert keywords.scores(Side.OFFERS, Terms.WORDS, []).tolist() == [0, 0, 0]


def test_offers_and_needs_are_apart(keywords):
    assert who(keywords, "チタン", side=Side.OFFERS) == [0]
    assert who(keywords, "チタン", side=Side.NEEDS) == [2]


def test_words_and_glosses_are_apart(keywords):
    assert keywords.scores(Side.OFFERS, Terms.GLOSSES, ["titanium"])[0] > 0
    assert who(keywords, "titanium") == []


def test_concepts_are_a_view_of_their_own(keywords):
    assert keywords.scores(Side.OFFERS, Terms.CONCEPTS, ["machining"]).argmax() == 1
    assert who(keywords, "machining") == []


def test_it_counts_the_members_that_have_each_term(keywords):
    counts = keywords.counts(Side.OFFERS, Terms.WORDS)
    assert (counts["切削"], counts["チタン"], counts["1.5"]) == (2, 1, 1)
    assert keywords.counts(Side.OFFERS, Terms.CONCEPTS) == {"machining": 1, "陽極酸化": 1}
    assert keywords.counts(Side.NEEDS, Terms.GLOSSES) == {}


def test_a_number_with_a_point_is_one_word(keywords):
    assert who(keywords, "1.5") == [2]
    assert who(keywords, "1") == who(keywords, "5") == []


@pytest.mark.parametrize("operator", ["AND", "NEAR", "NOT"])
def test_an_operator_of_fts5_is_a_word_like_any_other(keywords, operator):
    assert who(keywords, operator) == [1]


@pytest.mark.parametrize(
    "word",
    ['"', "*", "チタン*", "terms:チタン", "col:", "^", "(", "()", "-", "+", "' OR 1 --", "\0"],
)
def test_what_fts5_would_read_as_syntax_is_harmless(keywords, word):
    assert keywords.scores(Side.OFFERS, Terms.WORDS, [word]).shape == (3,)


def test_a_word_beside_one_that_cannot_be_asked_still_counts(keywords):
    assert who(keywords, 'a"b', "x\0y", "めっき") == [2]


def test_two_thousand_words_at_once_are_fine(keywords):
    assert who(keywords, *(f"word{number}" for number in range(2000)), "めっき") == [2]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), max_size=8))
def test_any_words_are_fine(keywords, words):
    assert (keywords.scores(Side.OFFERS, Terms.WORDS, words) >= 0).all()


def test_no_journal_is_left_beside_the_file(tmp_path: Path):
    write_keywords(tmp_path / "keywords.db", DOCUMENTS)
    KeywordIndex(tmp_path / "keywords.db", 3).scores(Side.OFFERS, Terms.WORDS, ["チタン"])
    assert [path.name for path in tmp_path.iterdir()] == ["keywords.db"]
