"""A message to the bot: a mention in a channel, or anything in a conversation with it."""

from __future__ import annotations

import logging

from bot.answers import question_id_of
from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import moved_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost
from bot.incoming.payloads import Payload, Spoken, Voice, read_spoken
from bot.incoming.plaintext import mentions, plain_text
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message
from bot.questions import Asked, Door, Reply, Standing

logger = logging.getLogger(__name__)


def answer_message_event(desk: Desk, body: Payload, claim: Claim) -> None:
    """Answer a question, in its thread.

    Not answered: other bots, which could go on for ever; edits, whose message has its answer;
    messages in channels that do not mention the bot; people whose account was closed.
    """
    said = read_spoken(body)
    if said is None:
        return
    if said.voice is Voice.DELETION:
        # An answer that was put off would note the text anew.
        desk.memory.deliveries.finish(said.key)
        desk.memory.questions.erase_text(said.origin.channel, said.ts)
    if said.voice is not Voice.PERSON or not _is_for_us(desk, said, body):
        return
    asker = desk.person(said.origin)
    if asker.standing in (Standing.BOT, Standing.GONE):
        logger.info("a message of a %s account is not answered", asker.standing.value)
        return
    direct = said.origin.is_direct
    asked = Asked(
        plain_text(said.text),
        asker,
        Door.DIRECT if direct else Door.MENTION,
        said.origin.channel,
        said.has_files,
    )
    reply = desk.answers.reply_to(asked, question_id_of(claim.id), said.ts)
    _post(desk, claim, said, reply)
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)


def _is_for_us(desk: Desk, said: Spoken, body: Payload) -> bool:
    """Whether the bot is meant. Slack may tell of a mention twice: whichever comes first counts."""
    event = body.get("event")
    is_mention = isinstance(event, dict) and event.get("type") == "app_mention"
    return is_mention or said.origin.is_direct or mentions(said.text, desk.me().user)


def _post(desk: Desk, claim: Claim, said: Spoken, reply: Reply) -> None:
    key = f"answer:{claim.id}"
    if said.origin.is_direct:
        message = answer_message(reply, Audience.DIRECT)
        desk.sender.post(key, said.origin.channel, said.origin.thread, message)
        return
    message = answer_message(reply, Audience.CHANNEL)
    thread = said.origin.thread or said.ts
    try:
        desk.sender.post(key, said.origin.channel, thread, message)
    except CannotPost as error:
        logger.warning("an answer goes to the asker's messages: %s", error)
        lines = moved_message(reply.ui or DEFAULT_LANGUAGE, said.origin.channel, error.code)
        answer = answer_message(reply, Audience.DIRECT)
        both = Message(f"{lines.text}\n{answer.text}", (*lines.blocks, *answer.blocks))
        desk.sender.direct(f"{key}:direct", said.origin.user, both)
