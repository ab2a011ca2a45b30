"""``/partners reindex``: one message that follows the build, then says what came of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial

from bot.blocks.reindexing import (
    reindex_done,
    reindex_elsewhere,
    reindex_failed,
    reindex_progress,
    reindex_started,
)
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import SlackAway, SlackError
from bot.incoming.payloads import Commanded
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message
from bot.outgoing.sending import Posted
from bot.questions import Person
from bot.reindex_process import Built, NotBuilt, Progress, build_apart, throttled

logger = logging.getLogger(__name__)

# Slack lets a message be changed about once a second; nobody reads faster.
_UPDATE_SECONDS = 3.0


def reindex(desk: Desk, command: Commanded, person: Person, claim: Claim) -> None:
    """Build the index; the progress is told in the messages of whoever asked for it."""
    ui = person.lang or DEFAULT_LANGUAGE
    posted = desk.sender.direct(f"reindex:{claim.id}", person.id, reindex_started(ui))
    if not command.origin.is_direct:
        desk.sender.whisper(command.origin, reindex_elsewhere(ui), f"reindex_note:{claim.id}")
    _update(desk, posted, follow_build(desk, ui, partial(_update, desk, posted)))


def follow_build(desk: Desk, ui: str, tell: Callable[[Message], None]) -> Message:
    """Build the index, ``tell`` how far it is, and return what is to be said at the end.

    Raises SlackAway if the bot stops meanwhile: the next start builds it.
    """
    is_time = throttled(_UPDATE_SECONDS, time.monotonic)
    result = reindex_failed(ui, "")
    for told in build_apart(desk.app.settings, desk.stopping):
        if isinstance(told, Progress):
            if is_time():
                tell(reindex_progress(ui, told.done, told.total))
        elif isinstance(told, Built):
            result = reindex_done(ui, told)
        elif desk.stopping.is_set():
            raise SlackAway("chat.update", "stopping")
        elif isinstance(told, NotBuilt):
            result = reindex_failed(ui, told.message)
    return result


def _update(desk: Desk, posted: Posted, message: Message) -> None:
    """Change the message; a build does not end because Slack is busy."""
    try:
        desk.sender.update(posted, message)
    except SlackError as error:
        logger.warning("the progress of a reindex could not be shown: %s", error)
