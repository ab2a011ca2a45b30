"""Health, readiness and figures, over a real socket beside Socket Mode."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing
from wsgiref.validate import validator

import pytest

from bot.errors import BadSetting
from bot.metrics import Metrics
from bot.server.health import HealthServer
from bot.server.listening import address_of, listen
from bot.server.pages import Pages

REASONS: list[str] = []


@pytest.fixture
def port() -> Iterator[int]:
    REASONS.clear()
    with listen("127.0.0.1", 0) as listener:
        number = int(listener.getsockname()[1])
        with HealthServer(listener, validator(Pages(Metrics(), lambda: tuple(REASONS)))):
            yield number


def ask(port: int, path: str, method: str = "GET") -> tuple[int, str, http.client.HTTPMessage]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path)
        said = connection.getresponse()
        return said.status, said.read().decode(), said.headers


def test_the_process_says_that_it_lives(port: int) -> None:
    assert ask(port, "/healthz")[:2] == (200, "ok\n")


def test_it_is_ready_when_there_is_no_reason_not_to_be(port: int) -> None:
    assert ask(port, "/readyz")[:2] == (200, "ready\n")


def test_what_is_missing_is_said_a_line_each(port: int) -> None:
    REASONS[:] = ["no index", "not connected to Slack"]
    assert ask(port, "/readyz")[:2] == (503, "no index\nnot connected to Slack\n")


def test_prometheus_reads_the_figures(port: int) -> None:
    status, text, headers = ask(port, "/metrics")
    assert status == 200
    assert "nakadachi_deliveries_total" in text
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")


@pytest.mark.parametrize("path", ["/", "/slack/events", "/healthz/", "/../etc/passwd"])
def test_there_is_nothing_else_beside_socket_mode(port: int, path: str) -> None:
    assert ask(port, path)[0] == 404


def test_pages_are_only_read(port: int) -> None:
    status, _, headers = ask(port, "/healthz", "DELETE")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert ask(port, "/healthz", "HEAD")[:2] == (200, "")


def test_a_monitor_that_hangs_hinders_no_other(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as hanging:
        hanging.sendall(b"GET /healthz HTTP/1.1\r\n")
        assert ask(port, "/healthz")[0] == 200


def test_a_port_that_is_taken_is_a_clear_error() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadSetting, match=r"--port") as error:
        listen("127.0.0.1", int(taken.getsockname()[1]))
    assert "127.0.0.1" in str(error.value)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1", "a" * 70 + ".example"])
def test_an_address_that_is_not_ours_is_a_clear_error(host: str) -> None:
    with pytest.raises(BadSetting, match="NAKADACHI_HOST"):
        listen(host, 0)


@pytest.mark.skipif(not socket.has_ipv6, reason="there is no IPv6 here")
def test_an_address_of_ipv6_is_shown_as_browsers_want_it() -> None:
    try:
        listener = listen("::1", 0)
    except BadSetting:
        pytest.skip("there is no IPv6 loopback here")
    with listener:
        assert address_of(listener).startswith("http://[::1]:")
