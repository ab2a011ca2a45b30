"""What the bot sent, with what became of it: the other direction than deliveries."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from bot.playground.shapes import JsonObject, Refused


class Outcome(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FAILED = "failed"  # not on its own account


@dataclass(slots=True)
class Request:
    """A call, a use of a response URL, bytes of a file, or what an acknowledgement said.

    ``answer`` is the text of Slack's response, ``messages`` are Slack's own words for a refusal.
    """

    kind: str
    payload: JsonObject = field(default_factory=dict)
    at: float = field(default_factory=time.time)
    outcome: Outcome = Outcome.WAITING
    error: str = ""
    messages: tuple[str, ...] = ()
    answer: str = ""
    took_ms: float = 0.0
    _began: float = field(default_factory=time.perf_counter)

    def refuse(self, refused: Refused) -> None:
        """Slack does not take it."""
        self._end(Outcome.REFUSED, refused.error)
        self.messages = refused.messages

    def fail(self, error: str) -> None:
        """It met trouble that it did not make."""
        self._end(Outcome.FAILED, error)

    def end(self, answer: str = "") -> None:
        """It is answered; accepted unless anything else was said of it."""
        if self.outcome is Outcome.WAITING:
            self._end(Outcome.ACCEPTED)
        self.answer = answer

    def _end(self, outcome: Outcome, error: str = "") -> None:
        self.outcome, self.error = outcome, error
        self.took_ms = (time.perf_counter() - self._began) * 1000
