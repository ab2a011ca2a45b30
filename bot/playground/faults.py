"""Trouble that a test asks for: errors, limits, calls that hang, answers that are lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from bot.playground.shapes import JsonObject


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls of a method. ``left`` counts them; below 0: always."""

    error: str = ""
    status: int = 200
    retry_after: int = 0
    left: int = 1
    loses_answer: bool = False
    more: JsonObject = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the journal calls it."""
        return self.error or f"http_{self.status}"


@dataclass(slots=True)
class Hang:
    """Calls of a method that wait until they are released, then go on as usual."""

    release_in: Callable[[Callable[[], object]], object]
    caught: Event = field(default_factory=Event)
    _gate: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let them go on."""
        self.release_in(self._gate.set)

    async def hold(self) -> None:
        """Wait; ``caught`` tells the test that a call is here."""
        self.caught.set()
        await self._gate.wait()


class Faults:
    """The trouble that is in store, by method."""

    def __init__(self) -> None:
        self._faults: dict[str, list[Fault]] = {}
        self._hangs: dict[str, Hang] = {}

    def add(self, method: str, fault: Fault) -> None:
        """Put trouble in store, behind what is there already."""
        self._faults.setdefault(method, []).append(fault)

    def hang(self, method: str, hang: Hang) -> None:
        """Let every call of a method wait."""
        self._hangs[method] = hang

    def clear(self) -> None:
        """No more trouble; what hangs goes on."""
        self._faults.clear()
        for hang in self._hangs.values():
            hang.release()
        self._hangs.clear()

    def next(self, method: str) -> Fault | None:
        """The trouble that the next call meets."""
        for fault in self._faults.get(method, ()):
            if fault.left:
                fault.left -= 1
                return fault
        return None

    def hang_of(self, method: str) -> Hang | None:
        """Where calls of a method wait, if they do."""
        return self._hangs.get(method)
