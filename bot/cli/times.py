"""Days that people give and times that they read: both are those of this machine's zone."""

from __future__ import annotations

from datetime import datetime

import click


def _beginning(_ctx: click.Context, _param: click.Parameter, day: datetime | None) -> float:
    if day is None:
        return 0.0
    # Outside of these years the zone cannot be reckoned everywhere.
    if not 1971 <= day.year <= 9998:
        raise click.BadParameter("give a day between 1971 and 9998.")
    return day.timestamp()


since_option = click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    callback=_beginning,
    help="Only from this day on (local time).",
)


def local(at: float) -> datetime:
    """A time that was stored, in the zone of this machine, to the second."""
    return datetime.fromtimestamp(int(at)).astimezone()


def shown(at: float) -> str:
    """The same for a person, with its distance from UTC: 2026-11-22 15:28:43+09:00."""
    return local(at).isoformat(" ")
