"""A question once more with other conditions: by a follow-up, or by a button under its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.memory.questions import QuestionRecord, Questions
from bot.questions import Asked, Door, Person
from index.constraints import Constraints, read_constraints
from index.model import Outcome
from index.refining import Refinement

# Nobody refines a question more often; it also ends a chain that is damaged.
_LONGEST_CHAIN = 50


def refined(
    questions: Questions, record: QuestionRecord, change: Refinement, asker: Person, lang: str = ""
) -> Asked:
    """The question of ``record`` changed, as ``asker`` asks it; in its own language or ``lang``.

    Where it is asked is for the caller to add.
    """
    constraints = read_constraints(record.constraints).then(change.constraints)
    if change.others:
        constraints = constraints.then(Constraints(without=_named(questions, record)))
    return Asked(
        record.text or "",
        asker,
        Door.FOLLOW_UP,
        "",
        constraints=constraints,
        refines=record.id,
        lang=lang or record.lang,
    )


def same_again(record: QuestionRecord, asker: Person) -> Asked:
    """A refined question as it was asked, for work that is resumed."""
    return Asked(
        record.text or "",
        asker,
        Door.FOLLOW_UP,
        record.channel,
        thread=record.thread_ts,
        constraints=read_constraints(record.constraints),
        refines=record.refines,
        lang=record.lang,
    )


def asked_in(asked: Asked, channel: str, thread: str) -> Asked:
    """The question with the place where its answer stands."""
    return replace(asked, channel=channel, thread=thread)


def _named(questions: Questions, record: QuestionRecord) -> tuple[str, ...]:
    """Everybody who was named as a match since the question was first asked.

    Where nobody fitted, the nearest were shown instead: with other conditions they may fit.
    """
    answered = (one for one in _chain(questions, record) if one.outcome == Outcome.MATCHES)
    return tuple(dict.fromkeys(member for one in answered for member in one.shown))


def _chain(questions: Questions, record: QuestionRecord) -> Iterator[QuestionRecord]:
    found: QuestionRecord | None = record
    for _ in range(_LONGEST_CHAIN):
        if found is None:
            return
        yield found
        found = questions.get(found.refines) if found.refines else None
