"""An answer in a window: searched for, there, and shared from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from slack_sdk.models.blocks import Block

from bot.blocks.answers import Audience, answer_message
from bot.blocks.elements import actions, button, line, note, paragraph, rich, text
from bot.blocks.windows import waiting_view
from bot.carried import Carried
from bot.controls import Control, FormId, Pressed
from bot.messages.form_words import form_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import Message, View
from bot.questions import Reply, ReplyKind


class Sharing(StrEnum):
    """Whether an answer has been shared to the thread of the message that it is about."""

    OFFERED = "offered"
    DONE = "done"
    FAILED = "failed"  # it may be tried again


def searching_view(ui: str, carried: Carried, external_id: str = "") -> View:
    """What stands in the window until there is an answer.

    By ``external_id`` whoever resumes the work finds the window.
    """
    title, said = form_words_in(ui).answer_title, window_words_in(ui).searching
    waiting = waiting_view(FormId.ANSWER, title, said, ui, carried.encoded())
    return replace(waiting, external_id=external_id)


def answer_view(reply: Reply, carried: Carried, sharing: Sharing = Sharing.OFFERED) -> View:
    """The answer; it can be shared if ``carried`` names a thread."""
    ui = carried.ui
    blocks = (
        *answer_message(reply, Audience.WINDOW).blocks,
        *_sharing(reply, carried, sharing),
    )
    title, close = form_words_in(ui).answer_title, window_words_in(ui).close
    return View(FormId.ANSWER, title, close, blocks, private_metadata=carried.encoded())


def failed_view(ui: str, carried: Carried) -> View:
    """There will be no answer; why is told elsewhere."""
    words = form_words_in(ui)
    metadata = carried.encoded()
    return waiting_view(FormId.ANSWER, words.answer_title, words.failed, ui, metadata)


def late_answer_message(reply: Reply, carried: Carried) -> Message:
    """The same answer where it was too late for a window."""
    answer = answer_message(reply, Audience.WINDOW)
    return Message(answer.text, (*answer.blocks, *_sharing(reply, carried, Sharing.OFFERED)))


def shared_to_thread_message(ui: str, sharing: Sharing) -> Message:
    """What became of sharing, for who pressed the button under a message."""
    words = form_words_in(ui)
    said = words.share_failed if sharing is Sharing.FAILED else words.shared
    return Message(said, (paragraph(said),))


def _sharing(reply: Reply, carried: Carried, sharing: Sharing) -> Iterator[Block]:
    # A line like "nothing was asked" is of no use to others.
    if not carried.channel or reply.kind is not ReplyKind.ANSWER:
        return
    words = form_words_in(carried.ui)
    if sharing is Sharing.DONE:
        yield rich(line(text(words.shared, bold=True)))
        return
    if sharing is Sharing.FAILED:
        yield rich(line(text(words.share_failed, bold=True)))
    where = Pressed(reply.question_id, "", place_of(carried))
    yield from actions(
        button(Control.SHARE_TO_THREAD, words.share_to_thread, where, read_as=words.share_read)
    )
    yield note(words.only_you)


def place_of(carried: Carried) -> str:
    """Where an answer may be shared, as the button says it."""
    return f"{carried.channel}/{carried.thread}"
