"""Members that take several rows, as merged cells show: their rows become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from profiles.columns import JOINED_COLUMNS, NAME_COLUMNS, Column
from profiles.headers import match_header
from profiles.labels import LABELS
from profiles.plan import make_plan
from profiles.readers.merging import Merge
from profiles.readers.tables import Conflict, Row
from profiles.text import is_blank

_KEYS = NAME_COLUMNS | {Column.ID}
_CONSENTS = (Column.CONSENT, Column.CONSENT_DATE)
_Extra = tuple[int, Column]


@dataclass(slots=True)
class _Person:
    """A contact by the index of its cells, and the row that it is from."""

    row: Row
    cells: dict[int, str] = field(default_factory=dict)


class _Layout:
    """What the columns mean to rows that become one; contacts are grouped by their number."""

    def __init__(self, headers: Sequence[str]) -> None:
        plan = make_plan(tuple(headers))
        added = JOINED_COLUMNS - {Column.ADDRESS, Column.CONTACT_ROLE}
        self.added = {place.index for place in (*plan.places(added), *plan.unknown)}
        self.people = [
            {place.index: column for column, places in contact.items() for place in places}
            for contact in plan.contacts
        ]
        # These say something about all contacts of their row.
        self.for_all = {
            place.index: column for column in _CONSENTS for place in plan.columns.get(column, ())
        }
        self.numbers = plan.contact_numbers


def member_rows(
    rows: Sequence[Row], headers: Sequence[str], merges: Sequence[Merge]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Rows in which one merged id or name spans several are one member.

    Columns are added for contacts that only a further row has.
    """
    groups = _groups(rows, headers, merges)
    if len(groups) == len(rows):
        return tuple(headers), tuple(rows)
    layout = _Layout(headers)
    joined = [_Joined(group, layout) for group in groups]
    extras = sorted({key for one in joined for key in one.extras}, key=_extra_order)
    more = tuple(f"{LABELS[column].split(' / ')[0]}{number}" for number, column in extras)
    return (*headers, *more), tuple(one.as_row(extras) for one in joined)


def _groups(
    rows: Sequence[Row], headers: Sequence[str], merges: Sequence[Merge]
) -> list[list[Row]]:
    matches = [match_header(header) for header in headers]
    keys = {i for i, match in enumerate(matches) if match and match.column in _KEYS}
    spans: dict[int, int] = {}
    for merge in merges:
        if merge.left in keys and merge.bottom > merge.top:
            spans[merge.top] = max(merge.bottom, spans.get(merge.top, 0))
    groups: list[list[Row]] = []
    end = -1
    for row in rows:
        if row.number - 1 <= end:
            groups[-1].append(row)
        else:
            groups.append([row])
            end = spans.get(row.number - 1, -1)
    return groups


_ORDER = list(Column)


def _extra_order(extra: _Extra) -> tuple[int, int]:
    number, column = extra
    return number, _ORDER.index(column)


class _Joined:
    """The rows of one member as one; ``extras`` are cells for which there is no column yet."""

    def __init__(self, rows: list[Row], layout: _Layout) -> None:
        self.extras: dict[_Extra, str] = {}
        self._rows = rows
        self._layout = layout
        self._cells = list(rows[0].cells)
        self._conflicts: list[Conflict] = []
        if len(rows) > 1:
            apart = {i for columns in layout.people for i in columns} | set(layout.for_all)
            for row in rows[1:]:
                for index, text in enumerate(row.cells):
                    if index not in apart:
                        self._add(index, text or "", row)
            self._add_people()

    def as_row(self, extras: Sequence[_Extra]) -> Row:
        """The row, with its cells for the added columns."""
        more = (self.extras.get(extra) for extra in extras)
        return Row(self._rows[0].number, (*self._cells, *more), tuple(self._conflicts))

    def _add(self, index: int, text: str, row: Row) -> None:
        present = self._cells[index] or ""
        if is_blank(text) or text in (present, *present.split("\n")):
            return
        if is_blank(present):
            self._cells[index] = text
        elif index in self._layout.added:
            self._cells[index] = f"{present}\n{text}"
        else:
            self._conflicts.append(Conflict(index, row.number, text))

    def _add_people(self) -> None:
        first: dict[int, _Person] = {}
        further: list[tuple[_Person, dict[int, Column]]] = []
        for number, columns in zip(self._layout.numbers, self._layout.people, strict=True):
            people = self._people(columns)
            first[number] = people[0]
            further += ((person, columns) for person in people[1:])
            for index, text in people[0].cells.items():
                self._cells[index] = text
        persons = dict(first)
        for number, (person, columns) in enumerate(further, max(first, default=0) + 1):
            persons[number] = person
            texts: defaultdict[Column, list[str]] = defaultdict(list)
            for index, text in person.cells.items():
                texts[columns[index]].append(text)
            self.extras |= {(number, column): "\n".join(found) for column, found in texts.items()}
        for index, column in self._layout.for_all.items():
            self._consent(index, column, persons if further else {})

    def _people(self, columns: dict[int, Column]) -> list[_Person]:
        """Who stands in these columns, row by row; at least one, be it nobody."""
        people = [_Person(self._rows[0], _filled(self._rows[0], columns))]
        for row in self._rows[1:]:
            found = _filled(row, columns)
            if any(found.items() <= person.cells.items() for person in people):
                continue
            last = people[-1].cells
            if any(i in last and last[i] != found[i] for i in found if columns[i] in _IDENTITY):
                people.append(_Person(row, found))
                continue
            for index, text in found.items():
                present = last.setdefault(index, text)
                if present != text and columns[index] is Column.CONTACT_ROLE:
                    last[index] = f"{present}\n{text}"
                elif present != text:
                    self._conflicts.append(Conflict(index, row.number, text))
        return people

    def _consent(self, index: int, column: Column, persons: dict[int, _Person]) -> None:
        """A consent belongs to the contact of its own row, and to no other."""
        said = {number: _text(person.row, index) for number, person in persons.items()}
        if len(set(said.values())) > 1:
            self._cells[index] = ""
            self.extras |= {(number, column): text for number, text in said.items()}
            known = set(said.values())
        else:
            known = {_text(self._rows[0], index)}
        for row in self._rows[1:]:
            text = _text(row, index)
            if not text or text in known:
                continue
            if known == {""}:
                self._cells[index] = text
                known = {text}
            else:
                self._conflicts.append(Conflict(index, row.number, text))


_IDENTITY = frozenset(
    {Column.CONTACT_NAME, Column.CONTACT_EMAIL, Column.CONTACT_PHONE, Column.CONTACT_SLACK}
)


def _filled(row: Row, columns: dict[int, Column]) -> dict[int, str]:
    texts = {index: _text(row, index) for index in columns}
    # なし or a dash may well be a refusal: of a consent, it is an answer.
    return {i: t for i, t in texts.items() if t and (columns[i] in _CONSENTS or not is_blank(t))}


def _text(row: Row, index: int) -> str:
    return (row.cells[index] or "").strip() if index < len(row.cells) else ""
