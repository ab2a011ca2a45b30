"""What the bot remembers, in the home that a test uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.memory.memory import Memory


@contextmanager
def memory_of(home: Path) -> Iterator[Memory]:
    """The bot's database of this home."""
    home.mkdir(exist_ok=True)
    with Memory.open(home / "bot.db") as memory:
        yield memory
