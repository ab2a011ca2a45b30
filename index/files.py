"""Writing so that what is there after a power cut is the old or the new, never half of either."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` in one step, on the disk before this returns."""
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with aside.open("wb") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def publish_folder(aside: Path, target: Path) -> None:
    """Give a finished folder its name; its files are on the disk before it has it."""
    for path in aside.iterdir():
        with path.open("rb") as written:
            os.fsync(written.fileno())
    sync_folder(aside)
    aside.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
