"""What the page is told by whoever runs it: who one can be, and what stands behind the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages of the page."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom one can be. ``role`` is a word for which the page has words of its own."""

    id: str
    role: str
    about: Words


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory that the bot searches."""

    members: int
    is_sample: bool
    note: Words


class State(StrEnum):
    """Whether the bot serves."""

    READY = "ready"
    STARTING = "starting"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that was told so far; without personas one can be anybody."""

    personas: tuple[Persona, ...] = ()
    directory: Directory | None = None
    bot: State = State.READY
    detail: str = ""
    restart: Callable[[], None] | None = None


class Setting:
    """What was told last; the page shows it as soon as it changes. Any thread may tell."""

    def __init__(self) -> None:
        self.told = Told()
        self.listeners: list[Callable[[], None]] = []
        self._telling = Lock()

    def introduces(self, *personas: Persona) -> None:
        """Who one can be, in this order; the first is whom one is at first."""
        self._tell(personas=personas)

    def shows_directory(self, directory: Directory) -> None:
        """Which directory the bot searches now."""
        self._tell(directory=directory)

    def shows_bot(self, state: State, detail: str = "") -> None:
        """Whether the bot serves now, and a line of why."""
        self._tell(bot=state, detail=detail)

    def offers_restart(self, restart: Callable[[], None]) -> None:
        """How to restart the bot; called in a thread, and over when the bot is back."""
        self._tell(restart=restart)

    def _tell(self, **changes: Any) -> None:
        with self._telling:
            self.told = replace(self.told, **changes)
        for listener in tuple(self.listeners):
            listener()
