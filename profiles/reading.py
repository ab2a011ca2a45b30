"""The one door from a staff's file to validated members."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from profiles.model import Member
from profiles.problems import Problem, Where


@dataclass(frozen=True, slots=True)
class ReadMember:
    """A good row. ``given`` names the fields the file speaks about: the others keep what the
    store has (a file without a column of needs does not erase the needs)."""

    member: Member
    where: Where
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be used, with its cells as they were, for the file of the rest."""

    where: Where
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. ``encoding`` is "" for XLSX; ``headers`` are those of the rejected rows;
    ``on_semicolons``: semicolons part its statements; ``skipped`` rows seem to be no members."""

    path: Path
    encoding: str
    members: tuple[ReadMember, ...]
    problems: tuple[Problem, ...]
    headers: tuple[str, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    on_semicolons: bool = False
    skipped: tuple[RejectedRow, ...] = ()


def read_members(path: Path) -> Reading:
    """Read and validate a CSV, TSV, XLSX or JSON Lines file of members.

    Raises UnreadableFile when the file as a whole cannot be used.
    """
    # The checks are written in terms of the classes above.
    from profiles.checking import check
    from profiles.readers.files import read_file

    return check(path, read_file(path))
