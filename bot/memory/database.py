"""The file that the tables of the bot share: connections, transactions, and what is in a cell."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlite_utils import Database

from bot.memory.migrations import bot_migrations
from profiles.database import connect, create_private, explained, immediate, overwrite_deleted
from profiles.errors import StoreError
from profiles.migrations import migrate
from profiles.occupying import Occupation, occupy
from profiles.threads import PerThread

# Slack waits three seconds for an acknowledgement and then delivers again, so a claim that cannot
# be written must fail before.
BUSY_MILLISECONDS = 2000


class BotDatabase:
    """SQLite, shared by the threads of this process and by other processes."""

    def __init__(self, path: Path) -> None:
        """Open the database at ``path``, creating it or bringing it up to date; StoreError."""
        self.path = path
        self._connections = PerThread(self._connect, Database.close)
        # Threads that wait for each other here go on at once; SQLite would let them sleep and poll.
        self._writer = threading.Lock()
        self._occupation: Occupation | None = None
        try:
            with self._explained():
                self._occupation = occupy(path.parent)
                create_private(path)
                migrate(self.connection, path, bot_migrations)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()
        if self._occupation is not None:
            self._occupation.close()

    @property
    def connection(self) -> Database:
        """This thread's connection."""
        return self._connections.get()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What one SELECT finds."""
        with self._explained():
            return self.connection.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """All or nothing, on the disk before this ends; nobody else writes meanwhile."""
        with self._explained(), self._turn(), immediate(self.connection) as db:
            yield db

    def overwrite(self) -> bool:
        """Leave no byte of what was erased; False if another program still reads the old ones."""
        with self._explained(), self._writer:
            return overwrite_deleted(self.connection)

    def check(self) -> None:
        """Read the whole database; raises StoreError when it is damaged."""
        said = [row[0] for row in self.rows("PRAGMA integrity_check")]
        if said != ["ok"]:
            raise self._damaged(said[0])

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Queue with the threads of this process; what that takes, SQLite waits less.

        Else each would wait its two seconds after all those of the threads before it.
        """
        ends = monotonic() + BUSY_MILLISECONDS / 1000
        is_mine = self._writer.acquire(timeout=BUSY_MILLISECONDS / 1000)
        try:
            left = max(0, round((ends - monotonic()) * 1000))
            self.connection.execute(f"PRAGMA busy_timeout = {left}")
            yield
        finally:
            if is_mine:
                self._writer.release()

    def _connect(self) -> Database:
        db = connect(self.path)
        # A claim must outlive a power cut once Slack has its acknowledgement.
        db.conn.execute("PRAGMA synchronous = FULL")
        db.conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        return db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with explained(self.path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                    raise self._damaged(str(error)) from error
                raise

    def _damaged(self, said: str) -> StoreError:
        return StoreError(
            f"{self.path}: it is damaged. Restore it from a backup, or move it away: the bot then "
            f"starts with an empty one, without questions and feedback. (SQLite says: {said})"
        )


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: half a character, as JSON may bring one, becomes a "?"."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def packed(texts: Iterable[str]) -> str:
    """A list as it lies in a cell."""
    return json.dumps([storable(text) for text in texts], ensure_ascii=False)


def unpacked(cell: str) -> tuple[str, ...]:
    """The list that ``packed`` put into a cell."""
    return tuple(json.loads(cell))


def without_member(db: Database, table: str, columns: Sequence[str], member_id: str) -> None:
    """Take a member out of these lists of a table."""
    for column in columns:
        found = db.execute(
            f"SELECT rowid, {column} FROM {table}"
            f" WHERE EXISTS (SELECT 1 FROM json_each({column}) WHERE value = ?)",
            [member_id],
        ).fetchall()
        for row, cell in found:
            kept = packed(one for one in unpacked(cell) if one != member_id)
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [kept, row])
