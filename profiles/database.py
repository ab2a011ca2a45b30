"""SQLite as this project uses it: how to connect, and what its errors mean to the office."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from profiles.errors import StoreError

BUSY_SECONDS = 5.0

# Where the header of a database says how it is written and read, and what it says there.
_MODES = slice(18, 20)
_WITHOUT_LOG = b"\1\1"

_REMEDIES = {
    sqlite3.SQLITE_NOTADB: "it is not a database. Restore it from a backup, or move it away to "
    "start with an empty directory",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore it from a backup, or move it away and import "
    "the members again",
    sqlite3.SQLITE_BUSY: "another program is writing to it. Wait for it to finish and try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it. Wait for it to finish and try again",
    sqlite3.SQLITE_FULL: "the disk is full; nothing was changed. Free some space and try again",
    sqlite3.SQLITE_READONLY: "it may only be read. Give this user the right to write to the file "
    "and its folder",
    sqlite3.SQLITE_PERM: "access is denied. Give this user the right to write to the file and "
    "its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that the folder exists and that this "
    "user may write to it",
    sqlite3.SQLITE_IOERR: "reading or writing failed. Check the disk and try again",
}
_ERRNO_TO_SQLITE = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_PERM,
    errno.EPERM: sqlite3.SQLITE_PERM,
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say about ``path`` into a StoreError that helps."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code; the rest says more than a person needs.
        remedy = _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if remedy is None:
            raise  # a mistake of ours, not something the office can mend
        raise StoreError(f"{path}: {remedy}. (SQLite says: {error})") from error
    except OSError as error:
        code = _ERRNO_TO_SQLITE.get(error.errno or 0, sqlite3.SQLITE_CANTOPEN)
        raise StoreError(f"{path}: {_REMEDIES[code]}. (The system says: {error})") from error


def connect(path: Path) -> Database:
    """A connection of its own, with the settings that every connection here has.

    A Store closes the connections of threads that have ended, hence check_same_thread=False.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten, and temporary tables never reach the disk.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read; -wal and -shm inherit that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # To close a file gives up every lock that this process has on it, SQLite's own among them:
    # one that is there, and may be open, is left alone.
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))


@contextmanager
def immediate(db: Database) -> Iterator[Database]:
    """A write transaction that waits for its lock at the beginning, not in the middle."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def overwrite_deleted(db: Database) -> bool:
    """Leave no byte of deleted rows in the database or its log.

    False when another program is still reading the old log; the bytes are gone when it ends
    and this is called again.
    """
    with db.ensure_autocommit_on():
        db.execute("VACUUM")
        (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def content_of(db: Database) -> bytes:
    """A file that holds the database as it is at one moment, whatever is written meanwhile."""
    with closing(sqlite3.connect(":memory:")) as copy:
        db.conn.backup(copy)
        content = bytearray(copy.serialize())
    # It has no log beside it; a database in memory cannot have one.
    content[_MODES] = _WITHOUT_LOG
    return bytes(content)


@contextmanager
def opened_in_memory(content: bytes) -> Iterator[Database]:
    """The database that ``content_of`` made; what is written to it is lost."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield Database(connection, execute_plugins=False)


def new_token() -> str:
    """A token that never comes back, not even in a restored backup."""
    return secrets.token_hex(8)
