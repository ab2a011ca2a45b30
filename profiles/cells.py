"""The cells of one row: cleaned on the way out, with everything odd about them noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from profiles.formulas import Formula, Taken, link_address, text_shown
from profiles.plan import Place
from profiles.problems import Problem, ProblemKind, Where
from profiles.text import (
    MAX_CELL,
    clean,
    has_control_characters,
    is_blank,
    lost_characters,
    one_line,
    shortened,
)

T = TypeVar("T")


@dataclass(slots=True)
class Cells:
    """A row being read: its text by place, and the problems found on the way."""

    cells: Sequence[str | None]
    where: Where
    problems: list[Problem] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    member: str = ""

    def report(self, kind: ProblemKind, place: Place | None, message: str, value: str = "") -> None:
        """Note a problem of this row; the value is shown unless it may be a contact's."""
        column = place.header if place else ""
        where = Where(self.where.file, self.where.sheet, self.where.row, column)
        is_private = (place is not None and place.is_private) or "@" in value or "＠" in value
        shown = "" if is_private else shortened(value)
        self.problems.append(Problem(kind, where, message, shown, self.member))

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
                text,
            )
        return text

    def first(self, places: Iterable[Place], *, short: bool = True) -> tuple[str, Place | None]:
        """The first of some cells that is filled in, and where it is."""
        for place in places:
            if not is_blank(text := self.text(place, short=short)):
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
        """The first filled cell, parsed; a problem when it cannot be."""
        for place in places:
            if means_nothing(text := one_line(self._shown(place))):
                continue
            if (parsed := parse(text)) is None:
                self.report(kind, place, message, text)
            return parsed
        return None

    def address(self, places: Iterable[Place]) -> str:
        """The first filled cell as a web address: of a link, where it leads."""
        for place in places:
            raw = self._raw(place) or ""
            if len(raw) <= MAX_CELL and (link := link_address(clean(raw))) is not None:
                self._note_formula(place, Taken.ADDRESS)
                return link
            if not is_blank(text := one_line(self.text(place))):
                return text
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
        if (shown := text_shown(text)) is None:
            self._note_formula(place, Taken.FORMULA)
            return text
        self._note_formula(place, Taken.TEXT)
        return clean(shown)

    def _note_formula(self, place: Place, taken: Taken) -> None:
        where = Where(self.where.file, self.where.sheet, self.where.row, place.header)
        self.formulas.append(Formula(where, taken))
