"""Questions with several parts: who serves which of them, with the packaged model."""

from __future__ import annotations

import pytest

from index.model import Outcome
from index.search import Searcher
from tests.index.examples import SmallIndex, a_member, ids
from tests.index.town import a_town

THREE = "vibration testing, gear grinding and embedded firmware"


def served(town: Searcher, question: str) -> dict[str, tuple[str, ...]]:
    return {match.member.id: match.parts for match in town.search(question).matches}


def test_a_question_of_several_needs_names_its_parts(town: Searcher):
    assert town.search(THREE).query.parts == (
        "vibration testing", "gear grinding", "embedded firmware"
    )  # fmt: skip
    assert town.search("振動試験").query.parts == ()


def test_every_match_says_which_parts_it_serves(town: Searcher):
    found = served(town, THREE)
    assert found["SHAKE"] == ("vibration testing",)
    assert found["GEAR-S"] == ("gear grinding",)
    assert found["FIRM"] == ("embedded firmware",)


def test_all_parts_are_served_before_one_is_served_twice(town: Searcher):
    first = town.search(THREE).matches[:3]
    assert {part for match in first for part in match.parts} == set(town.search(THREE).query.parts)


def test_a_part_that_nobody_serves_is_in_no_match(town: Searcher):
    question = "vibration testing, gear grinding and blast furnace operation"
    answer = town.search(question)
    assert answer.outcome is Outcome.MATCHES
    assert "blast furnace operation" in answer.query.parts
    assert "blast furnace operation" not in {part for m in answer.matches for part in m.parts}


def test_each_part_is_proved_by_a_statement_of_its_own(town: Searcher):
    for match in town.search(THREE).matches:
        assert len(match.evidence) >= len(match.parts)


@pytest.fixture(scope="module")
def with_both(town_index: SmallIndex, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """The town, and a member that does two things."""
    folder = tmp_path_factory.mktemp("both") / "index"
    both = a_member("BOTH", "歯車の研削加工", "振動試験の受託")
    index = SmallIndex(folder, town_index.encoder, model=town_index.model)
    index.build([*a_town(), both])
    return index.searcher()


def test_a_member_that_serves_several_parts_comes_first(with_both: Searcher):
    answer = with_both.search("振動試験、歯車の研削")
    assert len(answer.query.parts) == 2
    assert ids(answer.matches)[0] == "BOTH"
    assert answer.matches[0].parts == answer.query.parts
    assert {found.text for found in answer.matches[0].evidence} == {
        "歯車の研削加工", "振動試験の受託"
    }  # fmt: skip
