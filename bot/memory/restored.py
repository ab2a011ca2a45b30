"""What the bot's own database must lose when it comes back from a backup."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from bot.memory import deliveries, questions, uploads
from bot.memory.database import BotDatabase, unpacked
from bot.memory.memory import Memory
from index.constraints import read_constraints

logger = logging.getLogger(__name__)

_MEMBER_COLUMNS = (
    ("reveals", "member_id"),
    ("requests", "member_id"),
    ("request_changes", "member_id"),
)
_MEMBER_LISTS = (("questions", "ranking"), ("questions", "shown"), ("feedback", "helpful"))
_PERSON_COLUMNS = (
    ("questions", "user_id"),
    ("feedback", "user_id"),
    ("reveals", "user_id"),
    ("requests", "user_id"),
    ("requests", "holder"),
    ("request_changes", "coordinator"),
    ("request_copies", "person"),
    ("uploads", "user_id"),
)
# Keys of what was posted to one person end in their id.
_PERSON = re.compile(r"[UW][A-Z0-9]+")


def owe_nothing(memory: Memory, now: float) -> None:
    """End what was due when the backup was made: nobody waits for it any more."""
    with memory.database.writing() as db:
        deliveries.finish_all(db, now)
        uploads.drop_open(db)


def forget_members(memory: Memory, is_forgotten: Callable[[str], bool]) -> None:
    """Leave no id of those members."""
    for member_id in filter(is_forgotten, sorted(_members_in(memory.database))):
        memory.forget_member(member_id)


def forget_persons(memory: Memory, is_forgotten: Callable[[str], bool]) -> None:
    """Erase what those people in Slack asked, and their ids."""
    for person in filter(is_forgotten, sorted(_persons_in(memory.database))):
        memory.forget_person(person)


def erase_as_in(memory: Memory, newer: Path) -> None:
    """Erase the texts that were erased in the database at ``newer``, the same but later.

    People delete their messages, and texts expire. One that cannot be read says nothing.
    """
    if not newer.exists():
        return
    try:
        with closing(sqlite3.connect(newer)) as connection:
            erased = connection.execute(
                "SELECT id, user_id = '' FROM questions WHERE text IS NULL"
            ).fetchall()
    except sqlite3.DatabaseError as error:
        logger.warning(
            "%s cannot be read (%s), so texts that were deleted since the backup are back until "
            "they expire.",
            newer,
            error,
        )
        return
    with memory.database.writing() as db:
        for question_id, without_asker in erased:
            questions.erase(db, question_id, with_asker=bool(without_asker))


def _members_in(database: BotDatabase) -> set[str]:
    found = _in_columns(database, _MEMBER_COLUMNS)
    for table, column in _MEMBER_LISTS:
        for (cell,) in database.rows(f"SELECT DISTINCT {column} FROM {table}"):
            found.update(unpacked(cell))
    for (cell,) in database.rows("SELECT DISTINCT constraints FROM questions"):
        if cell:
            found.update(read_constraints(cell).without)
    return found - {""}


def _persons_in(database: BotDatabase) -> set[str]:
    keys = (key.rpartition(":")[2] for (key,) in database.rows("SELECT key FROM posts"))
    found = {key for key in keys if _PERSON.fullmatch(key)}
    return found | _in_columns(database, _PERSON_COLUMNS) - {""}


def _in_columns(database: BotDatabase, columns: Iterable[tuple[str, str]]) -> set[str]:
    return {
        str(value)
        for table, column in columns
        for (value,) in database.rows(f"SELECT DISTINCT {column} FROM {table}")
    }
