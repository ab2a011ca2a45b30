"""What the coordinators were asked to do, each request once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.memory.database import BotDatabase, storable
from bot.memory.deliveries import Clock
from profiles.database import new_token


class RequestKind(StrEnum):
    """What is asked of the coordinators."""

    NOBODY = "nobody"  # nobody in the directory fits: do you know somebody?
    CONTACT = "contact"  # bring us together with this member


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``channel`` and ``ts`` say where the coordinators read it, once they can."""

    id: str
    kind: RequestKind
    question_id: str
    member_id: str
    user_id: str
    team_id: str
    at: float
    channel: str = ""
    ts: str = ""


class Requests:
    """Requests to the coordinators."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(
        self, kind: RequestKind, question_id: str, member_id: str, user_id: str, team_id: str
    ) -> tuple[Request, bool]:
        """Make a request; if the same person made it before, that one and False."""
        same = [kind, storable(question_id), storable(member_id), user_id]
        with self._database.writing() as db:
            found = db.execute(
                f"SELECT {_COLUMNS} FROM requests WHERE kind = ? AND question_id = ?"
                " AND member_id = ? AND user_id = ?",
                same,
            ).fetchone()
            if found:
                return _request(found), False
            row = (new_token(), *same, team_id, self._clock(), "", "")
            db.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return _request(row), True

    def posted(self, request_id: str, channel: str, ts: str) -> None:
        """Note where the coordinators read it."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE requests SET channel = ?, ts = ? WHERE id = ?", [channel, ts, request_id]
            )

    def all(self) -> list[Request]:
        """Every request, in the order in which they were made."""
        return self._find("")

    def waiting(self) -> list[Request]:
        """Those that the coordinators cannot read yet."""
        return self._find("WHERE ts = ''")

    def _find(self, condition: str) -> list[Request]:
        found = self._database.rows(f"SELECT {_COLUMNS} FROM requests {condition} ORDER BY at, id")
        return [_request(row) for row in found]


_COLUMNS = ", ".join(Request.__dataclass_fields__)


def _request(row: tuple[Any, ...]) -> Request:
    return Request(row[0], RequestKind(row[1]), *row[2:])


def forget_person(db: Database, user_id: str) -> None:
    """Erase that it was this person; that there was a request stays."""
    db.execute("UPDATE requests SET user_id = '' WHERE user_id = ?", [user_id])


def forget_member(db: Database, member_id: str) -> None:
    """Delete what is about a member."""
    db.execute("DELETE FROM requests WHERE member_id = ?", [member_id])
