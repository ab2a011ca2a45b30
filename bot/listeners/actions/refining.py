"""A button under an answer that narrows it, or asks for others; the next answer stands there."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.answers import question_id_of
from bot.blocks.answer_windows import answer_view
from bot.blocks.answers import Audience, answer_message
from bot.blocks.notices import expired_question_message
from bot.blocks.refining import answered_before_message, read_detail
from bot.carried import Carried
from bot.controls import FormId
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost
from bot.incoming.interactions import Press
from bot.incoming.origin import Surface
from bot.listeners.actions.outdated import tell_outdated
from bot.memory.deliveries import Claim
from bot.memory.questions import QuestionRecord
from bot.outgoing.views import Fate, Shown
from bot.questions import Asked, Person, Reply
from bot.refining import asked_in, refined, same_again

logger = logging.getLogger(__name__)

# Who presses the same again later than that wonders where the answer is.
_DOUBLE_CLICK = 10.0


def refine(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Answer the question under the button once more, in the same place and, if posted, once."""
    pressed = press.pressed
    change = read_detail(pressed.detail)
    if change is None:
        tell_outdated(desk, press, person, claim)
        return
    record = desk.memory.questions.get(pressed.question_id)
    if record is None or record.text is None:
        message = expired_question_message(person.lang or DEFAULT_LANGUAGE)
        desk.sender.whisper(press.origin, message, f"expired:{claim.id}")
        return
    # The same for everybody who presses it in one place.
    place = _place(press, person)
    question_id = question_id_of(f"refined:{pressed.question_id}:{pressed.detail}:{place}")
    known = desk.memory.questions.get(question_id)
    if known is not None and _is_posted(desk, press, known, person, claim):
        message = answered_before_message(person.lang or DEFAULT_LANGUAGE)
        desk.sender.whisper(press.origin, message, f"before:{claim.id}")
        return
    if known is not None and known.text is not None:
        asked = same_again(known, person)
    else:
        changed = refined(desk.memory.questions, record, change, person)
        asked = asked_in(
            changed, press.origin.channel, "" if _is_private(press) else _thread(press)
        )
    _answer(desk, press, asked, question_id, claim)


def _answer(desk: Desk, press: Press, asked: Asked, question_id: str, claim: Claim) -> None:
    reply = desk.answers.reply_to(asked, question_id)
    if press.origin.surface is not Surface.MESSAGE:
        _show(desk, press, reply, claim)
    elif press.is_ephemeral:
        _whisper(desk, press, reply, claim)
    else:
        _post(desk, press, asked.asker, reply, claim)
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)


def _post(desk: Desk, press: Press, person: Person, reply: Reply, claim: Claim) -> None:
    origin = press.origin
    if origin.is_direct:
        message = answer_message(reply, Audience.DIRECT)
    else:
        message = answer_message(reply, Audience.CHANNEL, refined_by=person.id)
    try:
        desk.sender.post(_key(reply.question_id), origin.channel, _thread(press), message)
    except CannotPost as error:
        logger.info("a refined answer is shown to one person: %s", error)
        _whisper(desk, press, reply, claim)


def _whisper(desk: Desk, press: Press, reply: Reply, claim: Claim) -> None:
    message = answer_message(reply, Audience.PRIVATE)
    desk.sender.whisper(press.origin, message, f"refined:{claim.id}")


def _show(desk: Desk, press: Press, reply: Reply, claim: Claim) -> None:
    """In the window of the answer; above a form, which keeps what was typed."""
    if _window(desk, press, reply).fate is Fate.TOO_LATE:
        _whisper(desk, press, reply, claim)


def _window(desk: Desk, press: Press, reply: Reply) -> Shown:
    views, form = desk.sender.views, press.form
    if form is not None and form.form is FormId.ANSWER and form.carried is not None:
        carried = replace(form.carried, ui=reply.ui, question_id=reply.question_id)
        # Whatever it shows by now: the last button that was pressed counts.
        return views.update(form.id, answer_view(reply, carried))
    carried = Carried(reply.ui, reply.question_id)
    return views.show(press.origin, answer_view(reply, carried))


def _is_posted(
    desk: Desk, press: Press, known: QuestionRecord, person: Person, claim: Claim
) -> bool:
    """Whether the answer stands there for all to see, and this is no double click."""
    if _is_private(press):
        return False
    is_double = known.user_id == person.id and claim.received_at - known.asked_at < _DOUBLE_CLICK
    return not is_double and desk.memory.posts.is_posted(_key(known.id))


def _is_private(press: Press) -> bool:
    return press.is_ephemeral or press.origin.surface is not Surface.MESSAGE


def _place(press: Press, person: Person) -> str:
    if _is_private(press):
        return person.id
    return f"{press.origin.channel}:{_thread(press)}"


def _thread(press: Press) -> str:
    """In a channel the thread of the answer, or the one that begins with it."""
    if press.origin.is_direct:
        return press.origin.thread
    return press.origin.thread or press.message_ts


def _key(question_id: str) -> str:
    return f"refined:{question_id}"
