"""The few pieces that everything people see is made of.

There is no mrkdwn: rich text needs no escaping, and plain text is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    InteractiveElement,
    Option,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    StaticSelectElement,
)

from bot.controls import Control, Pressed, action_id
from bot.outgoing.limits import OPTION_VALUE, VALUE, clipped, size
from bot.outgoing.message import Message

Text = RichTextElementParts.Text

_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,}")
_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")


def text(said: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Text:
    """A piece of text; nothing in it means anything to Slack."""
    if not (bold or italic or code):
        return RichTextElementParts.Text(text=said)
    style = RichTextElementParts.TextStyle(
        bold=bold or None, italic=italic or None, code=code or None
    )
    return RichTextElementParts.Text(text=said, style=style)


def person(user_id: str) -> RichTextElement:
    """A mention of somebody, or the id as text if it can be none."""
    if _PERSON.fullmatch(user_id):
        return RichTextElementParts.User(user_id=user_id)
    return text(user_id)


def channel(channel_id: str) -> RichTextElement:
    """A link to a channel, or its id as text if it can be none."""
    if _CHANNEL.fullmatch(channel_id):
        return RichTextElementParts.Channel(channel_id=channel_id)
    return text(channel_id)


def moment(at: datetime, otherwise: str) -> RichTextElement:
    """A moment in the time zone of whoever reads it; ``otherwise`` where that cannot be."""
    return RichTextElementParts.Date(
        timestamp=int(at.timestamp()), format="{date_num} {time}", fallback=otherwise
    )


def link(url: str, said: str) -> RichTextElement:
    """A link to an address that we made."""
    return RichTextElementParts.Link(url=url, text=said)


def website(address: str) -> RichTextElement:
    """A link to a website that somebody typed, if it is one."""
    return link(address, address) if _WEB.fullmatch(address) else text(address)


def marked(said: str, marks: Sequence[tuple[int, int]]) -> list[RichTextElement]:
    """A text with some ranges of its characters in bold."""
    pieces: list[RichTextElement] = []
    at = 0
    for start, end in marks:
        pieces += (text(said[at:start]), text(said[start:end], bold=True))
        at = end
    return [*pieces, text(said[at:])]


def line(*pieces: RichTextElement) -> RichTextSectionElement:
    """A paragraph."""
    return RichTextSectionElement(elements=pieces)


def facts(rows: Iterable[tuple[str, RichTextElement | None]]) -> RichTextSectionElement:
    """A line for each label that has a value."""
    pieces: list[RichTextElement] = []
    for label, value in rows:
        if value is not None:
            pieces += (text(f"\n{label}" if pieces else label), value)
    return line(*pieces)


def quote(*pieces: RichTextElement) -> RichTextQuoteElement:
    """A quotation."""
    return RichTextQuoteElement(elements=pieces)


def bullets(items: Iterable[str | RichTextSectionElement]) -> RichTextListElement:
    """A list of texts or paragraphs."""
    lines = [line(text(item)) if isinstance(item, str) else item for item in items]
    return RichTextListElement(style="bullet", elements=lines)


def rich(*elements: RichTextElement) -> RichTextBlock:
    """A block of paragraphs, quotations and lists."""
    return RichTextBlock(elements=elements)


def paragraph(said: str) -> RichTextBlock:
    """A block of one plain paragraph."""
    return rich(line(text(said)))


def simple(said: str) -> Message:
    """A message of one paragraph."""
    return Message(said, (paragraph(said),))


def note(said: str) -> ContextBlock:
    """A small grey line."""
    return ContextBlock(elements=[plain(said)])


def plain(said: str) -> PlainTextObject:
    """A text for a label; `:x:` in it is no emoji."""
    return PlainTextObject(text=said, emoji=False)


def button(
    control: Control,
    label: str,
    pressed: Pressed,
    *,
    about: str | int = "",
    read_as: str = "",
    primary: bool = False,
) -> list[InteractiveElement]:
    """A button, or none if its value is longer than Slack takes. Screen readers say ``read_as``.

    That holds the label, or whoever speaks to the screen could not name what is written on it.
    """
    value = pressed.encoded()
    if size(value) > VALUE:
        return []
    return [
        ButtonElement(
            text=plain(label),
            action_id=action_id(control, about),
            value=value,
            accessibility_label=clipped(read_as, 75) if read_as else None,
            style="primary" if primary else None,
        )
    ]


def select(
    control: Control, placeholder: str, options: Iterable[tuple[str, Pressed]]
) -> list[InteractiveElement]:
    """A menu of the options whose values Slack takes, or none if there is no such option."""
    kept = [
        Option(text=plain(label), value=value)
        for label, pressed in options
        if size(value := pressed.encoded()) <= OPTION_VALUE
    ]
    if not kept:
        return []
    return [
        StaticSelectElement(
            placeholder=plain(placeholder), action_id=action_id(control), options=kept
        )
    ]


def actions(*controls: Sequence[InteractiveElement]) -> list[ActionsBlock]:
    """A row of controls, or nothing if there is none."""
    elements = [element for found in controls for element in found]
    return [ActionsBlock(elements=elements)] if elements else []
