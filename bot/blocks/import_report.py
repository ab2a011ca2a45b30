"""The report of the check of an import, as the window and the direct message show it.

Contacts are in none: of them it says only that they change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.blocks.elements import actions, bullets, button, line, note, paragraph, rich, text
from bot.controls import Control, Pressed
from bot.import_report import Changed, Counts, Finding, ImportReport, Named
from bot.messages import words_in
from bot.messages.import_words import ImportWords, import_words_in
from bot.messages.problem_words import IN_JAPANESE
from bot.outgoing.message import Message
from profiles.labels import label_of
from profiles.text import shortened

_MOST_FINDINGS = 10
_MOST_MEMBERS = 8
_LONGEST_VALUE = 60
# Zero of these is worth saying.
_ALWAYS = ("added", "changed", "unchanged", "rejected")

T = TypeVar("T")


def report_message(
    report: ImportReport, upload_id: str, ui: str, *, has_moved: bool = False
) -> Message:
    """What the import would do, with the buttons if somebody may agree to it.

    ``has_moved``: the directory is not any more the one that was checked before.
    """
    words = import_words_in(ui)
    said = (words.report_moved if has_moved else words.report).format(file=report.file)
    return Message(said, tuple(_report(report, upload_id, said, ui)))


def explanation_of(finding: Finding, ui: str) -> str:
    """What a problem is and what to do, in the reader's language."""
    return finding.message if ui == "en" else IN_JAPANESE[finding.kind]


def name_of_field(field: str, ui: str) -> str:
    """What an office calls a field of a member, in one language."""
    japanese, _, english = label_of(field).partition(" / ")
    return english or japanese if ui == "en" else japanese


def counts_lines(counts: Counts, words: ImportWords) -> Iterator[str]:
    """The figures, each with its name."""
    for name, said in words.counts.items():
        figure: int = getattr(counts, name)
        if figure or name in _ALWAYS:
            yield said.format(f"{figure:,}")


def import_buttons(upload_id: str, words: ImportWords) -> list[ActionsBlock]:
    """To apply, or to cancel."""
    about = Pressed("", detail=upload_id)
    return actions(
        button(Control.APPLY_IMPORT, words.apply, about, primary=True),
        button(Control.CANCEL_IMPORT, words.cancel, about),
    )


def _report(report: ImportReport, upload_id: str, said: str, ui: str) -> Iterator[Block]:
    words = import_words_in(ui)
    facts = [words.facts.format(rows=f"{report.rows:,}")]
    if report.encoding:
        facts.append(words.encoding.format(encoding=report.encoding))
    if report.sheets:
        facts.append(words.sheets.format(sheets=words.separator.join(report.sheets)))
    yield rich(
        line(text(said, bold=True)),
        line(text(words.separator.join(facts))),
        bullets(counts_lines(report.counts, words)),
    )
    if report.is_refused:
        yield paragraph(words.refused)
    errors = [one for one in report.findings if not one.is_note]
    notes = [one for one in report.findings if one.is_note]

    def found(one: Finding) -> str:
        return _finding(one, ui)

    yield from _listing(words.problems, errors, found, _MOST_FINDINGS, words)
    yield from _listing(words.notes, notes, found, _MOST_FINDINGS, words)
    gone = words.withdrawn if report.counts.withdrawn else words.missing
    yield from _listing(gone, report.missing, _member, _MOST_MEMBERS, words)
    yield from _listing(
        words.changed, report.changed, lambda one: _changed(one, ui), _MOST_MEMBERS, words
    )
    yield from _listing(words.added, report.added, _member, _MOST_MEMBERS, words)
    yield from _listing(words.returned, report.returned, _member, _MOST_MEMBERS, words)
    yield from (paragraph(one) for one in _advice(report, words))
    if has_details(report):
        yield note(words.file_follows)
    if report.may_be_applied:
        yield from import_buttons(upload_id, words)


def has_details(report: ImportReport) -> bool:
    """Whether there is anything that a file of all of it could say."""
    lists = (report.findings, report.missing, report.changed, report.added, report.returned)
    return any(lists)


def _advice(report: ImportReport, words: ImportWords) -> Iterator[str]:
    if report.withdraws_nobody:
        yield words.withdraws_nobody
    elif report.counts.missing and not report.counts.withdrawn:
        yield words.stay
    if report.may_be_applied:
        yield words.ask
    elif not report.is_refused:
        yield words.nothing if report.counts.unchanged else words.nothing_good


def _listing(
    title: str, found: Sequence[T], say: Callable[[T], str], most: int, words: ImportWords
) -> Iterator[Block]:
    if not found:
        return
    lines: list[str] = [say(one) for one in found[:most]]
    if len(found) > most:
        lines.append(words.more.format(f"{len(found) - most:,}"))
    yield rich(line(text(title.format(f"{len(found):,}"), bold=True)), bullets(lines))


def _finding(finding: Finding, ui: str) -> str:
    words = import_words_in(ui)
    place = [words.place_sheet.format(finding.sheet)] if finding.sheet else []
    if len(finding.rows) == 1:
        place.append(words.place_rows.format(finding.rows[0]))
    elif finding.rows:
        more = len(finding.rows) - 1
        place.append(words.place_more_rows.format(finding.rows[0], f"{more:,}"))
    place += [shortened(finding.member)] if finding.member else []
    place += [words.place_column.format(finding.column)] if finding.column else []
    value = words.quoted.format(shortened(finding.value, _LONGEST_VALUE)) if finding.value else ""
    said = value + explanation_of(finding, ui)
    return words_in(ui).labelled.format(words.separator.join(place), said) if place else said


def _member(member: Named) -> str:
    return f"{member.id}  {member.name}"


def _changed(change: Changed, ui: str) -> str:
    words = import_words_in(ui)
    names = [name_of_field(field.field, ui) for field in change.fields]
    names += [words.contacts] if change.contacts else []
    return words_in(ui).labelled.format(f"{change.id}  {change.name}", words.separator.join(names))
