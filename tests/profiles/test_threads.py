"""One of something a thread, closed when its thread has ended."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from profiles.threads import PerThread


def numbers() -> tuple[PerThread[int], list[int]]:
    """A number a thread, and the numbers that have been closed."""
    closed: list[int] = []
    numbers = count(1)
    return PerThread(lambda: next(numbers), closed.append), closed


def test_a_thread_keeps_its_own():
    each, closed = numbers()
    assert (each.get(), each.get()) == (1, 1)
    with ThreadPoolExecutor(1) as pool:
        assert list(pool.map(lambda _: each.get(), range(2))) == [2, 2]
    assert closed == []


def test_those_of_threads_that_ended_are_closed_when_another_one_comes():
    each, closed = numbers()
    each.get()
    for _ in range(500):
        thread = threading.Thread(target=each.get)
        thread.start()
        thread.join()
    assert closed == list(range(2, 501))


def test_all_are_closed_at_once_and_only_once():
    each, closed = numbers()
    each.get()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(each.get).result()
        each.close()
        assert closed == [1, 2]
        assert pool.submit(each.get).result() == 3
    each.close()
    assert closed == [1, 2, 3]


def test_one_that_cannot_be_made_is_tried_again_next_time():
    made: list[object] = []

    def make() -> int:
        made.append(None)
        return 1 // (len(made) - 1)

    each = PerThread(make, print)
    try:
        each.get()
    except ZeroDivisionError:
        assert each.get() == 1
