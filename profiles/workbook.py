"""A sheet of text as XLSX. The only module that needs openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_WIDTH = 24
_TOP = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)
_AS_TEXT = "@"
# XLSX writes a character as _x0041_; a text that happens to look like that is not one.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def workbook(title: str, rows: Iterable[list[str]]) -> bytes:
    """One sheet with its first row frozen. Every cell is text: ids keep their leading zeros, and
    nothing is taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.sheet_format.defaultColWidth = _WIDTH
    for number, row in enumerate(rows):
        cells = [_cell(sheet, text) for text in row]
        if number == 0:
            for cell in filter(None, cells):
                cell.font = _BOLD
        sheet.append(cells)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | None:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=_ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text)))
    cell.data_type = TYPE_STRING
    cell.alignment = _TOP
    cell.number_format = _AS_TEXT
    return cell
