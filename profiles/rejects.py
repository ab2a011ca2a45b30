"""The file of the rows that were left out, for the office to correct and import again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from profiles.files import neutralise, still_neutral, table, written_whole
from profiles.problems import Where
from profiles.reading import Reading
from profiles.statements import PROBLEM_COLUMNS

_Row = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Rejects:
    """Where the file is, and whether it was written just now."""

    path: Path
    is_new: bool


def write_rejects(reading: Reading, folder: Path | None = None) -> Rejects | None:
    """Leave the rejected rows in a CSV beside the file they came from, with their problems.

    No file is ever overwritten; the same rows are not written twice.
    """
    if not reading.rejected:
        return None
    content = table(_rows(reading))
    path = _place(folder or reading.path.parent, reading.path.stem, content)
    if path.exists():
        return Rejects(path, is_new=False)
    with written_whole(path) as aside:
        aside.write_bytes(content)
    return Rejects(path, is_new=True)


def _place(folder: Path, stem: str, content: bytes) -> Path:
    """The first name that is free, or whose file says exactly this already."""
    for number in count(1):
        path = folder / f"{stem}-rejected{'' if number == 1 else f'-{number}'}.csv"
        if not path.exists() or (path.is_file() and path.read_bytes() == content):
            return path
    raise AssertionError("numbers do not end")


def _rows(reading: Reading) -> Iterator[tuple[str, ...]]:
    messages: defaultdict[_Row, list[str]] = defaultdict(list)
    for problem in reading.problems:
        if not problem.is_note:
            column = f"{problem.where.column}: " if problem.where.column else ""
            messages[_row(problem.where)].append(column + problem.said)
    width = max(len(reading.headers), *(len(row.cells) for row in reading.rejected))
    headers = _padded(reading.headers, width)
    # The reasons of last time, if this is such a file itself, make way for those of now.
    kept = [at for at, header in enumerate(headers) if header not in PROBLEM_COLUMNS.values()]
    yield (*(headers[at] for at in kept), PROBLEM_COLUMNS[reading.on_semicolons])
    for row in reading.rejected:
        cells = _padded(row.cells, width)
        why = f"{row.where}: {' / '.join(messages[_row(row.where)])}"
        yield (*(still_neutral(cells[at]) for at in kept), neutralise(why))


def _row(where: Where) -> _Row:
    return where.sheet, where.row


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
