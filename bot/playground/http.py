"""Deliveries as signed HTTP requests, as an app with a request URL gets them."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from hashlib import sha256
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession

from bot.playground.courier import Retry
from bot.playground.journal import Attempt, Delivery, Route, Verdict
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject

_FORM = "application/x-www-form-urlencoded"
_REASONS = {
    Verdict.TIMED_OUT: "http_timeout",
    Verdict.REFUSED: "http_error",
    Verdict.UNREACHABLE: "connection_failed",
}


def signed_headers(secret: str, body: bytes, now: float) -> dict[str, str]:
    """The headers by which an app knows that a request comes from Slack, whatever it holds."""
    timestamp = str(int(now))
    signature = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}


def body_of(delivery: Delivery) -> tuple[str, bytes]:
    """The content type and the body of a delivery."""
    match delivery.route:
        case Route.EVENT:
            return "application/json", json.dumps(delivery.payload).encode()
        case Route.COMMAND:
            return _FORM, urlencode(delivery.payload).encode()
        case Route.INTERACTION:
            return _FORM, urlencode({"payload": json.dumps(delivery.payload)}).encode()


class HttpTransport:
    """POSTs to the bot's address."""

    def __init__(self, platform: Platform, session: ClientSession, url: str) -> None:
        self._platform = platform
        self._session = session
        self._url = url

    async def attempt(self, delivery: Delivery, retry: Retry) -> Attempt:
        """POST it, and wait for the response as long as Slack does."""
        content_type, body = body_of(delivery)
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **signed_headers(self._platform.signing_secret, body, time.time()),
        }
        if retry.number:
            headers["X-Slack-Retry-Num"] = str(retry.number)
            headers["X-Slack-Retry-Reason"] = retry.reason
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._platform.pace.acknowledge):
                async with self._session.post(self._url, data=body, headers=headers) as response:
                    reply = await _reply(response)
        except TimeoutError:
            return Attempt(Verdict.TIMED_OUT, _since(began))
        except ClientError:
            return Attempt(Verdict.UNREACHABLE, _since(began))
        verdict = Verdict.ACKNOWLEDGED if response.ok else Verdict.REFUSED
        is_last = response.headers.get("X-Slack-No-Retry") == "1"
        return Attempt(verdict, _since(began), response.status, reply, is_last)

    def reason(self, attempt: Attempt) -> str:
        """What ``X-Slack-Retry-Reason`` says."""
        return _REASONS[attempt.verdict]


async def _reply(response: ClientResponse) -> JsonObject:
    text = await response.text(errors="replace")
    if not response.ok or not text:
        return {}
    if response.content_type != "application/json":
        return {"text": text}
    try:
        reply = json.loads(text)
    except ValueError:
        return {}
    return reply if isinstance(reply, dict) else {}


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
