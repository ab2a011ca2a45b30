"""Staff's files of terms: from a workbook or a CSV to rows of terms, and back to a file."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path

from index.glossary.thesaurus import Concept
from profiles.errors import UnreadableFile, UnwritableFile
from profiles.files import neutralise, table, written_whole
from profiles.problems import Where
from profiles.readers.delimited import _records
from profiles.readers.encodings import decode
from profiles.readers.excel import _rows, _sheets
from profiles.readers.sniffing import Form, form_of, read_bytes
from profiles.readers.tables import HEADER_SEARCH_DEPTH, Row, likely_header
from profiles.text import clean, fold_words, is_blank, shortened


class TermColumn(StrEnum):
    """The columns of a file of terms. Synonyms may be in either language."""

    ENGLISH = "english"
    JAPANESE = "japanese"
    SYNONYMS = "synonyms"
    BROADER = "broader"
    DOMAIN = "domain"


HEADERS: Mapping[TermColumn, str] = {
    TermColumn.ENGLISH: "英語|English|英語表記|英訳|英名|英文|英語用語|English term|en",
    TermColumn.JAPANESE: "日本語|Japanese|用語|和名|和文|日本語表記|日本語用語|Japanese term|ja|jp",
    TermColumn.SYNONYMS: "同義語|synonyms|類義語|別名|表記ゆれ|言い換え|略語|synonym|aliases",
    TermColumn.BROADER: "上位語|broader|上位概念|上位の用語|broader term|parent",
    TermColumn.DOMAIN: "分野|domain|領域|カテゴリ|カテゴリー|分類|field|category",
}
_NAMES = frozenset({TermColumn.ENGLISH, TermColumn.JAPANESE, TermColumn.SYNONYMS})
_DELIMITERS = (",", "\t", ";", "|")
# Between two digits a comma belongs to the term (1,4-butanediol).
_JOINT = re.compile(r"[|、;\n]|(?<!\d),|,(?!\d)")
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_TITLE = "用語"


@dataclass(frozen=True, slots=True)
class TermRow:
    """The terms in the cells of one row, by column; the columns by what their header says."""

    where: Where
    terms: Mapping[TermColumn, tuple[str, ...]]
    headers: Mapping[TermColumn, str]

    def at(self, column: TermColumn) -> Where:
        """The place of a cell, as its user would point at it."""
        header = self.headers.get(column, "")
        return Where(self.where.file, self.where.sheet, self.where.row, header)


def read_term_rows(path: Path) -> list[TermRow]:
    """All rows with terms. Raises UnreadableFile when the file as a whole cannot be used."""
    data = read_bytes(path)
    if form_of(path, data) is Form.EXCEL:
        sheets = [(sheet.name, _rows(sheet.grid)) for sheet in _sheets(path)[0]]
    else:
        text = decode(path.name, data)[0].removeprefix("\ufeff")
        sheets = [("", list(_records(path.name, text, _delimiter(text))))]
    tables = [(name, rows, at) for name, rows in sheets if (at := _find_header(rows)) is not None]
    if not tables:
        raise _no_header(path.name, [rows for _, rows in sheets])
    return [
        row
        for name, rows, at in tables
        for row in _term_rows(path.name, name, rows[at].cells, rows[at + 1 :])
    ]


def write_term_file(path: Path, concepts: Iterable[Concept]) -> None:
    """Write ``concepts`` as a file that can be imported again. Raises UnwritableFile."""
    rows = [
        [neutralise(cell) for cell in row]
        for row in (
            [_first(column) for column in TermColumn if column is not TermColumn.SYNONYMS],
            *(_cells(concept) for concept in concepts),
        )
    ]
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from profiles.workbook import workbook  # openpyxl takes long to load

        content = workbook(_TITLE, rows)
    elif suffix in (".csv", ".tsv"):
        content = table(rows, delimiter="\t" if suffix == ".tsv" else ",")
    else:
        raise UnwritableFile(
            f"{path}: the name must end in one of .xlsx, .csv, .tsv, which chooses the format."
        )
    with written_whole(path) as aside:
        aside.write_bytes(content)


def column_of(header: str) -> TermColumn | None:
    """What a header means, None if it is not known: 【必須】日本語（用語） is Japanese."""
    plain = unicodedata.normalize("NFKC", header)[:200]
    for text in (plain, _BRACKETS.sub("", plain)):
        if found := _aliases().get(fold_words(text)):
            return found
    return None


@cache
def _aliases() -> dict[str, TermColumn]:
    return {
        fold_words(alias): column
        for column, aliases in HEADERS.items()
        for alias in aliases.split("|")
    }


def _first(column: TermColumn) -> str:
    return HEADERS[column].partition("|")[0]


def _cells(concept: Concept) -> list[str]:
    return ["|".join(concept.english), "|".join(concept.japanese), concept.broader, concept.domain]


def _known(cells: Iterable[str | None]) -> set[TermColumn]:
    return {column for cell in cells if cell and (column := column_of(cell))}


def _find_header(rows: list[Row]) -> int | None:
    """The first row that names two columns, at least one of them of terms."""
    for index, row in enumerate(rows[:HEADER_SEARCH_DEPTH]):
        columns = _known(row.cells)
        if len(columns) >= 2 and columns & _NAMES:
            return index
    return None


def _delimiter(text: str) -> str:
    """The delimiter under which the header is recognised best."""
    start = list(islice(io.StringIO(text[:100_000]), HEADER_SEARCH_DEPTH))

    def score(delimiter: str) -> int:
        try:
            return max(
                (len(_known(cells)) for cells in csv.reader(start, delimiter=delimiter)), default=0
            )
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=score)


def _term_rows(
    file: str, sheet: str, header: tuple[str | None, ...], rows: Iterable[Row]
) -> Iterator[TermRow]:
    columns = [column_of(cell) if cell else None for cell in header]
    headers = {
        column: shortened(cell)
        for column, cell in reversed(list(zip(columns, header, strict=True)))
        if column and cell
    }
    for row in rows:
        terms: dict[TermColumn, tuple[str, ...]] = {}
        for column, cell in zip(columns, row.cells, strict=False):
            if column and cell:
                terms[column] = (*terms.get(column, ()), *_split(cell))
        if any(terms.values()):
            yield TermRow(Where(file, sheet, row.number), terms, headers)


def _split(cell: str) -> Iterator[str]:
    for part in _JOINT.split(unicodedata.normalize("NFKC", clean(cell))):
        term = " ".join(clean(part).split())
        if not is_blank(term):
            yield term


def _no_header(name: str, sheets: list[list[Row]]) -> UnreadableFile:
    found = max((likely_header(rows) for rows in sheets), key=len, default=())
    shown = ", ".join(f'"{shortened(header)}"' for header in found[:30]) or "none"
    return UnreadableFile(
        f"{name}: no header row was recognised. Headers found: {shown}. The header row needs two "
        "of these columns: 英語 (English), 日本語 (Japanese), 同義語 (synonyms)."
    )
