"""What people thought of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from bot.controls import Reason, Verdict
from bot.memory.database import BotDatabase, packed, storable, unpacked, without_member
from bot.memory.deliveries import Clock


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """The verdict of one person on one answer; ``helpful`` are the members that were right."""

    question_id: str
    user_id: str
    at: float
    verdict: Verdict
    reason: Reason | None
    helpful: tuple[str, ...]


class Feedback:
    """Verdicts: one a person and question, of which the last counts."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def give(self, question_id: str, user_id: str, verdict: Verdict) -> None:
        """Note a verdict. Another one than before clears the reason and the members chosen."""
        with self._database.writing() as db:
            self._give(db, question_id, user_id, verdict)

    def explain(self, question_id: str, user_id: str, reason: Reason) -> None:
        """Note why the answer was not useful, which it then was not."""
        with self._database.writing() as db:
            self._give(db, question_id, user_id, Verdict.NOT_USEFUL)
            db.execute(f"UPDATE feedback SET reason = ? {_ITS}", [reason, question_id, user_id])

    def choose(self, question_id: str, user_id: str, members: Sequence[str]) -> None:
        """Note which members were the right ones; without a verdict so far, it was useful."""
        with self._database.writing() as db:
            if not db.execute(f"SELECT 1 FROM feedback {_ITS}", [question_id, user_id]).fetchone():
                self._give(db, question_id, user_id, Verdict.USEFUL)
            chosen = packed(dict.fromkeys(members))
            db.execute(
                f"UPDATE feedback SET helpful = ?, at = ? {_ITS}",
                [chosen, self._clock(), question_id, user_id],
            )

    def all(self) -> list[FeedbackRecord]:
        """Every verdict, in the order of the answers' first ones."""
        rows = self._database.rows(
            "SELECT question_id, user_id, at, verdict, reason, helpful FROM feedback ORDER BY id"
        )
        return [
            FeedbackRecord(
                question_id,
                user_id,
                at,
                Verdict(verdict),
                Reason(reason) if reason else None,
                unpacked(helpful),
            )
            for question_id, user_id, at, verdict, reason, helpful in rows
        ]

    def _give(self, db: Database, question_id: str, user_id: str, verdict: Verdict) -> None:
        db.execute(
            "INSERT INTO feedback (question_id, user_id, at, verdict, helpful)"
            " VALUES (?, ?, ?, ?, '[]')"
            " ON CONFLICT (question_id, user_id) WHERE user_id <> '' DO UPDATE SET"
            " at = excluded.at,"
            " reason = CASE WHEN verdict = excluded.verdict THEN reason END,"
            " helpful = CASE WHEN verdict = excluded.verdict THEN helpful ELSE '[]' END,"
            " verdict = excluded.verdict",
            [storable(question_id), user_id, self._clock(), verdict],
        )


_ITS = "WHERE question_id = ? AND user_id = ?"


def expire(db: Database, before: float) -> None:
    """Erase who judged the answers to questions from before then: mostly whoever had asked."""
    db.execute(
        "UPDATE feedback SET user_id = '' WHERE user_id <> ''"
        " AND (at < ? OR question_id IN (SELECT id FROM questions WHERE asked_at < ?))",
        [before, before],
    )


def forget_person(db: Database, user_id: str) -> None:
    """Erase that it was this person; the verdict stays."""
    db.execute("UPDATE feedback SET user_id = '' WHERE user_id = ?", [user_id])


def forget_member(db: Database, member_id: str) -> None:
    """Take a member out of those that were chosen."""
    without_member(db, "feedback", ("helpful",), member_id)
