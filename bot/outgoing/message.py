"""A message or a view before the gate: words for those who see no blocks, and the blocks."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.models.blocks import Block


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is plain (the gate escapes it): what notifications and screen readers say."""

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A modal. ``title`` and ``close`` are plain, at most 24 characters."""

    callback_id: str
    title: str
    close: str
    blocks: tuple[Block, ...]
    submit: str = ""
    private_metadata: str = ""
