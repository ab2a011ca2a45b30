"""Keeps a line to Slack open: renews it when it dies, patiently, for ever."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from bot.errors import SlackError
from bot.metrics import Metrics
from bot.server.line import Line, LineMaker, Pace
from bot.settings import SLACK_APP_TOKEN

logger = logging.getLogger(__name__)

# The SDK's threads look up every second or three; a stop waits no longer for them.
_CLOSING_SECONDS = 5.0


class Watchdog:
    """One line after the other. ``connected`` is called when Slack greets us, each time."""

    def __init__(
        self,
        make_line: LineMaker,
        metrics: Metrics,
        pace: Pace,
        connected: Callable[[], None] = lambda: None,
    ) -> None:
        self._make_line = make_line
        self._metrics = metrics
        self._pace = pace
        self._connected = connected
        self._line: Line | None = None
        self._trouble = "not connected to Slack yet"
        self._failures = 0
        self._closing: list[Thread] = []

    def keep(self, stop: Event) -> None:
        """Stay connected until told to stop."""
        try:
            while not stop.is_set():
                if not self._one_line(stop):
                    stop.wait(self._delay())
        finally:
            self._metrics.socket_connected(False)
            for thread in self._closing:
                thread.join(_CLOSING_SECONDS)

    def reasons(self) -> tuple[str, ...]:
        """Why nothing can reach us from Slack; nothing while it can."""
        line = self._line
        if line is not None and line.is_alive():
            return ()
        tries = f" ({self._failures} tries)" if self._failures > 1 else ""
        return (f"{self._trouble}{tries}",)

    def _one_line(self, stop: Event) -> bool:
        """Open a line, and stay until it ends; True if the next one is a matter of course."""
        line, lingers = self._make_line(), 0.0
        try:
            line.open()
            trouble = self._watch(line, stop)
            if not trouble:
                # The next one is opened meanwhile, so that nothing is missed.
                lingers = self._pace.linger
                # Slack may send away each new connection at once; that is not to be a busy loop.
                self._failures += not line.has_lasted()
                return line.has_lasted()
        except SlackError as error:
            trouble = _explain(error)
        finally:
            self._close(line, lingers, stop)
        self._line = None
        self._failures += 1
        self._trouble = f"not connected to Slack: {trouble}"
        self._metrics.socket_connected(False)
        self._metrics.socket_reconnected()
        logger.warning("%s. Connecting again in %.1f s.", self._trouble, self._delay())
        return False

    def _watch(self, line: Line, stop: Event) -> str:
        """What the line died of, or "" when it is to be replaced, or it is time to stop."""
        greeted = False
        while not stop.wait(self._pace.look) and not line.is_to_be_replaced():
            if trouble := line.trouble():
                return trouble
            if line.is_alive() and not greeted:
                greeted, self._line = True, line
                self._metrics.socket_connected(True)
                self._connected()
            if line.has_lasted():
                # The next failure is a first one.
                self._failures = 0
        return ""

    def _delay(self) -> float:
        """1, 2, 4 ... seconds after failures in a row."""
        doubled = self._pace.first_wait * 2.0 ** min(max(0, self._failures - 1), 16)
        return min(doubled, self._pace.longest_wait)

    def _close(self, line: Line, lingers: float, stop: Event) -> None:
        """A dead client may take its time, or never end: nobody waits for it here."""

        def close() -> None:
            stop.wait(lingers)
            line.close()

        self._closing = [thread for thread in self._closing if thread.is_alive()]
        thread = Thread(target=close, name="closing", daemon=True)
        thread.start()
        self._closing.append(thread)


def _explain(error: SlackError) -> str:
    if error.code in ("invalid_auth", "not_authed", "token_revoked", "account_inactive"):
        return (
            f"Slack does not accept {SLACK_APP_TOKEN.name} ({error.code}). Make a new app-level "
            "token with the scope connections:write, put it into the settings, and restart"
        )
    return str(error).rstrip(".")
