"""Problems found in a file of members: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file as its user would point at it. Rows count from 1, as Excel shows them."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        return self.with_rows("" if self.row is None else f"row {self.row}")

    def with_rows(self, rows: str) -> str:
        """The place, with these words for its row or rows."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if rows:
            parts.append(rows)
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


def named_rows(rows: Sequence[int], most: int = 10) -> str:
    """``rows 3, 4 and 5``; of many, the first ones."""
    if len(rows) > most:
        return f"rows {', '.join(map(str, rows[:most]))} and {len(rows) - most:,} more"
    *others, last = rows
    return f"rows {', '.join(map(str, others))} and {last}" if others else f"row {last}"


class ProblemKind(StrEnum):
    """Every kind is explained to staff, in both languages, in docs/staff.*.md (held by a test)."""

    NO_NAME = "no_name"
    NO_CAPABILITY = "no_capability"
    DUPLICATE_ID = "duplicate_id"
    BAD_EMAIL = "bad_email"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    BAD_CORPORATE_NUMBER = "bad_corporate_number"
    UNKNOWN_CONSENT = "unknown_consent"
    CELL_TOO_LONG = "cell_too_long"
    BAD_RECORD = "bad_record"
    # Notes: the row is imported all the same.
    UNKNOWN_KIND = "unknown_kind"
    SKIPPED_ROW = "skipped_row"
    LIKELY_DUPLICATE = "likely_duplicate"
    ID_DERIVED = "id_derived"
    UNKNOWN_PLACE = "unknown_place"
    CONTROL_CHARACTERS = "control_characters"
    LOST_CHARACTERS = "lost_characters"
    FORMULA = "formula"
    UNKNOWN_COLUMN = "unknown_column"
    SPLIT_ON_SEMICOLON = "split_on_semicolon"
    SKIPPED_SHEET = "skipped_sheet"
    UNKNOWN_LANGUAGE = "unknown_language"
    FORGOTTEN = "forgotten"


NOTES = frozenset(
    {
        ProblemKind.UNKNOWN_KIND,
        ProblemKind.SKIPPED_ROW,
        ProblemKind.LIKELY_DUPLICATE,
        ProblemKind.ID_DERIVED,
        ProblemKind.UNKNOWN_PLACE,
        ProblemKind.CONTROL_CHARACTERS,
        ProblemKind.LOST_CHARACTERS,
        ProblemKind.FORMULA,
        ProblemKind.UNKNOWN_COLUMN,
        ProblemKind.SPLIT_ON_SEMICOLON,
        ProblemKind.SKIPPED_SHEET,
        ProblemKind.UNKNOWN_LANGUAGE,
        ProblemKind.FORGOTTEN,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """``message`` says what is wrong and what to do. Nothing here repeats a contact's data.

    ``value`` is what the cell says, ``member`` whose row it is; ``rows`` are all the rows that
    the problem is found in, if they are several.
    """

    kind: ProblemKind
    where: Where
    message: str
    value: str = ""
    member: str = ""
    rows: tuple[int, ...] = ()

    @property
    def is_note(self) -> bool:
        """A note is shown but does not keep the row out."""
        return self.kind in NOTES

    @property
    def said(self) -> str:
        """The message, with the value that it is about."""
        return f'"{self.value}" {self.message}' if self.value else self.message

    @property
    def at(self) -> str:
        """The row or rows, and whose they are."""
        rows = self.rows or (() if self.where.row is None else (self.where.row,))
        member = f"({self.member})" if self.member else ""
        return " ".join(filter(None, (named_rows(rows) if rows else "", member)))

    def __str__(self) -> str:
        return f"{self.where.with_rows(self.at)}: {self.said}"
