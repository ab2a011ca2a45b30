"""What an import did, for a terminal and for programs. Contacts are counted, never shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from profiles.changes import ContactChanges, FieldChange, FieldValue, MemberChange
from profiles.importing import ImportReport, Outcome
from profiles.labels import label_of
from profiles.planning import ImportPlan, MemberName
from profiles.problems import Problem, ProblemKind, Where

JsonValue = str | int | None | list["JsonValue"] | dict[str, "JsonValue"]

_WIDEST = 72
# How many rows with the same problem are named.
_ALIKE = 10


def report_text(report: ImportReport, *, limit: int = 20) -> str:
    """The report as plain text; of each list the first ``limit`` entries."""
    plan = report.plan
    sections = [
        _head(report),
        _counts(plan),
        _listing("Added", map(_name, plan.added), len(plan.added), limit),
        _listing("Changed", map(_change, plan.changed), len(plan.changed), limit),
        _listing("Returned", map(_name, plan.returned), len(plan.returned), limit),
        _missing(plan, limit),
        problems_text(plan.problems, limit=limit),
        _next_steps(report),
    ]
    return "\n\n".join(section for section in sections if section)


def problems_text(problems: tuple[Problem, ...], *, limit: int = 20) -> str:
    """Problems that keep rows out, then notes, with file, sheet, row, column and [kind]."""
    errors = [problem for problem in problems if not problem.is_note]
    notes = [problem for problem in problems if problem.is_note]
    parts = [_problems("Problems", errors, limit), _problems("Notes", notes, limit)]
    return "\n\n".join(part for part in parts if part)


def report_json(report: ImportReport) -> dict[str, JsonValue]:
    """The report for a program, complete."""
    plan = report.plan
    return {
        "file": plan.reading.path.name,
        "encoding": plan.reading.encoding,
        "outcome": report.outcome.value,
        "counts": dict(_figures(plan)),
        "added": [_name_json(member) for member in plan.added],
        "changed": [_change_json(change) for change in plan.changed],
        "returned": [_name_json(member) for member in plan.returned],
        "missing": [_name_json(member) for member in plan.missing],
        "withdrawn": [_name_json(member) for member in plan.withdrawn],
        "problems": problems_json(plan.problems),
        "rejected_file": str(report.rejects) if report.rejects else None,
    }


def problems_json(problems: tuple[Problem, ...]) -> list[JsonValue]:
    """Problems for a program."""
    return [
        {
            "kind": problem.kind.value,
            "is_note": problem.is_note,
            "file": problem.where.file,
            "sheet": problem.where.sheet,
            "row": problem.where.row,
            "rows": list(problem.rows),
            "column": problem.where.column,
            "member": problem.member,
            "value": problem.value,
            "message": problem.message,
        }
        for problem in problems
    ]


def _head(report: ImportReport) -> str:
    reading = report.plan.reading
    encoding = f" ({reading.encoding})" if reading.encoding else ""
    rows = len(reading.members) + len(reading.rejected)
    said = {
        Outcome.WRITTEN: "imported",
        Outcome.NOTHING_TO_WRITE: f"nothing to import, {_why_nothing(report.plan)}",
        Outcome.DRY_RUN: "a dry run, nothing was written",
    }
    return f"{reading.path.name}{encoding}, {_plural(rows, 'row')}: {said[report.outcome]}."


def _why_nothing(plan: ImportPlan) -> str:
    rejected = len(plan.reading.rejected)
    forgotten = sum(problem.kind is ProblemKind.FORGOTTEN for problem in plan.problems)
    passed_over = 0 if plan.reading.members else len(plan.reading.skipped)
    if not (rejected or forgotten or passed_over):
        return "the directory says all of this already"
    reasons = []
    if rejected:
        reasons.append(f"{_plural(rejected, 'row')} {'was' if rejected == 1 else 'were'} rejected")
    if passed_over:
        reasons.append(f"no member was found in {_plural(passed_over, 'row')}")
    if forgotten:
        reasons.append(f"those forgotten were left out of {_plural(forgotten, 'row')}")
    if plan.unchanged:
        reasons.append("the directory says the rest already")
    return f"as {' and '.join(reasons)}"


def _figures(plan: ImportPlan) -> Iterator[tuple[str, int]]:
    yield "added", len(plan.added)
    yield "changed", len(plan.changed)
    yield "unchanged", plan.unchanged
    yield "returned", len(plan.returned)
    yield "missing", len(plan.missing)
    yield "withdrawn", len(plan.withdrawn)
    yield "rejected", len(plan.reading.rejected)


def _counts(plan: ImportPlan) -> str:
    return "\n".join(f"  {name:<10}{figure:>7,}" for name, figure in _figures(plan))


def _listing(title: str, entries: Iterable[str], total: int, limit: int) -> str:
    if not total:
        return ""
    lines = [f"{title} ({total:,}):", *(f"  {entry}" for entry in islice(entries, limit))]
    if total > limit:
        lines.append(f"  ... and {total - limit:,} more (--json lists them all)")
    return "\n".join(lines)


def _missing(plan: ImportPlan, limit: int) -> str:
    withdrawn = bool(plan.withdrawn)
    title = "Withdrawn" if withdrawn else "In the directory, but not in this file"
    return _listing(title, map(_name, plan.missing), len(plan.missing), limit)


def _next_steps(report: ImportReport) -> str:
    return "\n".join(_advice(report))


def _advice(report: ImportReport) -> Iterator[str]:
    plan = report.plan
    if report.rejects:
        yield f"The rows that were left out are in {report.rejects}. Correct and import that file."
    if report.would_be_refused:
        yield (
            "Without --dry-run this would be refused. Correct the problems first, or add "
            "--skip-bad to import the good rows alone."
        )
    if plan.withdraw_missing and plan.missing and not plan.withdrawn:
        yield (
            "Nobody was withdrawn: it cannot be told whose the rejected rows are. Correct them "
            "and import the whole file again with --withdraw-missing."
        )
    elif plan.missing and not plan.withdrawn:
        yield "Members that are not in this file stay; --withdraw-missing takes them out."
    if _would_write(report):
        rest = "; the rejected rows go to a file of their own" if plan.errors else ""
        yield f"Run the same command without --dry-run to write this{rest}."
    if report.outcome is Outcome.WRITTEN and plan.changes_index:
        yield "Run `nakadachi reindex`, so that questions find what changed."


def _would_write(report: ImportReport) -> bool:
    is_dry = report.outcome is Outcome.DRY_RUN
    return is_dry and not (report.would_be_refused or report.plan.writes_nothing)


def _problems(title: str, problems: Sequence[Problem], limit: int) -> str:
    """Problems of one column that say the same stand together, and say it once."""
    alike: dict[tuple[Where, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((replace(problem.where, row=None), problem.message), []).append(problem)
    if not problems:
        return ""
    entries = [_entry(group) for group in alike.values()]
    lines = [f"{title} ({len(problems):,}):", *(f"  {entry}" for entry in entries[:limit])]
    if rest := sum(map(len, list(alike.values())[limit:])):
        lines.append(f"  ... and {rest:,} more (--json lists them all)")
    return "\n".join(lines)


def _entry(alike: Sequence[Problem]) -> str:
    first, *more = alike
    if not more:
        return f"{first} [{first.kind}]"
    rows = sum(len(problem.rows) or 1 for problem in alike)
    place = replace(first.where, row=None).with_rows(_plural(rows, "row"))
    lines = [f"{place}: {first.message} [{first.kind}]"]
    for problem in alike[:_ALIKE]:
        value = f': "{problem.value}"' if problem.value else ""
        lines.append(f"    {problem.at}{value}")
    if len(alike) > _ALIKE:
        lines.append(f"    ... and {len(alike) - _ALIKE:,} more (--json lists them all)")
    return "\n".join(lines)


def _name(member: MemberName) -> str:
    return f"{member.id}  {member.name}"


def _change(change: MemberChange) -> str:
    lines = [f"{change.member_id}  {change.name}"]
    for field in change.fields:
        lines += _field(field)
    if change.contacts:
        lines.append(f"    担当者 / contacts: {_contacts(change.contacts)}")
    return "\n".join(lines)


def _field(change: FieldChange) -> Iterator[str]:
    label = label_of(change.field)
    if isinstance(change.before, tuple) and isinstance(change.after, tuple):
        gone = [text for text in change.before if text not in change.after]
        new = [text for text in change.after if text not in change.before]
        yield f"    {label}:" + ("" if gone or new else " in another order or number")
        yield from (f"      - {_short(text)}" for text in gone)
        yield from (f"      + {_short(text)}" for text in new)
    else:
        yield f"    {label}: {_short(change.before)} -> {_short(change.after)}"


def _contacts(changes: ContactChanges) -> str:
    figures = (
        (changes.added, "added"),
        (changes.changed, "changed"),
        (changes.removed, "removed"),
    )
    said = ", ".join(f"{figure} {what}" for figure, what in figures if figure)
    return said or "in another order"


def _short(value: FieldValue) -> str:
    if value is None or value == "":
        return "(empty)"
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _name_json(member: MemberName) -> JsonValue:
    return {"id": member.id, "name": member.name}


def _change_json(change: MemberChange) -> JsonValue:
    return {
        "id": change.member_id,
        "name": change.name,
        "fields": [
            {"field": f.field, "before": _value_json(f.before), "after": _value_json(f.after)}
            for f in change.fields
        ],
        "contacts": _contacts_json(change.contacts) if change.contacts else None,
    }


def _contacts_json(changes: ContactChanges) -> JsonValue:
    return {"added": changes.added, "changed": changes.changed, "removed": changes.removed}


def _value_json(value: FieldValue) -> JsonValue:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
