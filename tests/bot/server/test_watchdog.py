"""The connection to Slack is kept, whatever happens to it; nothing waits for real minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

import pytest

from bot.metrics import Metrics
from bot.server.line import Line, Pace
from bot.server.watchdog import Watchdog
from tests.bot.server.fake_slack import WAIT_SECONDS, FakeSlack
from tests.bot.server.stub import make_app

PACE = Pace(silence=0.7, ping=0.1, look=0.01, first_wait=0.02, longest_wait=0.1)
SLOW = Pace(silence=60, ping=0.1, look=0.01, first_wait=0.02, longest_wait=0.1)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


class Kept:
    """A watchdog at work in a thread."""

    def __init__(self, slack: FakeSlack, pace: Pace) -> None:
        self.metrics = Metrics()
        self.stop = Event()
        self._greetings = 0
        self._greeted = Event()
        self._slack = slack
        self.watchdog = Watchdog(self._make, self.metrics, pace, self._connected)
        self._pace = pace
        self.thread = Thread(target=self.watchdog.keep, args=(self.stop,))

    def _make(self) -> Line:
        return Line(make_app(), "xapp-1", self._slack.api, self.metrics, self._pace)

    def _connected(self) -> None:
        self._greetings += 1
        self._greeted.set()

    def wait_for_greeting(self) -> None:
        assert self._greeted.wait(WAIT_SECONDS), self.watchdog.reasons()
        self._greeted.clear()

    @property
    def reconnects(self) -> float:
        return self.metrics.value("nakadachi_socket_reconnects_total")


@contextmanager
def kept(slack: FakeSlack, pace: Pace = PACE) -> Iterator[Kept]:
    one = Kept(slack, pace)
    one.thread.start()
    try:
        yield one
    finally:
        one.stop.set()
        one.thread.join()


def test_a_connection_is_ready_once_slack_has_greeted(slack: FakeSlack) -> None:
    with kept(slack, SLOW) as one:
        one.wait_for_greeting()
        assert one.watchdog.reasons() == ()
        assert one.metrics.value("nakadachi_socket_connected") == 1
        assert one.reconnects == 0
    assert one.metrics.value("nakadachi_socket_connected") == 0


def test_what_is_delivered_is_acknowledged(slack: FakeSlack) -> None:
    with kept(slack, SLOW) as one:
        one.wait_for_greeting()
        slack.deliver("E1")
        slack.wait_until(lambda: slack.acknowledged == ["E1"])


def test_a_connection_that_falls_silent_is_renewed(slack: FakeSlack) -> None:
    with kept(slack) as one:
        one.wait_for_greeting()
        slack.answers_pings = False
        slack.wait_until(lambda: slack.connections == 2)
        slack.answers_pings = True
        one.wait_for_greeting()
        slack.deliver("E1")
        slack.wait_until(lambda: slack.acknowledged == ["E1"])
        assert one.reconnects >= 1


def test_a_connection_that_answers_pings_and_nothing_else_is_renewed(slack: FakeSlack) -> None:
    slack.greets = False
    with kept(slack) as one:
        slack.wait_until(lambda: slack.connections == 2)
        (reason,) = one.watchdog.reasons()
        assert "does not greet" in reason
        slack.greets = True
        one.wait_for_greeting()
        assert one.watchdog.reasons() == ()


@pytest.mark.parametrize("end", [FakeSlack.cut, FakeSlack.close_politely])
def test_a_connection_that_ends_is_renewed_long_before_it_counts_as_silent(
    slack: FakeSlack, end: Callable[[FakeSlack], None]
) -> None:
    with kept(slack, SLOW) as one:
        one.wait_for_greeting()
        end(slack)
        one.wait_for_greeting()
        slack.deliver("E1")
        slack.wait_until(lambda: slack.acknowledged == ["E1"])
        assert one.reconnects == 1


def test_slack_may_move_the_connection_without_a_failure(slack: FakeSlack) -> None:
    pace = replace(PACE, silence=2, linger=0.2)
    with kept(slack, pace) as one:
        one.wait_for_greeting()
        slack.ask_to_reconnect()
        slack.wait_until(lambda: slack.connections == 2)
        slack.deliver("E1")
        slack.wait_until(lambda: slack.acknowledged == ["E1"])
        # Longer than it may be silent: the new connection counts as alive.
        assert not one.stop.wait(1.5 * pace.silence)
        assert one.watchdog.reasons() == ()
        assert one.reconnects == 0


def test_slack_that_is_down_is_asked_again_patiently(slack: FakeSlack) -> None:
    slack.status = 503
    with kept(slack) as one:
        slack.wait_until(lambda: slack.opened >= 5)
        (reason,) = one.watchdog.reasons()
        assert reason.startswith("not connected to Slack")
        assert "tries" in reason
        tries = slack.opened
        assert not one.stop.wait(1)
        # 0.1 s between tries at the longest, and no faster.
        assert slack.opened - tries <= 12
        slack.status = 200
        one.wait_for_greeting()
        assert one.watchdog.reasons() == ()


def test_slack_that_cannot_be_reached_at_all_is_tried_again() -> None:
    with FakeSlack() as gone:
        pass
    with kept(gone) as one:
        assert not one.stop.wait(0.5)
        (reason,) = one.watchdog.reasons()
        assert "apps.connections.open" in reason
        assert one.reconnects >= 2


def test_a_token_that_is_revoked_is_said_with_what_to_do(slack: FakeSlack) -> None:
    slack.error = "token_revoked"
    with kept(slack) as one:
        slack.wait_until(lambda: slack.opened >= 2)
        (reason,) = one.watchdog.reasons()
        assert "SLACK_APP_TOKEN" in reason
        assert "token_revoked" in reason
        assert "xapp-" not in reason
        calls = {"method": "apps.connections.open", "result": "token_revoked"}
        assert one.metrics.value("nakadachi_slack_calls_total", **calls) >= 1


def test_waits_double_up_to_the_longest_and_begin_anew_after_a_good_connection() -> None:
    dog = Watchdog(lambda: pytest.fail("not needed"), Metrics(), Pace())
    delays = []
    for failures in (0, 1, 2, 3, 7, 50, 5000):
        dog._failures = failures
        delays.append(dog._delay())
    assert delays == [1, 1, 2, 4, 60, 60, 60]


def test_every_thread_has_ended_when_it_has_stopped(slack: FakeSlack) -> None:
    import threading

    before = set(threading.enumerate())
    with kept(slack) as one:
        one.wait_for_greeting()
        slack.cut()
        one.wait_for_greeting()
    assert set(threading.enumerate()) <= before
