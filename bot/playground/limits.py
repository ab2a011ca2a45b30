"""Slack's limit on messages: about one a second in a channel, with short bursts."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from bot.playground.shapes import RateLimited


@dataclass(slots=True)
class PostingLimit:
    """A bucket of messages for each channel, filled again with time."""

    per_second: float = 1.0
    burst: int = 3
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, channel: str, now: float) -> None:
        """Count one message; raises RateLimited if there were too many."""
        left, then = self._buckets.get(channel, (float(self.burst), now))
        left = min(float(self.burst), left + (now - then) * self.per_second)
        if left < 1:
            self._buckets[channel] = (left, now)
            raise RateLimited(max(1, ceil((1 - left) / self.per_second)))
        self._buckets[channel] = (left - 1, now)
