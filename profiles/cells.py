"""The cells of one row: cleaned on the way out, with everything odd about them noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from profiles.plan import Place
from profiles.problems import Problem, ProblemKind, Where
from profiles.text import (
    MAX_CELL,
    clean,
    has_control_characters,
    is_blank,
    lost_characters,
    one_line,
)

T = TypeVar("T")

# Possessive (*+), so that no text however odd makes it try again and again.
_HYPERLINK = re.compile(
    r'=\s*+HYPERLINK\(\s*+"((?:[^"]|"")*+)"\s*+'
    r'(?:[,;]\s*+(?:"((?:[^"]|"")*+)"|[^")]*+)\s*+)?\)\s*+',
    re.IGNORECASE,
)


@dataclass(slots=True)
class Cells:
    """A row being read: its text by place, and the problems found on the way."""

    cells: Sequence[str | None]
    where: Where
    problems: list[Problem] = field(default_factory=list)
    formulas: list[Problem] = field(default_factory=list)

    def report(self, kind: ProblemKind, place: Place | None, message: str) -> None:
        """Note a problem of this row."""
        column = place.header if place else ""
        where = Where(self.where.file, self.where.sheet, self.where.row, column)
        self.problems.append(Problem(kind, where, message))

    def is_given(self, places: Iterable[Place]) -> bool:
        """Whether the file says anything, be it nothing, about these places."""
        return any(self._raw(place) is not None for place in places)

    def text(self, place: Place, *, short: bool = False) -> str:
        """The cleaned text of a cell; a ``short`` one (a name, a place) on one line."""
        text = self._shown(place)
        if short:
            text = one_line(text)
        if text and lost_characters(text, short=short):
            self.report(
                ProblemKind.LOST_CHARACTERS,
                place,
                'has a "?" where a character seems to have been lost on saving. Compare it with '
                "the original; save as .xlsx or CSV UTF-8 to keep such characters.",
            )
        return text

    def first(self, places: Iterable[Place], *, short: bool = True) -> tuple[str, Place | None]:
        """The first of some cells that is filled in, and where it is."""
        for place in places:
            if text := self.text(place, short=short):
                return text, place
        return "", None

    def value(
        self,
        places: Iterable[Place],
        parse: Callable[[str], T | None],
        kind: ProblemKind,
        message: str,
        means_nothing: Callable[[str], bool] = is_blank,
    ) -> T | None:
        """The first filled cell, parsed; a problem when it cannot be. Never quotes the cell."""
        for place in places:
            if means_nothing(text := one_line(self._shown(place))):
                continue
            if (parsed := parse(text)) is None:
                self.report(kind, place, message)
            return parsed
        return None

    def address(self, places: Iterable[Place]) -> str:
        """The first filled cell as a web address: of a link, where it leads."""
        for place in places:
            raw = clean(self._raw(place) or "") if len(self._raw(place) or "") <= MAX_CELL else ""
            if link := _HYPERLINK.fullmatch(raw):
                self._note_formula(place)
                return link[1].replace('""', '"')
            if text := self.text(place, short=False):
                return one_line(text)
        return ""

    def _raw(self, place: Place) -> str | None:
        return self.cells[place.index] if place.index < len(self.cells) else None

    def _shown(self, place: Place) -> str:
        raw = self._raw(place)
        if not raw:
            return ""
        if len(raw) > MAX_CELL and len(raw.strip()) > MAX_CELL:
            self.report(
                ProblemKind.CELL_TOO_LONG,
                place,
                f"holds {len(raw):,} characters; {MAX_CELL:,} is the most. Shorten it.",
            )
            return ""
        if not raw.isprintable() and has_control_characters(raw):
            self.report(
                ProblemKind.CONTROL_CHARACTERS,
                place,
                "held invisible control characters or text direction marks; they were removed.",
            )
        text = clean(raw)
        return self._without_formula(text, place) if text.startswith("=") else text

    def _without_formula(self, text: str, place: Place) -> str:
        self._note_formula(place)
        if link := _HYPERLINK.fullmatch(text):
            shown = link[2] if link[2] is not None else link[1]
            return clean(shown.replace('""', '"'))
        return text

    def _note_formula(self, place: Place) -> None:
        where = Where(self.where.file, self.where.sheet, self.where.row, place.header)
        message = "holds a formula; the text that it shows was taken."
        self.formulas.append(Problem(ProblemKind.FORMULA, where, message))
