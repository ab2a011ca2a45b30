"""The form in which somebody tells the office what to change about their organisation."""

from __future__ import annotations

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement

from bot.blocks.elements import paragraph, plain
from bot.blocks.windows import notice_view, waiting_view
from bot.carried import Carried
from bot.controls import FormId
from bot.messages.home_words import home_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import View
from profiles.model import Member
from profiles.text import shortened

TEXT = "text"
LONGEST_TEXT = 2_000
_LONGEST_NAME = 100


def change_form(member: Member | None, ui: str) -> View:
    """What is to change about a member; without one, to which member somebody belongs."""
    words = home_words_in(ui)
    label = words.change_label if member else words.link_label
    field = InputBlock(
        block_id=TEXT,
        label=plain(label),
        element=PlainTextInputElement(
            action_id=TEXT, multiline=True, max_length=LONGEST_TEXT, focus_on_load=True
        ),
        hint=plain(words.change_hint if member else words.link_hint),
    )
    heading = [paragraph(shortened(member.name_in(ui), _LONGEST_NAME))] if member else []
    return View(
        FormId.CHANGE,
        _title(member is not None, ui),
        window_words_in(ui).cancel,
        (*heading, field),
        submit=words.send,
        private_metadata=Carried(ui=ui, about=member.id if member else "").encoded(),
    )


def change_sending_view(carried: Carried) -> View:
    """What stands in the window while the office is told."""
    said = home_words_in(carried.ui).sending
    title = _title(bool(carried.about), carried.ui)
    return waiting_view(FormId.CHANGE, title, said, carried.ui, carried.encoded())


def change_told_view(said: str, carried: Carried) -> View:
    """What came of it."""
    return notice_view(_title(bool(carried.about), carried.ui), said, carried.ui)


def _title(is_change: bool, ui: str) -> str:
    words = home_words_in(ui)
    return words.change_title if is_change else words.link_title
