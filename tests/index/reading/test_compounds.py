"""A compound of a material and its working is read as its parts, where these are what is stated."""

from __future__ import annotations

import pytest

from index.analysis import load_analyzer
from index.reading.reader import Reader

ANALYZER = load_analyzer()
THESAURUS = ANALYZER.glossary.thesaurus


def concepts(text: str, stated: str) -> list[str]:
    """The concepts read in a need, in a directory that states those of another text."""
    known = frozenset(ANALYZER.analyse(stated).concepts)
    reader = Reader(ANALYZER, is_stated=known.__contains__)
    return list(reader.read(text).whole.analysis.concepts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("チタン切削", "チタンの切削"),
        ("チタン切削加工", "チタンの切削加工"),
        ("titanium machining", "titanium, machining"),
    ],
)
def test_where_only_the_parts_are_stated_the_compound_is_its_parts(text: str, parts: str) -> None:
    stated = "チタンの溶接、切削加工、titanium parts, machining"
    assert concepts(text, stated) == list(ANALYZER.analyse(parts).concepts)


@pytest.mark.parametrize("text", ["チタン切削", "titanium machining"])
def test_where_the_compound_is_stated_it_is_one(text: str) -> None:
    (compound,) = ANALYZER.analyse(text).concepts
    assert concepts(text, "チタン切削、チタンの溶接、切削加工") == [compound]


@pytest.mark.parametrize("stated", ["切削加工", "チタンの溶接", ""])
def test_where_a_part_is_stated_by_nobody_the_compound_stays(stated: str) -> None:
    (compound,) = ANALYZER.analyse("チタン切削").concepts
    assert concepts("チタン切削", stated) == [compound]


@pytest.mark.parametrize("text", ["TIG溶接", "wire EDM", "真空ろう付け", "レーザー溶接"])
def test_a_method_with_a_name_of_its_own_stays_one(text: str) -> None:
    compound = ANALYZER.analyse(text).concepts
    assert concepts(text, "溶接、ろう付け、真空装置、レーザー加工、放電加工、wire") == list(
        compound
    )


def test_the_concepts_of_the_compounds_here_are_of_the_trade() -> None:
    (compound,) = ANALYZER.analyse("チタン切削").concepts
    assert THESAURUS.domain(compound) == "process"
