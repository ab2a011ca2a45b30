"""What runs beside the answers: leases renewed, the abandoned resumed, the expired erased."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from slack_bolt import App
from slack_bolt.request import BoltRequest

from bot.logs import log_unexpected
from bot.memory.deliveries import Claim
from bot.memory.memory import Memory
from bot.metrics import DeliveryResult, Metrics
from bot.middleware.claiming import CLAIM
from bot.working import Worker

logger = logging.getLogger(__name__)

_A_DAY = 24 * 3600.0


class Sweeper:
    """One thread that looks after what is unfinished."""

    def __init__(
        self,
        app: App,
        memory: Memory,
        worker: Worker,
        metrics: Metrics,
        keep_days: Callable[[], int],
        every_seconds: float,
    ) -> None:
        self._app = app
        self._memory = memory
        self._worker = worker
        self._metrics = metrics
        self._keep_days = keep_days
        self._every = every_seconds
        self._stop = threading.Event()
        self._resumes = True
        self._thread: threading.Thread | None = None
        self._expired_at = 0.0

    def start(self) -> None:
        """Start; what a former process left is resumed at once."""
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)
        self._thread.start()

    def stop_resuming(self) -> None:
        """Begin nothing any more; what is under way keeps its lease."""
        self._resumes = False

    def stop(self) -> None:
        """Stop, and wait until it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.sweep()
            # A full disk or a locked file today is no reason not to try again.
            except Exception as error:
                logger.error("sweeping failed (error %s)", log_unexpected(error))
            self._stop.wait(self._every)

    def sweep(self) -> None:
        """Once around."""
        deliveries = self._memory.deliveries
        deliveries.renew()
        if not self._resumes:
            return
        for claim in deliveries.take_over():
            self._metrics.delivered(DeliveryResult.RESUMED)
            self._dispatch(claim)
        for claim in self._worker.due():
            self._dispatch(claim)
        self._memory.uploads.expire()
        self._metrics.unfinished(deliveries.unfinished())
        self._expire()

    def _dispatch(self, claim: Claim) -> None:
        """Give a stored payload to Bolt once more, as if it had just come in."""
        try:
            # Whoever was forgotten, or deleted the message meanwhile, is owed nothing any more.
            if self._memory.deliveries.is_owed(claim.id):
                self._hand_to_bolt(claim)
        # Whatever is wrong with one, the others are still owed an answer, and so is this one.
        except Exception as error:
            logger.error("a delivery could not be resumed (error %s)", log_unexpected(error))
            self._worker.keep(claim)

    def _hand_to_bolt(self, claim: Claim) -> None:
        request = BoltRequest(body=dict(claim.payload), mode="socket_mode", context={CLAIM: claim})
        if self._app.dispatch(request).status == HTTPStatus.NOT_FOUND:
            # A version that is gone listened to it; nobody will ever answer.
            logger.error("a delivery that nobody listens to is given up")
            self._memory.deliveries.finish(claim.id)

    def _expire(self) -> None:
        now = time.monotonic()
        if self._expired_at and now - self._expired_at < _A_DAY:
            return
        erased = self._memory.expire(self._keep_days())
        self._expired_at = now
        if erased:
            logger.info("the texts of %d old questions are erased", erased)
