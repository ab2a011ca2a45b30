"""Whole processes: the order of the start, pages meanwhile, and a stop that finishes its work."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Thread

import pytest

from tests.bot.server.fake_slack import FakeSlack
from tests.bot.server.stub import NOBODY
from tests.bot.server.test_events import event, sign
from tests.conftest import ROOT

LIMIT_SECONDS = 60
STOPPING = "Stopping: what was acknowledged is finished first."
STOPS = [signal.SIGTERM, signal.SIGINT]


class Process:
    """`serve` with a stub for the service."""

    def __init__(self, mode: str, api: str) -> None:
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, *_warnings(mode), "-m", "tests.bot.server.stubbed", mode, api],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )
        self.port = 0

    def read_until(self, wanted: str) -> None:
        """Wait for a line that contains ``wanted``."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))
            if found := re.search(r":(\d+)/readyz", line):
                self.port = int(found[1])
            if wanted in line:
                return
        raise AssertionError(f"no {wanted!r} in {self.lines}: {self.ended()}")

    def ask(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        headers = {"Content-Type": "application/json"}
        for name, value in (sign(body) if body else {}).items():
            headers[name.removeprefix("HTTP_").replace("_", "-")] = value
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("POST" if body else "GET", path, body, headers)
            said = connection.getresponse()
            return said.status, said.read().decode()

    def tell(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def ended(self) -> tuple[int, str]:
        """The exit code and what was said on stderr, once it has ended."""
        out, err = self._process.communicate(timeout=LIMIT_SECONDS)
        self.lines += out.splitlines()
        return self._process.returncode, err

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        self._process.communicate()


def _warnings(mode: str) -> list[str]:
    # gunicorn leaves the copy of a socket to the garbage collector.
    return ["-W", "error", *(["-W", "ignore::ResourceWarning"] if mode.startswith("http") else [])]


@contextmanager
def served(mode: str, api: str = NOBODY) -> Iterator[Process]:
    process = Process(mode, api)
    try:
        yield process
    finally:
        process.kill()


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.mark.parametrize("number", STOPS)
def test_socket_mode_prepares_then_connects_and_finishes_when_told_to_stop(
    slack: FakeSlack, number: signal.Signals
) -> None:
    with served("socket", slack.api) as process:
        process.read_until("Connected as nakadachi in Tama.")
        assert slack.connections == 1
        assert process.ask("/readyz") == (200, "ready\n")
        assert process.ask("/slack/events", event())[0] == 404
        slack.deliver("E1")
        slack.wait_until(lambda: slack.acknowledged == ["E1"])
        process.tell(number)
        assert process.ended() == (0, "")
        steps = [line for line in process.lines if "readyz" not in line]
    assert steps == [
        "prepare",
        "150 members; the index is 0 h 0 min old.",
        "sign in",
        "sweep",
        "Connected as nakadachi in Tama.",
        STOPPING,
        "stop taking",
        "finish within 20 s",
        "close",
        "Stopped.",
    ]


@pytest.mark.parametrize("number", STOPS)
def test_http_prepares_then_accepts_and_finishes_when_told_to_stop(number: signal.Signals) -> None:
    with served("http") as process:
        process.read_until("Connected as nakadachi in Tama.")
        assert process.ask("/readyz") == (200, "ready\n")
        assert process.ask("/healthz") == (200, "ok\n")
        assert process.ask("/slack/events", event(text="チタン")) == (200, "チタン")
        assert process.ask("/slack/events", b"{broken") == (
            400,
            "the body is no delivery of Slack\n",
        )
        process.tell(number)
        assert process.ended() == (0, "")
        steps = [line for line in process.lines if "readyz" not in line]
    assert steps == [
        "prepare",
        "150 members; the index is 0 h 0 min old.",
        "sign in",
        "sweep",
        "Connected as nakadachi in Tama.",
        STOPPING,
        "stop taking",
        "finish within 20 s",
        "close",
        "Stopped.",
    ]


def test_http_takes_nothing_while_slack_does_not_say_who_we_are() -> None:
    with served("http-alone") as process:
        process.read_until("sign in")
        assert process.ask("/slack/events", event()) == (503, "not ready yet\n")
        status, reason = process.ask("/readyz")
        assert (status, "Slack" in reason) == (503, True)
        assert process.ask("/healthz")[0] == 200
        process.tell(signal.SIGTERM)
        assert process.ended() == (0, "")
        assert STOPPING not in process.lines
        assert process.lines[-2:] == ["close", "Stopped."]


def test_socket_mode_says_why_it_is_not_ready_and_stops_all_the_same() -> None:
    with served("socket-alone") as process:
        process.read_until("sign in")
        assert process.ask("/readyz")[0] == 503
        assert process.ask("/healthz")[0] == 200
        process.tell(signal.SIGTERM)
        assert process.ended() == (0, "")
        assert process.lines[-2:] == ["close", "Stopped."]


def test_socket_mode_raises_what_keeps_it_from_starting() -> None:
    with served("socket-prepare") as process:
        code, err = process.ended()
        assert code == 1
        assert "NothingImported: there is nothing" in err
        assert "close" in process.lines


def test_http_says_what_keeps_it_from_starting_and_does_not_try_for_ever() -> None:
    with served("http-prepare") as process:
        assert process.ended() == (1, "Error: there is nothing\n")
        assert process.lines.count("prepare") == 1


def test_a_wrong_token_ends_http_with_what_to_do() -> None:
    with served("http-sign in") as process:
        code, err = process.ended()
        assert code == 1
        assert "SLACK_BOT_TOKEN" in err
        assert "invalid_auth" in err
        assert process.lines.count("sign in") == 1


def test_a_client_that_sends_half_a_request_delays_no_stop() -> None:
    with served("http") as process:
        process.read_until("Connected as")
        with closing(http.client.HTTPConnection("127.0.0.1", process.port)) as half:
            half.putrequest("POST", "/slack/events")
            half.putheader("Content-Length", "100")
            half.endheaders(b"half")
            process.tell(signal.SIGTERM)
            assert process.ended()[0] == 0
            assert "finish within 20 s" in process.lines


def test_many_deliveries_at_once_are_all_answered() -> None:
    answers: list[tuple[int, str]] = []
    with served("http") as process:
        process.read_until("Connected as")

        def deliver(number: int) -> None:
            answers.append(process.ask("/slack/events", event(text=str(number))))

        threads = [Thread(target=deliver, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        process.tell(signal.SIGTERM)
        process.ended()
    assert sorted(answers) == sorted((200, str(number)) for number in range(50))


def test_a_second_signal_ends_the_process_at_once(slack: FakeSlack) -> None:
    with served("socket-slow", slack.api) as process:
        process.read_until("Connected as")
        process.tell(signal.SIGTERM)
        process.read_until("finish within")
        process.tell(signal.SIGTERM)
        assert process.ended()[0] == -signal.SIGTERM
