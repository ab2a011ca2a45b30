"""A message to the bot: a mention in a channel, or anything in a conversation with it.

In a thread of an answer also what mentions nobody, if it is nothing but a change of the question.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from bot.answers import question_id_of
from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import moved_message
from bot.blocks.refining import nothing_to_refine_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost
from bot.incoming.payloads import Spoken, Voice, read_spoken
from bot.incoming.plaintext import language_said, mentions, plain_text
from bot.incoming.values import Payload, part, text
from bot.listeners.events.following import Following, following, may_follow, reads_as_change
from bot.memory.deliveries import Claim
from bot.messages.following_words import following_words_in
from bot.outgoing.message import Message
from bot.questions import Asked, Door, Person, Reply, Standing
from bot.refining import asked_in, refined, same_again

logger = logging.getLogger(__name__)


def answer_message_event(desk: Desk, body: Payload, claim: Claim) -> None:
    """Answer a question, in its thread.

    Not answered: other bots, which could go on for ever; edits, whose message has its answer;
    messages in channels that neither mention the bot nor refine an answer of it; people whose
    account was closed.
    """
    said = read_spoken(body)
    if said is None:
        return
    if said.voice is Voice.DELETION:
        # An answer that was put off would note the text anew.
        desk.memory.deliveries.finish(said.key)
        desk.memory.questions.erase_text(said.origin.channel, said.ts)
    if said.voice is not Voice.PERSON:
        return
    is_for_us = _is_for_us(desk, said, body)
    if not is_for_us and not may_follow(desk, said):
        return
    found = following(desk, said, plain_text(said.text), claim)
    if not is_for_us and (found is None or found.record is None):
        return  # people talk to each other
    asker = desk.person(said.origin)
    if asker.standing in (Standing.BOT, Standing.GONE):
        logger.info("a message of a %s account is not answered", asker.standing.value)
        return
    with _status(desk, said, asker, claim):
        _answer(desk, claim, said, asker, found)


def concerns(desk: Desk, body: Payload) -> bool:
    """Whether a delivery is for us; most that is said in a channel is not, and is not even stored.

    A message without a mention is for us if it refines the question that its thread began with.
    """
    said = read_spoken(body)
    if said is None or said.voice is not Voice.PERSON or _is_for_us(desk, said, body):
        is_ours = said is None or said.voice in (Voice.PERSON, Voice.DELETION)
        return is_ours and not _comes_as_mention(desk, said, body)
    searcher = desk.searching.present
    if searcher is None or not may_follow(desk, said):
        return False
    return searcher.refinement(plain_text(said.text)) is not None


def awaits_answer(desk: Desk, body: Payload) -> bool:
    """Whether somebody waits for what comes of a delivery, and so is told when that fails.

    Not whoever talks to others in a thread of an answer.
    """
    said = read_spoken(body)
    if said is None or said.voice is not Voice.PERSON or _is_for_us(desk, said, body):
        return said is None or said.voice is Voice.PERSON
    return reads_as_change(desk, plain_text(said.text)) is not None


def _status(desk: Desk, said: Spoken, asker: Person, claim: Claim) -> AbstractContextManager[None]:
    """What the asker sees meanwhile; in a channel nobody needs to."""
    if not said.origin.is_direct:
        return nullcontext()
    words = following_words_in(asker.lang or DEFAULT_LANGUAGE)
    # Of a question that was deleted meanwhile nothing is owed any more.
    is_there = partial(desk.memory.deliveries.is_owed, claim.id)
    return desk.sender.agent.while_busy(said.origin, said.ts, words.searching, is_there)


def _is_for_us(desk: Desk, said: Spoken, body: Payload) -> bool:
    """Whether the bot is meant. Slack tells of a mention twice."""
    event = body.get("event")
    is_mention = isinstance(event, dict) and event.get("type") == "app_mention"
    return is_mention or said.origin.is_direct or mentions(said.text, desk.me().user)


def _comes_as_mention(desk: Desk, said: Spoken | None, body: Payload) -> bool:
    """Whether Slack tells of a message once more, as an app_mention: then that is the delivery.

    It does in channels, not in conversations of a few people, and not for what is no plain text.
    """
    event = part(body, "event")
    is_plain = text(event, "type") == "message" and not event.get("subtype")
    return (
        said is not None
        and is_plain
        and text(event, "channel_type") in ("channel", "group")
        and mentions(said.text, desk.me().user)
    )


def _answer(desk: Desk, claim: Claim, said: Spoken, asker: Person, found: Following | None) -> None:
    question_id = question_id_of(claim.id)
    # Work that is done again must not go on from itself.
    known = desk.memory.questions.get(question_id)
    if known is not None and known.refines and known.text is not None:
        asked = same_again(known, asker)
    elif found is None:
        asked = _new_question(said, asker)
    elif found.record is None:
        ui = asker.lang or language_said(plain_text(said.text)) or DEFAULT_LANGUAGE
        desk.sender.whisper(said.origin, nothing_to_refine_message(ui), f"answer:{claim.id}")
        return
    else:
        lang = language_said(plain_text(said.text))
        changed = refined(desk.memory.questions, found.record, found.change, asker, lang)
        asked = asked_in(changed, said.origin.channel, _thread_of(said))
    reply = desk.answers.reply_to(asked, question_id, said.ts)
    _post(desk, claim, said, reply)
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)


def _new_question(said: Spoken, asker: Person) -> Asked:
    return Asked(
        plain_text(said.text),
        asker,
        Door.DIRECT if said.origin.is_direct else Door.MENTION,
        said.origin.channel,
        said.has_files,
        thread=_thread_of(said),
    )


def _thread_of(said: Spoken) -> str:
    """The thread of the answer: that of the message, in a channel always one."""
    return said.origin.thread if said.origin.is_direct else said.origin.thread or said.ts


def _post(desk: Desk, claim: Claim, said: Spoken, reply: Reply) -> None:
    key = f"answer:{claim.id}"
    audience = Audience.DIRECT if said.origin.is_direct else Audience.CHANNEL
    message = answer_message(reply, audience)
    try:
        desk.sender.post(key, said.origin.channel, _thread_of(said), message)
    except CannotPost as error:
        if said.origin.is_direct:
            raise
        logger.warning("an answer goes to the asker's messages: %s", error)
        lines = moved_message(reply.ui or DEFAULT_LANGUAGE, said.origin.channel, error.code)
        answer = answer_message(reply, Audience.DIRECT)
        both = Message(f"{lines.text}\n{answer.text}", (*lines.blocks, *answer.blocks))
        desk.sender.direct(f"{key}:direct", said.origin.user, both)
