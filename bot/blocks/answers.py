"""The reply to a question: matches with their reasons, nobody, or a friendly line."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from slack_sdk.models.blocks import (
    Block,
    ContextActionsBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
)

from bot.blocks.elements import (
    actions,
    button,
    line,
    note,
    paragraph,
    person,
    plain,
    rich,
    simple,
    text,
)
from bot.blocks.matches import match_blocks, match_lines, shown_of
from bot.blocks.refining import refined_blocks, refined_lines, refining_blocks
from bot.controls import Control, Pressed, Verdict, action_id
from bot.messages import slack_words_in, words_in
from bot.messages.following_words import following_words_in
from bot.messages.reasons import coverage_line, nobody_meets_conditions, reading_line
from bot.messages.words import Words
from bot.outgoing.message import Message
from bot.questions import Reply, ReplyKind
from index.model import Answer, Outcome
from profiles.text import shortened

_LONGEST_QUESTION = 300


class Audience(StrEnum):
    """Who sees an answer."""

    CHANNEL = "channel"  # everybody, in a thread
    DIRECT = "direct"  # the asker, in a direct message
    PRIVATE = "private"  # the asker, in a channel
    SHARED = "shared"  # everybody, after the asker shared a private one
    WINDOW = "window"  # the person who opened it


def answer_message(
    reply: Reply, audience: Audience, *, shared_by: str = "", refined_by: str = ""
) -> Message:
    """The whole reply; ``shared_by`` and ``refined_by`` are ids of whoever pressed a button."""
    answer = reply.answer
    if reply.kind is not ReplyKind.ANSWER or answer is None:
        return _line_message(reply)
    if answer.outcome is Outcome.NOT_A_REQUEST:
        return simple(words_in(reply.lang).not_a_request)
    blocks = [
        *_shared(reply, shared_by),
        *_question(reply, answer, audience, refined_by),
        *_introduction(reply, answer),
        *match_blocks(reply, answer),
        *refining_blocks(reply, answer),
        *_share(reply, audience),
        *_notes(reply, audience),
        *_feedback(reply, audience),
    ]
    return Message(_fallback(reply, answer), tuple(blocks))


def _line_message(reply: Reply) -> Message:
    said = slack_words_in(reply.lang)
    lines = {
        ReplyKind.SMALL_TALK: said.small_talk,
        ReplyKind.EMPTY: said.empty,
        ReplyKind.FILES_ONLY: said.files_only,
        ReplyKind.EMPTY_DIRECTORY: said.empty_directory,
    }
    return simple(lines.get(reply.kind, said.no_index).format(example=said.example))


def _shared(reply: Reply, shared_by: str) -> Iterator[Block]:
    if shared_by:
        yield rich(line(person(shared_by), text(slack_words_in(reply.ui).shared_by)))


def _question(reply: Reply, answer: Answer, audience: Audience, refined_by: str) -> Iterator[Block]:
    """The question, where it does not stand above the answer anyway, or is another one now."""
    if reply.is_refined:
        yield from refined_blocks(reply, answer.query.text, refined_by)
    elif audience in (Audience.PRIVATE, Audience.SHARED, Audience.WINDOW):
        asked = shortened(answer.query.text, _LONGEST_QUESTION)
        if asked:  # of a form it may be nothing but conditions
            yield note(slack_words_in(reply.ui).question.format(question=asked))


def _introduction(reply: Reply, answer: Answer) -> Iterator[Block]:
    words = words_in(reply.lang)
    yield rich(line(text(_headline(reply, answer), bold=True)))
    if reading := reading_line(answer, words):
        yield note(reading)
    if coverage := coverage_line(answer, shown_of(answer), words):
        yield paragraph(coverage)
    if answer.outcome is Outcome.NOBODY:
        # Before the nearest members: whoever found nobody needs this most.
        said, pressed = slack_words_in(reply.ui), Pressed(reply.question_id)
        ask = button(Control.ASK_COORDINATORS, said.ask_coordinators, pressed, primary=True)
        yield from actions(ask)
        yield paragraph(_nearest(answer, words))


def _headline(reply: Reply, answer: Answer) -> str:
    if answer.outcome is Outcome.NOBODY:
        if reply.left_out:
            return following_words_in(reply.lang).nobody_else
        words = words_in(reply.lang)
        return words.why.nobody_meets if nobody_meets_conditions(answer) else words.nobody
    said = slack_words_in(reply.lang)
    count = reply.page.total if reply.page else len(shown_of(answer))
    if answer.further:  # of a page there are none: its total counts them
        return said.found_more.format(total=count + answer.further, count=count)
    return said.found_one if count == 1 else said.found_many.format(count=count)


def _nearest(answer: Answer, words: Words) -> str:
    """What stands above the nearest members."""
    if not answer.nearest:
        return words.why.no_nearest
    return words.why.nearest_otherwise if nobody_meets_conditions(answer) else words.nearest


def _share(reply: Reply, audience: Audience) -> Iterator[Block]:
    if audience is Audience.PRIVATE:
        said, pressed = slack_words_in(reply.ui), Pressed(reply.question_id)
        yield from actions(button(Control.SHARE, said.share, pressed, read_as=said.share_read))


def _notes(reply: Reply, audience: Audience) -> Iterator[Block]:
    said = slack_words_in(reply.ui)
    notes = (
        (reply.unread_files, said.unread_files),
        (reply.shortened, said.shortened),
        (audience is Audience.PRIVATE, said.only_you),
        (audience in (Audience.CHANNEL, Audience.SHARED), said.contacts_private),
    )
    if due := [words for is_due, words in notes if is_due]:
        yield note("\n".join(due))


def _feedback(reply: Reply, audience: Audience) -> Iterator[Block]:
    said = slack_words_in(reply.ui)
    if audience is Audience.WINDOW:  # where Slack takes no feedback buttons
        choices = ((said.useful, Verdict.USEFUL), (said.not_useful, Verdict.NOT_USEFUL))
        yield from actions(
            *(
                button(
                    Control.FEEDBACK,
                    label,
                    Pressed(reply.question_id, "", verdict),
                    about=verdict,
                )
                for label, verdict in choices
            )
        )
        return

    def choice(label: str, verdict: Verdict) -> FeedbackButtonObject:
        value = Pressed(reply.question_id, "", verdict).encoded()
        return FeedbackButtonObject(text=plain(label), accessibility_label=label, value=value)

    yield ContextActionsBlock(
        elements=[
            FeedbackButtonsElement(
                action_id=action_id(Control.FEEDBACK),
                positive_button=choice(said.useful, Verdict.USEFUL),
                negative_button=choice(said.not_useful, Verdict.NOT_USEFUL),
            )
        ]
    )


def _fallback(reply: Reply, answer: Answer) -> str:
    """The answer for notifications and screen readers."""
    words = words_in(reply.lang)
    introduction = (
        refined_lines(reply, answer.query.text) if reply.is_refined else "",
        _headline(reply, answer),
        reading_line(answer, words),
        coverage_line(answer, shown_of(answer), words),
        _nearest(answer, words) if answer.outcome is Outcome.NOBODY else "",
    )
    return "\n".join((*filter(None, introduction), *match_lines(reply, answer)))
