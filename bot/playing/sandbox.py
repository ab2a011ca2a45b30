"""A home for one run of the playground: a folder that is erased at its end.

A run holds the lock of its folder. One that was killed leaves the folder behind with its lock
free, and whoever comes next erases it.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from profiles.errors import StoreError

logger = logging.getLogger(__name__)

FOLDER = "playground"
_PREFIX = "run-"
_NOT_NOW = fcntl.LOCK_EX | fcntl.LOCK_NB


@contextmanager
def sandbox(home: Path) -> Iterator[Path]:
    """A new folder below ``home``, for this user alone; those of runs that died are erased."""
    place = home / FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        # Held, so that a new folder is not taken for dead before it has its own lock.
        with _locked(place):
            _erase_stale(place)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
            running = _lock(folder, _NOT_NOW)
    except OSError as error:
        raise StoreError(
            f"{place} cannot be written to ({error.strerror}). Set NAKADACHI_HOME to a folder that "
            "this user may write to."
        ) from error
    try:
        yield folder
    finally:
        _erase(folder)
        os.close(running)


def erase_stale(home: Path) -> None:
    """Erase what runs that died have left; what cannot be erased is warned of."""
    place = home / FOLDER
    try:
        if place.is_dir():
            with _locked(place):
                _erase_stale(place)
    except OSError as error:
        logger.warning(
            "%s may hold copies of the directory, and cannot be cleared (%s). Delete it by hand.",
            place,
            error.strerror,
        )


def sandboxes(home: Path) -> list[Path]:
    """The folders of runs, whether they go on or died."""
    return sorted((home / FOLDER).glob(f"{_PREFIX}*"))


def _erase_stale(place: Path) -> None:
    for folder in sandboxes(place.parent):
        try:
            lock = _lock(folder, _NOT_NOW)
        except (BlockingIOError, FileNotFoundError):
            continue  # it is running, or has just ended
        _erase(folder)
        os.close(lock)


def _erase(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        logger.warning("%s could not be erased; the next start tries again.", folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = _lock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _lock(folder: Path, how: int) -> int:
    """The handle that holds the lock; the end of its process frees it, whatever ended that."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
    except BaseException:
        os.close(handle)
        raise
    return handle
