"""Statements: what stands in a list cell, one thing a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from profiles.text import is_blank

# A hyphen is no bullet here: "-40℃の低温試験" begins with one and means it.
_BULLETS = re.compile(r"^(?:[・･●■◆*•▪▶◇□◎\u2460-\u2473]\s*)+(?=\S)")
_SEMICOLON = re.compile("[;；]")

# What heads the reasons in a file of rejected rows. It says how statements are parted there: as in
# the file that the rows are from, whose other rows had a part in that (False: by lines alone).
PROBLEM_COLUMNS = {
    False: "problem (one statement a line)",
    True: "problem (statements parted by semicolons)",
}


def split_statements(cells: Iterable[str], *, on_semicolons: bool) -> tuple[str, ...]:
    """The statements in some cells, each once; parted by line breaks, on demand by semicolons."""
    found: dict[str, None] = {}
    for cell in cells:
        for line in cell.split("\n"):
            for part in _SEMICOLON.split(line) if on_semicolons else (line,):
                statement = _BULLETS.sub("", part.strip())
                if not is_blank(statement):
                    found[statement] = None
    return tuple(found)


def has_semicolon(cell: str) -> bool:
    """Whether a cell would be parted by semicolons."""
    return ";" in cell or "；" in cell
