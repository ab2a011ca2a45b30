"""`serve` by HTTP: gunicorn with one worker, for one index and one pool of threads."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.errors import AppImportError

from bot.logs import log_unexpected
from bot.server.events import SlackEvents
from bot.server.listening import address_of
from bot.server.pages import SLACK_EVENTS, Pages
from bot.server.parts import Service
from bot.server.socketmode import FINISH_SECONDS
from bot.server.standing import Standing
from bot.server.telling import Say, describe_index
from profiles.errors import NakadachiError

_THREADS = 16
# The worker must show that it lives; loading the model for the first time takes a minute or more.
_TIMEOUT_SECONDS = 300
# What the master gives the worker: FINISH_SECONDS, and some for open connections before.
_STOP_SECONDS = 25
_OPEN_CONNECTIONS_SECONDS = 3
# gunicorn's own code for "the application could not be loaded": it does not try again.
_GIVE_UP = 4


def serve_by_http(
    open_service: Callable[[], Service], signing_secret: str, listener: socket.socket, say: Say
) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code. The service lives in the worker."""
    say(f"HTTP. Slack's request URL ends in {SLACK_EVENTS}; health: {address_of(listener)}/readyz")
    master = os.getpid()
    try:
        _Web(_Bot(open_service, signing_secret, say), listener).run()
    except SystemExit as ended:
        if os.getpid() != master:
            # The worker is a fork in the midst of the command line: it must not go on with that.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code if isinstance(ended.code, int) else 0)
        say("Stopped.")
        return 1 if ended.code else 0
    return 0


@dataclass
class _Bot:
    """The bot in the worker: from the load of its model to its last answer."""

    open_service: Callable[[], Service]
    signing_secret: str
    say: Say
    stop: Event = field(default_factory=Event)
    service: Service | None = None
    standing: Standing | None = None

    def load(self) -> Pages:
        """The web application; the worker accepts nothing before it is there."""
        service = self.service = self.open_service()
        service.prepare()
        self.say(describe_index(service.metrics))
        standing = self.standing = Standing(service)
        slack = SlackEvents(service.app, self.signing_secret, standing.is_open, service.arrivals)
        return Pages(service.metrics, standing.reasons, slack)

    def start(self) -> None:
        """Sign in beside the pages, which say meanwhile that it is not done."""
        Thread(target=self._sign_in, name="signing in", daemon=True).start()

    def end(self) -> None:
        """Finish what was acknowledged."""
        self.stop.set()
        if self.service is None:
            return
        if self.standing is not None and self.standing.is_open():
            self.say("Stopping: what was acknowledged is finished first.")
            self.service.stop_taking()
            self.service.finish(FINISH_SECONDS)
        self.service.close()

    def _sign_in(self) -> None:
        assert self.service is not None
        assert self.standing is not None
        try:
            if not self.standing.sign_in(self.stop):
                return
        except NakadachiError as error:
            _give_up(f"Error: {error}")
        except Exception as error:
            _give_up(f"Error: the bot could not start (error {log_unexpected(error)})")
        self.say(f"Connected as {self.service.identity}.")


class _Web(BaseApplication):
    """gunicorn, set up for one bot."""

    def __init__(self, bot: _Bot, listener: socket.socket) -> None:
        self._bot = bot
        # gunicorn closes what it is given.
        self._listener = listener.detach()
        super().__init__()

    def load_config(self) -> None:
        """See gunicorn; nothing of it is read from files or from the environment."""
        wanted = {
            "bind": f"fd://{self._listener}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": _THREADS,
            "timeout": _TIMEOUT_SECONDS,
            "graceful_timeout": _STOP_SECONDS,
            "accesslog": None,
            "errorlog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "on_starting": _log_like_others,
            "post_fork": _leave_time_to_finish,
            "post_worker_init": self._when_loaded,
            "worker_exit": self._when_ending,
        }
        for name, value in wanted.items():
            if name in self.cfg.settings:  # older versions know no control socket
                self.cfg.set(name, value)

    def load(self) -> Any:  # gunicorn's own type for it is wider than WSGI's
        """See gunicorn; called in the worker."""
        try:
            return self._bot.load()
        except NakadachiError as error:
            raise AppImportError(f"Error: {error}") from error
        except Exception as error:
            said = f"Error: the bot could not start (error {log_unexpected(error)})"
            raise AppImportError(said) from error

    def _when_loaded(self, worker: Any) -> None:
        # Ctrl-C reaches the worker from the terminal too; it ends when the master says so, and
        # gracefully for that signal as well.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGQUIT, worker.handle_exit)
        self._bot.start()

    def _when_ending(self, _arbiter: Any, _worker: Any) -> None:
        self._bot.end()


def _leave_time_to_finish(_arbiter: Any, worker: Any) -> None:
    worker.cfg.set("graceful_timeout", _OPEN_CONNECTIONS_SECONDS)


def _log_like_others(_arbiter: Any) -> None:
    logging.getLogger("gunicorn.error").propagate = True


def _give_up(why: str) -> None:
    """End the worker from a thread of it; nothing was taken yet, so nothing is lost."""
    click.echo(why, err=True)
    sys.stderr.flush()
    os._exit(_GIVE_UP)
