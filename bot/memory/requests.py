"""What the coordinators were asked to do, each request once, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.memory.database import BotDatabase, storable
from bot.memory.deliveries import Clock
from bot.memory.request_states import BEFORE, WAITING, State
from profiles.database import new_token


class RequestKind(StrEnum):
    """What is asked of the coordinators."""

    NOBODY = "nobody"  # nobody in the directory fits: do you know somebody?
    CONTACT = "contact"  # bring us together with this member
    CHANGE = "change"  # what the directory says of this member must change


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``holder`` is the coordinator who last did something about it.

    ``version`` counts its changes: a button knows the version that it was drawn for. ``lang`` is
    the asker's language, ``text`` what is to change in a profile.
    """

    id: str
    kind: RequestKind
    question_id: str
    member_id: str
    user_id: str
    team_id: str
    at: float
    lang: str = ""
    text: str = field(default="", repr=False)
    state: State = State.OPEN
    holder: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a request. ``why`` is a Refusal, an Outcome or a Way, by the state it led to.

    ``member_id`` is the member that somebody was introduced to. Of a step that declines, the
    ``note`` is for the asker, of any other for the staff.
    """

    request_id: str
    number: int
    key: str
    at: float
    coordinator: str
    before: State
    after: State
    why: str = ""
    member_id: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Copy:
    """A message in which coordinators read a request; ``person`` is "" for that in the channel."""

    person: str
    channel: str
    ts: str


def is_sensible(request: Request, after: State, by: str) -> bool:
    """Whether this person may bring a request to that state now.

    Whoever wants what another has taken, takes it over first.
    """
    if request.state not in BEFORE[after]:
        return False
    if request.state is not State.TAKEN:
        return True
    return (request.holder == by) == (after is not State.TAKEN)


class Requests:
    """Requests to the coordinators."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(
        self,
        kind: RequestKind,
        question_id: str,
        member_id: str,
        user_id: str,
        team_id: str,
        lang: str = "",
        text: str = "",
    ) -> tuple[Request, bool]:
        """Make a request; if the same person made the same before, that one and False."""
        same = [kind, storable(question_id), storable(member_id), user_id, storable(text)]
        with self._database.writing() as db:
            found = db.execute(
                f"SELECT {_COLUMNS} FROM requests WHERE kind = ? AND question_id = ?"
                " AND member_id = ? AND user_id = ? AND text = ?",
                same,
            ).fetchone()
            if found:
                return _request(found), False
            row = (new_token(), *same[:4], team_id, self._clock(), lang, same[4])
            _insert(db, "requests", (*row, State.OPEN, "", 0))
        return _request((*row, State.OPEN, "", 0)), True

    def get(self, request_id: str) -> Request | None:
        """The request with this id."""
        found = self._find("WHERE id = ?", storable(request_id))
        return found[0] if found else None

    def all(self) -> list[Request]:
        """Every request, in the order in which they were made."""
        return self._find("")

    def since(self, at: float) -> list[Request]:
        """Those that were made from then on, in that order."""
        return self._find("WHERE at >= ?", at)

    def waiting(self) -> list[Request]:
        """Those that wait for a coordinator, taken or not, the oldest first."""
        return self._find("WHERE state IN (?, ?)", *WAITING)

    def undelivered(self) -> list[Request]:
        """Those that wait and that no coordinator can read yet."""
        return self._find(
            "WHERE state IN (?, ?) AND id NOT IN (SELECT request_id FROM request_copies)", *WAITING
        )

    def change(
        self,
        request_id: str,
        key: str,
        after: State,
        by: str,
        *,
        version: int | None = None,
        why: str = "",
        member_id: str = "",
        note: str = "",
    ) -> Change | None:
        """Bring a request to a state, once under ``key``; None if that is not sensible any more.

        With a ``version`` also if somebody has changed the request since. What was done under
        ``key`` before is not done again, and is returned.
        """
        with self._database.writing() as db:
            if done := db.execute(f"{_CHANGES} WHERE key = ?", [storable(key)]).fetchone():
                return _change(done)
            row = db.execute(
                f"SELECT {_COLUMNS} FROM requests WHERE id = ?", [storable(request_id)]
            ).fetchone()
            request = _request(row) if row else None
            if request is None or version not in (None, request.version):
                return None
            if not is_sensible(request, after, by):
                return None
            number = request.version + 1
            steps = (request.state, after, why, storable(member_id), storable(note))
            change = Change(request.id, number, storable(key), self._clock(), by, *steps)
            _insert(db, "request_changes", astuple(change))
            holder = "" if after is State.OPEN else by
            db.execute(
                "UPDATE requests SET state = ?, holder = ?, version = ? WHERE id = ?",
                [after, holder, number, request.id],
            )
        return change

    def made(self, key: str) -> Change | None:
        """The change that was made under ``key``, if one was."""
        rows = self._database.rows(f"{_CHANGES} WHERE key = ?", [storable(key)])
        return _change(rows[0]) if rows else None

    def history(self, request_id: str) -> list[Change]:
        """What was done about a request, in that order."""
        condition = "WHERE request_id = ? ORDER BY number"
        rows = self._database.rows(f"{_CHANGES} {condition}", [storable(request_id)])
        return [_change(row) for row in rows]

    def delivered(self, request_id: str, copies: Sequence[Copy]) -> None:
        """Note where the coordinators read it; of each person, and of the channel, the last."""
        with self._database.writing() as db:
            for copy in copies:
                db.execute(
                    "INSERT OR REPLACE INTO request_copies (request_id, person, channel, ts)"
                    " SELECT id, ?, ?, ? FROM requests WHERE id = ?",
                    [*astuple(copy), request_id],
                )

    def copies(self, request_id: str) -> list[Copy]:
        """Where the coordinators read it."""
        rows = self._database.rows(
            "SELECT person, channel, ts FROM request_copies WHERE request_id = ? ORDER BY person",
            [storable(request_id)],
        )
        return [Copy(*row) for row in rows]

    def _find(self, condition: str, *values: object) -> list[Request]:
        sql = f"SELECT {_COLUMNS} FROM requests {condition} ORDER BY at, id"
        return [_request(row) for row in self._database.rows(sql, values)]


_COLUMNS = ", ".join(Request.__dataclass_fields__)
_CHANGES = f"SELECT {', '.join(Change.__dataclass_fields__)} FROM request_changes"


def _request(row: Sequence[Any]) -> Request:
    known = dict(zip(Request.__dataclass_fields__, row, strict=True))
    return Request(**known | {"kind": RequestKind(known["kind"]), "state": State(known["state"])})


def _change(row: Sequence[Any]) -> Change:
    known = dict(zip(Change.__dataclass_fields__, row, strict=True))
    states = {name: State(known[name]) for name in ("before", "after")}
    return Change(**known | states)


def _insert(db: Database, table: str, row: Sequence[object]) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


_NO_ASKER = "user_id = '', team_id = '', text = ''"
_ALL_NOTES = (
    "UPDATE request_changes SET note = '' WHERE note <> ''"
    " AND request_id IN (SELECT id FROM requests"
)


def expire(db: Database, before: float) -> None:
    """Erase who asked before then, what they wrote, and all notes; states and outcomes stay."""
    db.execute(f"{_ALL_NOTES} WHERE at < ?)", [before])
    db.execute(f"UPDATE requests SET {_NO_ASKER} WHERE at < ? AND user_id <> ''", [before])


def forget_person(db: Database, user_id: str) -> None:
    """Erase that somebody asked, with what they wrote, or looked after a request; counts stay."""
    db.execute(f"{_ALL_NOTES} WHERE user_id = ?)", [user_id])
    db.execute("UPDATE request_changes SET note = '' WHERE coordinator = ?", [user_id])
    db.execute(f"UPDATE requests SET {_NO_ASKER} WHERE user_id = ?", [user_id])
    db.execute("UPDATE requests SET holder = '' WHERE holder = ?", [user_id])
    db.execute("UPDATE request_changes SET coordinator = '' WHERE coordinator = ?", [user_id])
    db.execute("DELETE FROM request_copies WHERE person = ?", [user_id])


def forget_member(db: Database, member_id: str) -> None:
    """Delete what is about a member; that somebody else's request ended with it, loses its id."""
    db.execute("DELETE FROM requests WHERE member_id = ?", [member_id])
    db.execute("UPDATE request_changes SET member_id = '' WHERE member_id = ?", [member_id])
