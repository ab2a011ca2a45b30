"""The ledger of a home and that of a backup made one: nobody who is in either comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from profiles.durable import write_durably
from profiles.forgotten import KEY_NAME, LEDGER_NAME, split_keys, whole_lines


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """What the two files of a ledger hold; the keys stand one after the other."""

    lines: bytes = field(default=b"", repr=False)
    keys: bytes = field(default=b"", repr=False)


def read_ledger(folder: Path) -> LedgerFiles:
    """Those of ``folder``, as they are."""
    # The key is there before the first line.
    lines, path = whole_lines(folder), folder / KEY_NAME
    return LedgerFiles(lines, path.read_bytes() if path.exists() else b"")


def write_ledger(folder: Path, files: LedgerFiles) -> tuple[str, ...]:
    """Put them into ``folder``; the names of the files written."""
    contents = {LEDGER_NAME: files.lines, KEY_NAME: files.keys}
    for name, content in contents.items():
        if content:
            write_durably(folder / name, content)
    return tuple(name for name, content in contents.items() if content)


def united(ours: LedgerFiles, theirs: LedgerFiles) -> LedgerFiles:
    """Every mark of both, and the keys that they were made with; ours come first."""
    lines = dict.fromkeys((*ours.lines.splitlines(), *theirs.lines.splitlines()))
    keys = [split_keys(files.keys) for files in (ours, theirs) if files.lines]
    if not any(keys):
        keys = [split_keys(files.keys) for files in (ours, theirs)]
    ring = dict.fromkeys(key for found in keys for key in found)
    return LedgerFiles(b"".join(line + b"\n" for line in lines), b"".join(ring))


def lifted(ours: LedgerFiles, theirs: LedgerFiles) -> int:
    """How many marks of theirs were taken out of ours again since."""
    if not set(split_keys(ours.keys)) & set(split_keys(theirs.keys)):
        return 0
    return len(set(theirs.lines.splitlines()) - set(ours.lines.splitlines()))
