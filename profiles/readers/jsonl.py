"""JSON Lines: one object a line, lists as lists, contacts as objects."""

from __future__ import annotations

import json
from dataclasses import dataclass

from profiles.columns import NAME_COLUMNS
from profiles.errors import UnreadableFile
from profiles.headers import match_header
from profiles.problems import Where
from profiles.readers.tables import BrokenRecord, RawFile, Row, Table, no_header

_NOT_JSON = 'is not a JSON object. Write one object a line: {"id": "M001", "name": ...}.'


class _UnusableError(Exception):
    """A value that no cell could hold; carries the key."""


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: dict[str, str]


def read_jsonl(name: str, text: str, encoding: str) -> RawFile:
    """The table in the text of a JSON Lines file; a row is a line, a column is a key.

    A key that a record lacks is a cell of None: the file says nothing about it.
    """
    records: list[_Record] = []
    broken: list[BrokenRecord] = []
    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            records.append(_Record(number, _cells(line)))
        except _UnusableError as error:
            broken.append(BrokenRecord(Where(name, row=number), str(error), (line,)))
    if broken and not records:
        raise UnreadableFile(
            f"{name}: no line of it is a usable JSON object. Line {broken[0].where.row} "
            f"{broken[0].message}"
        )
    headers = tuple(dict.fromkeys(key for record in records for key in record.cells))
    matches = (match_header(header) for header in headers)
    if not {match.column for match in matches if match} & NAME_COLUMNS:
        raise no_header(name, headers)
    rows = tuple(
        Row(record.line, tuple(record.cells.get(header) for header in headers))
        for record in records
    )
    # The text of a broken line stands behind the columns, where it can be seen and moved.
    behind = ("",) * len(headers)
    laid_out = (BrokenRecord(b.where, b.message, behind + b.cells) for b in broken)
    return RawFile((Table(headers, rows, itemised=True),), encoding, broken=tuple(laid_out))


def _cells(line: str) -> dict[str, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _UnusableError(_NOT_JSON) from error
    if not isinstance(record, dict):
        raise _UnusableError(_NOT_JSON)
    cells: dict[str, str] = {}
    for key, value in record.items():
        if key == "contacts":
            cells |= _contacts(value)
        else:
            cells[key] = _text(key, value)
    return cells


def _contacts(value: object) -> dict[str, str]:
    contacts = [] if value is None else value
    if not isinstance(contacts, list) or not all(isinstance(c, dict) for c in contacts):
        raise _UnusableError(
            'has "contacts" that are not a list of objects with name, role, email ...'
        )
    # No contacts at all is something said, too.
    cells = {} if contacts else {"contact 1 name": ""}
    for number, contact in enumerate(contacts, start=1):
        for key, value in contact.items():
            cells[f"contact {number} {key}"] = _text(key, value)
    return cells


def _text(key: str, value: object) -> str:
    if isinstance(value, list):
        return "\n".join(_scalar(key, item) for item in value)
    return _scalar(key, value)


def _scalar(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value) if isinstance(value, float) else str(value)
    if isinstance(value, str):
        return value
    raise _UnusableError(f'has a "{key}" that is neither text nor a number nor a list of those.')
