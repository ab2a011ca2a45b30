"""The inspector: what went over the wire in both directions, without anything secret."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.playground.journal import Delivery, Verdict
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject
from bot.playground.traffic import Request

_SHOWN = 200
_HIDDEN = "(hidden)"
_SECRET_KEYS = frozenset({"token", "bot_access_token", "trigger_id"})
# The last part of a response URL and a ticket are as good as a token, for a while.
_SECRET_PARTS = re.compile(r"(/response/[^/]+/|[?&]ticket=)[^&/\s\"]+")
_ERRORS = {Verdict.TIMED_OUT: "operation_timeout", Verdict.UNREACHABLE: "connection_failed"}


def wire_lines(platform: Platform) -> Iterator[tuple[str, JsonObject]]:
    """The last lines by their keys; the platform is held meanwhile."""
    traffic = platform.journal.traffic
    last = len(traffic)
    yield "wire", {"last": last}
    for number in range(max(1, last - _SHOWN + 1), last + 1):
        one = traffic[number - 1]
        line = _of_delivery(one) if isinstance(one, Delivery) else _of_request(one)
        yield f"wire/{number}", {"n": number, "at": one.at, "kind": one.kind, **line}


def wire_payload(platform: Platform, number: int) -> JsonObject | None:
    """What was sent in one line, and what was answered to it."""
    with platform.changed:
        traffic = platform.journal.traffic
        if not 1 <= number <= len(traffic):
            return None
        one = traffic[number - 1]
        reply = one.reply if isinstance(one, Delivery) else _read(one.answer)
        told = {"payload": one.payload, "reply": reply}
        found: JsonObject = _without_secrets(told, _secrets_of(platform))
        return found


def _of_delivery(delivery: Delivery) -> JsonObject:
    verdict = delivery.verdict
    error = ""
    if verdict is Verdict.REFUSED:
        error = f"http_{delivery.attempts[-1].status}"
    elif verdict is not None:
        error = _ERRORS.get(verdict, "")
    return {
        "direction": "to_bot",
        "verdict": verdict.value if verdict else "waiting",
        "error": error or None,
        "messages": [],
        "took_ms": round(delivery.took_ms, 1) if verdict else None,
        "attempts": len(delivery.attempts),
    }


def _of_request(request: Request) -> JsonObject:
    is_over = bool(request.took_ms)
    return {
        "direction": "from_bot",
        "verdict": request.outcome.value,
        "error": request.error or None,
        "messages": list(request.messages),
        "took_ms": round(request.took_ms, 1) if is_over else None,
        "attempts": 1,
    }


def _read(answer: str) -> Any:
    try:
        return json.loads(answer)
    except ValueError:
        return answer or None


def _secrets_of(platform: Platform) -> list[str]:
    runs = [run.token for run in platform.runs.by_id.values()]
    return [platform.bot_token, platform.app_token, platform.signing_secret, *runs]


def _without_secrets(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _HIDDEN if key in _SECRET_KEYS and inner else _without_secrets(inner, secrets)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_secrets(one, secrets) for one in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, _HIDDEN)
    return _SECRET_PARTS.sub(rf"\g<1>{_HIDDEN}", value)
