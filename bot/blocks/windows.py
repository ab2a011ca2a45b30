"""Small windows that every door needs: something to wait for, something to read."""

from __future__ import annotations

from bot.blocks.elements import paragraph
from bot.controls import FormId
from bot.messages.window_words import window_words_in
from bot.outgoing.message import View


def waiting_view(form: FormId, title: str, said: str, ui: str, metadata: str = "") -> View:
    """What stands in a window until its work is done."""
    close = window_words_in(ui).close
    return View(form, title, close, (paragraph(said),), private_metadata=metadata)


def notice_view(title: str, said: str, ui: str) -> View:
    """Something to read."""
    return View(FormId.NOTICE, title, window_words_in(ui).close, (paragraph(said),))


def outdated_view(ui: str) -> View:
    """A window of another version of the bot."""
    words = window_words_in(ui)
    return notice_view(words.outdated_title, words.outdated, ui)
