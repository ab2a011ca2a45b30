"""A private answer made public: the matches for the channel, never a contact."""

from __future__ import annotations

from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import expired_question_message, shared_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.memory.deliveries import Claim
from bot.payloads import Press
from bot.questions import Person


def share(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Post the answer to the channel, once, as it is now."""
    ui = person.lang or DEFAULT_LANGUAGE
    record = desk.memory.questions.get(press.pressed.question_id)
    reply = desk.answers.again(record, ui) if record else None
    if reply is None:
        message = expired_question_message(ui)
    else:
        key = f"share:{press.pressed.question_id}:{press.origin.channel}"
        answer = answer_message(reply, Audience.SHARED, shared_by=person.id)
        desk.sender.publish(key, press.origin, answer)
        message = shared_message(ui)
    desk.sender.whisper(press.origin, message, f"shared:{claim.id}")
