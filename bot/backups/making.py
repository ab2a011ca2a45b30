"""Making a backup while the bot serves and imports run, and deleting those that are too old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from bot.backups.archive import MEMBERS, MEMORY, MOST_BYTES, TERMS, Backup, Manifest, pack
from bot.backups.reading import counts_of, read_backup
from bot.backups.record import LastBackup, last_backup, note_backup
from bot.bootstrap import Nakadachi
from bot.errors import BadBackup
from profiles.database import content_of, explained, new_token
from profiles.durable import sync_file
from profiles.errors import UnwritableFile
from profiles.files import written_whole
from profiles.forgotten import KEY_NAME, LEDGER_NAME
from profiles.uniting import read_ledger

_PREFIX, _SUFFIX = "nakadachi-", ".backup"
_ASIDE = f".{_PREFIX}*{_SUFFIX}-*"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made. ``deleted`` are older ones, ``kept`` those that could not be."""

    path: Path
    size: int
    manifest: Manifest
    deleted: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def make_backup(
    app: Nakadachi, target: Path, now: datetime, *, force: bool = False, keep: int | None = None
) -> Made:
    """Write a backup to ``target``, or under a name of its own into it if that is a folder.

    It is there whole and proved, or not at all. Of its kind in the folder, ``keep`` stay. Raises
    NothingImported, StoreError, BadBackup or UnwritableFile.
    """
    path = _chosen(app.settings.home, target, now, force=force)
    before = last_backup(app.settings.home)
    backup = gather(app, now.timestamp(), before.home if before else new_token())
    _write(path, pack(backup))
    at, home = backup.manifest.at, backup.manifest.home
    note_backup(app.settings.home, LastBackup(at, str(path.resolve()), keep is not None, home))
    made = Made(path, path.stat().st_size, backup.manifest)
    if keep is None:
        return made
    return _with_older_deleted(made, keep, now)


def gather(app: Nakadachi, at: float, home_id: str) -> Backup:
    """What a backup made now holds: each database as it is at one moment."""
    files: dict[str, bytes] = {}
    with app.imported_store() as store:
        with explained(store.path):
            files[MEMBERS] = content_of(store.database)
        memory = app.existing_memory()
        if memory is not None:
            with memory, explained(memory.database.path):
                files[MEMORY] = content_of(memory.database.connection)
        # Last, so that whoever is forgotten meanwhile is marked, or is in no database.
        home = app.settings.home
        with explained(home):
            ledger = read_ledger(home)
            terms = home / TERMS
            own_terms = terms.read_bytes() if terms.exists() else b""
    for name, content in (
        (LEDGER_NAME, ledger.lines),
        (KEY_NAME, ledger.keys),
        (TERMS, own_terms),
    ):
        if content:
            files[name] = content
    if sum(map(len, files.values())) > MOST_BYTES:
        raise BadBackup(
            f"{home} holds more than a backup can. Stop the bot and copy the whole folder instead."
        )
    counts = counts_of(files[MEMBERS], files.get(MEMORY))
    return Backup(Manifest(version("nakadachi"), at, home_id, counts), files)


def _chosen(home: Path, target: Path, now: datetime, *, force: bool) -> Path:
    if home.resolve() in (target.resolve(), *target.resolve().parents):
        raise UnwritableFile(
            f"{target} is inside {home}: what happens to the members' folder would happen to its "
            "backup. Choose a folder on another disk or machine."
        )
    if target.is_dir():
        path = target / _name(now)
        while path.exists():  # one was made within this second
            now += timedelta(seconds=1)
            path = target / _name(now)
        return path
    if target.exists() and not (force and target.is_file()):
        how = "Choose another name, or replace it with --force."
        raise UnwritableFile(
            f"{target} is there already. {how if target.is_file() else 'Choose another name.'}"
        )
    return target


def _name(at: datetime) -> str:
    return f"{_PREFIX}{at:%Y-%m-%d-%H%M%S}{_SUFFIX}"


def _write(path: Path, content: bytes) -> None:
    with written_whole(path) as aside:
        aside.write_bytes(content)
        sync_file(aside)
        try:
            read_backup(aside)
        except BadBackup as error:
            said = str(error).replace(f"{aside}: ", "")
            raise BadBackup(
                f"The backup could not be proved, so there is none at {path}: {said}"
            ) from error


def _with_older_deleted(made: Made, keep: int, now: datetime) -> Made:
    older = sorted(_older(made), key=lambda one: (one[0], one[1].name), reverse=True)
    deleted, kept = [], []
    for _, path in older[keep - 1 :]:
        try:
            path.unlink()
        except OSError:
            kept.append(path)
        else:
            deleted.append(path)
    _clear_leftovers(made.path.parent, now)
    return Made(made.path, made.size, made.manifest, tuple(deleted), tuple(kept))


def _older(made: Made) -> Iterator[tuple[float, Path]]:
    """The other backups of this home in the folder, with their times; nothing else counts."""
    for path in made.path.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
        if path == made.path or path.is_symlink() or not path.is_file():
            continue
        try:
            manifest = read_backup(path).manifest
        except BadBackup:
            continue
        if manifest.home == made.manifest.home and manifest.at <= made.manifest.at:
            yield manifest.at, path


def _clear_leftovers(folder: Path, now: datetime) -> None:
    """Delete what backups that were killed have left beside, as they hold contacts."""
    for path in folder.glob(_ASIDE):
        try:
            if path.is_file() and path.stat().st_mtime < (now - _A_DAY).timestamp():
                path.unlink()
        except OSError:
            continue  # somebody else's
