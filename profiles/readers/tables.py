"""What every reader hands over: tables of text with the rows as their user counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from profiles.columns import NAME_COLUMNS, Column
from profiles.errors import UnreadableFile
from profiles.headers import closest_headers, match_header
from profiles.problems import Problem, Where
from profiles.text import shortened

# Title lines, notes and empty lines may stand above the header.
HEADER_SEARCH_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a further row of the same member says otherwise, and in which row."""

    index: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file. A cell is None where a record lacks the key."""

    number: int
    cells: tuple[str | None, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one header. ``itemised`` tables hold lists as lists: no ``;`` parts them."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    itemised: bool = False


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that could not be read as one, with what there is of it."""

    where: Where
    message: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawFile:
    """All that a reader found in a file."""

    tables: tuple[Table, ...]
    encoding: str = ""
    notes: tuple[Problem, ...] = ()
    broken: tuple[BrokenRecord, ...] = ()


def find_header(rows: Sequence[Row]) -> int | None:
    """The index of the header row: the one with the most known columns; None if there is none.

    A header names at least what a member is called and one thing more.
    """
    best, best_score = None, 0
    for index, row in enumerate(rows[:HEADER_SEARCH_DEPTH]):
        columns = known_columns(row.cells)
        if len(columns) >= 2 and columns & NAME_COLUMNS and len(columns) > best_score:
            best, best_score = index, len(columns)
    return best


def known_columns(cells: Iterable[str | None]) -> set[Column]:
    """The columns that a row of cells would stand for as a header."""
    matches = (match_header(cell) for cell in cells if cell)
    return {match.column for match in matches if match}


def likely_header(rows: Sequence[Row]) -> tuple[str, ...]:
    """The cells that were perhaps meant as the header, for a message."""
    filled = [
        tuple(cell.strip() for cell in row.cells if cell and cell.strip())
        for row in rows[:HEADER_SEARCH_DEPTH]
    ]
    return max(filled, key=lambda cells: min(len(cells), 50), default=())


def no_header(
    name: str, found: tuple[str, ...], missing: str = "no header row was recognised"
) -> UnreadableFile:
    """The error for a file whose header is not known, or not known well enough."""
    shown = ", ".join(f'"{shortened(header)}"' for header in found[:30]) or "none"
    pairs = closest_headers(found)
    closest = "; ".join(f'"{shortened(header)}" -> {known}' for header, known in pairs)
    hint = f" Closest known headers: {closest}." if pairs else ""
    return UnreadableFile(
        f"{name}: {missing}. Headers found: {shown}.{hint} "
        "A header row needs at least a column for the name (会社名, name) and one for what the "
        "member offers (保有技術, capabilities)."
    )
