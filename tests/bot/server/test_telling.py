"""What the terminal says of the index."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.metrics import Metrics
from bot.server.telling import describe_index

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(minutes=5), "0 h 5 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(days=3, hours=5), "3 days"),
    ],
)
def test_the_age_of_the_index_is_said(age: timedelta, said: str) -> None:
    metrics = Metrics()
    metrics.index_serves(NOW - age, 1234)
    assert describe_index(metrics, NOW) == f"1,234 members; the index is {said} old."


def test_without_an_index_it_says_what_to_do() -> None:
    assert "nakadachi reindex" in describe_index(Metrics(), NOW)
