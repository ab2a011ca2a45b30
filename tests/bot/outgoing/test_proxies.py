"""Proxies are used as the machine says, also where the SDK would not listen."""

from __future__ import annotations

import os

import pytest

from bot.outgoing.api import make_clients
from bot.outgoing.proxies import reached_directly

PROXY = "http://proxy.example:8080"
HERE = "http://127.0.0.1:3000/api/"
SLACK = "https://slack.com/api/"


@pytest.fixture(autouse=True)
def behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", PROXY)


def proxies_to(api: str) -> set[str | None]:
    clients = make_clients("xoxb-1", api)
    return {one.proxy for one in (clients.asks, clients.posts, clients.brief)}


def test_slack_is_reached_through_the_proxy_that_is_set() -> None:
    assert proxies_to(SLACK) == {PROXY}


def test_a_host_that_no_proxy_names_is_reached_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    assert proxies_to(HERE) == {None}
    assert proxies_to(SLACK) == {PROXY}


@pytest.mark.parametrize("address", [HERE, "http://[::1]:3000/api/"])
def test_an_address_is_reached_directly_for_a_while(address: str) -> None:
    with reached_directly(address):
        assert proxies_to(address) == {None}
        assert proxies_to(SLACK) == {PROXY}
    assert proxies_to(address) == {PROXY}
    assert "no_proxy" not in os.environ


@pytest.mark.parametrize("said", ["*", "intra.example"])
def test_what_was_excepted_before_stays_so(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("NO_PROXY", said)
    with reached_directly(HERE):
        assert proxies_to(HERE) == {None}
        assert proxies_to("https://intra.example/api/") == {None}
    assert os.environ["NO_PROXY"] == said
