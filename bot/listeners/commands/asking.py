"""``/partners TEXT``: an answer that only the asker sees, and may share."""

from __future__ import annotations

from bot.answers import question_id_of
from bot.blocks.answers import Audience, answer_message
from bot.desk import Desk
from bot.incoming.payloads import Commanded
from bot.memory.deliveries import Claim
from bot.questions import Asked, Door, Person


def ask(desk: Desk, command: Commanded, person: Person, claim: Claim, text: str) -> None:
    """Answer a question privately."""
    origin = command.origin
    asked = Asked(text, person, Door.COMMAND, origin.channel)
    reply = desk.answers.reply_to(asked, question_id_of(claim.id))
    audience = Audience.DIRECT if origin.is_direct else Audience.PRIVATE
    desk.sender.whisper(origin, answer_message(reply, audience), f"answer:{claim.id}")
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)
