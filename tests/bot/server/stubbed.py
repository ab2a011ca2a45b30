"""Serves a stub in a process of its own: ``python -m tests.bot.server.stubbed MODE [API]``.

Prints what the service is asked to do, a line each. It answers slowly if MODE ends in "-slow",
does not sign in if it ends in "-alone", and fails if it ends in the name of a step.
"""

from __future__ import annotations

import logging
import sys
from threading import Event
from typing import Any

from bot.errors import NothingImported, SignedOut
from bot.server.listening import listen
from bot.server.signals import run_until_told
from bot.server.socketmode import serve_by_socket
from bot.server.web import serve_by_http
from bot.settings import SlackSettings
from tests.bot.server.stub import SECRET, StubService


def say(line: str) -> None:
    print(line, flush=True)


def main(mode: str, api: str) -> None:
    logging.getLogger().addHandler(logging.NullHandler())
    kind, _, way = mode.partition("-")

    def open_stub(*_: Any) -> StubService:
        service = StubService(say, api)
        service.signs_in = way != "alone"
        if way == "slow":
            service.answering = Event()
        if way == "prepare":
            service.fails["prepare"] = NothingImported("there is nothing")
        if way == "sign in":
            service.fails["sign in"] = SignedOut("auth.test", "invalid_auth")
        return service

    with listen("127.0.0.1", 0) as listener:
        if kind == "http":
            sys.exit(serve_by_http(open_stub, SECRET, listener, say))
        settings = SlackSettings(app_token="xapp-1", api=api)
        run_until_told(lambda stop: serve_by_socket(open_stub(), settings, listener, stop, say))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
