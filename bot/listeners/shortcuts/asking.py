"""A message taken as a question: its answer in a window, for the person who wanted it."""

from __future__ import annotations

from bot.answers import question_id_of
from bot.carried import Carried
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Shortcut
from bot.incoming.plaintext import plain_text
from bot.listeners.windows import Found, answer_found, find_in_window
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message
from bot.questions import Asked, Door, Person


def find_partners_for(desk: Desk, used: Shortcut, person: Person, claim: Claim) -> None:
    """Open a window at once, then show in it who can help with what the message asks."""
    origin, question_id = used.origin, question_id_of(claim.id)
    thread = origin.thread or used.message_ts
    ui = person.lang or DEFAULT_LANGUAGE
    carried = Carried(ui, question_id, channel=origin.channel, thread=thread)
    # The answer stands in no thread: nobody else has seen it, so nobody else can follow it up.
    asked = Asked(plain_text(used.text), person, Door.SHORTCUT, origin.channel, used.has_files)

    def find() -> Found:
        reply = desk.answers.reply_to(asked, question_id, used.message_ts)
        outcome = reply.answer.outcome if reply.answer else reply.kind
        desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)
        return answer_found(reply, carried)

    def whisper(message: Message) -> None:
        desk.sender.whisper(origin, message, f"answer:{claim.id}")

    find_in_window(desk, origin.trigger_id, claim, carried, find, whisper)
