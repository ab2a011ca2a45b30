"""Who has a database of a home open: many at a time, or whoever replaces all of them, alone.

The lock is one of SQLite's on an empty file, which the system gives up when its process dies.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from profiles import exchange
from profiles.database import BUSY_SECONDS, create_private, explained
from profiles.errors import HomeInUse

LOCK_NAME = "home.lock"

_opening = threading.Lock()


class Occupation:
    """As long as it is not closed, nobody replaces the databases of the home."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use ``occupy``."""
        self._connection = connection

    def close(self) -> None:
        """Others may replace them now."""
        self._connection.close()


def occupy(home: Path) -> Occupation:
    """Keep the databases of ``home`` from being replaced; ends or undoes what was cut short.

    Raises HomeInUse while they are being replaced, StoreError when the folder cannot be used.
    """
    with explained(home):
        while True:
            if exchange.is_under_way(home):
                with alone_in(home, BUSY_SECONDS):
                    exchange.settle(home)
            lock = _locked(home, "BEGIN; SELECT count(*) FROM sqlite_schema", BUSY_SECONDS)
            if lock is None:
                raise _being_restored(home)
            # A restore may have been killed just before.
            if not exchange.is_under_way(home):
                return Occupation(lock)
            lock.close()


@contextmanager
def alone_in(home: Path, seconds: float = 0) -> Iterator[None]:
    """Nobody else has a database of ``home`` open meanwhile. Raises HomeInUse, StoreError."""
    with explained(home):
        lock = _locked(home, "BEGIN EXCLUSIVE", seconds)
    if lock is None:
        raise _being_restored(home) if seconds else _in_use(home)
    try:
        yield
    finally:
        lock.close()


def _locked(home: Path, begin: str, seconds: float) -> sqlite3.Connection | None:
    path = home / LOCK_NAME
    with _opening:
        # It must not be made, and closed, while another thread locks it already.
        create_private(path)
        connection = sqlite3.connect(
            path, timeout=seconds, isolation_level=None, check_same_thread=False
        )
    try:
        for statement in begin.split("; "):
            connection.execute(statement).fetchone()
    except BaseException as error:
        connection.close()
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            return None
        raise
    return connection


def _in_use(home: Path) -> HomeInUse:
    return HomeInUse(
        f"{home} is in use: the bot is running (nakadachi serve), or another command such as an "
        "import. Nothing was changed. Stop the bot, wait until commands have ended, and try again."
    )


def _being_restored(home: Path) -> HomeInUse:
    return HomeInUse(
        f"A backup is being restored into {home}. Wait until that has ended, and try again."
    )
