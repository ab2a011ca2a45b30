"""Rows that are no members: totals, and the headings of sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from profiles.columns import CONTACT_COLUMNS, NAME_COLUMNS, STATEMENT_COLUMNS, Column
from profiles.plan import Place, Plan
from profiles.problems import Problem, ProblemKind, Where
from profiles.readers.tables import Row
from profiles.text import fold

_TOTAL = re.compile(r"(?:合計|小計|総計|総合計|累計|計|(?:grand |sub)?totals?)(?![^\W\d_])")
_COUNT = re.compile(r"(?:全|計)?[\d,. ]+(?:社|件|名|人|会員|団体|者)?")
# In a row of its own, one of these belongs to the member above: it is not to be passed over.
_OF_A_MEMBER = STATEMENT_COLUMNS | CONTACT_COLUMNS | {Column.SUMMARY, Column.CERTIFICATIONS}


class Skipping:
    """Tells the rows of one table that are passed over."""

    def __init__(self, plan: Plan) -> None:
        self._names = tuple(place.index for place in plan.places(NAME_COLUMNS))
        contacts = (place for contact in plan.contacts for places in contact.values()
                    for place in places)  # fmt: skip
        kept: tuple[Place, ...] = (*plan.places(_OF_A_MEMBER), *contacts)
        self._of_a_member = frozenset(place.index for place in kept)

    def skips(self, row: Row) -> bool:
        """Whether the row holds a single cell that makes no member, or a total."""
        first = filled = 0
        for index, cell in enumerate(row.cells):
            if cell and not cell.isspace():
                filled += 1
                if filled == 1:
                    first = index
                elif not _may_be_total(row.cells[first] or ""):
                    return False
        if filled == 1:
            return first not in self._of_a_member
        return _is_total(row.cells[first] or "") and not self._has_name(row)

    def _has_name(self, row: Row) -> bool:
        texts = (fold(row.cells[i] or "") for i in self._names if i < len(row.cells))
        return any(not (_is_total(text) or _COUNT.fullmatch(text)) for text in texts if text)


def _may_be_total(text: str) -> bool:
    return text.lstrip()[:1] in _FIRST_LETTERS


_FIRST_LETTERS = frozenset("合小総累計tTgGsSＴｔＧｇＳｓ")


def _is_total(text: str) -> bool:
    return len(text) < 100 and _TOTAL.match(fold(text)) is not None


def skipped_rows(where: Where, rows: Sequence[Row]) -> Problem:
    """The note on the rows of a table that were passed over."""
    numbers = tuple(row.number for row in rows)
    return Problem(
        ProblemKind.SKIPPED_ROW,
        Where(where.file, where.sheet, numbers[0]),
        "passed over, as a total or a row of one cell is no member. If it is one, fill in its "
        "name and what it offers.",
        rows=numbers,
    )
