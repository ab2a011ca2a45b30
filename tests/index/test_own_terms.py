"""An association's own words: known to the index that is built with them, and to its questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import Outcome
from tests.index.examples import SmallIndex, a_directory, a_member

TERMS = "english\tjapanese\tbroader\tdomain\nglimmer coating\tきらめき処理\t\town\n"
MEMBERS = [*a_directory(), a_member("GLIMMER", "きらめき処理")]


@pytest.fixture
def worded(small: SmallIndex) -> SmallIndex:
    index = replace(small, terms=TERMS)
    index.build(MEMBERS)
    return index


def test_an_own_term_is_found_in_the_other_language(worded: SmallIndex):
    answer = worded.ask("glimmer coating")
    assert answer.outcome is Outcome.MATCHES
    assert answer.ranking[0] == "GLIMMER"
    assert answer.matches[0].evidence[0].pairs == (("glimmer coating", "きらめき処理"),)


def test_the_encoder_reads_the_english_of_an_own_term(worded: SmallIndex):
    assert any("glimmer coating" in text for text in worded.encoder.documents)


def test_without_the_term_nothing_tells_the_two_words_are_one(small: SmallIndex):
    small.build(MEMBERS)
    matches = small.ask("glimmer coating").matches
    assert not [found for one in matches for found in one.evidence if found.pairs]


def test_new_terms_are_a_reason_to_build_again_though_no_member_changed(worded: SmallIndex):
    assert not worded.build(MEMBERS).changed
    more = replace(worded, terms=TERMS + "wobble test\tゆらゆら試験\t\town\n")
    assert more.build(MEMBERS).changed
    assert more.shelf.open().snapshot.terms == more.terms


def test_statements_that_read_as_before_are_not_encoded_again(worded: SmallIndex):
    worded.encoder.documents = []
    more = replace(worded, terms=TERMS + "wobble test\tゆらゆら試験\t\town\n")
    assert more.build(MEMBERS).encoded == 0
    assert worded.encoder.documents == []
