"""A database of the bot, with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.memory.memory import Memory


class Watch:
    """A clock in the hand of the test."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float = 0.0, *, days: float = 0.0) -> None:
        self.now += seconds + days * 86_400


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def opened(path: Path, watch: Watch) -> Iterator[Callable[[], Memory]]:
    """Opens the same file once more, as another process would."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Memory.open(path, watch))


@pytest.fixture
def memory(opened: Callable[[], Memory]) -> Memory:
    return opened()
