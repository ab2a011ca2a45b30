"""Writing so that what is there after a power cut is the old or the new, never half of either."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What a shared folder or a stick says that has no such thing, or that may not be listed.
_NOT_TO_BE_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file beside ``path``, readable by this user alone, to write to.

    When all went well it takes the place of ``path``, on the disk before this ends.
    """
    aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield aside
        sync_file(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
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
