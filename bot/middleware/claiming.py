"""Nothing is answered twice, and nothing is forgotten: claim, store, acknowledge, then work."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from slack_bolt.middleware import Middleware
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse

from bot.acknowledging import PLAIN, Ack
from bot.incoming.keys import keys_of
from bot.incoming.storing import to_be_stored
from bot.incoming.values import Payload
from bot.logs import log_unexpected
from bot.memory.deliveries import Claim, Deliveries
from bot.metrics import DeliveryResult, Metrics

logger = logging.getLogger(__name__)

# Where the claim of a delivery is in Bolt's context.
CLAIM = "nakadachi_claim"


class Claiming(Middleware):
    """Stores each delivery that is due an answer before Slack hears that it has arrived.

    Once it is acknowledged Slack never sends it again; whoever dies after that leaves the claim
    to the sweeper, which dispatches the stored payload with the claim in its context.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        metrics: Metrics,
        is_taking: Callable[[], bool],
        concerns_us: Callable[[Payload], bool] = lambda body: True,
        acknowledge: Callable[[Payload], Ack] = lambda body: PLAIN,
    ) -> None:
        """``concerns_us`` says whether a message that the bot hears is for it at all.

        ``acknowledge`` says what Slack is told at once; both must be quick.
        """
        self._deliveries = deliveries
        self._metrics = metrics
        self._is_taking = is_taking
        self._concerns_us = concerns_us
        self._acknowledge = acknowledge

    def process(
        self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]
    ) -> BoltResponse | None:
        """See Middleware."""
        if CLAIM in req.context:
            # It comes from the sweeper, which must not wait for a listener's acknowledgement.
            req.context.ack()
            return next()
        started = perf_counter()
        keys = keys_of(req.body)
        if not keys:
            self._metrics.delivered(DeliveryResult.IGNORED)
            return req.context.ack()
        if not self._is_taking():
            return BoltResponse(status=503, body="stopping")
        try:
            if not self._concerns_us(req.body):
                self._metrics.delivered(DeliveryResult.IGNORED)
                return req.context.ack()
            answer = self._acknowledge(req.body)
            if not answer.is_work:
                self._metrics.delivered(DeliveryResult.NEW)
                return req.context.ack(**answer.arguments)
            claim = self._deliveries.claim(keys, to_be_stored(req.body))
        except Exception as error:
            # Slack tries events again; whoever used a command is told by Slack that it failed.
            logger.error("a delivery could not be stored (error %s)", log_unexpected(error))
            self._metrics.delivered(DeliveryResult.FAILED)
            return BoltResponse(status=503, body="not stored")
        if claim is None:
            self._metrics.delivered(DeliveryResult.DUPLICATE)
            return req.context.ack(**answer.again)
        self._metrics.delivered(DeliveryResult.NEW)
        req.context[CLAIM] = claim
        # Acknowledged here and not by the listener: those wait for a free thread.
        req.context.ack(**answer.arguments)
        self._metrics.acknowledged(perf_counter() - started)
        return next()


def claim_of(context: dict[str, object]) -> Claim:
    """The claim that the middleware left in the context of a listener."""
    claim = context[CLAIM]
    if not isinstance(claim, Claim):
        raise TypeError(f"the context holds {type(claim).__name__} instead of a claim")
    return claim
