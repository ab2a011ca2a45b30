"""English keywords: one for both spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.stems import american, meaning_of, stem, stems

SPELLINGS = """
    aluminium = aluminum
    moulding = molding
    mould = mold
    fibre = fiber
    colour = color
    coloured = colored
    anodising = anodizing
    anodised = anodized
    galvanisation = galvanization
    polymerisation = polymerization
    metre = meter
    centre = center
    centreless = centerless
    sulphuric = sulfuric
    grey = gray
    labelling = labeling
    analyse = analyze
    electrolysed = electrolyzed
    haemoglobin = hemoglobin
    anaesthetic = anesthetic
    catalogue = catalog
    plough = plow
"""


@pytest.mark.parametrize("pair", [line.strip() for line in SPELLINGS.strip().splitlines()])
def test_a_british_and_an_american_spelling_are_one_keyword(pair: str):
    british, us = pair.split(" = ")
    assert stem(british) == stem(us)


@pytest.mark.parametrize("word", ["four", "store", "score", "wire", "rise"])
def test_words_that_only_look_british_stay(word: str):
    assert american(word) == word


@given(st.text(max_size=40))
def test_any_text_has_stems(text: str):
    assert all(stems((text,)))


def test_stopwords_are_no_keywords():
    assert stems(("who can help with the machining of gears",)) == ("machin", "gear")


def test_the_meaning_of_a_phrase_does_not_depend_on_its_order():
    assert meaning_of("testing of vibration") == meaning_of("vibration test")
