"""Problems found in a file of members: where, what, and what to do about it."""

from __future__ import annotations

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
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


class ProblemKind(StrEnum):
    """Every kind is explained to staff, in both languages, in docs/staff.*.md (held by a test)."""

    NO_NAME = "no_name"
    NO_CAPABILITY = "no_capability"
    UNKNOWN_KIND = "unknown_kind"
    DUPLICATE_ID = "duplicate_id"
    BAD_EMAIL = "bad_email"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    BAD_CORPORATE_NUMBER = "bad_corporate_number"
    UNKNOWN_CONSENT = "unknown_consent"
    CELL_TOO_LONG = "cell_too_long"
    BAD_RECORD = "bad_record"
    # Notes: the row is imported all the same.
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
    """``message`` says what is wrong and what to do; it never repeats a contact's data."""

    kind: ProblemKind
    where: Where
    message: str

    @property
    def is_note(self) -> bool:
        """A note is shown but does not keep the row out."""
        return self.kind in NOTES

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
