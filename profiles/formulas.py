"""Formulas in cells: what is taken in their place, and what is said about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from profiles.problems import Problem, ProblemKind, Where

# Possessive (*+), so that no text however odd makes it try again and again.
_HYPERLINK = re.compile(
    r'=\s*+HYPERLINK\(\s*+"((?:[^"]|"")*+)"\s*+'
    r'(?:[,;]\s*+(?:"((?:[^"]|"")*+)"|[^")]*+)\s*+)?\)\s*+',
    re.IGNORECASE,
)


class Taken(StrEnum):
    """What was taken in place of a formula, as the message says it of one cell or of many."""

    TEXT = "the text shown was taken."
    ADDRESS = "the address of the link was taken."
    FORMULA = (
        "the file does not hold the result, so the text of the formula was taken. Write the "
        "result instead."
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula."""

    where: Where
    taken: Taken


def text_shown(formula: str) -> str | None:
    """What a HYPERLINK formula shows; None for any other."""
    link = _HYPERLINK.fullmatch(formula)
    if link is None:
        return None
    return (link[1] if link[2] is None else link[2]).replace('""', '"')


def link_address(formula: str) -> str | None:
    """Where a HYPERLINK formula leads; None for any other."""
    link = _HYPERLINK.fullmatch(formula)
    return link[1].replace('""', '"') if link else None


def formula_notes(formulas: Iterable[Formula]) -> Iterator[Problem]:
    """One note for a column of formulas, at its first row."""
    by_column: defaultdict[tuple[str, str, Taken], list[Formula]] = defaultdict(list)
    for formula in formulas:
        by_column[formula.where.sheet, formula.where.column, formula.taken].append(formula)
    for (_, _, taken), same in by_column.items():
        cells = len({formula.where.row for formula in same})
        found = (
            "holds a formula" if cells == 1 else f"{cells:,} cells from this row on hold formulas"
        )
        yield Problem(ProblemKind.FORMULA, same[0].where, f"{found}; {taken}")
