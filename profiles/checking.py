"""From the tables of a file to its reading: every row checked, then the rows against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from profiles.cells import Cells
from profiles.columns import STATEMENT_COLUMNS, Column
from profiles.duplicates import duplicate_ids, likely_duplicates
from profiles.errors import UnreadableFile
from profiles.formulas import Formula, formula_notes
from profiles.plan import Plan, column_notes, make_plan
from profiles.problems import Problem, ProblemKind, Where
from profiles.readers.tables import RawFile, Row, Table, no_header
from profiles.reading import Reading, ReadMember, RejectedRow
from profiles.skipping import Skipping, skipped_rows
from profiles.statements import PROBLEM_COLUMNS, has_semicolon
from profiles.validation import RowReader


@dataclass(frozen=True, slots=True)
class _Planned:
    """A table whose header has been understood, without its empty and repeated rows."""

    table: Table
    plan: Plan
    rows: tuple[Row, ...]

    @property
    def is_directory(self) -> bool:
        """Whether it says what members offer; a sheet of contact persons, say, does not."""
        return Column.CAPABILITIES in self.plan.columns


@dataclass(slots=True)
class _Findings:
    """What has come up so far."""

    members: list[ReadMember] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    derived: list[Where] = field(default_factory=list)
    skipped: list[RejectedRow] = field(default_factory=list)


def check(path: Path, raw: RawFile) -> Reading:
    """Validate all tables of a file.

    Raises UnreadableFile when it has no rows, or no column for what members offer.
    """
    every = [_planned(table) for table in raw.tables]
    tables = _directories(path.name, every)
    if not any(planned.rows for planned in tables) and not raw.broken:
        raise UnreadableFile(
            f"{_named(path.name, tables)}: has a header but no rows below it. Is this the right "
            "file (or sheet)?"
        )
    headers = _all_headers(tables)
    findings = _Findings(problems=_notes_on_sheets(path.name, raw, every))
    decided = _parted_before(tables)
    semicolons = _parts_on_semicolons(tables) if decided is None else decided
    for planned in tables:
        _check_table(path.name, planned, semicolons, headers, findings)
    for broken in raw.broken:
        findings.problems.append(Problem(ProblemKind.BAD_RECORD, broken.where, broken.message))
        findings.rejected.append(RejectedRow(broken.where, broken.cells))
    _check_against_each_other(tables, headers, path.name, findings)
    findings.problems += _file_notes(path.name, findings)
    if semicolons and decided is None:
        findings.problems.append(_parted_on_semicolons(path.name))
    findings.problems = _one_for_each_kind(findings.problems)
    sheets = [planned.table.sheet for planned in every]
    problems = sorted(findings.problems, key=lambda problem: _order(sheets, problem.where))
    return Reading(
        path,
        raw.encoding,
        tuple(findings.members),
        tuple(problems),
        tuple(header for header, _ in headers),
        tuple(sorted(findings.rejected, key=lambda row: _order(sheets, row.where))),
        semicolons,
        tuple(findings.skipped),
    )


def _planned(table: Table) -> _Planned:
    rows = tuple(
        row
        for row in table.rows
        if any(cell and not cell.isspace() for cell in row.cells) and row.cells != table.headers
    )
    return _Planned(table, make_plan(table.headers), rows)


def _directories(name: str, tables: Sequence[_Planned]) -> list[_Planned]:
    found = [planned for planned in tables if planned.is_directory]
    if not found:
        headers = tuple(header for planned in tables for header in planned.table.headers if header)
        raise no_header(
            _named(name, tables), headers, "no column for what members offer was recognised"
        )
    return found


def _named(name: str, tables: Sequence[_Planned]) -> str:
    """The file with its sheets, for a message about all of them."""
    sheets = [planned.table.sheet for planned in tables if planned.table.sheet]
    return f"{name}, sheet{'s' if len(sheets) > 1 else ''} {', '.join(sheets)}" if sheets else name


def _notes_on_sheets(name: str, raw: RawFile, tables: Sequence[_Planned]) -> list[Problem]:
    """What the reader noted of the sheets that are used, and why others are not."""
    skipped = [planned for planned in tables if not planned.is_directory]
    unused = {planned.table.sheet for planned in skipped}
    notes = [note for note in raw.notes if note.where.sheet not in unused]
    message = (
        "the sheet was not read: it has no column for what members offer (保有技術, "
        "capabilities), which another sheet has. If it lists members, give it that column."
    )
    notes += (
        Problem(ProblemKind.SKIPPED_SHEET, Where(name, planned.table.sheet), message)
        for planned in skipped
        if planned.rows
    )
    return notes


def _parted_before(tables: Sequence[_Planned]) -> bool | None:
    """Whether semicolons parted statements in the file whose rejected rows these are, if any."""
    headers = {header for planned in tables for header in planned.table.headers}
    decided = (parted for parted, header in PROBLEM_COLUMNS.items() if header in headers)
    return next(decided, None)


def _parts_on_semicolons(tables: Sequence[_Planned]) -> bool:
    """Whether semicolons part statements: only in a file whose list cells have no line break."""
    any_semicolon = False
    for planned in tables:
        if planned.table.itemised:
            return False
        for column in STATEMENT_COLUMNS:
            places = planned.plan.columns.get(column, ())
            if len(places) > 1:  # numbered columns hold one statement each
                continue
            for place in places:
                for row in planned.rows:
                    cell = row.cells[place.index] if place.index < len(row.cells) else None
                    if cell and ("\n" in cell or "\r" in cell):
                        return False
                    any_semicolon = any_semicolon or has_semicolon(cell or "")
    return any_semicolon


_Headers = list[tuple[str, int]]


def _all_headers(tables: Sequence[_Planned]) -> _Headers:
    """The headers of all sheets; one that is there twice in a sheet counts twice."""
    return list(dict.fromkeys(key for planned in tables for key in _numbered(planned.table)))


def _numbered(table: Table) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for header in table.headers:
        seen[header] += 1
        yield header, seen[header]


def _check_table(
    name: str, planned: _Planned, semicolons: bool, headers: _Headers, findings: _Findings
) -> None:
    reader, skipping = RowReader(planned.plan, semicolons), Skipping(planned.plan)
    sheet = planned.table.sheet
    skipped = []
    for row in planned.rows:
        where = Where(name, sheet, row.number)
        if not planned.table.itemised and skipping.skips(row):
            skipped.append(row)
            findings.skipped.append(_rejected(planned.table, row, where, headers))
            continue
        cells = Cells(row.cells, where)
        candidate = reader.read(cells)
        if row.conflicts:
            _report_conflicts(planned, row, cells)
            candidate = None
        findings.problems += cells.problems
        findings.formulas += cells.formulas
        if candidate is None:
            findings.rejected.append(_rejected(planned.table, row, where, headers))
            continue
        findings.members.append(ReadMember(candidate.member, where, candidate.given))
        if candidate.id_is_derived:
            findings.derived.append(where)
    if skipped:
        findings.problems.append(skipped_rows(Where(name, sheet), skipped))
    filled = frozenset(
        place.index
        for place in planned.plan.unknown
        if any(place.index < len(row.cells) and row.cells[place.index] for row in planned.rows)
    )
    findings.problems += column_notes(planned.plan, Where(name, sheet), filled)


def _report_conflicts(planned: _Planned, row: Row, cells: Cells) -> None:
    for conflict in row.conflicts:
        place = planned.plan.place_at(conflict.index)
        cells.report(
            ProblemKind.BAD_RECORD,
            place,
            f"in row {conflict.number} differs from what row {row.number} says, but merged cells "
            "make one member of these rows. Write it once, or part the cells.",
            conflict.text,
        )


def _rejected(table: Table, row: Row, where: Where, headers: _Headers) -> RejectedRow:
    texts = list(row.cells)
    for conflict in row.conflicts:
        texts[conflict.index] = f"{texts[conflict.index] or ''}\n{conflict.text}"
    cells = dict(zip(_numbered(table), texts, strict=False))
    return RejectedRow(where, tuple(cells.get(header) or "" for header in headers))


def _check_against_each_other(
    tables: Sequence[_Planned], headers: _Headers, name: str, findings: _Findings
) -> None:
    duplicates = duplicate_ids(findings.members)
    if duplicates:
        findings.problems += duplicates.values()
        findings.members = [r for r in findings.members if r.where not in duplicates]
        for planned in tables:
            for row in planned.rows:
                where = Where(name, planned.table.sheet, row.number)
                if where in duplicates:
                    findings.rejected.append(_rejected(planned.table, row, where, headers))
    findings.problems += likely_duplicates(findings.members)


def _file_notes(name: str, findings: _Findings) -> Iterator[Problem]:
    if findings.derived:
        yield Problem(
            ProblemKind.ID_DERIVED,
            Where(name),
            f"{_count(len(findings.derived), 'row')} without an id; ids were derived from the "
            "corporate number or the name. Add ids (会員番号), so that names may change.",
        )
    yield from formula_notes(findings.formulas)


def _one_for_each_kind(problems: Sequence[Problem]) -> list[Problem]:
    """One note for each wording of a kind that is not known, with all the rows that have it."""
    same: dict[tuple[str, str, str], list[Problem]] = {}
    others = []
    for problem in problems:
        if problem.kind is ProblemKind.UNKNOWN_KIND:
            key = (problem.where.sheet, problem.where.column, problem.value)
            same.setdefault(key, []).append(problem)
        else:
            others.append(problem)
    for first, *more in same.values():
        rows = tuple(problem.where.row or 0 for problem in (first, *more))
        others.append(replace(first, member="", rows=rows) if more else first)
    return others


def _parted_on_semicolons(name: str) -> Problem:
    return Problem(
        ProblemKind.SPLIT_ON_SEMICOLON,
        Where(name),
        "statements were parted at semicolons, as no cell of the file has a line break. "
        "If a semicolon belongs to a statement, write one statement a line (Alt+Enter).",
    )


def _order(sheets: Sequence[str], where: Where) -> tuple[int, int]:
    """What is said of the whole file first, then sheet by sheet and row by row."""
    sheet = sheets.index(where.sheet) if where.sheet in sheets else -1
    return sheet, where.row or 0


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
