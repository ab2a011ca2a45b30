"""``nakadachi reindex``: questions find what the directory says now."""

from __future__ import annotations

from dataclasses import asdict

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell, watcher


@click.command()
@click.option("--full", is_flag=True, help="Read every text again, not only what is new.")
@click.option("--roll-back", is_flag=True, help="Answer from the previous index again.")
@json_option
@click.pass_obj
def reindex(app: Nakadachi, full: bool, roll_back: bool, as_json: bool) -> None:
    """Build the index from the directory. Questions are answered meanwhile from the old one.

    \b
    Example:
      nakadachi reindex
    """
    from bot import reindexing

    if full and roll_back:
        raise click.UsageError("--full and --roll-back do not go together.")
    if roll_back:
        name = reindexing.roll_back(app)
        if as_json:
            print_json({"snapshot": name})
        else:
            click.echo(
                f"The previous index ({name}) answers again. The next reindex builds a new one."
            )
        return
    say_if_first(app)
    with app.store() as store, watcher() as watching:
        report = reindexing.rebuild(app, store, watcher=watching, full=full)
    if as_json:
        print_json(asdict(report))
        return
    if not report.changed:
        click.echo(f"Nothing has changed: the index of {report.members:,} members stays.")
        return
    if report.why_full:
        click.echo(f"Every text was read ({report.why_full}).")
    elif report.why_again:
        click.echo(f"Every statement was analysed again ({report.why_again}).")
    click.echo(
        f"The index is built: {report.members:,} members, {report.passages:,} statements, "
        f"{report.encoded:,} of them new ({report.seconds:.1f} s)."
    )
    if not report.members:
        click.echo("It is empty. Import members first: nakadachi import FILE")


def say_if_first(app: Nakadachi) -> None:
    """Explain the wait when a model is used for the first time."""
    if not app.settings.models.is_dir():
        tell("The model is prepared for fast answers; that is done once and takes about a minute.")
