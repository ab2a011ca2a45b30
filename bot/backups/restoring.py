"""Restoring a backup: all of it or nothing, and nobody comes back who was forgotten since."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.backups.archive import MEMBERS, MEMORY, NAMES, TERMS, Backup
from bot.bootstrap import Nakadachi
from bot.memory.memory import Memory
from bot.memory.restored import erase_as_in, forget_members, forget_persons, owe_nothing
from profiles import exchange
from profiles.database import explained
from profiles.errors import StoreError
from profiles.forgotten import KEY_NAME, LEDGER_NAME, Ledger
from profiles.marks import AskerMark
from profiles.model import Kind, Member
from profiles.occupying import alone_in
from profiles.store import Store
from profiles.uniting import LedgerFiles, lifted, read_ledger, united, write_ledger


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a restore.

    ``members`` and ``contacts`` are those that were forgotten since and stay so; ``marks`` those
    of the backup that had been lifted here, and hold again.
    """

    members: int
    contacts: int
    marks: int


@dataclass(frozen=True, slots=True)
class _Directory:
    """The members' database that is to come: ``ids`` in it, and those that were ``forgotten``."""

    ids: frozenset[str]
    forgotten: frozenset[str]
    contacts: int


def check_free(app: Nakadachi) -> None:
    """Raise HomeInUse if the bot or a command is at work here."""
    app.prepare_home()
    with alone_in(app.settings.home):
        pass


def restore(app: Nakadachi, backup: Backup, now: float) -> Restored:
    """Put what ``backup`` holds in the place of what the home holds.

    What the backup does not hold stays as it is. Killed at any point it leaves the old state, or
    what the next command turns into the new one. Raises HomeInUse or StoreError; then nothing has
    changed.
    """
    app.prepare_home()
    home = app.settings.home
    with alone_in(home), explained(home):
        try:
            new = exchange.begin(home)
            restored = _prepare(app, new, backup, now)
            exchange.carry_out(home, [name for name in NAMES if (new / name).exists()])
        finally:
            exchange.discard(home)
    memory = app.existing_memory()
    if memory is not None:
        with memory:
            memory.uploads.clear()
    return restored


def _prepare(app: Nakadachi, new: Path, backup: Backup, now: float) -> Restored:
    """Make the files to come: brought to this version, without whoever was forgotten."""
    home, files = app.settings.home, backup.files
    theirs = LedgerFiles(files.get(LEDGER_NAME, b""), files.get(KEY_NAME, b""))
    ours = read_ledger(home)
    write_ledger(new, united(ours, theirs))
    ledger = _ledger_of(new, home)
    directory = _prepare_members(new / MEMBERS, files[MEMBERS])
    if MEMORY in files:
        _write(new / MEMORY, files[MEMORY])
        since = _since(ledger, Ledger(new, theirs.keys, theirs.lines), backup.manifest.at)
        with Memory.open(new / MEMORY, clock=lambda: now) as memory:
            owe_nothing(memory, now)
            erase_as_in(memory, app.settings.memory)
            forget_members(memory, lambda one: _is_gone(one, directory, ledger))
            forget_persons(memory, lambda person: ledger.is_asker(person, since))
            memory.expire(app.settings.slack.keep_questions_days)
        _close_log(new / MEMORY)
    if TERMS in files:
        _write(new / TERMS, files[TERMS])
    return Restored(len(directory.forgotten), directory.contacts, lifted(ours, theirs))


def _ledger_of(new: Path, home: Path) -> Ledger:
    try:
        return Ledger.load(new)
    except StoreError as error:
        said = str(error).replace(str(new), str(home)).partition(" Restore it")[0]
        raise StoreError(
            f"{said} Nothing was restored. Bring that file back from another copy of the folder, "
            "or move both forgotten files away: whoever was forgotten since the backup was made "
            "then comes back, and has to be forgotten again."
        ) from error


def _prepare_members(path: Path, content: bytes) -> _Directory:
    _write(path, content)
    ids, contacts = _held(path)
    # Opening it erases whomever the ledger beside it marks.
    with Store.open(path) as store:
        store.check()
    kept, kept_contacts = _held(path)
    _close_log(path)
    return _Directory(kept, ids - kept, contacts - kept_contacts)


def _held(path: Path) -> tuple[frozenset[str], int]:
    with closing(sqlite3.connect(path)) as connection:
        ids = frozenset(row[0] for row in connection.execute("SELECT id FROM members"))
        (contacts,) = connection.execute("SELECT count(*) FROM contacts").fetchone()
    return ids, contacts


def _is_gone(member_id: str, directory: _Directory, ledger: Ledger) -> bool:
    """Whether nobody may be told of this id; one that has another owner now is not gone."""
    if member_id in directory.ids:
        return False
    nameless = Member(member_id, "", "", Kind.OTHER, ())
    return member_id in directory.forgotten or ledger.blocks_member(nameless)


def _since(ledger: Ledger, theirs: Ledger, at: float) -> frozenset[AskerMark]:
    """Marks of whom the backup may still hold."""
    return frozenset(one for one in ledger.askers if one.at >= at or one not in theirs.askers)


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)


def _close_log(path: Path) -> None:
    """Have everything in the database itself: its log stays behind."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreError(f"{path}: its log could not be closed. Nothing was restored; try again.")
