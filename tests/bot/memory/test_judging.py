"""What people thought of answers becomes grades."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.controls import Reason, Verdict
from bot.memory.feedback import FeedbackRecord
from bot.memory.judging import Judged, JudgedQuestion, judge, same_text
from bot.memory.questions import QuestionRecord
from tests.bot.memory.examples import a_question

MEMBERS = {"D001", "D002", "D003"}
USEFUL, NOT_USEFUL = Verdict.USEFUL, Verdict.NOT_USEFUL


def said(
    verdict: Verdict,
    *helpful: str,
    reason: Reason | None = None,
    question: str = "q1",
    user: str = "U1",
) -> FeedbackRecord:
    return FeedbackRecord(question, user, 0.0, verdict, reason, helpful)


def the_only(judged: Judged) -> JudgedQuestion:
    (question,) = judged.questions
    return question


@pytest.mark.parametrize(
    ("feedback", "grades"),
    [
        ((said(USEFUL, "D002"),), {"D002": 2}),
        ((said(USEFUL, "D003", "D001"),), {"D003": 2, "D001": 2}),
        ((said(USEFUL),), {"D001": 1}),
        ((said(NOT_USEFUL, "D003"),), {"D001": 0, "D002": 0, "D003": 2}),
        ((said(NOT_USEFUL), said(USEFUL, user="U2")), {"D001": 1, "D002": 0}),
        ((said(USEFUL, "D002"), said(NOT_USEFUL, user="U2")), {"D002": 2, "D001": 0}),
        ((said(USEFUL, "D002", "D999"),), {"D002": 2}),
    ],
    ids=["chosen", "several", "first", "other one", "two verdicts", "highest wins", "gone"],
)
def test_a_member_has_the_highest_grade_that_somebody_gave(
    feedback: tuple[FeedbackRecord, ...], grades: Mapping[str, int]
) -> None:
    question = the_only(judge([a_question()], feedback, MEMBERS))
    assert question.grades == grades
    assert question.answerable
    assert (question.text, question.lang) == ("チタンの切削、10個", "ja")


@pytest.mark.parametrize(
    ("question", "feedback"),
    [
        (a_question(), said(NOT_USEFUL, reason=Reason.NOBODY_FITS)),
        (a_question(outcome="nobody"), said(USEFUL)),
    ],
    ids=["said", "agreed"],
)
def test_that_nobody_fits_makes_an_unanswerable_question(
    question: QuestionRecord, feedback: FeedbackRecord
) -> None:
    found = the_only(judge([question], [feedback], MEMBERS))
    assert not found.answerable
    assert not any(found.grades.values())


def test_who_names_somebody_is_right_against_who_says_nobody() -> None:
    feedback = [said(NOT_USEFUL, reason=Reason.NOBODY_FITS), said(USEFUL, "D002", user="U2")]
    assert the_only(judge([a_question()], feedback, MEMBERS)).answerable


def test_the_same_text_is_one_question_however_it_is_written() -> None:
    asked = [
        a_question(text="CNC 旋盤"),
        a_question(id="q2", text=" ＣＮＣ\n旋盤 ", shown=("D003",)),
    ]
    feedback = [said(USEFUL), said(USEFUL, question="q2", user="U2")]
    assert the_only(judge(asked, feedback, MEMBERS)).grades == {"D001": 1, "D003": 1}


@pytest.mark.parametrize(
    "feedback",
    [said(NOT_USEFUL), said(NOT_USEFUL, reason=Reason.OUTDATED), said(USEFUL, "D999")],
    ids=["no one", "outdated", "only who has gone"],
)
def test_a_question_of_which_nobody_said_who_is_right_is_left_out(feedback: FeedbackRecord) -> None:
    assert judge([a_question()], [feedback], MEMBERS) == Judged((), left_out=1, expired=0)


def test_verdicts_on_what_has_expired_are_counted() -> None:
    feedback = [said(USEFUL), said(USEFUL, question="never asked")]
    assert judge([a_question(text=None)], feedback, MEMBERS) == Judged((), left_out=0, expired=2)


def test_a_question_has_the_same_id_in_the_next_export() -> None:
    first = the_only(judge([a_question()], [said(USEFUL)], MEMBERS))
    other = a_question(id="q7", text="チタンの切削、１０個")
    later = the_only(judge([other], [said(USEFUL, "D003", question="q7")], MEMBERS))
    assert first.id == later.id


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from([None, *Reason]))))
def test_the_order_of_the_verdicts_does_not_matter(
    given_feedback: list[tuple[Verdict, Reason | None]],
) -> None:
    feedback = [
        said(verdict, reason=reason, user=f"U{number}")
        for number, (verdict, reason) in enumerate(given_feedback)
    ]
    forth, back = (judge([a_question()], said, MEMBERS) for said in (feedback, feedback[::-1]))
    assert [dict(one.grades) for one in forth.questions] == [
        dict(one.grades) for one in back.questions
    ]
    assert forth.left_out == back.left_out


@given(st.text())
def test_a_key_of_a_text_is_its_own_key(text: str) -> None:
    key = same_text(text)
    assert same_text(f"  {key}\n") == key
