"""What comes of a command, a press or a form: the acknowledgement and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.journal import Delivery, Verdict
from bot.playground.platform import SLACKBOT, Platform
from bot.playground.seen import SeenMessage, see_message
from bot.playground.shapes import JsonObject, Refused
from bot.playground.views import OpenView
from bot.playground.web_api.forms import checked
from bot.playground.web_api.responding import acknowledge

_ERRORS = {
    Verdict.TIMED_OUT: "operation_timeout",
    Verdict.REFUSED: "dispatch_failed",
    Verdict.UNREACHABLE: "dispatch_failed",
}


@dataclass(frozen=True, slots=True)
class Invoked:
    """How it went: ``error`` is what the person is told if it failed, else empty.

    ``ack`` is the message that came with the acknowledgement; ``errors`` are those of a form, by
    block.
    """

    delivery: Delivery
    error: str = ""
    ack: SeenMessage | None = None
    errors: JsonObject | None = None

    @property
    def ack_text(self) -> str:
        """What the acknowledgement showed."""
        return self.ack.shown if self.ack else ""

    @property
    def took_ms(self) -> float:
        """How long the acknowledgement took."""
        return self.delivery.took_ms


def wait_for(platform: Platform, delivery: Delivery) -> Invoked:
    """Wait for the acknowledgement."""
    with platform.changed:
        platform.changed.wait_for(lambda: delivery.id not in platform.journal.pending)
    return Invoked(delivery, _error(delivery))


def finish_command(platform: Platform, delivery: Delivery) -> Invoked:
    """Wait for the acknowledgement of a command; show what it says, or that it failed."""
    error = wait_for(platform, delivery).error
    ack = None
    if not error and delivery.reply:
        try:
            key = delivery.payload["response_url"].rpartition("/")[2]
            ack = acknowledge(platform, platform.hooks.find(key), delivery.reply)
        except Refused:
            error = "invalid_command_response"
    with platform.changed:
        if error:
            _tell(platform, delivery, error)
        return Invoked(delivery, error, see_message(platform, ack) if ack else None)


def finish_submission(platform: Platform, view: OpenView, delivery: Delivery) -> Invoked:
    """Wait for the acknowledgement of a form, and do with the form what it says."""
    invoked = wait_for(platform, delivery)
    if invoked.error:
        return invoked
    reply = delivery.reply
    try:
        with platform.judging("response_action", reply):
            match reply.get("response_action", "clear"):
                case "errors":
                    return Invoked(delivery, errors=reply["errors"])
                case "update" | "push":
                    platform.views.update(view, checked(reply["view"], "modal"))
                    platform.journal.accept("response_action", reply)
                case "clear":
                    platform.views.close(view)
                case other:
                    raise Refused("invalid_arguments", f"[ERROR] response_action: {other}")
    except Refused as refused:
        return Invoked(delivery, refused.error)
    return invoked


def _tell(platform: Platform, delivery: Delivery, error: str) -> None:
    payload = delivery.payload
    platform.say(
        SLACKBOT,
        payload["channel_id"],
        f'{payload["command"]} failed with the error "{error}"',
        only_for=payload["user_id"],
    )


def _error(delivery: Delivery) -> str:
    return _ERRORS.get(delivery.verdict, "") if delivery.verdict else "dispatch_failed"
