"""Ending when the host or the terminal says so, from a thread that may be told."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_LOOK_SECONDS = 0.5


def run_until_told(work: Callable[[Event], None]) -> None:
    """Run ``work`` in a thread; SIGTERM and SIGINT set its event, and it ends in its own time.

    A second signal ends the process at once. Raises what ``work`` raises.
    """
    # A handler may interrupt whoever holds a lock; this queue is made for that.
    happened: SimpleQueue[None] = SimpleQueue()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        happened.put(None)

    stop = Event()
    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        with ThreadPoolExecutor(1, thread_name_prefix="serving") as pool:
            ended = pool.submit(work, stop)
            ended.add_done_callback(lambda _: happened.put(None))
            _wait_for(happened)
            stop.set()
            ended.result()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_for(happened: SimpleQueue[None]) -> None:
    while True:
        # A signal that another thread received is handled when this one looks up.
        with suppress(Empty):
            return happened.get(timeout=_LOOK_SECONDS)
