"""A backup read from its file, and proved: every byte, and that its databases are sound."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from bot.backups.archive import MEMBERS, MEMORY, MOST_BYTES, Backup, Counts, newer, unpack
from bot.errors import BadBackup
from bot.memory.migrations import bot_migrations
from profiles.database import opened_in_memory
from profiles.errors import StoreError
from profiles.migrations import profiles_migrations, refuse_foreign


def read_backup(path: Path) -> Backup:
    """What ``path`` holds. Raises BadBackup when it is not a whole and sound backup."""
    try:
        if path.is_dir():
            raise BadBackup(f"{path} is a folder. Give the file of the backup in it.")
        if path.stat().st_size > MOST_BYTES:
            raise BadBackup(f"{path}: it is too large to be a backup of Nakadachi.")
        content = path.read_bytes()
    except OSError as error:
        raise BadBackup(f"{path}: it cannot be read ({error.strerror}). Check the path.") from error
    try:
        backup = unpack(content)
        check_databases(backup)
    except BadBackup as error:
        raise BadBackup(f"{path}: {error}") from error
    return backup


def check_databases(backup: Backup) -> None:
    """Raise BadBackup when a database is damaged or of a newer version."""
    _check(backup, MEMBERS, profiles_migrations)
    if MEMORY in backup.files:
        _check(backup, MEMORY, bot_migrations)


def counts_of(members: bytes, memory: bytes | None) -> Counts:
    """How much two databases hold."""
    with opened_in_memory(members) as db:
        active = _count(db, "members WHERE withdrawn_on IS NULL")
        withdrawn = _count(db, "members WHERE withdrawn_on IS NOT NULL")
        contacts = _count(db, "contacts")
    if memory is None:
        return Counts(active, withdrawn, contacts, 0, 0)
    with opened_in_memory(memory) as db:
        questions, requests = _count(db, "questions"), _count(db, "requests")
    return Counts(active, withdrawn, contacts, questions, requests)


def _count(db: Database, what: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def _check(backup: Backup, name: str, migrations: Migrations) -> None:
    try:
        with opened_in_memory(backup.files[name]) as db:
            said = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
            said += [f"orphan in {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
            refuse_foreign(db, Path(name), migrations)
    except StoreError as error:
        raise newer(backup.manifest.version) from error
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{name} in it is damaged ({error}). Take another backup.") from error
    if said != ["ok"]:
        raise BadBackup(f"{name} in it is damaged ({said[0]}). Take another backup.")
