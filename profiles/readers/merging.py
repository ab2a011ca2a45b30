"""Merged cells: a value that stands for several rows, a member that takes several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiles.columns import JOINED_COLUMNS, NAME_COLUMNS, Column
from profiles.headers import match_header
from profiles.readers.tables import Row


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 0 and include the last."""

    top: int
    left: int
    bottom: int
    right: int


def two_line_header(
    grid: Sequence[list[str]], header: int, merges: Sequence[Merge]
) -> tuple[list[str], int]:
    """The header texts and the index of the first row below them.

    A group over several columns (連絡先 over 氏名, 電話) is put before what stands under it.
    """
    groups = [m for m in merges if m.top == m.bottom == header and m.right > m.left]
    tall = [m for m in merges if m.top == header and m.bottom == header + 1]
    below = grid[header + 1] if header + 1 < len(grid) else []
    texts = list(grid[header])
    spanned = {column for m in groups for column in range(m.left, m.right + 1)}
    if not tall or not any(column < len(below) and below[column] for column in spanned):
        return texts, header + 1
    for group in groups:
        for column in range(group.left, min(group.right + 1, len(texts))):
            # 基本情報 over 会社名 says nothing; 連絡先 over 電話 does.
            alone, joined = below[column], f"{grid[header][group.left]} {below[column]}"
            texts[column] = alone if match_header(alone) and not match_header(joined) else joined
    return texts, header + 2


def fill_down(grid: Sequence[list[str]], merges: Sequence[Merge], first_row: int) -> None:
    """Write the value of every merged range over several rows into each of its rows."""
    for merge in merges:
        if merge.top < first_row or merge.bottom == merge.top:
            continue
        for row in grid[merge.top + 1 : merge.bottom + 1]:
            if merge.left < len(row) and merge.left < len(grid[merge.top]):
                row[merge.left] = grid[merge.top][merge.left]


def member_rows(
    rows: Sequence[Row], headers: Sequence[str], merges: Sequence[Merge]
) -> tuple[Row, ...]:
    """Rows in which one merged id or name spans several are one member."""
    matches = [match_header(header) for header in headers]
    keys = {i for i, match in enumerate(matches) if match and match.column in _KEYS}
    spans = {m.top: m.bottom for m in merges if m.left in keys and m.bottom > m.top}
    if not spans:
        return tuple(rows)
    joined = {i for i, match in enumerate(matches) if match and match.column in JOINED_COLUMNS}
    grouped: list[Row] = []
    end = -1
    for row in rows:
        if row.number - 1 <= end:
            grouped[-1] = _join(grouped[-1], row, joined)
        else:
            grouped.append(row)
            end = spans.get(row.number - 1, -1)
    return tuple(grouped)


_KEYS = NAME_COLUMNS | {Column.ID}


def _join(first: Row, more: Row, joined: set[int]) -> Row:
    cells = list(first.cells)
    for index, cell in enumerate(more.cells):
        present = cells[index] or ""
        if not present:
            cells[index] = cell
        elif index in joined and cell and cell not in present.split("\n"):
            cells[index] = f"{present}\n{cell}"
    return Row(first.number, tuple(cells))
