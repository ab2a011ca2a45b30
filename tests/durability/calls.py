"""The system calls by which a process changes what is on the disk, and how their arguments say
where. Numbers differ by processor."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_HERE = -100 & 0xFFFFFFFF  # AT_FDCWD


@dataclass(frozen=True, slots=True)
class Call:
    """``handle`` and ``path`` are the places of its arguments that say where, ``flags`` of those
    of an open."""

    name: str
    handle: int | None = None
    path: int | None = None
    flags: int | None = None

    def place(self, process: int, arguments: tuple[int, ...]) -> Path:
        """The file that it is about."""
        at = self.handle
        here = _link(process, "cwd")
        if at is not None and arguments[at] & 0xFFFFFFFF != _HERE:
            here = _link(process, f"fd/{arguments[at] & 0xFFFFFFFF}")
        return here if self.path is None else here / text_at(process, arguments[self.path])

    def changes(self, arguments: tuple[int, ...]) -> bool:
        """Whether it changes something; an open may only read."""
        return self.flags is None or bool(arguments[self.flags] & _WRITING)


def _link(process: int, name: str) -> Path:
    return Path(f"/proc/{process}/{name}").readlink()


def text_at(process: int, address: int) -> str:
    """The text that an argument points to."""
    found = b""
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        while b"\0" not in found:
            # Never over the end of a page: what follows may be nobody's.
            memory.seek(address + len(found))
            found += memory.read(min(256, 4096 - (address + len(found)) % 4096))
    return os.fsdecode(found[: found.index(b"\0")])


def _by_handle(*names: str) -> tuple[Call, ...]:
    return tuple(Call(name, handle=0) for name in names)


_EVERYWHERE = (
    *_by_handle("write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "ftruncate"),
    *_by_handle("fallocate"),
    Call("openat", handle=0, path=1, flags=2),
    Call("renameat", handle=0, path=1),
    Call("renameat2", handle=0, path=1),
    Call("unlinkat", handle=0, path=1),
    Call("mkdirat", handle=0, path=1),
    Call("linkat", handle=0, path=1),
    Call("truncate", path=0),
)
_OLD = (
    Call("open", path=0, flags=1),
    *(Call(name, path=0) for name in ("rename", "unlink", "rmdir", "mkdir", "link")),
)
_NUMBERS = {
    "x86_64": {
        "write": 1, "writev": 20, "pwrite64": 18, "pwritev": 296, "fsync": 74, "fdatasync": 75,
        "ftruncate": 77, "fallocate": 285, "openat": 257, "renameat": 264, "renameat2": 316,
        "unlinkat": 263, "mkdirat": 258, "linkat": 265, "truncate": 76, "open": 2, "rename": 82,
        "unlink": 87, "rmdir": 84, "mkdir": 83, "link": 86,
    },
    "aarch64": {
        "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70, "fsync": 82, "fdatasync": 83,
        "ftruncate": 46, "fallocate": 47, "openat": 56, "renameat": 38, "renameat2": 276,
        "unlinkat": 35, "mkdirat": 34, "linkat": 37, "truncate": 45,
    },
}  # fmt: skip

_numbers = _NUMBERS.get(platform.machine(), {})
CALLS = {_numbers[one.name]: one for one in (*_EVERYWHERE, *_OLD) if one.name in _numbers}
