"""Everything that the check of an import found, as a table that Excel opens by a double click.

It names members and what changes in them, and says of contacts only that they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from bot.blocks.import_report import explanation_of, name_of_field
from bot.import_report import Changed, Finding, ImportReport, Named
from bot.messages.import_words import ImportWords, import_words_in
from profiles.files import neutralise, table

_Row = tuple[str, ...]


def table_name(report: ImportReport, upload_id: str, ui: str) -> str:
    """A name that no other file in the conversation has."""
    # A check of another state of the directory is another file.
    mark = f"{upload_id[:6]}{report.based_on[:4]}"
    return f"{PurePath(report.file).stem}-{import_words_in(ui).table_name}-{mark}.csv"


def report_table(report: ImportReport, ui: str) -> bytes:
    """The table as CSV."""
    words = import_words_in(ui)
    rows = (words.table_header, *_rows(report, words, ui))
    return table(tuple(map(neutralise, row)) for row in rows)


def _rows(report: ImportReport, words: ImportWords, ui: str) -> Iterator[_Row]:
    for finding in sorted(report.findings, key=lambda one: one.is_note):
        yield _finding(finding, words, ui)
    gone = words.withdrawn if report.counts.withdrawn else words.missing
    for member in report.missing:
        yield _member(gone, member)
    for change in report.changed:
        yield from _changes(change, words, ui)
    for member in report.added:
        yield _member(words.added, member)
    for member in report.returned:
        yield _member(words.returned, member)


def _finding(finding: Finding, words: ImportWords, ui: str) -> _Row:
    return (
        _kind(words.notes if finding.is_note else words.problems),
        finding.sheet,
        words.separator.join(map(str, finding.rows)),
        finding.member,
        finding.column,
        finding.value,
        "",
        explanation_of(finding, ui),
        f"{finding.message} [{finding.kind}]",
    )


def _member(kind: str, member: Named) -> _Row:
    return (_kind(kind), "", "", f"{member.id} {member.name}", "", "", "", "", "")


def _changes(change: Changed, words: ImportWords, ui: str) -> Iterator[_Row]:
    kind, member = _kind(words.changed), f"{change.id} {change.name}"
    for field in change.fields:
        name = name_of_field(field.field, ui)
        yield (kind, "", "", member, name, field.before, field.after, "", "")
    if change.contacts:
        yield (kind, "", "", member, words.contacts, "", "", "", "")


def _kind(title: str) -> str:
    """A title without its number."""
    return title.partition("（{}")[0].partition(" ({})")[0]
