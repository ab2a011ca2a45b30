"""Nothing of a payload, and no token, is in the log, whoever writes it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.logs import hide_secrets, start_logging, stop_logging
from bot.settings import read_settings
from tests.bot.server.stub import NOBODY

QUESTION = "チタンの切削"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    settings = read_settings({"NAKADACHI_HOME": str(tmp_path), "NAKADACHI_LOG_LEVEL": "DEBUG"})
    start_logging(settings)
    yield settings.log
    stop_logging()


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123456789012-abcDEF",
        "xoxp-1-2-3",
        "xoxe-1-Mi0yLQ",
        "xoxe.xoxp-1-Mi0y_LQ",
        "xapp-1-A1-2-3f",
        "token=abc123",
        '"token": "abc123"',
        "'signing_secret': 'abc123'",
        "Authorization: Bearer abc123",
        "wss://wss-primary.slack.com/link/?ticket=abc123&app_id=1",
        "x-slack-signature: v0=abc123",
    ],
)
def test_no_token_is_logged_by_ourselves(secret: str, log: Path) -> None:
    logging.getLogger("bot.somewhere").info("called with %s in it", secret)
    written = log.read_text("utf-8")
    assert "called with" in written
    assert "(hidden)" in written
    assert "in it" in written
    for part in ("abc123", "xoxb-1", "xoxp-1", "xoxe-1", "Mi0y", "xapp-1", "abcDEF"):
        assert part not in written


def test_words_that_only_look_like_secrets_stay() -> None:
    said = "The token of the bot is not set; see SLACK_BOT_TOKEN, secrets are never logged."
    assert hide_secrets(said) == said


def test_of_a_delivery_that_nobody_handles_only_that_is_logged(log: Path) -> None:
    app = App(
        name="nakadachi",
        authorize=lambda **_: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        client=WebClient(base_url=NOBODY),
        request_verification_enabled=False,
    )
    event = {"type": "message", "text": QUESTION, "user": "U1"}
    app.dispatch(BoltRequest(body={"type": "event_callback", "event": event}, mode="socket_mode"))
    written = log.read_text("utf-8")
    assert "Unhandled request" in written
    assert QUESTION not in written
    assert "event_callback" not in written


@pytest.mark.parametrize(
    ("name", "message", "kept"),
    [
        ("slack_sdk.web.base_client", "Failed to send a request: " + QUESTION, "Failed to send"),
        ("slack_bolt.App", f"Unhandled request ({{'text': '{QUESTION}'}})", "Unhandled request"),
        ("gunicorn.error", f"Invalid request from ip=10.0.0.1: {QUESTION}", "Invalid request"),
        ("aiohttp.server", f"Error handling request\n{QUESTION}", "Error handling request"),
        ("nakadachi:App", QUESTION, "…"),
    ],
)
def test_of_what_others_warn_only_the_first_words_are_kept(
    name: str, message: str, kept: str, log: Path
) -> None:
    logging.getLogger(name).warning("%s", message)
    written = log.read_text("utf-8")
    assert kept in written
    assert name in written
    assert QUESTION not in written


@pytest.mark.parametrize("name", ["slack_sdk.web", "slack_bolt.App", "aiohttp", "gunicorn.error"])
def test_others_chatter_stays_out_even_if_they_are_set_to_chatter(name: str, log: Path) -> None:
    other = logging.getLogger(name)
    before = other.level
    other.setLevel(logging.DEBUG)
    try:
        other.info("connected")
        other.debug("payload: %s", QUESTION)
    finally:
        other.setLevel(before)
    assert not log.exists() or log.read_text("utf-8") == ""


@pytest.mark.parametrize("name", ["bot.working", "slack_bolt.App"])
def test_what_an_exception_says_is_left_out_and_its_place_is_kept(name: str, log: Path) -> None:
    said = QUESTION
    try:
        raise ValueError(said)
    except ValueError:
        logging.getLogger(name).exception("it failed")
    written = log.read_text("utf-8")
    assert "it failed" in written
    assert "ValueError" in written
    assert "test_logs.py" in written
    assert QUESTION not in written


def test_a_warning_of_ours_reaches_the_terminal_without_its_token(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("bot.server.watchdog").warning("not connected: xoxb-1-2 is refused")
    assert capsys.readouterr().err == "Warning: not connected: (hidden) is refused\n"
