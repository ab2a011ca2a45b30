"""What calamine leaves out of an XLSX file, read from its XML: formulas and zero-padded numbers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# One cell with its attributes and content; cells without content are not of interest.
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*?[^/>]|)>(.*?)</c>', re.DOTALL)
_STYLE = re.compile(rb'\bs="(\d+)"')
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>([^<]*)</f>)")
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_ZEROS = re.compile("0{2,}")

MAX_UNPACKED = 600_000_000
MAX_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Extras:
    """Cells (row and column from 0) that need more than their stored value."""

    hyperlinks: Mapping[tuple[int, int], str]
    uncalculated: frozenset[tuple[int, int]]
    padded: Mapping[tuple[int, int], int]
    cells: int = 0


NOTHING = Extras({}, frozenset(), {})


def unpacked_size(path: Path) -> int:
    """How many bytes the archive says it holds; a small file can claim to be huge."""
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def sheet_extras(path: Path) -> dict[str, Extras]:
    """For each sheet by name, what has to be known beyond the stored values."""
    with zipfile.ZipFile(path) as archive:
        widths = _zero_formats(archive)
        return {
            name: _extras(archive.read(part), widths)
            for name, part in _sheet_parts(archive).items()
        }


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The path inside the archive of every worksheet."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    names = set(archive.namelist())
    parts = {}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in names:
            parts[sheet.get("name", "")] = part
    return parts


def _zero_formats(archive: zipfile.ZipFile) -> dict[int, int]:
    """Cell styles whose format is 000 or the like, with the number of digits shown."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    digits = {
        format_.get("numFmtId"): len(code)
        for format_ in styles.iter(f"{_MAIN}numFmt")
        if _ZEROS.fullmatch(code := format_.get("formatCode", ""))
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    if formats is None or not digits:
        return {}
    used = enumerate(formats.findall(f"{_MAIN}xf"))
    return {
        index: digits[style.get("numFmtId")]
        for index, style in used
        if style.get("numFmtId") in digits
    }


def _extras(xml: bytes, widths: Mapping[int, int]) -> Extras:
    hyperlinks: dict[tuple[int, int], str] = {}
    uncalculated: set[tuple[int, int]] = set()
    padded: dict[tuple[int, int], int] = {}
    bottom = right = 0
    formulas = b"<f" in xml
    for cell in _CELL.finditer(xml):
        column, row = _column(cell[1]), int(cell[2]) - 1
        bottom, right = max(bottom, row + 1), max(right, column + 1)
        if widths and (style := _STYLE.search(cell[3])) and int(style[1]) in widths:
            padded[row, column] = widths[int(style[1])]
        if formulas and (formula := _FORMULA.search(cell[4])):
            text = unescape((formula[1] or b"").decode("utf-8", "replace"))
            if text.upper().startswith("HYPERLINK("):
                hyperlinks[row, column] = "=" + text
            elif not _VALUE.search(cell[4]):
                uncalculated.add((row, column))
    return Extras(hyperlinks, frozenset(uncalculated), padded, bottom * right)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
