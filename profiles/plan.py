"""The plan of a table: worked out once from its header, then used for every row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.columns import CONTACT_COLUMNS, JOINED_COLUMNS, NAME_COLUMNS, Column
from profiles.headers import closest_headers, match_header
from profiles.labels import LABELS
from profiles.problems import Problem, ProblemKind, Where
from profiles.statements import PROBLEM_COLUMNS
from profiles.text import fold_words
from profiles.values.certifications import known_certification


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the table: where its cells are and what to call it.

    What ``is_private`` holds, a contact's, is never repeated in a message.
    """

    index: int
    header: str
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cells hold which column. ``contacts`` has one mapping for each numbered contact."""

    columns: Mapping[Column, tuple[Place, ...]]
    contacts: tuple[Mapping[Column, tuple[Place, ...]], ...]
    contact_numbers: tuple[int, ...]
    ticked: Mapping[str, Place]
    unknown: tuple[Place, ...]

    def places(self, columns: Iterable[Column]) -> list[Place]:
        """All places of some columns, in the order of the table."""
        found = [place for column in columns for place in self.columns.get(column, ())]
        return sorted(found, key=lambda place: place.index)

    def place_at(self, index: int) -> Place | None:
        """The place of a column of the table."""
        groups = (self.columns, *self.contacts)
        places = [place for group in groups for found in group.values() for place in found]
        found = (*places, *self.ticked.values(), *self.unknown)
        return next((place for place in found if place.index == index), None)


def make_plan(headers: tuple[str, ...]) -> Plan:
    """Sort the columns of a table by what they are about."""
    columns: dict[Column, list[tuple[int, Place]]] = defaultdict(list)
    contacts: dict[int, dict[Column, list[Place]]] = defaultdict(lambda: defaultdict(list))
    ticked, unknown = {}, []
    repeated: dict[str, int] = defaultdict(int)
    for index, header in enumerate(headers):
        match = match_header(header)
        is_private = match is not None and match.column in CONTACT_COLUMNS
        place = Place(index, label(header, index), is_private)
        if match is None:
            if certification := known_certification(header):
                ticked[certification] = place
            else:
                unknown.append(place)
        elif match.column in CONTACT_COLUMNS and (match.number or match.column not in _FOR_ALL):
            # A second メール without a number is the second contact's.
            repeated[fold_words(header)] += 1
            number = match.number or repeated[fold_words(header)]
            contacts[number][match.column].append(place)
        else:
            columns[match.column].append((match.number, place))
    return Plan(
        {
            column: tuple(place for _, place in sorted(found, key=lambda item: item[0]))
            for column, found in columns.items()
        },
        tuple(
            {column: tuple(places) for column, places in contacts[number].items()}
            for number in sorted(contacts)
        ),
        tuple(sorted(contacts)),
        ticked,
        tuple(unknown),
    )


# Without a number, these say something about every contact of the row.
_FOR_ALL = frozenset({Column.CONSENT, Column.CONSENT_DATE})


def label(header: str, index: int) -> str:
    """How a message names a column: its header on one line, else its letter in Excel."""
    line = " ".join(header.split())
    if line:
        return line if len(line) <= 60 else line[:59] + "…"
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# How much an unknown header must look like a known one to be told so.
_ALIKE = 0.7


def column_notes(plan: Plan, where: Where, filled: frozenset[int]) -> list[Problem]:
    """Notes on columns that are not used; ``filled`` are those that have any cell."""
    notes = []
    ignored = [
        place.header
        for place in plan.unknown
        if place.index in filled and place.header not in PROBLEM_COLUMNS.values()
    ]
    if ignored:
        close = dict(closest_headers(tuple(ignored), len(ignored), _ALIKE))
        names = ", ".join(
            f'"{header}"' + (f" ({close[header]}?)" if header in close else "")
            for header in ignored
        )
        notes.append(
            Problem(
                ProblemKind.UNKNOWN_COLUMN,
                where,
                f"not imported, as no field of a member is known for them: {names}. Rename a "
                "column to a known header if it matters.",
            )
        )
    groups = [(column, places) for column, places in plan.columns.items()] + [
        (column, places) for contact in plan.contacts for column, places in contact.items()
    ]
    for column, places in groups:
        if len(places) > 1 and column not in JOINED_COLUMNS and column not in NAME_COLUMNS:
            names = ", ".join(f'"{place.header}"' for place in places)
            notes.append(
                Problem(
                    ProblemKind.UNKNOWN_COLUMN,
                    where,
                    f"several columns for one field ({LABELS[column]}): {names}. In each row, the "
                    "first of them that is filled in counts.",
                )
            )
    return notes
