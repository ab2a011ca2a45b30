"""What the administrator must hear of, as long as it lasts: a missing scope, a revoked token."""

from __future__ import annotations

from dataclasses import dataclass

from bot.memory.database import BotDatabase, storable
from bot.memory.deliveries import Clock


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that does not work, and what to do about it."""

    cause: str
    advice: str
    first_at: float
    last_at: float
    count: int


class Troubles:
    """The troubles there are, one a cause."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, cause: str, advice: str) -> None:
        """Note that it happened, again or for the first time."""
        now = self._clock()
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO troubles VALUES (?, ?, ?, ?, 1)"
                " ON CONFLICT (cause) DO UPDATE SET advice = excluded.advice,"
                " last_at = excluded.last_at, count = count + 1",
                [storable(cause), storable(advice), now, now],
            )

    def clear(self, cause: str) -> None:
        """Note that it is over."""
        # Nearly always there is nothing to clear, and then nobody need wait for the disk.
        if not self._database.rows("SELECT 1 FROM troubles WHERE cause = ?", [storable(cause)]):
            return
        with self._database.writing() as db:
            db.execute("DELETE FROM troubles WHERE cause = ?", [storable(cause)])

    def current(self) -> list[Trouble]:
        """All that there are now, the oldest first."""
        rows = self._database.rows(
            "SELECT cause, advice, first_at, last_at, count FROM troubles ORDER BY first_at, cause"
        )
        return [Trouble(*row) for row in rows]
