"""What Slack delivered and is owed an answer: each claimed by one process, once.

A claim is on the disk, with its payload, before Slack gets its acknowledgement. Whoever works on it
renews its lease; when that runs out, its process has died, and another one takes it over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from bot.memory.database import BotDatabase, storable
from profiles.database import new_token

Clock = Callable[[], float]
LEASE_SECONDS = 20.0
# Nobody's: whoever comes first may take it over.
_RELEASED = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something to be answered by this process. ``attempt`` is 1 unless it was taken over."""

    id: str
    attempt: int
    received_at: float
    payload: Mapping[str, object] = field(repr=False)


class Deliveries:
    """Claims on what was delivered. The owner is this object, so there is one in a process."""

    def __init__(
        self, database: BotDatabase, clock: Clock, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease_seconds
        self._owner = new_token()

    def claim(self, keys: Sequence[str], payload: Mapping[str, object]) -> Claim | None:
        """Claim what may be delivered again under any of ``keys``; its id is the first of them.

        None if one of the keys was claimed before, by whomever.
        """
        known = [storable(key) for key in dict.fromkeys(keys)]
        # Escaped, because JSON may bring halves of characters that UTF-8 cannot hold.
        text = json.dumps(payload)
        with self._database.writing() as db:
            now = self._clock()
            if _any_claimed(db, known):
                return None
            db.execute(
                "INSERT INTO deliveries VALUES (?, ?, 1, ?, ?, NULL, ?)",
                [known[0], self._owner, now, now, text],
            )
            for key in known:
                db.execute("INSERT INTO delivery_keys VALUES (?, ?)", [key, known[0]])
        return Claim(known[0], 1, now, payload)

    def finish(self, claim_id: str) -> None:
        """Note that nothing more is owed, and erase the payload; the keys stay known."""
        with self._database.writing() as db:
            _finish(db, claim_id, self._clock())

    def is_owed(self, claim_id: str) -> bool:
        """Whether it is still to be answered: not finished, its person not forgotten."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM deliveries WHERE id = ? AND finished_at IS NULL",
                [storable(claim_id)],
            )
        )

    def came_since(self, prefix: str, at: float) -> bool:
        """Whether something was claimed after then whose id begins with ``prefix``."""
        ids = [storable(prefix), storable(prefix) + "\U0010ffff"]
        return bool(
            self._database.rows(
                "SELECT 1 FROM deliveries WHERE id BETWEEN ? AND ? AND received_at > ? LIMIT 1",
                [*ids, at],
            )
        )

    def renew(self) -> None:
        """Give this process's unfinished claims a new lease. Call it every few seconds."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE deliveries SET renewed_at = ? WHERE owner = ? AND finished_at IS NULL",
                [self._clock(), self._owner],
            )

    def release(self) -> None:
        """Let others take over at once what this process has not finished.

        It goes on with the same attempt: whoever stops in good order has not died over it.
        """
        with self._database.writing() as db:
            db.execute(
                "UPDATE deliveries SET owner = ?, attempt = attempt - 1"
                " WHERE owner = ? AND finished_at IS NULL",
                [_RELEASED, self._owner],
            )

    def take_over(self) -> list[Claim]:
        """Claim, oldest first, what others have left unfinished; of several processes one gets it.

        This process's own claims are never among them: it is alive.
        """
        if not self._database.rows(f"SELECT 1 {_LEFT} LIMIT 1", self._left()):
            return []
        with self._database.writing() as db:
            now = self._clock()
            found = db.execute(
                f"SELECT id, attempt + 1, received_at, payload {_LEFT} ORDER BY received_at, id",
                self._left(),
            ).fetchall()
            for claim_id, attempt, _, _ in found:
                db.execute(
                    "UPDATE deliveries SET owner = ?, attempt = ?, renewed_at = ? WHERE id = ?",
                    [self._owner, attempt, now, claim_id],
                )
        return [
            Claim(claim_id, attempt, received_at, json.loads(payload))
            for claim_id, attempt, received_at, payload in found
        ]

    def unfinished(self) -> int:
        """How many claims, of all processes, are not finished."""
        return int(
            self._database.rows("SELECT count(*) FROM deliveries WHERE finished_at IS NULL")[0][0]
        )

    def _left(self) -> list[object]:
        now = self._clock()
        return [self._owner, _RELEASED, now - self._lease, now + self._lease]


# A lease from the future is one from before the clock was set back: it would run for too long.
_LEFT = (
    "FROM deliveries WHERE finished_at IS NULL AND owner <> ?"
    " AND (owner = ? OR renewed_at <= ? OR renewed_at > ?)"
)


def drop_finished(db: Database, before: float) -> None:
    """Delete what was finished long ago: Slack does not deliver it again any more."""
    db.execute("DELETE FROM deliveries WHERE finished_at < ? AND received_at < ?", [before] * 2)


def oldest_unfinished(db: Database) -> float | None:
    """When the oldest claim that is not finished was received."""
    row = db.execute("SELECT min(received_at) FROM deliveries WHERE finished_at IS NULL").fetchone()
    found: float | None = row[0]
    return found


def finish_all(db: Database, now: float) -> None:
    """Owe nothing any more for whatever was delivered; the keys stay known."""
    db.execute(
        "UPDATE deliveries SET finished_at = ?, payload = NULL WHERE finished_at IS NULL", [now]
    )


def drop_of_person(db: Database, user_id: str, now: float) -> None:
    """Owe nothing any more for deliveries that name a person who is forgotten."""
    found = db.execute(
        "SELECT id FROM deliveries WHERE payload IS NOT NULL AND instr(payload, ?)",
        [json.dumps(user_id)],
    ).fetchall()
    for (claim_id,) in found:
        _finish(db, claim_id, now)


def _any_claimed(db: Database, keys: Sequence[str]) -> bool:
    asked = ", ".join("?" * len(keys))
    found = db.execute(f"SELECT 1 FROM delivery_keys WHERE key IN ({asked}) LIMIT 1", keys)
    return found.fetchone() is not None


def _finish(db: Database, claim_id: str, now: float) -> None:
    db.execute(
        "UPDATE deliveries SET finished_at = ?, payload = NULL"
        " WHERE id = ? AND finished_at IS NULL",
        [now, storable(claim_id)],
    )
