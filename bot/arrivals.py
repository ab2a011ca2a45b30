"""What has arrived and is not acknowledged yet: Slack waits for that, so work waits for it too.

Python runs one thread at a time. When fifty people ask at the same moment, the searches of the
first would keep the acknowledgements of the others waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from time import monotonic

# Work goes on after that, however much arrives: nobody waits for ever.
MOST_SECONDS = 0.25


class Arrivals:
    """Knows each delivery from its arrival until Slack has heard of it, a moment at most."""

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._changed = threading.Condition()
        self._since: dict[Hashable, float] = {}
        self._most = most_seconds

    def arrived(self, delivery: Hashable) -> None:
        """It is now to be acknowledged."""
        with self._changed:
            self._since[delivery] = monotonic()

    def acknowledged(self, delivery: Hashable) -> None:
        """It is, or never will be."""
        with self._changed:
            self._since.pop(delivery, None)
            if not self._since:
                self._changed.notify_all()

    @contextmanager
    def acknowledging(self) -> Iterator[None]:
        """A delivery that is acknowledged at the end of this."""
        delivery = object()
        self.arrived(delivery)
        try:
            yield
        finally:
            self.acknowledged(delivery)

    def let_pass(self) -> None:
        """Wait until all that has arrived is acknowledged, a moment at most."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._since, self._most):
                # What was lost on its way must not delay all that comes after it.
                lost = monotonic() - self._most
                self._since = {one: at for one, at in self._since.items() if at > lost}
