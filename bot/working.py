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
from bot.errors import (
    CannotPost,
    GivenUp,
    RateLimited,
    SignedOut,
    SlackAway,
    SlackError,
    SlackRefused,
    Unsendable,
)
from bot.incoming.keys import origin_of
from bot.incoming.origin import Origin
from bot.incoming.payloads import Voice, read_home, read_spoken, read_step
from bot.incoming.plaintext import language_said
from bot.incoming.values import Payload
from bot.logs import log_unexpected, new_error_id
from bot.memory.deliveries import Claim, Deliveries
from bot.messages.following_words import following_words_in
from bot.metrics import DeliveryResult, Metrics
from bot.middleware.claiming import claim_of
from bot.outgoing.api import PATIENCE, Patience
from bot.outgoing.sending import Sender
from profiles.errors import StoreError

logger = logging.getLogger(__name__)

# Of a delivery whose process died so often, it is the cause.
MOST_DEATHS = 3
# What is put off for the first time waits 4 s, like a wait after two failures; the last, a minute.
_FIRST_DELAY, _LAST_DELAY = 2, 6
# A database that is locked is free again soon; one that is damaged or full stays so.
_DISK_SECONDS = 30.0

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
        ends = time.monotonic() + seconds
        while under_way := self._now():
            if wait(under_way, timeout=max(0.0, ends - time.monotonic())).not_done:
                return False
        return True

    def _now(self) -> set[Future[Any]]:
        with self._guard:
            return set(self._under_way)

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
        patience: Patience = PATIENCE,
        clock: Callable[[], float] = time.time,
        awaits: Callable[[Payload], bool] = lambda body: True,
        let_pass: Callable[[], None] = lambda: None,
    ) -> None:
        """``awaits`` says whether somebody waits for what comes of a delivery.

        ``let_pass`` waits while there is something more urgent than work.
        """
        self._deliveries = deliveries
        self._sender = sender
        self._metrics = metrics
        self._language_of = language_of
        self._patience = patience
        self._clock = clock
        self._awaits = awaits
        self._let_pass = let_pass
        self._guard = threading.Lock()
        self._later: list[tuple[float, Claim]] = []
        # What is done, but could not be noted as done.
        self._done: set[str] = set()

    def listener(self, work: Work) -> Callable[[dict[str, object], BoltContext], None]:
        """``work`` as a listener of Bolt, with everything around it that every listener needs."""

        def listener(body: dict[str, object], context: BoltContext) -> None:
            self.carry_out(claim_of(context), body, work)

        listener.__name__ = work.__name__
        return listener

    def carry_out(self, claim: Claim, body: Payload, work: Work) -> None:
        """Do the work and note that it is done, or keep it, or say that it failed."""
        self._let_pass()
        try:
            if claim.id not in self._done:
                self._attempt(claim, body, work)
                self._done.add(claim.id)
            self._deliveries.finish(claim.id)
            self._done.discard(claim.id)
        # Slack or the disk may be better later.
        except (SlackAway, SignedOut, StoreError) as error:
            self._postpone(claim, error)
        # Not even the apology worked: still nobody may wait for ever.
        except Exception as error:
            logger.error("a delivery is kept for later (error %s)", log_unexpected(error))
            self.keep(claim)

    def due(self) -> list[Claim]:
        """What was kept for later and is to be tried now."""
        now = self._clock()
        with self._guard:
            due = [claim for at, claim in self._later if at <= now]
            self._later = [kept for kept in self._later if kept[0] > now]
        return due

    def keep(self, claim: Claim) -> None:
        """Try it later: what went wrong was not its work."""
        self._keep(claim, self._patience.backoff(_LAST_DELAY))

    def _attempt(self, claim: Claim, body: Payload, work: Work) -> None:
        try:
            self._give_up_if_hopeless(claim)
            work(body, claim)
        except (SlackAway, SignedOut):
            raise
        except Exception as error:
            if isinstance(error, StoreError) and self._age(claim) < _DISK_SECONDS:
                raise
            self._apologise(claim, body, error)

    def _give_up_if_hopeless(self, claim: Claim) -> None:
        if claim.attempt > MOST_DEATHS:
            raise GivenUp(f"{claim.attempt - 1} processes ended in the midst of a delivery")
        age = self._age(claim)
        if age > self._patience.give_up:
            raise GivenUp(f"a delivery is {age / 3600:.0f} h old")

    def _postpone(self, claim: Claim, error: SlackError | StoreError) -> None:
        age = int(max(0.0, self._age(claim)))
        delay = self._patience.backoff(min(_LAST_DELAY, max(_FIRST_DELAY, age.bit_length())))
        if isinstance(error, RateLimited):
            delay = max(delay, error.seconds)
        logger.warning("%s Tried again in %.0f s.", error, delay)
        self._keep(claim, delay)

    def _keep(self, claim: Claim, delay: float) -> None:
        with self._guard:
            self._later.append((self._clock() + delay, claim))

    def _age(self, claim: Claim) -> float:
        return self._clock() - claim.received_at

    def _apologise(self, claim: Claim, body: Payload, error: Exception) -> None:
        """Say that it failed. Raises SlackAway, SignedOut, or StoreError if that has to wait."""
        if isinstance(error, SlackError | GivenUp):
            error_id = new_error_id()
            logger.error("error %s: %s", error_id, error)
        else:
            error_id = log_unexpected(error)
        self._metrics.delivered(DeliveryResult.FAILED)
        try:
            self._tell(claim, body, error_id)
        except (CannotPost, SlackRefused, Unsendable) as failed:
            logger.error("error %s could not be told: %s", error_id, failed)

    def _tell(self, claim: Claim, body: Payload, error_id: str) -> None:
        """Tell whoever waits: the workflow of a step, or the person who did something."""
        if (step := read_step(body)) is not None:
            words = following_words_in(language_said(step.inputs.get("question", "")) or "ja")
            self._sender.steps.fail(step.execution_id, words.step_failed.format(error_id=error_id))
        elif (origin := _owed_to(body)) is not None and self._awaits(body):
            message = error_message(self._language_of(origin), error_id)
            self._sender.whisper(origin, message, f"error:{claim.id}")


def _owed_to(body: Payload) -> Origin | None:
    """Whom to tell that something failed; nobody if no person asked for it.

    Whoever has opened a tab asked for nothing: what is wrong, the tab itself says.
    """
    spoken = read_spoken(body)
    if (spoken is not None and spoken.voice is not Voice.PERSON) or read_home(body) is not None:
        return None
    origin = origin_of(body)
    return origin if origin is not None and origin.user else None
