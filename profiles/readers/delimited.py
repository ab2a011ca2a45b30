"""CSV and TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from profiles.errors import UnreadableFile
from profiles.problems import Where
from profiles.readers.tables import (
    HEADER_SEARCH_DEPTH,
    BrokenRecord,
    RawFile,
    Row,
    Table,
    find_header,
    known_columns,
    likely_header,
    no_header,
)

_DELIMITERS = (",", "\t", ";", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Excel's way to keep leading zeros in a CSV: ="007"
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
# The limit of the csv module is for the whole process; ours is in the validation.
csv.field_size_limit(2**31 - 1)


def read_delimited(name: str, text: str, encoding: str) -> RawFile:
    """The table in the text of a CSV or TSV file.

    Rows are numbered as Excel shows them: a record with line breaks in it is one row.
    """
    text = text.removeprefix("\ufeff")
    rows = list(_records(name, text, _delimiter(text)))
    at = find_header(rows)
    if at is None:
        raise no_header(name, likely_header(rows))
    headers = tuple(cell or "" for cell in rows[at].cells)
    good, broken = [], []
    for row in rows[at + 1 :]:
        if any(cell and cell.strip() for cell in row.cells[len(headers) :]):
            broken.append(_too_many_cells(name, row, len(headers)))
        else:
            good.append(row)
    return RawFile((Table(headers, tuple(good)),), encoding, broken=tuple(broken))


def _delimiter(text: str) -> str:
    """The delimiter under which the header is recognised best."""
    if declared := _SEP_LINE.match(text):
        return declared[1]
    start = text[:100_000]

    def score(delimiter: str) -> tuple[int, int]:
        rows = []
        try:
            for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) == HEADER_SEARCH_DEPTH:
                    break
        except csv.Error:
            pass
        known = max((len(known_columns(row)) for row in rows), default=0)
        return known, max((len(row) for row in rows), default=0)

    return max(_DELIMITERS, key=score)


def _records(name: str, text: str, delimiter: str) -> Iterator[Row]:
    """Every record, strictly: a quotation mark that is never closed must not swallow the rest."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = 0, 0
    while True:
        number, line = number + 1, reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(
                f'{name}, row {number} (line {line} in a text editor): a quotation mark (") '
                "opens a cell there and is not closed where the cell ends. Remove it, or write "
                'it twice inside a quoted cell ("5"" pipe"); saving the file as .xlsx avoids this.'
            ) from error
        if number == 1 and _SEP_LINE.match(text):
            continue
        yield Row(number, tuple(_TEXT_FORMULA.sub(r"\1", cell) if _is_text_formula(cell) else cell
                                for cell in cells))  # fmt: skip


def _is_text_formula(cell: str) -> bool:
    return cell.startswith('="') and _TEXT_FORMULA.fullmatch(cell) is not None


def _too_many_cells(name: str, row: Row, expected: int) -> BrokenRecord:
    return BrokenRecord(
        Where(name, row=row.number),
        f"has {len(row.cells)} cells where the header has {expected}. A comma or quotation mark "
        "inside a text probably lacks its quotes; correct the row, or save the sheet as .xlsx.",
        tuple(cell or "" for cell in row.cells),
    )
