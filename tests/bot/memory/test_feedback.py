"""The last verdict of each person counts."""

from __future__ import annotations

from bot.controls import Reason, Verdict
from bot.memory.feedback import FeedbackRecord
from bot.memory.memory import Memory
from tests.bot.memory.conftest import Watch


def the_only(memory: Memory) -> FeedbackRecord:
    (found,) = memory.feedback.all()
    return found


def test_the_last_verdict_of_a_person_counts(memory: Memory, watch: Watch) -> None:
    memory.feedback.give("q1", "U1", Verdict.NOT_USEFUL)
    watch.move(5)
    memory.feedback.give("q1", "U1", Verdict.USEFUL)
    assert the_only(memory) == FeedbackRecord("q1", "U1", watch.now, Verdict.USEFUL, None, ())


def test_each_person_and_each_question_has_a_verdict_of_its_own(memory: Memory) -> None:
    for question, user in (("q1", "U1"), ("q1", "U2"), ("q2", "U1")):
        memory.feedback.give(question, user, Verdict.USEFUL)
    found = [(one.question_id, one.user_id) for one in memory.feedback.all()]
    assert found == [("q1", "U1"), ("q1", "U2"), ("q2", "U1")]


def test_the_same_verdict_again_keeps_what_was_said_with_it(memory: Memory) -> None:
    memory.feedback.explain("q1", "U1", Reason.OUTDATED)
    memory.feedback.give("q1", "U1", Verdict.NOT_USEFUL)
    assert the_only(memory).reason is Reason.OUTDATED


def test_another_verdict_clears_reason_and_choice(memory: Memory) -> None:
    memory.feedback.explain("q1", "U1", Reason.SOMEBODY_MISSING)
    memory.feedback.choose("q1", "U1", ["D003"])
    memory.feedback.give("q1", "U1", Verdict.USEFUL)
    assert (the_only(memory).reason, the_only(memory).helpful) == (None, ())


def test_a_reason_says_that_the_answer_was_not_useful(memory: Memory) -> None:
    memory.feedback.give("q1", "U1", Verdict.USEFUL)
    memory.feedback.explain("q1", "U1", Reason.WRONG_PLACE)
    assert the_only(memory).verdict is Verdict.NOT_USEFUL
    assert the_only(memory).reason is Reason.WRONG_PLACE


def test_a_choice_alone_says_that_the_answer_was_useful(memory: Memory) -> None:
    memory.feedback.choose("q1", "U1", ["D002", "D001", "D002"])
    assert the_only(memory).verdict is Verdict.USEFUL
    assert the_only(memory).helpful == ("D002", "D001")


def test_a_choice_leaves_the_verdict_as_it_is(memory: Memory) -> None:
    memory.feedback.explain("q1", "U1", Reason.SOMEBODY_MISSING)
    memory.feedback.choose("q1", "U1", ["D009"])
    assert the_only(memory).verdict is Verdict.NOT_USEFUL
    assert the_only(memory).reason is Reason.SOMEBODY_MISSING
