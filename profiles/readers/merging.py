"""Merged cells: a header over several columns, a value that stands for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiles.columns import JOINED_COLUMNS, Column
from profiles.headers import match_header


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
    texts, first = _header_lines(grid, header, merges)
    _repeat(texts, [m for m in merges if m.top == header and m.bottom < first])
    return texts, first


def _header_lines(
    grid: Sequence[list[str]], header: int, merges: Sequence[Merge]
) -> tuple[list[str], int]:
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


# Of a role, a second column would be taken for that of a second contact.
_REPEATED = JOINED_COLUMNS - {Column.CONTACT_ROLE}


def _repeat(texts: list[str], merges: Sequence[Merge]) -> None:
    """A list whose header is merged over several columns has all of them."""
    for merge in merges:
        match = match_header(texts[merge.left]) if merge.left < len(texts) else None
        if match and match.column in _REPEATED:
            for column in range(merge.left + 1, min(merge.right + 1, len(texts))):
                texts[column] = texts[column] or texts[merge.left]


def fill_down(grid: Sequence[list[str]], merges: Sequence[Merge], first_row: int) -> None:
    """Write the value of every merged range over several rows into each of its rows."""
    for merge in merges:
        if merge.top < first_row or merge.bottom == merge.top:
            continue
        for row in grid[merge.top + 1 : merge.bottom + 1]:
            if merge.left < len(row) and merge.left < len(grid[merge.top]):
                row[merge.left] = grid[merge.top][merge.left]
