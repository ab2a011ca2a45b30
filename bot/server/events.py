"""What Slack delivers over HTTP, on its way to Bolt: checked before anything is made of it.

Bolt reads a body before it knows who sent it, and fails on what is no JSON or no object.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from slack_bolt import App
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_bolt.adapter.wsgi.http_response import WsgiHttpResponse
from slack_bolt.request import BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.arrivals import Arrivals
from bot.logs import log_unexpected
from bot.server.pages import say
from bot.server.soundness import is_sound

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)

MOST_BYTES = 1024 * 1024
_MOST_DIGITS = 12
_WARN_SECONDS = 60.0
# What Bolt raises for a body that is no delivery: no JSON, no object, not of Slack's shape.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class _Refused(Exception):
    """This request is not for Bolt."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class SlackEvents:
    """A WSGI application for events, commands and interactions; refuses them until ``is_open``."""

    def __init__(
        self,
        app: App,
        signing_secret: str,
        is_open: Callable[[], bool] = lambda: True,
        arrivals: Arrivals | None = None,
    ) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._is_open = is_open
        self._arrivals = arrivals or Arrivals()
        self._silent_until = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """See PEP 3333."""
        with self._arrivals.acknowledging():
            return self._answer(environ, start_response)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            request = self._read(environ)
        except _Refused as refused:
            return say(start_response, refused.status, refused.why)
        try:
            said = self._app.dispatch(request)
        except Exception as error:
            # Slack delivers it again; the traceback of the web server would quote the payload.
            log_unexpected(error)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return say(start_response, status, "something went wrong")
        response = WsgiHttpResponse(said.status, said.headers, said.body)
        start_response(response.status, response.get_headers())
        return response.get_body()

    def _read(self, environ: WSGIEnvironment) -> BoltRequest:
        if not self._is_open():
            raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, "not ready yet")
        length = _length_of(environ)
        raw = environ["wsgi.input"].read(length)
        if len(raw) < length:
            raise _Refused(HTTPStatus.BAD_REQUEST, "the body is shorter than announced")
        try:
            body = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise _Refused(HTTPStatus.BAD_REQUEST, "the body is no UTF-8") from None
        if not self._is_signed(environ, body):
            self._warn()
            raise _Refused(HTTPStatus.UNAUTHORIZED, "the signature is wrong or too old")
        try:
            return _bolt_request(environ, body)
        except _UNREADABLE:
            raise _Refused(HTTPStatus.BAD_REQUEST, "the body is no delivery of Slack") from None

    def _warn(self) -> None:
        """Once a minute at most: anybody may knock at a public address."""
        now = time.monotonic()
        if now < self._silent_until:
            return
        self._silent_until = now + _WARN_SECONDS
        logger.warning(
            "a request was refused, as its signature is wrong or too old. If Slack sent it, "
            "SLACK_SIGNING_SECRET is not this app's, or the clock of this machine is wrong"
        )

    def _is_signed(self, environ: WSGIEnvironment, body: str) -> bool:
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP")
        signature = environ.get("HTTP_X_SLACK_SIGNATURE")
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        # A timestamp that is no number, a signature that is not ASCII.
        except (ValueError, TypeError):
            return False


def _length_of(environ: WSGIEnvironment) -> int:
    said = environ.get("CONTENT_LENGTH", "").strip()
    if not said:
        raise _Refused(HTTPStatus.LENGTH_REQUIRED, "a Content-Length is required")
    if not (said.isascii() and said.isdigit()):
        raise _Refused(HTTPStatus.BAD_REQUEST, "the Content-Length is no number")
    if len(said) > _MOST_DIGITS or int(said) > MOST_BYTES:
        raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES} bytes")
    return int(said)


def _bolt_request(environ: WSGIEnvironment, body: str) -> BoltRequest:
    received = WsgiHttpRequest(environ)
    headers = received.get_headers()
    readable = _for_bolt(body, environ.get("CONTENT_TYPE", ""))
    request = BoltRequest(body=readable, query=received.query_string, headers=headers)
    if not is_sound(request.body):
        raise TypeError("a part of it is not what it is in Slack's payloads")
    # The body that was signed: Bolt checks it once more.
    request.raw_body = body
    return request


def _for_bolt(body: str, content_type: str) -> str:
    """The body in words that Bolt does not misread.

    Bolt takes every form in which the word "payload" stands for one with a field of that name,
    and makes nothing of a command that asks for, say, satellite payloads.
    """
    is_json = content_type.startswith("application/json") or body.startswith("{")
    if is_json or "payload" not in body or "payload" in parse_qs(body, keep_blank_values=True):
        return body
    return body.replace("payload", "%70ayload")
