"""What Slack answers when it takes a payload for wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error code of Slack's, and its explanations.

    ``messages`` are as in the ``errors`` of Slack's response; in ``response_metadata.messages``
    Slack writes ``[ERROR] `` before each.
    """

    error: str
    messages: tuple[str, ...] = ()
