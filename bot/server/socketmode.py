"""`serve` by Socket Mode: we connect to Slack, and need no public address."""

from __future__ import annotations

import socket
from threading import Event

from bot.server.health import HealthServer
from bot.server.line import Line, Pace
from bot.server.listening import address_of
from bot.server.pages import Pages
from bot.server.parts import Service
from bot.server.standing import Standing
from bot.server.telling import Say, describe_index
from bot.server.watchdog import Watchdog
from bot.settings import SlackSettings

FINISH_SECONDS = 20.0
_PACE = Pace()


def serve_by_socket(
    service: Service,
    settings: SlackSettings,
    listener: socket.socket,
    stop: Event,
    say: Say,
    pace: Pace = _PACE,
) -> None:
    """Serve until told to stop, then finish what was acknowledged. Raises BotError at the start."""

    def make_line() -> Line:
        return Line(
            service.app,
            settings.app_token,
            settings.api,
            service.metrics,
            pace,
            service.arrivals,
        )

    def connected() -> None:
        say(f"Connected as {service.identity}.")

    watchdog = Watchdog(make_line, service.metrics, pace, connected)
    standing = Standing(service, watchdog.reasons)
    say(f"Socket Mode. Health: {address_of(listener)}/readyz")
    with HealthServer(listener, Pages(service.metrics, standing.reasons)):
        try:
            _start(service, standing, stop, say, watchdog)
        finally:
            service.close()
    say("Stopped.")


def _start(service: Service, standing: Standing, stop: Event, say: Say, watchdog: Watchdog) -> None:
    service.prepare()
    say(describe_index(service.metrics))
    if not standing.sign_in(stop):
        return
    try:
        watchdog.keep(stop)
    finally:
        say("Stopping: what was acknowledged is finished first.")
        service.stop_taking()
        service.finish(FINISH_SECONDS)
