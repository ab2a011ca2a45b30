"""One at a time for one name; other names do not wait."""

from __future__ import annotations

from threading import Event, Thread

from bot.outgoing.turns import Turns


def test_the_second_of_one_name_waits_and_another_name_does_not() -> None:
    turns, came = Turns(), Event()

    def second() -> None:
        with turns.of("share"):
            came.set()

    with turns.of("share"), turns.of("answer"):
        thread = Thread(target=second)
        thread.start()
        assert not came.wait(0.05)
    assert came.wait(5)
    thread.join()
    assert not turns._turns, "nothing is kept of names that nobody wants"


def test_who_has_a_turn_may_take_it_again() -> None:
    turns = Turns()
    with turns.of("share"), turns.of("share"):
        pass
    with turns.of("share"):
        assert len(turns._turns) == 1
