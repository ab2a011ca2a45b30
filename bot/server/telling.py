"""What `serve` says in the terminal; the log file gets the same."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import click

from bot.metrics import Metrics

logger = logging.getLogger(__name__)

Say = Callable[[str], None]


def say(line: str) -> None:
    """One line for whoever started the bot."""
    click.echo(line)
    logger.info("%s", line)


def describe_index(metrics: Metrics, now: datetime | None = None) -> str:
    """How many members answer, and how old the index is."""
    built = metrics.value("nakadachi_index_built_timestamp_seconds")
    if not built:
        return "There is no index yet: import members, then run nakadachi reindex."
    members = int(metrics.value("nakadachi_members"))
    age = (now or datetime.now(UTC)) - datetime.fromtimestamp(built, UTC)
    said = (
        f"{age.days} days" if age.days else f"{age.seconds // 3600} h {age.seconds // 60 % 60} min"
    )
    return f"{members:,} members; the index is {said} old."
