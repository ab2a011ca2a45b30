"""A private answer made public: the matches for the channel, never a contact."""

from __future__ import annotations

import logging

from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import expired_question_message, share_failed_message, shared_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost, SlackRefused
from bot.incoming.payloads import Press
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message
from bot.questions import Person, Reply

logger = logging.getLogger(__name__)


def share(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Post the answer to the channel, once, as it is now."""
    ui = person.lang or DEFAULT_LANGUAGE
    record = desk.memory.questions.get(press.pressed.question_id)
    reply = desk.answers.again(record, ui) if record else None
    if reply is None:
        message = expired_question_message(ui)
    else:
        message = _publish(desk, press, person, reply)
    desk.sender.whisper(press.origin, message, f"shared:{claim.id}")


def _publish(desk: Desk, press: Press, person: Person, reply: Reply) -> Message:
    """Post the answer; what to tell whoever shared it."""
    ui = person.lang or DEFAULT_LANGUAGE
    key = f"share:{press.pressed.question_id}:{press.origin.channel}"
    answer = answer_message(reply, Audience.SHARED, shared_by=person.id)
    try:
        desk.sender.publish(key, press.origin, answer)
    except (CannotPost, SlackRefused) as error:
        logger.warning("an answer could not be shared: %s", error)
        return share_failed_message(ui)
    return shared_message(ui)
