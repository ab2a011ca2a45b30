"""Files of members, written by the tests that read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from profiles.problems import ProblemKind
from profiles.reading import Reading, read_members

HEADERS = ("会員番号", "会社名", "保有技術")


def csv_text(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write_csv(
    folder: Path,
    rows: Sequence[Sequence[object]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    name: str = "members.csv",
) -> Path:
    path = folder / name
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def write_xlsx(folder: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "members.xlsx"
    workbook.save(path)
    return path


def read_row(folder: Path, **cells: object) -> Reading:
    """The reading of a file with one member, with these columns besides the ones it needs."""
    row = {"会員番号": "M1", "会社名": "株式会社甲", "保有技術": "切削"} | cells
    return read_members(write_csv(folder, [tuple(row), tuple(row.values())]))


def kinds(reading: Reading) -> list[ProblemKind]:
    return [problem.kind for problem in reading.problems]
