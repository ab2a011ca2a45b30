"""The web application: what hosts and monitors ask, and in HTTP mode what Slack delivers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.metrics import CONTENT_TYPE, Metrics
from bot.server.standing import Reasons

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SLACK_EVENTS = "/slack/events"
_TEXT = "text/plain; charset=utf-8"
_READ = ("GET", "HEAD")


class Pages:
    """A WSGI application; ``slack`` is the one behind /slack/events, where there is any."""

    def __init__(
        self, metrics: Metrics, reasons: Reasons, slack: WSGIApplication | None = None
    ) -> None:
        self._metrics = metrics
        self._reasons = reasons
        self._slack = slack
        self._readable: dict[str, Callable[[StartResponse], Iterable[bytes]]] = {
            "/healthz": self._lives,
            "/readyz": self._ready,
            "/metrics": self._figures,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """See PEP 3333."""
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD", "")
        if self._slack is not None and path == SLACK_EVENTS:
            if method != "POST":
                return _wrong_method(start_response, "POST")
            return self._slack(environ, start_response)
        page = self._readable.get(path)
        if page is None:
            return say(start_response, HTTPStatus.NOT_FOUND, "there is no such page")
        if method not in _READ:
            return _wrong_method(start_response, ", ".join(_READ))
        body = page(start_response)
        return body if method == "GET" else []

    def _lives(self, start_response: StartResponse) -> Iterable[bytes]:
        return say(start_response, HTTPStatus.OK, "ok")

    def _ready(self, start_response: StartResponse) -> Iterable[bytes]:
        reasons = self._reasons()
        if reasons:
            return say(start_response, HTTPStatus.SERVICE_UNAVAILABLE, "\n".join(reasons))
        return say(start_response, HTTPStatus.OK, "ready")

    def _figures(self, start_response: StartResponse) -> Iterable[bytes]:
        return _send(start_response, HTTPStatus.OK, self._metrics.page(), CONTENT_TYPE)


def say(start_response: StartResponse, status: HTTPStatus, text: str) -> Iterable[bytes]:
    """Answer with a line of text."""
    return _send(start_response, status, f"{text}\n".encode(), _TEXT)


def _wrong_method(start_response: StartResponse, allowed: str) -> Iterable[bytes]:
    status = HTTPStatus.METHOD_NOT_ALLOWED
    return _send(start_response, status, b"wrong method\n", _TEXT, ("Allow", allowed))


def _send(
    start_response: StartResponse,
    status: HTTPStatus,
    body: bytes,
    content_type: str,
    *headers: tuple[str, str],
) -> Iterable[bytes]:
    said = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *headers,
    ]
    start_response(f"{status.value} {status.phrase}", said)
    return [body]
