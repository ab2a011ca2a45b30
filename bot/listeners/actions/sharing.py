"""A private answer made public: the matches for the channel, never a contact."""

from __future__ import annotations

import logging

from bot.blocks.answer_windows import Sharing, answer_view, shared_to_thread_message
from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import expired_question_message, share_failed_message, shared_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost, SlackRefused
from bot.incoming.interactions import Press
from bot.listeners.actions.outdated import tell_outdated
from bot.memory.deliveries import Claim
from bot.outgoing.message import Message
from bot.questions import Person, Reply, ReplyKind

logger = logging.getLogger(__name__)


def share(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Post the answer to the channel, once, as it is now, also if that is nobody."""
    if not press.origin.channel:
        tell_outdated(desk, press, person, claim)
        return
    reply = _answer_now(desk, press, person)
    message = reply if isinstance(reply, Message) else _publish(desk, press, person, reply)
    desk.sender.whisper(press.origin, message, f"shared:{claim.id}")


def _answer_now(desk: Desk, press: Press, person: Person) -> Reply | Message:
    """The answer to be shared, or why there is none at present.

    Only who asked can share it: nobody else has the button.
    """
    ui = person.lang or DEFAULT_LANGUAGE
    record = desk.memory.questions.get(press.pressed.question_id)
    is_own = record is not None and record.user_id == person.id
    reply = desk.answers.again(record, ui) if record and is_own else None
    if reply is None:
        return expired_question_message(ui)
    if reply.kind is not ReplyKind.ANSWER:
        return answer_message(reply, Audience.PRIVATE)
    return reply


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


def share_to_thread(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Post the answer into the thread of the message that it is about, once, as it is now."""
    ui = person.lang or DEFAULT_LANGUAGE
    channel, _, thread = press.pressed.detail.partition("/")
    if not channel:
        tell_outdated(desk, press, person, claim)
        return
    reply = _answer_now(desk, press, person)
    if isinstance(reply, Message):
        desk.sender.whisper(press.origin, reply, f"shared:{claim.id}")
        return
    sharing = _post_to_thread(desk, channel, thread, person, reply)
    form = press.form
    if form is not None and form.carried is not None:
        view = answer_view(reply, form.carried, sharing)
        desk.sender.views.replace(form.id, view, form.hash)
    else:
        message = shared_to_thread_message(ui, sharing)
        desk.sender.whisper(press.origin, message, f"shared:{claim.id}")


def _post_to_thread(desk: Desk, channel: str, thread: str, person: Person, reply: Reply) -> Sharing:
    key = f"share:{reply.question_id}:{channel}:{thread}"
    answer = answer_message(reply, Audience.SHARED, shared_by=person.id)
    try:
        desk.sender.post(key, channel, thread, answer)
    except (CannotPost, SlackRefused) as error:
        logger.warning("an answer could not be shared: %s", error)
        return Sharing.FAILED
    # From now on others may follow it up there.
    desk.memory.questions.stands_in(reply.question_id, channel, thread)
    return Sharing.DONE
