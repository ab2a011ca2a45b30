"""`nakadachi serve`: which way it serves, and what it says when it cannot."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from bot.cli.serving import Mode, choose
from bot.errors import BadSetting
from bot.server.listening import listen
from bot.settings import SlackSettings
from tests.bot.server.fake_slack import FakeSlack
from tests.bot.server.stub import StubService
from tests.conftest import Run

SOCKET = {"bot_token": "xoxb-1", "app_token": "xapp-1"}
HTTP = {"bot_token": "xoxb-1", "signing_secret": "s"}
TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT")


@pytest.fixture(autouse=True)
def no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("tokens", "asked", "chosen"),
    [
        (SOCKET, None, Mode.SOCKET),
        (HTTP, None, Mode.HTTP),
        (SOCKET | HTTP, None, Mode.SOCKET),
        (SOCKET | HTTP, Mode.HTTP, Mode.HTTP),
        (SOCKET | HTTP, Mode.SOCKET, Mode.SOCKET),
        ({}, None, Mode.PLAYGROUND),
        ({}, Mode.PLAYGROUND, Mode.PLAYGROUND),
        (SOCKET | HTTP, Mode.PLAYGROUND, Mode.PLAYGROUND),
    ],
)
def test_the_tokens_say_which_way_unless_somebody_asks(
    tokens: dict[str, str], asked: Mode | None, chosen: Mode
) -> None:
    assert choose(SlackSettings(**tokens), asked) is chosen


@pytest.mark.parametrize(
    ("tokens", "asked", "missing"),
    [
        ({}, Mode.SOCKET, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ({}, Mode.HTTP, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        ({"signing_secret": "s"}, None, ["SLACK_BOT_TOKEN"]),
        ({"bot_token": "xoxb-1"}, None, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        ({"app_token": "xapp-1"}, None, ["SLACK_BOT_TOKEN"]),
        (HTTP, Mode.SOCKET, ["SLACK_APP_TOKEN"]),
        (SOCKET, Mode.HTTP, ["SLACK_SIGNING_SECRET"]),
    ],
)
def test_what_is_missing_is_named_and_nothing_else(
    tokens: dict[str, str], asked: Mode | None, missing: list[str]
) -> None:
    with pytest.raises(BadSetting, match=r"docs/slack\.md") as error:
        choose(SlackSettings(**tokens), asked)
    assert [name for name in TOKENS if name in str(error.value)] == missing


@pytest.mark.parametrize("way", ["--socket", "--http"])
def test_a_way_to_slack_without_tokens_says_so_and_makes_no_folder(
    way: str, empty_home: Path, run: Run
) -> None:
    ended = run("serve", way)
    assert ended.code == 1
    assert "SLACK_BOT_TOKEN" in ended.err
    assert not empty_home.exists()


def test_a_port_in_use_is_said(empty_home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    with listen("127.0.0.1", 0) as taken:
        ended = run("serve", "--port", str(taken.getsockname()[1]))
    assert ended.code == 1
    assert "--port" in ended.err


@pytest.mark.parametrize("wrong", ["70000", "-1", "x"])
def test_a_port_that_cannot_be_is_wrong_usage(wrong: str, empty_home: Path, run: Run) -> None:
    assert run("serve", "--port", wrong).code == 2


def test_by_socket_mode_it_says_what_it_does_until_it_is_told_to_stop(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeSlack() as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
        monkeypatch.setenv("NAKADACHI_SLACK_API", slack.api)
        stub = StubService(lambda _: None, slack.api)
        monkeypatch.setattr("bot.service.open_service", lambda _: stub)

        def stop_once_delivered() -> None:
            slack.wait_until(lambda: slack.connections == 1)
            slack.deliver("E1")
            slack.wait_until(lambda: slack.acknowledged == ["E1"])
            signal.raise_signal(signal.SIGTERM)

        before = signal.getsignal(signal.SIGTERM)
        stopper = threading.Thread(target=stop_once_delivered)
        stopper.start()
        ended = run("serve", "--socket", "--port", "0")
        stopper.join()
    assert ended.code == 0, ended.err
    assert signal.getsignal(signal.SIGTERM) is before
    said = ended.out.splitlines()
    assert said[0].startswith("Socket Mode. Health: http://127.0.0.1:")
    assert said[1].startswith("150 members; the index is ")
    assert said[-1] == "Stopped."
    log = (home / "nakadachi.log").read_text("utf-8")
    assert "Socket Mode." in log
    assert "xapp-" not in log
