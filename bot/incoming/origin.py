"""Where a payload comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Surface(StrEnum):
    """What somebody had before them when they pressed something."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload comes from, and so where an answer may go. ``thread`` is a ts or "".

    From a ``surface`` that is no message an answer goes into a window, as long as ``trigger_id``
    is good.
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    trigger_id: str = ""
    surface: Surface = Surface.MESSAGE

    @property
    def is_direct(self) -> bool:
        """Whether this is a conversation with the bot alone."""
        return self.channel.startswith("D")
