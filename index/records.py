"""Members and passages of a snapshot: what is shown, and what the next build can take over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from index.model import Field, MemberCard, Side
from index.readonly import ReadOnlyDatabase
from index.vectors import MAX_POSITIONS, passage_id
from profiles.model import Kind


@dataclass(frozen=True, slots=True)
class Record:
    """A passage with what analysis made of it; ``encoded`` is the text that the encoder read."""

    id: int
    side: Side
    field: Field
    text: str
    encoded: str
    words: tuple[str, ...]
    glosses: tuple[str, ...]
    concepts: tuple[str, ...]


def write_records(path: Path, members: Iterable[MemberCard], records: Iterable[Record]) -> None:
    """Write the record file; a member's number is its place in ``members``."""
    database = Database(sqlite3.connect(path))
    try:
        database.execute("PRAGMA journal_mode = OFF")
        with database.atomic():
            _create_tables(database)
            database.conn.executemany(
                "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        number,
                        card.id,
                        card.name_ja,
                        card.name_en,
                        card.kind.value,
                        card.prefecture,
                        card.city,
                        json.dumps(card.certifications),
                        json.dumps(card.languages),
                        card.employees,
                    )
                    for number, card in enumerate(members)
                ),
            )
            database.conn.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        record.id,
                        record.side.value,
                        record.field.value,
                        record.text,
                        record.encoded,
                        " ".join(record.words),
                        " ".join(record.glosses),
                        " ".join(record.concepts),
                    )
                    for record in records
                ),
            )
    finally:
        database.close()


def _create_tables(database: Database) -> None:
    database.execute(
        "CREATE TABLE members (number INTEGER PRIMARY KEY, id TEXT, name_ja TEXT, name_en TEXT, "
        "kind TEXT, prefecture TEXT, city TEXT, certifications TEXT, languages TEXT, "
        "employees INTEGER)"
    )
    # Both sides number a member's passages from 0, so the side belongs to the key.
    database.execute(
        "CREATE TABLE passages (id INTEGER, side TEXT, field TEXT, text TEXT, encoded TEXT, "
        "words TEXT, glosses TEXT, concepts TEXT, PRIMARY KEY (side, id)) WITHOUT ROWID"
    )


class Records:
    """Reads a record file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._database = ReadOnlyDatabase(path)

    def members(self, numbers: Sequence[int]) -> list[MemberCard]:
        """The members of these numbers, in the order asked."""
        rows = self._database.rows(
            f"SELECT * FROM members WHERE number IN ({_marks(numbers)})", numbers
        )
        cards = {row[0]: _card(row) for row in rows}
        return [cards[number] for number in numbers]

    def all_members(self) -> list[MemberCard]:
        """Every member; its place is its number."""
        return list(map(_card, self._database.rows("SELECT * FROM members ORDER BY number")))

    def passages_of(self, side: Side, member: int) -> list[Record]:
        """All passages of the member of this number, by their ids."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM passages WHERE side = ? AND id BETWEEN ? AND ? ORDER BY id",
            (side.value, passage_id(member, 0), passage_id(member, MAX_POSITIONS - 1)),
        )
        return list(map(_record, rows))

    def all_passages(self) -> Iterable[Record]:
        """Every passage of both sides."""
        return map(_record, self._database.rows(f"SELECT {_COLUMNS} FROM passages"))

    def texts(self, limit: int) -> list[str]:
        """What at most ``limit`` passages say, offers before needs."""
        # The key begins with the side, so nothing is sorted for this.
        rows = self._database.rows("SELECT text FROM passages ORDER BY side DESC LIMIT ?", (limit,))
        return [row[0] for row in rows]

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()


_COLUMNS = "id, side, field, text, encoded, words, glosses, concepts"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _card(row: tuple[Any, ...]) -> MemberCard:
    _, member_id, name_ja, name_en, kind, prefecture, city, certifications, languages, size = row
    return MemberCard(
        member_id,
        name_ja,
        name_en,
        Kind(kind),
        prefecture,
        city,
        tuple(json.loads(certifications)),
        tuple(json.loads(languages)),
        size,
    )


def _record(row: tuple[int, str, str, str, str, str, str, str]) -> Record:
    number, side, field, text, encoded, words, glosses, concepts = row
    return Record(
        number,
        Side(side),
        Field(field),
        text,
        encoded,
        tuple(words.split()),
        tuple(glosses.split()),
        tuple(concepts.split()),
    )
