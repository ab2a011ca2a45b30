"""XLSX workbooks."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from profiles.errors import UnreadableFile
from profiles.problems import Problem, ProblemKind, Where
from profiles.readers.grouping import member_rows
from profiles.readers.merging import Merge, fill_down, two_line_header
from profiles.readers.ooxml import (
    MAX_CELLS,
    MAX_UNPACKED,
    NOTHING,
    Extras,
    sheet_extras,
    unpacked_size,
)
from profiles.readers.tables import RawFile, Row, Table, find_header, likely_header, no_header

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    grid: list[list[str]]
    merges: tuple[Merge, ...]
    uncalculated: frozenset[tuple[int, int]]


def read_excel(path: Path) -> RawFile:
    """The tables of a workbook: every visible sheet whose header is recognised.

    Rows are numbered as Excel shows them.
    """
    sheets, notes = _sheets(path)
    tables, others = [], []
    for sheet in sheets:
        if table := _table(sheet):
            tables.append(table)
            notes += _uncalculated(path.name, sheet)
        elif any(any(row) for row in sheet.grid):
            others.append(sheet)
    if not tables:
        candidates = {sheet.name: likely_header(_rows(sheet.grid)) for sheet in others}
        if not candidates:
            raise UnreadableFile(
                f"{path.name}: the workbook is empty: it has no cell with a value. Choose the "
                "workbook that lists the members, or unhide its sheet."
            )
        likeliest = max(candidates, key=lambda name: len(candidates[name]))
        raise no_header(f"{path.name}, sheet {likeliest}", candidates[likeliest])
    notes += [
        _skipped(path.name, sheet.name, "no header row was recognised in it")
        for sheet in others
        if _looks_like_data(sheet)
    ]
    return RawFile(tuple(tables), notes=tuple(notes))


def _sheets(path: Path) -> tuple[list[_Sheet], list[Problem]]:
    try:
        _check_size(path)
        extras = sheet_extras(path)
        sheets, notes = [], []
        with CalamineWorkbook.from_path(path) as workbook:
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    notes.append(_skipped(path.name, about.name, "it is hidden"))
                    continue
                known = extras.get(about.name, NOTHING)
                _check_extent(path.name, about.name, known)
                sheets.append(_read(workbook.get_sheet_by_name(about.name), known))
        return sheets, notes
    except UnreadableFile:
        raise
    except PasswordError as error:
        raise UnreadableFile(protected(path.name)) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # calamine is Rust: on some damaged files it panics, which is no Exception in Python.
        logger.debug("cannot read %s", path.name, exc_info=True)
        raise _broken(path.name) from error


def protected(name: str) -> str:
    """The message for a file that cannot be opened without its password."""
    return (
        f"{name}: the workbook is protected with a password. Open it in Excel, remove the password "
        "(File > Info > Protect Workbook) and save it again."
    )


def _broken(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: the workbook is damaged and cannot be read. Open it in Excel, let Excel repair "
        "it, and save it again as .xlsx; if it was copied or downloaded, fetch it again."
    )


def _check_size(path: Path) -> None:
    if unpacked_size(path) > MAX_UNPACKED:
        raise UnreadableFile(
            f"{path.name}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB. "
            "Copy the members into a new workbook and save that."
        )


def _check_extent(name: str, sheet: str, extras: Extras) -> None:
    if extras.cells > MAX_CELLS:
        raise UnreadableFile(
            f"{name}, sheet {sheet}: has values in cells very far from the table, which make it "
            "millions of cells large. Delete the empty rows and columns beyond the table "
            "(select them, Delete) and save."
        )


def _read(sheet: CalamineSheet, extras: Extras) -> _Sheet:
    # With skip_empty_area, calamine would number the rows from the first filled one.
    values = sheet.to_python(skip_empty_area=False)
    grid = [[_text(value) for value in row] for row in values]
    for (row, column), formula in extras.hyperlinks.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = _shown(formula, grid[row][column])
    for (row, column), digits in extras.padded.items():
        if row < len(grid) and column < len(grid[row]) and grid[row][column].isdigit():
            grid[row][column] = grid[row][column].zfill(digits)
    merges = tuple(Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return _Sheet(sheet.name, grid, merges, extras.uncalculated)


def _shown(formula: str, text: str) -> str:
    """A HYPERLINK formula with its shown text, as a CSV would hold it."""
    address = formula.split('"')[1] if formula.count('"') >= 2 else ""
    if not text:
        return formula
    escaped = text.replace('"', '""')
    return f'=HYPERLINK("{address}","{escaped}")' if address else text


def _text(value: object) -> str:
    """A value as its user sees it in the cell, as nearly as can be told."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _rows(grid: list[list[str]], first: int = 0) -> list[Row]:
    return [Row(first + i + 1, tuple(cells)) for i, cells in enumerate(grid[first:])]


def _table(sheet: _Sheet) -> Table | None:
    header = find_header(_rows(sheet.grid[:40]))
    if header is None:
        return None
    texts, first = two_line_header(sheet.grid, header, sheet.merges)
    fill_down(sheet.grid, sheet.merges, first)
    headers, rows = member_rows(_rows(sheet.grid, first), texts, sheet.merges)
    return Table(headers, rows, sheet.name)


def _looks_like_data(sheet: _Sheet) -> bool:
    """Whether a sheet is more than a page of remarks on how to fill in the others."""
    return sum(1 for row in sheet.grid if sum(map(bool, row)) > 1) > 1


def _skipped(file: str, sheet: str, why: str) -> Problem:
    message = f"the sheet was not read: {why}."
    return Problem(ProblemKind.SKIPPED_SHEET, Where(file, sheet), message)


def _uncalculated(file: str, sheet: _Sheet) -> list[Problem]:
    if not sheet.uncalculated:
        return []
    row = min(row for row, _ in sheet.uncalculated) + 1
    number = len(sheet.uncalculated)
    found = (
        "a cell of this row holds a formula without a result; it was read as empty."
        if number == 1
        else f"{number:,} cells hold formulas without a result, the first in this row; they were "
        "read as empty."
    )
    message = f"{found} Open the file in Excel and save it, so that Excel calculates."
    return [Problem(ProblemKind.FORMULA, Where(file, sheet.name, row), message)]
