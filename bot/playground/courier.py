"""Brings deliveries to the bot, again and again as Slack does, over HTTP or Socket Mode."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from bot.playground.journal import Attempt, Delivery, Route, Verdict
from bot.playground.platform import Platform


@dataclass(frozen=True, slots=True)
class Retry:
    """Which attempt this is: 0 the first; later ones say why there is another."""

    number: int = 0
    reason: str = ""


class Transport(Protocol):
    """A way to the bot."""

    async def attempt(self, delivery: Delivery, retry: Retry) -> Attempt:
        """Bring it once, and wait for the acknowledgement."""

    def reason(self, attempt: Attempt) -> str:
        """How Slack names what went wrong when it tries again."""


class Courier:
    """Delivers; ``transport`` is the one that is in use."""

    def __init__(self, platform: Platform, transport: Transport) -> None:
        self.transport = transport
        self._platform = platform
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, delivery: Delivery, retry: Retry = Retry()) -> None:
        """Begin with a delivery; called in the loop."""
        task = asyncio.get_running_loop().create_task(self._deliver(delivery, retry))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Give up what is still on its way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, delivery: Delivery, retry: Retry) -> None:
        try:
            await self._try(delivery, retry)
        finally:
            with self._platform.changed:
                self._platform.journal.end(delivery)
                self._platform.changed.notify_all()

    async def _try(self, delivery: Delivery, retry: Retry) -> None:
        attempt = await self._attempt(delivery, retry)
        # Only events come again; of the others the person sees that they failed.
        waits = self._platform.pace.retries if delivery.route is Route.EVENT else ()
        for number, wait in enumerate(waits, start=retry.number + 1):
            if attempt.verdict is Verdict.ACKNOWLEDGED or attempt.is_last:
                return
            await asyncio.sleep(wait)
            reason = self.transport.reason(attempt)
            attempt = await self._attempt(delivery, Retry(number, reason))

    async def _attempt(self, delivery: Delivery, retry: Retry) -> Attempt:
        attempt = await self.transport.attempt(delivery, retry)
        with self._platform.changed:
            delivery.attempts.append(attempt)
            if delivery.when_answered and len(delivery.attempts) == 1:
                delivery.when_answered()
            self._platform.changed.notify_all()
        return attempt
