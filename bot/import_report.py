"""What an import would do or has done, as one process tells another. No contact is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from profiles.changes import FieldChange, FieldValue, MemberChange
from profiles.planning import ImportPlan, MemberName
from profiles.problems import Problem, ProblemKind
from profiles.store import ImportRecord


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members or rows; docs/staff.*.md define each."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    returned: int = 0
    missing: int = 0
    withdrawn: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A member."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after. Lists are one line a statement."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What changes in a member; of its contacts only that they do."""

    id: str
    name: str
    fields: tuple[Change, ...]
    contacts: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of profiles.problems. ``at`` holds rows, the message is in English."""

    kind: ProblemKind
    is_note: bool
    sheet: str
    rows: tuple[int, ...]
    column: str
    member: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import would do. ``based_on`` is the state of the directory that it holds for.

    ``is_refused``: rows have problems and were not to be skipped. ``withdraws_nobody`` although
    that was asked for: it cannot be told whose the rejected rows are.
    """

    file: str
    encoding: str
    sheets: tuple[str, ...]
    rows: int
    counts: Counts
    added: tuple[Named, ...]
    changed: tuple[Changed, ...]
    returned: tuple[Named, ...]
    missing: tuple[Named, ...]
    findings: tuple[Finding, ...]
    is_refused: bool
    writes_nothing: bool
    withdraws_nobody: bool
    based_on: str

    @property
    def may_be_applied(self) -> bool:
        """Whether there is something that somebody could agree to."""
        return not (self.is_refused or self.writes_nothing)


def report_of(plan: ImportPlan, *, skip_bad: bool) -> ImportReport:
    """The report of a plan."""
    reading = plan.reading
    seen = [*(row.where for row in reading.members), *(row.where for row in reading.rejected)]
    return ImportReport(
        file=reading.path.name,
        encoding=reading.encoding,
        sheets=tuple(dict.fromkeys(where.sheet for where in seen if where.sheet)),
        rows=len(seen),
        counts=counts_of(plan),
        added=tuple(map(_named, plan.added)),
        changed=tuple(map(_changed, plan.changed)),
        returned=tuple(map(_named, plan.returned)),
        missing=tuple(map(_named, plan.missing)),
        findings=tuple(map(_finding, plan.problems)),
        is_refused=bool(plan.errors) and not skip_bad,
        writes_nothing=plan.writes_nothing,
        withdraws_nobody=bool(plan.withdraw_missing and plan.missing and not plan.withdrawn),
        based_on=plan.based_on,
    )


def counts_of(plan: ImportPlan) -> Counts:
    """The figures of a plan."""
    return Counts(
        len(plan.added),
        len(plan.changed),
        plan.unchanged,
        len(plan.returned),
        len(plan.missing),
        len(plan.withdrawn),
        len(plan.reading.rejected),
    )


def counts_of_record(record: ImportRecord) -> Counts:
    """The figures of an import that was done."""
    return Counts(**{name: getattr(record, name) for name in Counts.__dataclass_fields__})


def packed(report: ImportReport) -> dict[str, Any]:
    """The report for JSON."""
    return asdict(report)


def unpacked(found: Mapping[str, Any]) -> ImportReport:
    """What ``packed`` made, after JSON."""
    return ImportReport(
        **{
            **found,
            "sheets": tuple(found["sheets"]),
            "counts": Counts(**found["counts"]),
            "changed": tuple(
                Changed(**{**one, "fields": tuple(Change(**field) for field in one["fields"])})
                for one in found["changed"]
            ),
            "findings": tuple(
                Finding(**{**one, "kind": ProblemKind(one["kind"]), "rows": tuple(one["rows"])})
                for one in found["findings"]
            ),
            **{
                name: tuple(Named(**one) for one in found[name])
                for name in ("added", "returned", "missing")
            },
        }
    )


def _named(member: MemberName) -> Named:
    return Named(member.id, member.name)


def _changed(change: MemberChange) -> Changed:
    return Changed(
        change.member_id,
        change.name,
        tuple(map(_change, change.fields)),
        change.contacts is not None,
    )


def _change(change: FieldChange) -> Change:
    return Change(change.field, _text(change.before), _text(change.after))


def _text(value: FieldValue) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _finding(problem: Problem) -> Finding:
    row = problem.where.row
    return Finding(
        kind=problem.kind,
        is_note=problem.is_note,
        sheet=problem.where.sheet,
        rows=problem.rows or (() if row is None else (row,)),
        column=problem.where.column,
        member=problem.member,
        value=problem.value,
        message=problem.message,
    )
