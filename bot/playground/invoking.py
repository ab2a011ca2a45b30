"""What comes of a command, a press or a form: the acknowledgement and what it shows."""

from __future__ import annotations

from collections.abc import Callable
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
        noted = platform.journal.hear("acknowledgement", delivery.reply)
        try:
            key = delivery.payload["response_url"].rpartition("/")[2]
            ack = acknowledge(platform, platform.hooks.find(key), delivery.reply)
        except Refused as refused:
            error = "invalid_command_response"
            noted.refuse(refused)
        noted.end()
    with platform.changed:
        if error:
            _tell(platform, delivery, error)
        return Invoked(delivery, error, see_message(platform, ack) if ack else None)


def expect_answer(platform: Platform, view: OpenView, delivery: Delivery) -> Callable[[], Invoked]:
    """Do with a form what the acknowledgement says as soon as it comes; the result waits for it."""
    ended: list[Invoked] = []
    delivery.when_answered = lambda: ended.append(_answered(platform, view, delivery))

    def wait() -> Invoked:
        invoked = wait_for(platform, delivery)
        return ended[0] if ended else invoked

    return wait


def _answered(platform: Platform, view: OpenView, delivery: Delivery) -> Invoked:
    if error := _error(delivery):
        return Invoked(delivery, error)
    if not delivery.reply:
        platform.views.close(view)
        platform.changed.notify_all()
        return Invoked(delivery)
    noted = platform.journal.hear("response_action", delivery.reply)
    try:
        with platform.judging("response_action", delivery.reply):
            errors = _act(platform, view, delivery.reply)
    except Refused as refused:
        noted.refuse(refused)
        return Invoked(delivery, refused.error)
    finally:
        noted.end()
    return Invoked(delivery, errors=errors)


def _act(platform: Platform, view: OpenView, reply: JsonObject) -> JsonObject | None:
    """Do with a form what the answer to it says; the errors that stay in it."""
    action = reply.get("response_action")
    wants = {"errors": {"errors"}, "update": {"view"}, "push": {"view"}, "clear": set()}
    if action not in wants or reply.keys() - {"response_action"} != wants[action]:
        raise Refused("invalid_arguments", f"[ERROR] response_action: {sorted(reply)}")
    match action:
        case "errors":
            _check_errors(view, reply["errors"])
        case "update":
            now = platform.views.find(view.id)
            platform.views.update(now, checked(platform, reply["view"], "modal"))
        case "push":
            platform.views.push(view.person, checked(platform, reply["view"], "modal"))
        case "clear":
            platform.views.clear(view.person)
    platform.journal.accept("response_action", reply)
    return reply.get("errors")


def _check_errors(view: OpenView, errors: object) -> None:
    """Errors stand under inputs; those that stand nowhere nobody would see."""
    inputs = {one["block_id"] for one in view.body["blocks"] if one["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_arguments", "[ERROR] must provide an object [json-pointer:/errors]")
    for block, said in errors.items():
        is_text = isinstance(said, str) and said.strip()
        if block not in inputs or not is_text:
            fault = "must be a text" if block in inputs else "no such input"
            raise Refused("invalid_arguments", f"[ERROR] {fault} [json-pointer:/errors/{block}]")


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
