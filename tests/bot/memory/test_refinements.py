"""Refined questions hold the text of the first one: what holds for it holds for them."""

from __future__ import annotations

import pytest

from bot.controls import Verdict
from bot.memory.feedback import FeedbackRecord
from bot.memory.judging import judge
from bot.memory.memory import Memory
from index.constraints import wanting
from tests.bot.memory.examples import a_question

KIND = wanting("kind", ("university",)).encoded()


@pytest.fixture
def refined(memory: Memory) -> Memory:
    """U1's question, which U2 refined twice, and another one of U2."""
    for place, number in enumerate(("q1", "q2", "q3", "q4")):
        memory.questions.put(
            a_question(
                id=number,
                asked_at=1_800_000_000.0 + place,
                user_id="U1" if number == "q1" else "U2",
                message_ts=f"1800000000.00010{place}",
                thread_ts="1800000000.000100",
                refines={"q2": "q1", "q3": "q2"}.get(number, ""),
                constraints=KIND if number in ("q2", "q3") else "",
            )
        )
    return memory


def kept(memory: Memory) -> list[str]:
    """The ids of the questions of which the text is there."""
    return [one.id for one in memory.questions.since(0) if one.text is not None]


def test_a_text_that_is_deleted_goes_from_its_refinements_too(refined: Memory) -> None:
    refined.questions.erase_text("C1", "1800000000.000100")
    assert kept(refined) == ["q4"]


def test_whoever_is_forgotten_is_forgotten_in_what_others_refined(refined: Memory) -> None:
    refined.forget_person("U1")
    assert kept(refined) == ["q4"]


def test_to_forget_who_refined_leaves_the_first_question(refined: Memory) -> None:
    refined.forget_person("U2")
    assert kept(refined) == ["q1"]


def test_the_thread_of_a_message_begins_with_its_question_or_the_last_before(
    refined: Memory,
) -> None:
    find = refined.questions.last_before
    found = find("C1", "1800000000.000100", 1_800_000_002.5)
    assert found is not None
    assert found.id == "q1"
    found = find("C1", "1800000002.500000", 1_800_000_002.5)
    assert found is not None
    assert found.id == "q3"
    assert find("C1", "1.0", 1.0) is None


def test_a_refined_question_is_not_judged_by_its_text() -> None:
    verdict = FeedbackRecord("q2", "U1", 0.0, Verdict.USEFUL, None, ("D001",))
    judged = judge([a_question(id="q2", refines="q1", constraints=KIND)], [verdict], {"D001"})
    assert judged.questions == ()
    assert judged.refined == 1
