"""From what people thought of answers to judged questions, of which a benchmark is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256

from bot.controls import Reason, Verdict
from bot.memory.feedback import FeedbackRecord
from bot.memory.questions import QuestionRecord
from index.model import Outcome

_CHOSEN = 2
_FIRST_SHOWN = 1
_NOT_USEFUL = 0


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with the grades of members; ``answerable`` is False if nobody fits it."""

    id: str
    text: str = field(repr=False)
    lang: str
    answerable: bool
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """Judged questions; how many texts say too little; how many verdicts lost their question.

    ``refined`` are verdicts on answers to refined questions, whose texts do not say all that was
    asked.
    """

    questions: tuple[JudgedQuestion, ...]
    left_out: int
    expired: int
    refined: int = 0


@dataclass(slots=True)
class _Same:
    """Everything about the questions of one text."""

    first: QuestionRecord
    nobody_fits: bool = False
    grades: dict[str, int] = field(default_factory=dict)


def same_text(text: str) -> str:
    """A key of a question: width, case and spaces make no other one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def judge(
    questions: Iterable[QuestionRecord], feedback: Iterable[FeedbackRecord], members: Set[str]
) -> Judged:
    """What ``feedback`` says of ``questions``; grades only of ``members``, the highest one wins.

    A question without a good grade is kept if somebody said that nobody fits it.
    """
    by_id = {question.id: question for question in questions}
    by_text: dict[str, _Same] = {}
    expired = refined = 0
    for verdict in feedback:
        question = by_id.get(verdict.question_id)
        if question is None or question.text is None:
            expired += 1
            continue
        if question.constraints:
            refined += 1
            continue
        same = by_text.setdefault(same_text(question.text), _Same(question))
        same.nobody_fits |= _nobody_fits(question, verdict)
        for member, grade in _grades(question, verdict).items():
            if member in members:
                same.grades[member] = max(grade, same.grades.get(member, grade))
    judged = [_judged(key, same) for key, same in by_text.items()]
    kept = tuple(question for question in judged if question is not None)
    return Judged(kept, len(judged) - len(kept), expired, refined)


def _nobody_fits(question: QuestionRecord, verdict: FeedbackRecord) -> bool:
    """Said in so many words, or by finding "nobody" useful."""
    agreed = question.outcome == Outcome.NOBODY and verdict.verdict is Verdict.USEFUL
    return verdict.reason is Reason.NOBODY_FITS or (agreed and not verdict.helpful)


def _grades(question: QuestionRecord, verdict: FeedbackRecord) -> dict[str, int]:
    grades: dict[str, int] = {}
    if verdict.verdict is Verdict.NOT_USEFUL:
        grades = dict.fromkeys(question.shown, _NOT_USEFUL)
    elif not verdict.helpful and question.outcome == Outcome.MATCHES:
        grades = dict.fromkeys(question.shown[:1], _FIRST_SHOWN)
    return grades | dict.fromkeys(verdict.helpful, _CHOSEN)


def _judged(key: str, same: _Same) -> JudgedQuestion | None:
    answerable = any(same.grades.values())
    if not answerable and not same.nobody_fits:
        return None
    # The same text has the same id in the next export.
    name = f"q-{sha256(key.encode()).hexdigest()[:12]}"
    return JudgedQuestion(name, same.first.text or "", same.first.lang, answerable, same.grades)
