"""The part of the home tab that only staff see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from slack_sdk.models.blocks import Block, RichTextElement, RichTextSectionElement

from bot.blocks.elements import bullets, channel, line, moment, note, rich, text
from bot.blocks.status import status_message
from bot.home import UNANSWERED_DAYS, Office, Waiting
from bot.messages.desk_words import desk_words_in
from bot.messages.home_words import HomeWords, home_words_in
from bot.unanswered import Unanswered
from profiles.confirming import Dated
from profiles.text import shortened

_MOST_GROUPS = 10
_LONGEST_QUESTION = 120
_LONGEST_NAME = 60


def office_blocks(office: Office, ui: str) -> Iterator[Block]:
    """Who waits, how the bot is, what nobody could answer, and which profiles are old."""
    words = home_words_in(ui)
    yield rich(line(text(words.office, bold=True)))
    yield note(words.office_only)
    yield from _requests(office, ui)
    yield from status_message(office.status, ui).blocks
    yield from _unanswered(office, words)
    yield from _aged(office, ui)


def _requests(office: Office, ui: str) -> Iterator[Block]:
    words = home_words_in(ui)
    waiting = [line(*_request(one, ui)) for one in office.oldest_waiting]
    yield _section(words.requests, waiting, words.no_requests)
    if office.waiting > len(waiting):
        yield note(words.requests_count.format(count=office.waiting))


def _request(waiting: Waiting, ui: str) -> Iterator[RichTextElement]:
    words = home_words_in(ui)
    about = shortened(waiting.about, _LONGEST_QUESTION)
    state = desk_words_in(ui).states[waiting.state]
    age = words.days.format(count=waiting.days) if waiting.days else words.today
    said = (words.request_kinds[waiting.kind], about, state, age)
    yield text(" · ".join(filter(None, said)) + " · ")
    if waiting.channel:
        yield channel(waiting.channel)
    else:
        yield text(words.in_messages if waiting.reached else words.undelivered)


def _unanswered(office: Office, words: HomeWords) -> Iterator[Block]:
    groups = office.unanswered[:_MOST_GROUPS]
    lines = [line(*_group(one, words)) for one in groups]
    yield _section(words.unanswered.format(days=UNANSWERED_DAYS), lines, words.no_unanswered)
    if further := len(office.unanswered) - len(groups):
        yield note(words.further_questions.format(count=further))


def _group(asked: Unanswered, words: HomeWords) -> Iterator[RichTextElement]:
    at = datetime.fromtimestamp(asked.last_at, UTC)
    narrowed = words.narrowed if asked.is_narrowed else ""
    yield text(shortened(asked.text, _LONGEST_QUESTION) + narrowed)
    yield text(f" · {words.times.format(count=asked.count)} · ")
    yield moment(at, f"{at:%Y-%m-%d}")


def _aged(office: Office, ui: str) -> Iterator[Block]:
    words = home_words_in(ui)
    oldest = office.aged.oldest
    yield _section(words.aged, [line(text(_dated(one, ui))) for one in oldest], words.no_aged)
    if office.aged.count > len(oldest):
        yield note(words.aged_count.format(count=office.aged.count))


def _dated(member: Dated, ui: str) -> str:
    when = member.updated.isoformat() if member.updated else home_words_in(ui).never
    name = shortened(member.name_in(ui), _LONGEST_NAME)
    return f"{name} ({shortened(member.id)}) · {when}"


def _section(heading: str, lines: list[RichTextSectionElement], otherwise: str) -> Block:
    title = line(text(heading, bold=True))
    return rich(title, bullets(lines)) if lines else rich(title, line(text(f"\n{otherwise}")))
