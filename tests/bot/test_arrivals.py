"""Work waits until what has arrived is acknowledged, and never for long."""

from __future__ import annotations

import threading
import time

from bot.arrivals import Arrivals


def test_work_goes_on_at_once_when_nothing_arrives() -> None:
    started = time.monotonic()
    Arrivals(most_seconds=5).let_pass()
    assert time.monotonic() - started < 2


def test_work_waits_until_the_last_arrival_is_acknowledged() -> None:
    arrivals, done = Arrivals(most_seconds=30), threading.Event()

    def work() -> None:
        arrivals.let_pass()
        done.set()

    arrivals.arrived("first")
    with arrivals.acknowledging():
        worker = threading.Thread(target=work)
        worker.start()
        arrivals.acknowledged("first")
        assert not done.wait(0.1)
    assert done.wait(10)
    worker.join()


def test_an_arrival_that_is_never_acknowledged_holds_work_up_once_only() -> None:
    arrivals = Arrivals(most_seconds=0.2)
    arrivals.arrived("lost")
    arrivals.let_pass()
    started = time.monotonic()
    arrivals.let_pass()
    assert time.monotonic() - started < 0.2


def test_what_is_acknowledged_twice_or_never_arrived_does_no_harm() -> None:
    arrivals = Arrivals(most_seconds=30)
    arrivals.acknowledged("unknown")
    arrivals.arrived("one")
    arrivals.acknowledged("one")
    arrivals.acknowledged("one")
    arrivals.let_pass()
