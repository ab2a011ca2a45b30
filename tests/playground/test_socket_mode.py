"""Socket Mode, with the SDK's own client at the other end."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.playground.journal import Verdict
from bot.playground.standin import StandIn
from tests.playground.conftest import HASTY, MANIFEST, QUICK, actions, button, client_of

QUIET = logging.getLogger("tests.playground.socket_mode")
QUIET.setLevel(logging.CRITICAL)


class SocketBot:
    """Acknowledges what arrives, with ``payload``, unless it is ``mute``."""

    def __init__(self, slack: StandIn, ping_interval: float) -> None:
        self.arrived: list[SocketModeRequest] = []
        self.messages: list[dict[str, Any]] = []
        self.payload: dict[str, Any] | None = None
        self.mute = 0
        self.client = SocketModeClient(
            app_token=slack.app_token,
            web_client=client_of(slack),
            logger=QUIET,
            ping_interval=ping_interval,
        )
        self.client.socket_mode_request_listeners.append(self._take)  # type: ignore[arg-type]
        self.client.message_listeners.append(self._note)  # type: ignore[arg-type]

    def _take(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        self.arrived.append(request)
        self.mute -= 1
        if self.mute < 0:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, self.payload))

    def _note(self, client: SocketModeClient, message: dict[str, Any], raw: str | None) -> None:
        self.messages.append(message)


@contextmanager
def connected(slack: StandIn, number: int = 1, ping_interval: float = 0.1) -> Iterator[SocketBot]:
    bot = SocketBot(slack, ping_interval)
    bot.client.connect()
    try:
        slack.wait_for_sockets(number)
        yield bot
    finally:
        # The client looks for messages once a second; this one lets it notice at once.
        bot.client.closed = True
        bot.client.enqueue_message("")
        closing = Thread(target=bot.client.close)
        closing.start()
        while closing.is_alive():
            # Its reader, if it begins only now, forgets that it was told to end.
            bot.client.current_session_state.terminated = True
            closing.join(0.1)


@pytest.fixture
def bot(slack: StandIn) -> Iterator[SocketBot]:
    with connected(slack) as bot:
        yield bot


def test_an_event_arrives_in_an_envelope_and_is_acknowledged(
    slack: StandIn, bot: SocketBot
) -> None:
    alice = slack.person("alice")
    said = alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    (request,) = bot.arrived
    assert request.type == "events_api"
    assert request.accepts_response_payload is False
    assert (request.retry_attempt, request.retry_reason) == (0, "")
    assert request.payload["event"]["ts"] == said.ts
    assert slack.deliveries[0].is_acknowledged
    assert 0 < slack.deliveries[0].took_ms < 3000


def test_a_connection_begins_with_hello(slack: StandIn, bot: SocketBot) -> None:
    slack.person("alice").writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert bot.messages[0]["type"] == "hello"
    assert bot.messages[0]["num_connections"] == 1


def test_a_command_may_be_acknowledged_with_a_message(slack: StandIn, bot: SocketBot) -> None:
    alice = slack.person("alice")
    bot.payload = {"text": "One moment"}

    invoked = alice.commands("/partners チタン")

    (request,) = bot.arrived
    assert (request.type, request.accepts_response_payload) == ("slash_commands", True)
    assert request.payload["text"] == "チタン"
    assert invoked.ack_text == "One moment"


def test_a_press_arrives_as_interactive(slack: StandIn, bot: SocketBot) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    client_of(slack).chat_postMessage(
        channel=general.id, text="pick", blocks=[actions(button("go"))]
    )
    alice.presses(alice.sees("pick"), "go")

    assert bot.arrived[-1].type == "interactive"
    assert bot.arrived[-1].payload["actions"][0]["action_id"] == "go"


@pytest.mark.parametrize("pace", [HASTY])
def test_what_is_not_acknowledged_comes_again_in_a_new_envelope(
    slack: StandIn, bot: SocketBot
) -> None:
    bot.mute = 2
    slack.person("alice").writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert [(one.retry_attempt, one.retry_reason) for one in bot.arrived] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    assert len({one.envelope_id for one in bot.arrived}) == 3
    assert len({one.payload["event_id"] for one in bot.arrived}) == 1
    assert slack.deliveries[0].is_acknowledged


@pytest.mark.parametrize("pace", [HASTY])
def test_a_command_that_nobody_acknowledges_fails(slack: StandIn, bot: SocketBot) -> None:
    bot.mute = 1
    assert slack.person("alice").commands("/partners x").error == "operation_timeout"
    assert len(bot.arrived) == 1


def test_without_a_connection_nothing_can_be_delivered(slack: StandIn) -> None:
    alice = slack.person("alice")
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert slack.deliveries[0].verdict is Verdict.UNREACHABLE
    assert alice.commands("/partners x").error == "dispatch_failed"


def test_each_envelope_goes_to_one_of_several_connections(slack: StandIn, bot: SocketBot) -> None:
    alice = slack.person("alice")
    with connected(slack, 2) as other:
        for n in range(4):
            alice.writes_to_bot(f"message {n}")
        slack.settle(quiet=0.01)

        assert (len(bot.arrived), len(other.arrived)) == (2, 2)


def test_a_ticket_is_good_for_one_connection(slack: StandIn, bot: SocketBot) -> None:
    assert bot.client.wss_uri is not None
    used = bot.client.wss_uri.replace("ws://", "http://")

    with pytest.raises(HTTPError, match="401") as caught:
        urlopen(used)
    caught.value.close()


def test_pings_are_answered_and_sent(slack: StandIn, bot: SocketBot) -> None:
    session = bot.client.current_session
    assert session is not None
    assert _until(lambda: session.last_ping_pong_time is not None)
    assert bot.client.is_connected()


def test_a_cut_connection_is_opened_anew(slack: StandIn, bot: SocketBot) -> None:
    old = bot.client.wss_uri
    slack.cut_sockets()
    slack.wait_for_sockets(0)
    slack.wait_for_sockets(1, within=10)

    assert bot.client.wss_uri != old
    slack.person("alice").writes_to_bot("still there?")
    slack.settle(quiet=0.01)
    assert bot.arrived


@pytest.mark.parametrize("pace", [HASTY])
def test_a_silent_connection_stays_open_and_swallows_everything(slack: StandIn) -> None:
    with connected(slack, ping_interval=30) as bot:
        slack.silence_sockets()
        slack.person("alice").writes_to_bot("hello?")
        slack.settle(quiet=0.01)

        slack.wait_for_sockets(1)
        assert bot.client.is_connected()
        assert not bot.arrived
        assert slack.deliveries[0].verdict is Verdict.TIMED_OUT


def test_on_a_request_to_refresh_the_client_connects_anew(slack: StandIn, bot: SocketBot) -> None:
    old = bot.client.wss_uri
    slack.refresh_sockets()
    slack.wait_for_sockets(1, within=10)

    slack.person("alice").writes_to_bot("still there?")
    slack.settle(quiet=0.01)
    assert slack.deliveries[0].is_acknowledged
    assert bot.client.wss_uri != old


def test_an_acknowledgement_that_makes_no_sense_is_passed_over(
    slack: StandIn, bot: SocketBot
) -> None:
    for text in ("{", "[]", json.dumps({"envelope_id": "unknown"}), "null"):
        bot.client.send_message(text)
    slack.person("alice").writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert slack.deliveries[0].is_acknowledged


def _until(is_so: Any) -> bool:
    """Poll what has no event of its own: the client's private state."""
    ends = time.monotonic() + 5
    while time.monotonic() < ends:
        if is_so():
            return True
        threading.Event().wait(0.01)
    return False


def test_slack_closes_at_once_even_if_the_client_does_not() -> None:
    with socket.socket() as deaf:
        with StandIn(MANIFEST, pace=QUICK) as slack:
            opened = client_of(slack).apps_connections_open(app_token=slack.app_token)
            url = urlsplit(opened["url"])
            deaf.connect((url.hostname, url.port))
            deaf.sendall(
                f"GET {url.path}?{url.query} HTTP/1.1\r\nHost: {url.hostname}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
            )
            slack.wait_for_sockets(1)
            began = time.monotonic()

        assert time.monotonic() - began < 5
