"""A SQLite file that nobody changes any more, read from any number of threads."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database


class ReadOnlyDatabase:
    """One immutable connection a thread: no locks, no journal files beside the snapshot."""

    def __init__(self, path: Path) -> None:
        self._uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._local = threading.local()
        self._opened: list[Database] = []
        self._opening = threading.Lock()
        # A snapshot that was replaced is closed when the last question to it has ended.
        weakref.finalize(self, _close, self._opened)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection().execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._opening:
            _close(self._opened)

    def _connection(self) -> Database:
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            # The threads of a pool come and go; close() may be called by another one.
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            database = self._local.database = Database(connection)
            with self._opening:
                self._opened.append(database)
        return database


def _close(opened: list[Database]) -> None:
    for database in opened:
        database.close()
    opened.clear()
