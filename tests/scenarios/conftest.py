"""Scenarios: people talk to the bot through a strict Slack, over real HTTP and WebSockets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.town import Bot, Town, copy_home, town_with_bot


@pytest.fixture
def town(home: Path) -> Iterator[Town]:
    """A town of its own, with no bot yet: ``town.starts_bot()``."""
    with Town(home) as town:
        yield town


@pytest.fixture(scope="module")
def lively(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, Bot]]:
    """A town with a bot for all tests of a module, which leave it as they find it."""
    home = copy_home(sample_home, tmp_path_factory.mktemp("town") / "home")
    with town_with_bot(home) as (town, bot):
        yield town, bot
