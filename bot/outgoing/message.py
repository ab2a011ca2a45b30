"""A message or a view before the gate: words for those who see no blocks, and the blocks."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.controls import FormId


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is plain (the gate escapes it): what notifications and screen readers say."""

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A modal. ``title`` and ``close`` are plain, at most 24 characters; ``close`` may be "".

    By ``external_id``, unique among all that is open, whoever has no other id of it can change it.
    """

    callback_id: FormId
    title: str
    close: str
    blocks: tuple[Block, ...]
    submit: str = ""
    private_metadata: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody's home tab."""

    blocks: tuple[Block, ...]
    private_metadata: str = ""
