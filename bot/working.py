"""The outer edge of all work that is due: it ends in an answer, an error with an id, or later."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from slack_bolt import BoltContext

from bot.blocks.notices import error_message
from bot.errors import SignedOut, SlackAway, SlackError
from bot.logs import log_unexpected
from bot.memory.deliveries import Claim, Deliveries
from bot.metrics import DeliveryResult, Metrics
from bot.middleware.claiming import claim_of
from bot.payloads import Origin, Payload, origin_of
from bot.sending import Sender
from bot.slackapi import backoff

logger = logging.getLogger(__name__)

# Of a delivery whose process died so often, it is the cause.
MOST_DEATHS = 3
# An answer that comes later than this helps nobody.
GIVE_UP_SECONDS = 6 * 3600.0

Work = Callable[[Payload, Claim], None]
Language = Callable[[Origin], str]


def named(name: str, work: Work) -> Work:
    """``work`` under a name, which Bolt wants of every listener."""

    def do(body: Payload, claim: Claim) -> None:
        work(body, claim)

    do.__name__ = name
    return do


class Pool(ThreadPoolExecutor):
    """The threads that work; it knows what is under way, so that a stop can wait for it."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads, thread_name_prefix="work")
        self._under_way: set[Future[Any]] = set()
        self._guard = threading.Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """See Executor."""
        future = super().submit(fn, *args, **kwargs)
        with self._guard:
            self._under_way.add(future)
        future.add_done_callback(self._done)
        return future

    def drain(self, seconds: float) -> bool:
        """Wait until nothing is under way; False if ``seconds`` did not suffice."""
        with self._guard:
            under_way = set(self._under_way)
        return not wait(under_way, timeout=seconds).not_done

    def _done(self, future: Future[Any]) -> None:
        with self._guard:
            self._under_way.discard(future)


class Worker:
    """Carries out claimed deliveries. What Slack is too busy for is kept for later."""

    def __init__(
        self,
        deliveries: Deliveries,
        sender: Sender,
        metrics: Metrics,
        language_of: Language,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._deliveries = deliveries
        self._sender = sender
        self._metrics = metrics
        self._language_of = language_of
        self._clock = clock
        self._guard = threading.Lock()
        self._later: list[tuple[float, Claim]] = []

    def listener(self, work: Work) -> Callable[[dict[str, object], BoltContext], None]:
        """``work`` as a listener of Bolt, with everything around it that every listener needs."""

        def listener(body: dict[str, object], context: BoltContext) -> None:
            self.carry_out(claim_of(context), body, work)

        listener.__name__ = work.__name__
        return listener

    def carry_out(self, claim: Claim, body: Payload, work: Work) -> None:
        """Do the work and note that it is done, or keep it, or say that it failed."""
        try:
            if claim.attempt > MOST_DEATHS:
                raise RuntimeError("the bot died over this delivery several times")
            work(body, claim)
        except (SlackAway, SignedOut) as error:
            self._postpone(claim, error)
        except Exception as error:
            self._apologise(claim, body, error)
            self._deliveries.finish(claim.id)
        else:
            self._deliveries.finish(claim.id)

    def due(self) -> list[Claim]:
        """What was kept for later and is to be tried now."""
        now = self._clock()
        with self._guard:
            due = [claim for at, claim in self._later if at <= now]
            self._later = [kept for kept in self._later if kept[0] > now]
        return due

    def _postpone(self, claim: Claim, error: SlackError) -> None:
        age = self._clock() - claim.received_at
        if age > GIVE_UP_SECONDS:
            logger.error("given up after %.0f h: %s", age / 3600, error)
            self._metrics.delivered(DeliveryResult.FAILED)
            self._deliveries.finish(claim.id)
            return
        delay = backoff(min(6, max(2, int(age).bit_length())))
        logger.warning("%s Tried again in %.0f s.", error, delay)
        with self._guard:
            self._later.append((self._clock() + delay, claim))

    def _apologise(self, claim: Claim, body: Payload, error: Exception) -> None:
        error_id = log_unexpected(error)
        self._metrics.delivered(DeliveryResult.FAILED)
        origin = origin_of(body)
        if origin is None or not origin.user:
            return
        message = error_message(self._language_of(origin), error_id)
        try:
            self._sender.whisper(origin, message, f"error:{claim.id}")
        except SlackError as failed:
            logger.error("error %s could not be told: %s", error_id, failed)
