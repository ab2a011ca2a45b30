"""Help, refusals and troubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.elements import (
    actions,
    bullets,
    button,
    channel,
    line,
    note,
    paragraph,
    rich,
    simple,
    text,
)
from bot.controls import Control, Pressed
from bot.messages import slack_words_in
from bot.messages.following_words import following_words_in
from bot.messages.form_words import form_words_in
from bot.messages.import_words import import_words_in
from bot.messages.slack_words import SlackWords
from bot.outgoing.message import Message
from profiles.text import shortened

COMMAND = "/partners"


def help_message(ui: str, is_staff: bool) -> Message:
    """What the bot does and how to ask."""
    said = slack_words_in(ui)
    commands = _commands(said, ui, is_staff)
    spoken = (f"{COMMAND} {arguments}: {meaning}" for arguments, meaning in commands)
    form = button(Control.SEARCH_FORM, form_words_in(ui).open, Pressed(""))
    how = (said.help_what, *_doors(ui), *spoken, said.help_conditions)
    return Message("\n".join((*how, said.help_contacts)), (*_help(ui, is_staff), *actions(form)))


def not_found_message(ui: str, said: str, closest: Sequence[tuple[str, str]] = ()) -> Message:
    """Nobody has that name or id. ``closest`` are ids and names that are near."""
    words = slack_words_in(ui)
    lines = [words.not_found.format(said=shortened(said))]
    if closest:
        names = " / ".join(f"{name} ({member_id})" for member_id, name in closest)
        lines.append(words.closest.format(names=names))
    return simple("\n".join(lines))


def empty_directory_message(ui: str) -> Message:
    """There are no members yet."""
    return simple(slack_words_in(ui).empty_directory)


def not_staff_message(ui: str) -> Message:
    """Something that only the office may do."""
    return simple(slack_words_in(ui).not_staff)


def error_message(ui: str, error_id: str) -> Message:
    """Something went wrong that only the log can explain."""
    return simple(slack_words_in(ui).error.format(error_id=error_id))


def outdated_button_message(ui: str) -> Message:
    """A button of a version of the bot that is no longer there."""
    return simple(slack_words_in(ui).outdated_button)


def expired_question_message(ui: str) -> Message:
    """The text of a question has been erased since."""
    return simple(slack_words_in(ui).expired_question)


def shared_message(ui: str) -> Message:
    """The answer has been shared."""
    return simple(slack_words_in(ui).shared)


def share_failed_message(ui: str) -> Message:
    """The answer could not be shared."""
    return simple(slack_words_in(ui).share_failed)


def moved_message(ui: str, channel_id: str, code: str) -> Message:
    """Why an answer comes in a direct message. ``code`` is Slack's word for what was wrong."""
    said = slack_words_in(ui)
    why = {
        "not_in_channel": said.moved_not_member,
        "is_archived": said.moved_archived,
        "channel_not_found": said.moved_not_found,
    }.get(code, said.moved_other)
    heading = rich(line(text(said.moved), channel(channel_id)))
    return Message(f"{said.moved_text} {why}", (heading, note(why)))


def _help(ui: str, is_staff: bool) -> Iterator[Block]:
    said = slack_words_in(ui)
    yield paragraph(said.help_what)
    yield rich(bullets(_doors(ui)))
    yield rich(bullets(line(*_command(*one)) for one in _commands(said, ui, is_staff)))
    yield rich(
        line(text(said.help_examples, bold=True)),
        bullets(said.more_examples.split("\n")),
    )
    yield paragraph(said.help_conditions)
    yield note(said.help_contacts)


def _doors(ui: str) -> tuple[str, ...]:
    said = slack_words_in(ui)
    others = following_words_in(ui).help, form_words_in(ui).help
    return (said.help_mention, said.help_direct, *others)


def _commands(said: SlackWords, ui: str, is_staff: bool) -> list[tuple[str, str]]:
    commands = [
        (said.example, said.help_ask),
        (f"show {said.help_name}", said.help_show),
        ("help", said.help_help),
    ]
    if is_staff:
        commands += [("status", said.help_status), ("reindex", said.help_reindex)]
        commands.append(("import", import_words_in(ui).help))
    return commands


def _command(arguments: str, meaning: str) -> Iterator[RichTextElement]:
    yield text(f"{COMMAND} {arguments}", code=True)
    yield text(f"  {meaning}")
