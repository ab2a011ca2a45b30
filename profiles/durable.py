"""Writing so that what is there after a power cut is the old or the new, never half of either."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# What a shared folder or a stick says that has no such thing, or that may not be listed.
_NOT_TO_BE_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file beside ``path``, readable by this user alone, to write to.

    When all went well it takes the place of ``path``, on the disk before this ends. What a process
    left beside it that was killed meanwhile is deleted.
    """
    _delete_abandoned(path)
    aside, lock = _made_beside(path)
    try:
        yield aside
        sync_file(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
        os.close(lock)
    sync_folder(path.parent)


def write_durably(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step, on the disk before this returns."""
    with replacing(path) as aside:
        aside.write_bytes(content)


def append_durably(path: Path, content: bytes) -> None:
    """Add ``content`` to the end of ``path``, on the disk before this returns."""
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
    with os.fdopen(os.open(path, flags, 0o600), "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def publish_folder(aside: Path, target: Path) -> None:
    """Give a finished folder its name; its files are on the disk before it has it."""
    for path in aside.iterdir():
        sync_file(path)
    sync_folder(aside)
    aside.rename(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Have what was written to ``path`` on the disk before this returns."""
    with path.open("rb") as written:
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last, where the file system knows how."""
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_TO_BE_SYNCED:
            raise


def _made_beside(path: Path) -> tuple[Path, int]:
    """A file for one writer, and the handle that tells others that the writer lives."""
    while True:
        aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        lock = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        # Where nothing can be locked nothing is taken for abandoned either.
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        if os.fstat(lock).st_nlink:
            return aside, lock
        os.close(lock)  # it was taken for abandoned before it was locked


def _delete_abandoned(path: Path) -> None:
    """Delete what was begun to take the place of ``path`` by processes that are gone."""
    ours = re.compile(rf"\.{re.escape(path.name)}-[0-9a-f]{{8}}")
    with suppress(OSError):
        for aside in [one for one in path.parent.iterdir() if ours.fullmatch(one.name)]:
            lock = os.open(aside, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                aside.unlink()
            except OSError:
                continue  # somebody is writing it, or it is not ours to delete
            finally:
                os.close(lock)
