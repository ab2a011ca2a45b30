"""The bot behind the playground, fed with signed requests: started, and started again."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from threading import Event

from bot.bootstrap import Nakadachi
from bot.logs import log_unexpected
from bot.playground.page.setting import Setting, State
from bot.playground.standin import StandIn
from bot.server.events import SlackEvents
from bot.server.health import HealthServer
from bot.server.listening import address_of, listen
from bot.server.pages import SLACK_EVENTS, Pages
from bot.server.standing import Standing
from bot.service import Service, open_service
from profiles.errors import NakadachiError

_FINISH_SECONDS = 10.0


class Runner:
    """Runs the bot of ``app`` for ``slack``; the page hears how it is from ``setting``.

    Once ``stop`` is set it waits for nothing any more.
    """

    def __init__(self, app: Nakadachi, slack: StandIn, setting: Setting, stop: Event) -> None:
        self._app = app
        self._slack = slack
        self._setting = setting
        self._turn = threading.Lock()
        self._ending = stop
        self._exits = ExitStack()

    def start(self) -> None:
        """Start it, and wait until it answers. Raises NakadachiError."""
        with self._turn:
            self._start()

    def restart(self) -> None:
        """Stop it, and start another on the same databases. What goes wrong is told."""
        with self._turn:
            try:
                self._start()
            except NakadachiError as error:
                self._setting.shows_bot(State.STOPPED, str(error))
            except Exception as error:
                self._setting.shows_bot(State.STOPPED, f"error {log_unexpected(error)}")

    def stop(self) -> None:
        """Finish what was acknowledged, and close."""
        self._ending.set()
        with self._turn:
            self._exits.close()
            self._setting.shows_bot(State.STOPPED)

    def _start(self) -> None:
        self._setting.shows_bot(State.STARTING)
        self._exits.close()
        with ExitStack() as exits:
            # The visitor changes language and person at will, and looks at once.
            service = open_service(self._app, remembered_seconds=0)
            exits.callback(service.close)
            standing = Standing(service)
            listener = exits.enter_context(listen("127.0.0.1", 0))
            secret = self._app.settings.slack.signing_secret
            events = SlackEvents(service.app, secret, standing.is_open, service.arrivals)
            pages = Pages(service.metrics, standing.reasons, events)
            exits.enter_context(HealthServer(listener, pages))
            self._slack.deliver_to(address_of(listener) + SLACK_EVENTS)
            service.prepare()
            if not standing.sign_in(self._ending):
                return  # it is ending
            exits.callback(_finish, service)
            self._exits = exits.pop_all()
        self._setting.shows_bot(State.READY)


def _finish(service: Service) -> None:
    service.stop_taking()
    service.finish(_FINISH_SECONDS)
