"""One connection to Slack by Socket Mode, and whether it is alive.

The SDK's client may come back from a broken connection connected and deaf (bolt-python #417 and
#1529, python-slack-sdk #1701), and takes seconds to change from one to the next. So a client
serves one connection here and never reconnects: what comes next is a new line, which has no past.
"""

from __future__ import annotations

import http.client
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from time import monotonic, time
from urllib.error import URLError

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.arrivals import Arrivals
from bot.errors import SlackAway, SlackRefused
from bot.metrics import Metrics
from bot.server.soundness import is_sound

logger = logging.getLogger(__name__)

_METHOD = "apps.connections.open"
_TIMEOUT_SECONDS = 10
# Deliveries are acknowledged at once: these threads are never busy for long.
_THREADS = 16
# The SDK reads by recursion, a level for each piece: small ones end large messages in an error.
_READ_BYTES = 256 * 1024
# In what is to be acknowledged, and in nothing else that Slack sends.
_ENVELOPE = '"envelope_id"'
# Errors of Slack that say nothing about the token.
AWAY = frozenset(("ratelimited", "internal_error", "fatal_error", "service_unavailable"))


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient a connection is, in seconds."""

    silence: float = 60.0  # without a sign of Slack, before the connection counts as dead
    ping: float = 5.0  # between our pings, which Slack answers
    look: float = 1.0  # between two looks at how it stands
    first_wait: float = 1.0  # after a failure; it doubles
    longest_wait: float = 60.0
    linger: float = 5.0  # that a connection stays when Slack asked for another


class Line:
    """A connection that is opened once, watched by ``trouble``, and closed."""

    def __init__(
        self,
        app: App,
        app_token: str,
        api: str,
        metrics: Metrics,
        pace: Pace,
        arrivals: Arrivals | None = None,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._pace = pace
        self._web = WebClient(base_url=api, timeout=_TIMEOUT_SECONDS, retry_handlers=[])
        self._client = _OneConnection(app, app_token, self._web, pace, arrivals or Arrivals())
        self._client.on_message_listeners.append(self._hear)
        self._client.message_listeners.append(self._greet)
        self._client.socket_mode_request_listeners.append(self._take)
        self._greeted = Event()
        self._answered: float | None = None
        self._opened = self._heard = monotonic()

    def open(self) -> None:
        """Connect. Raises SlackAway, or SlackRefused if the app-level token is not accepted."""
        self._client.wss_uri = self._ask_for_address()
        self._client.connect()
        if not self._client.is_connected():
            raise SlackAway("the WebSocket handshake", "nothing")
        self._opened = self._heard = monotonic()

    def is_alive(self) -> bool:
        """Whether Slack has said hello, and the connection still stands."""
        return self._greeted.is_set() and self._client.is_connected()

    def is_to_be_replaced(self) -> bool:
        """Whether Slack asks for another connection in its place."""
        return self._client.asked_to_move.is_set()

    def has_lasted(self) -> bool:
        """Whether it has been open for longer than a dead one would be."""
        return monotonic() - self._opened > self._pace.silence

    def trouble(self) -> str:
        """What is wrong with it; "" while nothing is."""
        connection = self._client.current_session
        if connection is None or not connection.is_active():
            return "the connection was closed"
        if connection.consecutive_check_state_error_count:
            return "the connection broke"
        # The SDK notes when the ping was sent that Slack answered last.
        if self._answered != connection.last_ping_pong_time:
            self._answered, self._heard = connection.last_ping_pong_time, monotonic()
        if (silent := monotonic() - self._heard) > self._pace.silence:
            return f"Slack was silent for {silent:.0f} s"
        if self.has_lasted() and not self._greeted.is_set():
            return "Slack does not greet"
        return ""

    def close(self) -> None:
        """Disconnect and end the client's threads; what is not acknowledged by now comes again."""
        connection = self._client.current_session
        if connection is not None and (connected := connection.sock) is not None:
            # Ends what waits for the socket, holding its locks: closing would wait for it.
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)
        # Its thread waits a second for each message: this is one, and its last.
        self._client.message_processor.event.set()
        self._client.enqueue_message("")
        try:
            self._client.close()
        except (AttributeError, OSError):
            # One of its threads was first to close the socket; the threads are still to be ended.
            self._client.close()

    def _ask_for_address(self) -> str:
        try:
            said = self._web.apps_connections_open(app_token=self._client.app_token)
        except SlackApiError as error:
            code = str(error.response.get("error") or f"HTTP {error.response.status_code}")
            self._metrics.called_slack(_METHOD, code)
            kind = SlackAway if code in AWAY or code.startswith("HTTP ") else SlackRefused
            raise kind(_METHOD, code) from None
        except (URLError, OSError, http.client.HTTPException) as error:
            self._metrics.called_slack(_METHOD, "unreachable")
            raise SlackAway(_METHOD, type(error).__name__) from None
        self._metrics.called_slack(_METHOD)
        return str(said["url"])

    def _hear(self, _message: str) -> None:
        self._heard = monotonic()

    def _greet(
        self, _client: BaseSocketModeClient, message: dict[str, object], _raw: str | None
    ) -> None:
        # It has come through the client's queue and threads: all of them work.
        if message.get("type") == "hello":
            self._greeted.set()

    def _take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        received = time()
        if is_sound(request.payload):
            said = run_bolt_app(self._app, request)
        else:
            logger.warning("a delivery that is none of Slack's was acknowledged and left")
            said = BoltResponse(status=200)
        send_response(client, request, said, received)


class _OneConnection(SocketModeClient):
    """The SDK's client without its own ways to reconnect."""

    def __init__(
        self, app: App, app_token: str, web: WebClient, pace: Pace, arrivals: Arrivals
    ) -> None:
        self.asked_to_move = Event()
        self._arrivals = arrivals
        super().__init__(
            app_token,
            logger=app.logger,
            web_client=web,
            auto_reconnect_enabled=False,
            ping_interval=pace.ping,
            receive_buffer_size=_READ_BYTES,
            concurrency=_THREADS,
            proxy=web.proxy,
        )

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Slack sent "disconnect"; until it does disconnect, this connection is good."""
        self.asked_to_move.set()

    def enqueue_message(self, message: str) -> None:
        """See the SDK; called by the thread that reads."""
        if _ENVELOPE in message:
            self._arrivals.arrived(message)
        super().enqueue_message(message)

    def run_message_listeners(self, message: dict[str, object], raw_message: str) -> None:
        """See the SDK; when this ends the message is acknowledged."""
        try:
            super().run_message_listeners(message, raw_message)
        finally:
            self._arrivals.acknowledged(raw_message)


LineMaker = Callable[[], Line]
