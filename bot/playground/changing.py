"""The lock under which everything is read and changed, and who hears that something happened."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition


class Change(Condition):
    """Those who wait for it are woken; ``listeners``, who cannot wait in a thread, are called.

    They are called while it is held: they only leave themselves a note.
    """

    def __init__(self) -> None:
        super().__init__()
        self.listeners: list[Callable[[], None]] = []

    def notify_all(self) -> None:
        """Tell everybody that something happened."""
        super().notify_all()
        for listener in tuple(self.listeners):
            listener()
