"""How things are, for the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.elements import bullets, facts, line, moment, paragraph, rich, text
from bot.messages import slack_words_in, words_in
from bot.outgoing.message import Message


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an installation. ``troubles`` are causes, each with what to do about it.

    ``rejected`` says why the newest index does not serve, "" if it does.
    """

    members: int
    statements: int
    index_built_at: datetime | None
    model: str
    last_import: datetime | None
    last_import_file: str
    questions_today: int
    nobody_today: int
    waiting_requests: int
    troubles: Sequence[tuple[str, str]] = ()
    stale: bool = False
    rejected: str = ""


def status_message(status: Status, ui: str) -> Message:
    """The status as one message; moments are shown in the reader's own time zone."""
    said = slack_words_in(ui)
    rows = [(words_in(ui).labelled.format(label, ""), shown) for label, shown in _rows(status, ui)]
    troubles = list(_troubles(status, ui))
    blocks: list[Block] = [
        rich(line(text(said.status, bold=True))),
        rich(facts((label, _piece(shown)) for label, shown in rows)),
    ]
    if troubles:
        blocks.append(rich(line(text(said.status_troubles, bold=True)), bullets(troubles)))
    else:
        blocks.append(paragraph(said.no_troubles))
    spoken = (f"{label}{_spoken(shown)}" for label, shown in rows)
    return Message("\n".join((said.status, *spoken, *troubles)), tuple(blocks))


def _rows(status: Status, ui: str) -> Iterator[tuple[str, str | datetime]]:
    said = slack_words_in(ui)
    yield said.status_members, f"{status.members:,}"
    yield said.status_statements, f"{status.statements:,}"
    yield said.status_index, status.index_built_at or said.never
    yield said.status_model, status.model
    yield said.status_import, status.last_import or said.never
    if status.last_import_file:
        yield said.status_file, status.last_import_file
    yield said.status_questions, f"{status.questions_today:,}"
    yield said.status_nobody, _share(status.nobody_today, status.questions_today)
    yield said.status_waiting, f"{status.waiting_requests:,}"


def _piece(shown: str | datetime) -> RichTextElement:
    if isinstance(shown, str):
        return text(shown)
    return moment(shown, _spoken(shown))


def _spoken(shown: str | datetime) -> str:
    return shown if isinstance(shown, str) else f"{shown:%Y-%m-%d %H:%M %Z}".rstrip()


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.0%})" if whole else "–"


def _troubles(status: Status, ui: str) -> Iterator[str]:
    said = slack_words_in(ui)
    if status.rejected:
        words = said.rejected if status.index_built_at else said.no_index_serves
        yield words.format(why=status.rejected)
    if status.stale:
        yield said.stale
    for cause, advice in status.troubles:
        yield advice or cause
