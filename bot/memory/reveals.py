"""Who was shown which contact, when, and on what basis. No value of a contact is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlite_utils import Database

from bot.memory.database import BotDatabase, packed, storable, unpacked


@dataclass(frozen=True, slots=True)
class Reveal:
    """Somebody was shown a contact; ``fields`` are the names of the fields that it had."""

    at: float
    user_id: str
    team_id: str
    member_id: str
    question_id: str
    fields: tuple[str, ...]
    basis: str


class Reveals:
    """The log of contacts shown."""

    def __init__(self, database: BotDatabase) -> None:
        self._database = database

    def log(self, reveal: Reveal) -> None:
        """Keep it, before the contact is shown."""
        with self._database.writing() as db:
            db.execute(
                f"INSERT INTO reveals ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    reveal.at,
                    reveal.user_id,
                    reveal.team_id,
                    reveal.member_id,
                    storable(reveal.question_id),
                    packed(reveal.fields),
                    reveal.basis,
                ],
            )

    def since(self, at: float) -> list[Reveal]:
        """What was shown from then on, in that order."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM reveals WHERE at >= ? ORDER BY at, id", [at]
        )
        return [replace(Reveal(*row), fields=unpacked(row[5])) for row in rows]


_COLUMNS = ", ".join(Reveal.__dataclass_fields__)


def forget_person(db: Database, user_id: str) -> None:
    """Erase that it was this person; that the contact was shown stays."""
    db.execute("UPDATE reveals SET user_id = '' WHERE user_id = ?", [user_id])


def forget_member(db: Database, member_id: str) -> None:
    """Delete what is about a member."""
    db.execute("DELETE FROM reveals WHERE member_id = ?", [member_id])
