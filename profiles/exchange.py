"""Files of a home exchanged for others: all of them or none, also when killed in the midst.

Whoever calls this is alone in the home (profiles.occupying). ``new`` holds the files to come,
``decided`` their names once all are complete, and ``old`` what they take the place of. Without
``decided`` nothing has happened yet; with it, the exchange is finished by whoever comes next.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from profiles.durable import sync_file, sync_folder, write_durably

logger = logging.getLogger(__name__)

_FOLDER = ".restoring"
_NEW, _OLD, _DECIDED = "new", "old", "decided"
# What SQLite keeps beside a database belongs to that one alone.
_WITH_LOGS = ("", "-wal", "-shm")


def is_under_way(home: Path) -> bool:
    """Whether an exchange has begun and not ended; costs no reading."""
    return (home / _FOLDER).exists()


def begin(home: Path) -> Path:
    """An empty folder, readable by this user alone, for the files to come."""
    settle(home)
    folder = home / _FOLDER
    folder.mkdir(mode=0o700)
    new = folder / _NEW
    new.mkdir(mode=0o700)
    return new


def carry_out(home: Path, names: Iterable[str]) -> None:
    """Put these files of the folder in the place of those of ``home``.

    Raises OSError; then everything is as it was.
    """
    folder, chosen = home / _FOLDER, tuple(names)
    for name in chosen:
        sync_file(folder / _NEW / name)
    for made in (folder / _NEW, folder, home):
        sync_folder(made)
    write_durably(folder / _DECIDED, "".join(f"{name}\n" for name in chosen).encode())
    try:
        _exchange(home, chosen)
    except OSError:
        _undo(home, chosen)
        raise
    _end(home)


def settle(home: Path) -> None:
    """Finish what was decided, drop what was not; nothing if nothing is under way."""
    if not is_under_way(home):
        return
    decided = home / _FOLDER / _DECIDED
    if decided.exists():
        _exchange(home, decided.read_text("utf-8").split())
        logger.warning("%s: the restore that was cut short is finished", home)
    _end(home)


def discard(home: Path) -> None:
    """Drop what was not decided."""
    if not (home / _FOLDER / _DECIDED).exists():
        shutil.rmtree(home / _FOLDER, ignore_errors=True)


def _exchange(home: Path, names: Iterable[str]) -> None:
    new, old = home / _FOLDER / _NEW, home / _FOLDER / _OLD
    old.mkdir(mode=0o700, exist_ok=True)
    # What is not in there any more has taken its place before.
    waiting = [name for name in names if (new / name).exists()]
    for there in _there(home, waiting):
        there.replace(old / there.name)
    # A new database must never meet the log of an old one, not even after a power cut.
    sync_folder(old)
    sync_folder(home)
    for name in waiting:
        (new / name).replace(home / name)
    sync_folder(home)


def _undo(home: Path, names: Iterable[str]) -> None:
    new, old = home / _FOLDER / _NEW, home / _FOLDER / _OLD
    try:
        for name in names:
            if not (new / name).exists():
                (home / name).replace(new / name)
        for there in _there(old, names):
            there.replace(home / there.name)
        sync_folder(home)
        (home / _FOLDER / _DECIDED).unlink()
    except OSError as error:
        logger.error("%s: the next command finishes the restore: %s", home, error.strerror)


def _there(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    paths = (folder / f"{name}{suffix}" for name in names for suffix in _WITH_LOGS)
    return (path for path in paths if path.exists())


def _end(home: Path) -> None:
    folder = home / _FOLDER
    (folder / _DECIDED).unlink(missing_ok=True)
    sync_folder(folder)
    shutil.rmtree(folder)
    sync_folder(home)
