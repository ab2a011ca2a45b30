"""What the bot tells somebody because of something."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from bot.playground.person import Person, Said
from bot.playground.seen import SeenMessage
from bot.playground.workspace import Channel
from tests.scenarios.town import Town


def told(
    town: Town, person: Person, act: Callable[[], object], channel: Channel | None = None
) -> SeenMessage:
    """The first new message of the bot that somebody sees after ``act``."""
    before = {one.ts for one in person.reads(channel)}
    act()
    found: list[SeenMessage] = []

    def look() -> bool:
        found[:] = [
            one
            for one in person.reads(channel)
            if one.ts not in before and one.author == town.slack.bot.id
        ]
        return bool(found)

    town.slack.waits_for(look)
    return found[0]


def told_by_command(town: Town, person: Person, line: str, channel: Channel) -> SeenMessage:
    """What the bot tells somebody who uses /partners."""
    message = told(town, person, lambda: person.commands(f"/partners {line}", channel), channel)
    assert message.is_ephemeral
    return message


def asks(town: Town, person: Person, text: str) -> tuple[Said, SeenMessage]:
    """What somebody asks in the channel, and the answer."""
    said = person.mentions(text, channel=town.general)
    return said, person.sees_answer_to(said)


def presses(town: Town, person: Person, message: SeenMessage, control: str) -> SeenMessage:
    """What somebody is told who presses a button in the channel."""
    return told(town, person, lambda: person.presses(message, control), town.general)


def presses_twice_at_once(town: Town, person: Person, message: SeenMessage, control: str) -> None:
    """Somebody presses again while what the first press posts is still under way."""
    hang = town.slack.hang("chat.postMessage")
    person.presses(message, control)
    assert hang.caught.wait(5)
    person.presses(message, control)
    journal = town.slack.platform.journal
    with suppress(AssertionError):  # a second post would be a mistake, and gets its chance
        town.slack.waits_for(lambda: journal.calls_under_way > 1, within=0.5)
    hang.release()
    town.slack.settle()
