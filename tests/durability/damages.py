"""What may happen to a file: a changed byte, a lost end, another file under its name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Damage = Callable[[Path], None]
_BLOCK = 4096


@contextmanager
def damaged(path: Path, damage: Damage) -> Iterator[None]:
    """The file as ``damage`` leaves it; afterwards as it was."""
    whole = path.read_bytes()
    damage(path)
    try:
        yield
    finally:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.write_bytes(whole)


def flipped_at(part: float, bits: int = 0x01) -> Damage:
    """One byte is another: the first is at 0, the last at 1. The size stays."""

    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[round(part * (len(content) - 1))] ^= bits
        path.write_bytes(content)

    return damage


def cut_to(part: float) -> Damage:
    """The end is lost."""
    return lambda path: _rewrite(path, lambda content: content[: int(part * len(content))])


def missing(path: Path) -> None:
    """It is gone."""
    path.unlink()


def empty(path: Path) -> None:
    """Nothing is in it."""
    path.write_bytes(b"")


def longer(path: Path) -> None:
    """Something was added to it."""
    _rewrite(path, lambda content: content + b"\0")


def zeroed(path: Path) -> None:
    """It has its size, but a disk that lost power never wrote the first block."""
    _rewrite(path, lambda content: bytes(min(_BLOCK, len(content))) + content[_BLOCK:])


def swapped(path: Path) -> None:
    """Its first and its last quarter have changed places: nothing is lost, nothing is new."""

    def swap(content: bytes) -> bytes:
        quarter = len(content) // 4
        return content[-quarter:] + content[quarter:-quarter] + content[:quarter]

    _rewrite(path, swap)


def a_folder(path: Path) -> None:
    """A folder has its name."""
    path.unlink()
    path.mkdir()


def that_of(other: Path) -> Damage:
    """A file of the same kind from another snapshot, whole in itself."""

    def foreign(path: Path) -> None:
        path.write_bytes((other / path.name).read_bytes())

    return foreign


def replaced(old: bytes, new: bytes) -> Damage:
    """Some text is another of the same length."""
    return lambda path: _rewrite(path, lambda content: content.replace(old, new))


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))
