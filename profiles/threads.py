"""Something that every thread needs one of its own of, such as a connection to SQLite."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerThread(Generic[T]):
    """One of ``make()`` a thread, closed with ``close`` when its thread has ended.

    The threads of a pool come and go, so that is looked after whenever a new one comes.
    """

    def __init__(self, make: Callable[[], T], close: Callable[[T], object]) -> None:
        self._make = make
        self._close = close
        self._local = threading.local()
        self._made: list[tuple[threading.Thread, T]] = []
        self._guard = threading.Lock()

    def get(self) -> T:
        """This thread's own, made when first asked for."""
        local = self._local
        if not hasattr(local, "mine"):
            local.mine = self._make()
            with self._guard:
                self._close_those_of_ended_threads()
                self._made.append((threading.current_thread(), local.mine))
        mine: T = local.mine
        return mine

    def close(self) -> None:
        """Close those of all threads; whoever asks again gets a new one."""
        with self._guard:
            for _, one in self._made:
                self._close(one)
            self._made.clear()
            self._local = threading.local()

    def _close_those_of_ended_threads(self) -> None:
        made, self._made = self._made, []
        for thread, one in made:
            if thread.is_alive():
                self._made.append((thread, one))
            else:
                self._close(one)
