"""A SQLite file that nobody changes any more, read from any number of threads."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from profiles.threads import PerThread


class ReadOnlyDatabase:
    """One immutable connection a thread: no locks, no journal files beside the snapshot."""

    def __init__(self, path: Path) -> None:
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._connections = PerThread(partial(_connect, uri), Database.close)
        # A snapshot that was replaced is closed when the last question to it has ended.
        weakref.finalize(self, self._connections.close)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connections.get().execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()


def _connect(uri: str) -> Database:
    # Another thread closes it when the one that it was made for has ended.
    return Database(sqlite3.connect(uri, uri=True, check_same_thread=False))
