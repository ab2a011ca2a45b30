"""Rebuilding the index, told in one message that is updated."""

from __future__ import annotations

from bot.blocks.elements import simple
from bot.messages import slack_words_in
from bot.outgoing.message import Message
from bot.reindex_process import Built

_BAR = 20


def reindex_started(ui: str) -> Message:
    """It has begun."""
    return simple(slack_words_in(ui).reindex_started)


def reindex_progress(ui: str, done: int, total: int) -> Message:
    """How many of the new statements are encoded."""
    full = _BAR if done >= total else _BAR * done // total
    bar = "█" * full + "░" * (_BAR - full)
    words = slack_words_in(ui).reindex_progress
    return simple(words.format(bar=bar, done=f"{done:,}", total=f"{total:,}"))


def reindex_done(ui: str, built: Built) -> Message:
    """The result with its counts."""
    said = slack_words_in(ui)
    counts = said.reindex_counts.format(
        members=f"{built.members:,}",
        passages=f"{built.passages:,}",
        encoded=f"{built.encoded:,}",
        seconds=f"{built.seconds:.1f}",
    )
    return simple(f"{said.reindex_done if built.changed else said.reindex_unchanged}\n{counts}")


def reindex_failed(ui: str, why: str) -> Message:
    """It failed; ``why`` is the message of an error of ours, "" when only the log knows."""
    said = slack_words_in(ui)
    cause = said.reindex_cause.format(why=why) if why else said.reindex_see_log
    return simple(f"{said.reindex_failed}\n{cause}")


def reindex_elsewhere(ui: str) -> Message:
    """The report goes to the asker's messages."""
    return simple(slack_words_in(ui).reindex_elsewhere)
