"""Concepts: every way to write one is one thing, and some are broader than others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.glossary.thesaurus import (
    Concept,
    Thesaurus,
    concept_key,
    parse_concepts,
    trade_key,
)
from index.glossary.thesaurus import fold as folded

ANODIZING = Concept(
    ("anodizing", "anodising"), ("アルマイト", "陽極酸化"), "surface treatment", "surface"
)
HARD = Concept(("hard anodizing",), ("硬質アルマイト",), "anodizing", "surface")
SURFACE = Concept(("surface treatment",), ("表面処理",), "", "surface")
PLATING = Concept(("plating",), ("めっき",), "surface treatment", "surface")
GENERAL = Concept(("small lot",), ("小ロット",))


@pytest.fixture
def thesaurus() -> Thesaurus:
    return Thesaurus([SURFACE, ANODIZING, HARD, PLATING, GENERAL])


def test_every_form_of_a_concept_leads_to_it(thesaurus: Thesaurus):
    for form in ("anodizing", "Anodising", "アルマイト", "ｱﾙﾏｲﾄ", "陽極酸化"):
        assert thesaurus.get(folded(form)) == ANODIZING


def test_blanks_and_hyphens_do_not_matter(thesaurus: Thesaurus):
    for form in ("hard anodizing", "hard-anodizing", "hardanodizing"):
        assert thesaurus.get(form) == HARD


def test_broader_concepts_come_nearest_first(thesaurus: Thesaurus):
    assert thesaurus.with_broader("hardanodizing") == (
        "hardanodizing", "anodizing", "surfacetreatment"
    )  # fmt: skip


def test_an_unknown_key_has_nothing_above_it(thesaurus: Thesaurus):
    assert thesaurus.with_broader("casting") == ("casting",)
    assert thesaurus.with_broader("") == ()


def test_concepts_that_are_broader_than_each_other_are_no_endless_loop():
    one = Concept(("one",), (), "two", "own")
    two = Concept(("two",), (), "one", "own")
    itself = Concept(("itself",), (), "itself", "own")
    thesaurus = Thesaurus([one, two, itself])
    assert thesaurus.with_broader("one") == ("one", "two")
    assert thesaurus.with_broader("itself") == ("itself",)


def test_a_broader_concept_that_is_not_there_ends_the_chain():
    thesaurus = Thesaurus([Concept(("one",), (), "gone", "own")])
    assert thesaurus.with_broader("one") == ("one", "gone")


def test_everyday_words_have_no_key(thesaurus: Thesaurus):
    assert GENERAL.key == ""
    assert thesaurus.named("smalllot") is None
    assert thesaurus.get("小ロット") == GENERAL


def test_own_words_for_a_shipped_concept_are_added_to_it():
    own = Concept(("anodizing",), ("アルマイト屋",), "", "own")
    found = Thesaurus([SURFACE, ANODIZING, own]).get("アルマイト屋")
    assert found == Concept(
        ("anodizing", "anodising"), ("アルマイト", "陽極酸化", "アルマイト屋"),
        "surface treatment", "surface",
    )  # fmt: skip


def test_the_words_that_a_concept_had_lead_to_the_united_one():
    own = Concept(("anodizing",), ("アルマイト屋",), "", "own")
    thesaurus = Thesaurus([SURFACE, ANODIZING, own])
    united = thesaurus.named("anodizing")
    assert thesaurus.get("陽極酸化") == thesaurus.get("アルマイト屋") == united


def test_an_own_broader_concept_wins_over_the_shipped_one():
    own = Concept(("anodizing",), (), "finishing", "own")
    assert Thesaurus([ANODIZING, own]).with_broader("anodizing") == ("anodizing", "finishing")


def test_an_own_concept_takes_over_a_form_of_another():
    own = Concept(("wash",), ("アルマイト",), "", "own")
    thesaurus = Thesaurus([ANODIZING, own])
    assert thesaurus.get("アルマイト") == own
    assert thesaurus.get("陽極酸化") == ANODIZING


def test_a_key_has_neither_blanks_nor_marks():
    assert concept_key("X-ray (CT)") == "xrayct"


def test_a_table_is_read_line_by_line():
    text = "english\tjapanese\tbroader\tdomain\nplating\tめっき|鍍金\tsurface treatment\tsurface\n"
    assert parse_concepts(text) == [
        Concept(("plating",), ("めっき", "鍍金"), "surface treatment", "surface")
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"))))
def test_forms_get_the_same_keys_together_as_one_by_one(forms: list[str]):
    concept = Concept(("anodizing",), tuple(forms), "", "surface")
    keys = {trade_key(folded(form)) for form in concept.forms}
    assert set(Thesaurus([concept]).forms()) == keys
