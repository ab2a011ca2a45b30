"""What was asked, and what came of it. Texts and askers are erased after a while."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, replace
from typing import Any

from sqlite_utils import Database

from bot.memory.database import BotDatabase, packed, storable, unpacked, without_member
from index.constraints import read_constraints
from index.model import Outcome


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One question and its outcome. ``text`` is None when it was erased, the ids then are empty.

    ``ranking`` and ``shown`` are ids of members, best first. ``thread_ts`` is the thread that the
    answer is in. A follow-up has the text of the question that it ``refines`` (an id), and what it
    adds to it in ``constraints`` (index.constraints.Constraints.encoded).
    """

    id: str
    asked_at: float
    user_id: str
    team_id: str
    door: str
    channel: str
    message_ts: str
    lang: str
    text: str | None = field(repr=False)
    outcome: str
    ranking: tuple[str, ...]
    shown: tuple[str, ...]
    snapshot: str
    model: str
    took_ms: float
    thread_ts: str = ""
    constraints: str = ""
    refines: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requests there were, and for how many of them nobody was found."""

    asked: int
    nobody: int


class Questions:
    """The questions that were asked."""

    def __init__(self, database: BotDatabase) -> None:
        self._database = database

    def put(self, record: QuestionRecord) -> None:
        """Keep a question; one with the same id is replaced."""
        text = None if record.text is None else storable(record.text)
        row = replace(record, text=text)
        values = [packed(cell) if isinstance(cell, tuple) else cell for cell in astuple(row)]
        marks = ", ".join("?" * len(values))
        with self._database.writing() as db:
            db.execute(f"INSERT OR REPLACE INTO questions VALUES ({marks})", values)

    def get(self, question_id: str) -> QuestionRecord | None:
        """The question with this id."""
        found = self._find("WHERE id = ?", storable(question_id))
        return found[0] if found else None

    def since(self, at: float) -> list[QuestionRecord]:
        """What was asked from then on, in that order."""
        return self._find("WHERE asked_at >= ? ORDER BY asked_at, id", at)

    def of_user(self, user_id: str, limit: int) -> list[QuestionRecord]:
        """The last requests of somebody of which the text is still kept, newest first."""
        return self._find(
            "WHERE user_id = ? AND user_id <> '' AND text IS NOT NULL AND outcome <> ?"
            " ORDER BY asked_at DESC, id DESC LIMIT ?",
            storable(user_id),
            Outcome.NOT_A_REQUEST,
            limit,
        )

    def found_nobody(self, since: float, limit: int) -> list[QuestionRecord]:
        """The last requests that nobody fitted, as far as their text is kept, newest first."""
        return self._find(
            "WHERE asked_at >= ? AND outcome = ? AND text IS NOT NULL"
            " ORDER BY asked_at DESC, id DESC LIMIT ?",
            since,
            Outcome.NOBODY,
            limit,
        )

    def has_thread(self, channel: str, thread_ts: str) -> bool:
        """Whether an answer stands in this thread."""
        found = self._database.rows(
            "SELECT 1 FROM questions WHERE channel = ? AND thread_ts = ? LIMIT 1",
            [storable(channel), storable(thread_ts)],
        )
        return bool(found)

    def last_in(self, channel: str, thread_ts: str, since: float = 0.0) -> QuestionRecord | None:
        """The last request that was answered in a thread, or outside of any if that is ""."""
        found = self._find(
            "WHERE channel = ? AND channel <> '' AND thread_ts = ? AND asked_at >= ?"
            " AND text IS NOT NULL AND outcome <> ? ORDER BY asked_at DESC, id DESC LIMIT 1",
            storable(channel),
            storable(thread_ts),
            since,
            Outcome.NOT_A_REQUEST,
        )
        return found[0] if found else None

    def last_before(self, channel: str, ts: str, at: float) -> QuestionRecord | None:
        """The question that was asked in the message of this ts, or the last one until then."""
        found = self._find(
            "WHERE channel = ? AND channel <> '' AND (message_ts = ? OR asked_at <= ?)"
            " AND text IS NOT NULL AND outcome <> ?"
            " ORDER BY message_ts = ? DESC, asked_at DESC, id DESC LIMIT 1",
            storable(channel),
            storable(ts),
            at,
            Outcome.NOT_A_REQUEST,
            storable(ts),
        )
        return found[0] if found else None

    def stands_in(self, question_id: str, channel: str, thread_ts: str) -> None:
        """The answer to a question has been posted into a thread, unless its asker was erased."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE questions SET channel = ?, thread_ts = ? WHERE id = ? AND user_id <> ''",
                [storable(channel), storable(thread_ts), storable(question_id)],
            )

    def erase_text(self, channel: str, message_ts: str) -> None:
        """Erase the text of a question whose message was deleted, also where it was refined."""
        if not message_ts:
            return
        with self._database.writing() as db:
            _erase_with_refinements(
                db, "channel = ? AND message_ts = ?", storable(channel), storable(message_ts)
            )

    def tally(self, since: float) -> Tally:
        """How many requests there were from then on; small talk is none."""
        ((asked, nobody),) = self._database.rows(
            "SELECT count(*), count(*) FILTER (WHERE outcome = ?) FROM questions"
            " WHERE asked_at >= ? AND outcome IN (?, ?)",
            [Outcome.NOBODY, since, Outcome.MATCHES, Outcome.NOBODY],
        )
        return Tally(asked, nobody)

    def _find(self, condition: str, *values: object) -> list[QuestionRecord]:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM questions {condition}", values)
        return [_record(row) for row in rows]


_COLUMNS = ", ".join(QuestionRecord.__dataclass_fields__)
_ERASED = "text = NULL, user_id = '', channel = '', message_ts = '', thread_ts = ''"


def _record(row: tuple[Any, ...]) -> QuestionRecord:
    record = QuestionRecord(*row)
    return replace(record, ranking=unpacked(row[10]), shown=unpacked(row[11]))


def expire(db: Database, before: float) -> int:
    """Erase text and asker of every question from before then. Returns how many were erased."""
    erased = db.execute(
        f"UPDATE questions SET {_ERASED} WHERE asked_at < ?"
        " AND (text IS NOT NULL OR user_id <> '' OR channel <> '' OR message_ts <> '')",
        [before],
    )
    return erased.rowcount


def erase(db: Database, question_id: str, *, with_asker: bool) -> None:
    """Erase the text of one question, and who asked it if that is erased elsewhere too."""
    what = _ERASED if with_asker else "text = NULL"
    db.execute(f"UPDATE questions SET {what} WHERE id = ?", [question_id])


def forget_person(db: Database, user_id: str) -> None:
    """Erase what a person asked, also where others refined it, and that it was this person."""
    _erase_with_refinements(db, "user_id = ?", user_id)
    db.execute(f"UPDATE questions SET {_ERASED} WHERE user_id = ?", [user_id])


def _erase_with_refinements(db: Database, condition: str, *values: str) -> None:
    """Erase a text wherever it stands: a refined question has that of the first one."""
    db.execute(
        f"WITH RECURSIVE same(id) AS (SELECT id FROM questions WHERE {condition} UNION"
        " SELECT questions.id FROM questions JOIN same ON questions.refines = same.id)"
        " UPDATE questions SET text = NULL WHERE id IN (SELECT id FROM same)",
        values,
    )


def forget_member(db: Database, member_id: str) -> None:
    """Take a member out of every ranking."""
    without_member(db, "questions", ("ranking", "shown"), member_id)
    rows = db.execute("SELECT id, constraints FROM questions WHERE constraints <> ''").fetchall()
    for question_id, cell in rows:
        constraints = read_constraints(cell)
        if member_id in constraints.without:
            kept = tuple(one for one in constraints.without if one != member_id)
            changed = replace(constraints, without=kept).encoded()
            db.execute("UPDATE questions SET constraints = ? WHERE id = ?", [changed, question_id])
