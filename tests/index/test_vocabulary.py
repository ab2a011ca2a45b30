"""How much a word tells members apart."""

from __future__ import annotations

import math

import pytest

from index.analysis import Analyzer, Unit
from index.model import Side
from index.vocabulary import Vocabulary
from tests.index.examples import SmallIndex


def a_unit(*words: str, english: str = "") -> Unit:
    return Unit(0, 1, english, words, ())


def test_the_weight_is_the_inverse_document_frequency_of_bm25():
    vocabulary = Vocabulary(10, {"gear": 3}, {})
    assert vocabulary.weight(a_unit("gear")) == pytest.approx(math.log(1 + 7.5 / 3.5))
    assert vocabulary.weight(a_unit("pump")) == pytest.approx(math.log(1 + 10.5 / 0.5))


def test_a_word_that_everybody_says_still_weighs_a_little():
    assert 0 < Vocabulary(10, {"gear": 10}, {}).weight(a_unit("gear")) < 0.1


def test_whoever_means_a_word_counts_like_whoever_says_it():
    vocabulary = Vocabulary(10, {}, {"titanium": 4})
    assert vocabulary.members_with(a_unit("チタン", english="titanium")) == 4


def test_of_a_unit_of_several_words_the_rarest_counts():
    vocabulary = Vocabulary(10, {"leak": 8, "test": 2}, {})
    assert vocabulary.members_with(a_unit("leak", "test")) == 2
    assert vocabulary.members_with(a_unit("leak", "helium")) == 0


def test_what_nobody_says_is_found_by_its_place_among_the_words(
    built: SmallIndex, analyzer: Analyzer
):
    snapshot = built.shelf.open().snapshot
    vocabulary = Vocabulary.of(snapshot.keywords, Side.OFFERS, snapshot.manifest.members)
    need = analyzer.analyse("titanium bicycles for giraffes")
    telling = [unit for unit in need.units if unit.words]
    unheard = vocabulary.unheard(telling)
    assert 0 not in unheard
    assert unheard == list(range(1, len(telling)))


def test_offers_and_needs_have_vocabularies_of_their_own(built: SmallIndex, analyzer: Analyzer):
    snapshot = built.shelf.open().snapshot
    (unit,) = [one for one in analyzer.analyse("cryostat").units if one.words]
    counts = [Vocabulary.of(snapshot.keywords, side, 5).members_with(unit) for side in Side]
    assert counts == [0, 1]
