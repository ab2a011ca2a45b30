"""What both recipes are told to do once they are open."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

import asking
from members import MATCHES, RANKED, Found


class Recipe(Protocol):
    """Finds members for a question."""

    def find(self, text: str, limit: int = MATCHES) -> list[Found]:
        """The best of them, each with the statement that proves it."""
        ...


def carry_out(action: str, system: Recipe, given: str, started: float) -> None:
    """``ask`` the text that is given, ``rank`` the questions of that file, or ``serve`` that plan.

    ``started`` is when the process did, by the performance counter.
    """
    if action == "ask":
        for found in system.find(given):
            print(found["name_ja"] or found["name_en"], found["city"], found["evidence"])
    elif action == "rank":
        asking.rank(lambda text: [one["id"] for one in system.find(text, RANKED)], Path(given))
    else:
        asking.serve(system, Path(given), time.perf_counter() - started)
