"""The bot behind its request URL: gunicorn, as `nakadachi serve --http` starts it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.playground.http import signed_headers
from bot.server.events import MOST_BYTES
from bot.server.pages import SLACK_EVENTS
from tests.conftest import PROGRAM
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    TITANIUM,
    TITANIUM_MEMBER,
    Town,
    copy_home,
)

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EVENT = b'{"type": "event_callback", "event": {"type": "team_join"}, "event_id": "Ev1"}'


class Door:
    """A bot in a process of its own, and raw requests to it."""

    def __init__(self, town: Town, process: subprocess.Popen[str]) -> None:
        self.town = town
        self.process = process
        assert process.stdout is not None
        self.port = 0
        for line in process.stdout:
            if found := re.search(r":(\d+)/readyz", line):
                self.port = int(found[1])
            if line.startswith("Connected as"):
                break
        assert self.port, "it did not start"
        town.slack.deliver_to(self.address)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{SLACK_EVENTS}"

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, headers or {})
            said = connection.getresponse()
            return said.status, said.read().decode()

    def delivers(
        self, body: bytes, kind: str = JSON, at: float | None = None, **changes: str
    ) -> tuple[int, str]:
        """A delivery that Slack signed, spoilt by ``changes`` of its headers."""
        secret = self.town.slack.signing_secret
        signed = signed_headers(secret, body, time.time() if at is None else at)
        return self.ask("POST", SLACK_EVENTS, body, {"Content-Type": kind, **signed, **changes})


@contextmanager
def opened(town: Town) -> Iterator[Door]:
    environment = {**os.environ, **town.environment(), "HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(
        [str(PROGRAM), "serve", "--http", "--port", "0"],
        env=environment,
        cwd=town.home.parent,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Door(town, process)
        finally:
            with suppress(ProcessLookupError):
                process.terminate()


@pytest.fixture(scope="module")
def door(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home = copy_home(sample_home, tmp_path_factory.mktemp("town") / "home")
    with Town(home) as town, opened(town) as door:
        yield door


# What people do.


def test_a_mention_and_a_direct_message_are_answered(door: Door) -> None:
    town = door.town
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert town.alice.sees_answer_to(said).says(TITANIUM_MEMBER)
    assert town.bob.sees_answer_to(town.bob.writes_to_bot(HELIUM)).says(HELIUM_MEMBER)


def test_a_command_is_answered_for_whoever_typed_it_and_its_buttons_work(door: Door) -> None:
    town = door.town
    assert not town.bob.commands(f"/partners {HELIUM}", channel=town.general).error
    answer = town.bob.sees(HELIUM_MEMBER, channel=town.general)
    assert not town.bob.presses(answer, "more:1").error
    assert town.bob.sees_modal(HELIUM_MEMBER)


def test_slack_is_told_that_the_address_is_ours(door: Door) -> None:
    assert door.town.slack.verifies(door.address)


def test_the_check_of_the_certificate_is_answered(door: Door) -> None:
    assert door.delivers(urlencode({"ssl_check": "1", "token": "x"}).encode(), FORM)[0] == 200


# What others do.


def test_what_slack_did_not_sign_is_refused(door: Door) -> None:
    assert door.ask("POST", SLACK_EVENTS, EVENT, {"Content-Type": JSON})[0] == 401
    assert door.delivers(EVENT, **{"X-Slack-Signature": "v0=" + 64 * "0"})[0] == 401
    assert door.delivers(EVENT, **{"X-Slack-Request-Timestamp": "soon"})[0] == 401


@pytest.mark.parametrize("seconds", [-301, 301])
def test_what_slack_signed_at_another_time_is_refused(door: Door, seconds: int) -> None:
    assert door.delivers(EVENT, at=time.time() + seconds)[0] == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{broken", JSON),
        (b"[1, 2]", JSON),
        (b"null", JSON),
        (b'{"type": "event_callback", "event": 5}', JSON),
        (b'{"type": "event_callback", "event_id": "E", "event": {"type": 5}}', JSON),
        (b'{"type": "block_actions", "actions": []}', JSON),
        (b'{"type": "block_actions", "actions": [{}]}', JSON),
        (b'{"team": 5}', JSON),
        (b"payload=%7Bbroken", FORM),
        (b'{"text": "\xff"}', JSON),
        (EVENT + b"}", "text/plain"),
    ],
)
def test_what_slack_signed_but_nobody_can_read_is_called_a_bad_request(
    door: Door, body: bytes, kind: str
) -> None:
    assert door.delivers(body, kind)[0] == 400


def test_an_empty_body_or_an_unknown_one_is_no_accident(door: Door) -> None:
    assert door.delivers(b"")[0] < 500
    assert door.delivers(b"just words", "text/plain")[0] < 500
    assert door.delivers(b"\x00\x01", "application/octet-stream")[0] < 500


def test_a_body_that_is_too_large_is_refused_before_it_is_read(door: Door) -> None:
    much = {"Content-Length": str(MOST_BYTES + 1)}
    assert door.ask("POST", SLACK_EVENTS, b"", much)[0] == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_for_slack(door: Door, method: str) -> None:
    assert door.ask(method, SLACK_EVENTS)[0] == 405


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/%00", "/../etc/passwd"])
def test_there_is_nothing_else(door: Door, path: str) -> None:
    assert door.ask("POST", path, EVENT)[0] == 404


def test_after_all_that_the_bot_is_well_and_no_accident_is_in_its_log(door: Door) -> None:
    assert door.ask("GET", "/readyz") == (200, "ready\n")
    log = (door.town.home / "nakadachi.log").read_text("utf-8")
    assert "unexpected error" not in log
    assert "Traceback" not in log


def test_told_to_stop_it_answers_the_questions_that_it_took(home: Path) -> None:
    with Town(home) as town, opened(town) as door:
        hang = town.slack.hang("chat.postMessage")
        people = [town.newcomer(f"asker {number}", town.general) for number in range(10)]
        asked = [one.mentions(TITANIUM, channel=town.general) for one in people]
        assert hang.caught.wait(10)
        platform = town.slack.platform
        with platform.changed:
            assert platform.changed.wait_for(lambda: not platform.journal.pending, 10)
        door.process.send_signal(signal.SIGTERM)
        hang.release()
        assert door.process.wait(30) == 0
        for person, said in zip(people, asked, strict=True):
            (answer,) = person.answers_to(said)
            assert answer.says(TITANIUM_MEMBER)
