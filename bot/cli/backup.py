"""``nakadachi backup``: everything that cannot be made again, in one file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell

if TYPE_CHECKING:
    from bot.backups.archive import Counts

_MB = 1_000_000


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="FILE is a folder: delete the oldest backups in it, so that N stay.",
)
@json_option
@click.pass_obj
def backup(app: Nakadachi, file: Path, force: bool, keep: int | None, as_json: bool) -> None:
    """Write a backup to FILE, while the bot goes on. Into a folder, under a name with the time.

    It holds the members with their contacts, what the bot remembers, who was forgotten, and your
    own terms; no tokens, and no index, which a restore builds anew.

    \b
    Example:
      nakadachi backup before-upgrade.backup
      nakadachi backup /media/usb-disk --keep 30
    """
    from bot.backups.making import make_backup

    if keep is not None and not file.is_dir():
        raise click.UsageError(
            f"{file} is no folder, and --keep needs one. Is its disk connected, or its share?"
        )
    made = make_backup(app, file, datetime.now().astimezone(), force=force, keep=keep)
    for path in made.kept:
        tell(f"{path} is too old, but could not be deleted. Delete it by hand.")
    if as_json:
        print_json(
            {
                "file": str(made.path),
                "size": made.size,
                "counts": asdict(made.manifest.counts),
                "deleted": [str(path) for path in made.deleted],
            }
        )
        return
    click.echo(
        f"The backup is in {made.path} ({made.size / _MB:.1f} MB): "
        f"{said_of(made.manifest.counts)}. It holds contacts: keep it where only the office can "
        "read it."
    )
    if made.deleted:
        click.echo(f"Older backups deleted: {len(made.deleted)}.")


def said_of(counts: Counts) -> str:
    """How much there is, for a person."""
    withdrawn = f" and {counts.withdrawn:,} withdrawn" if counts.withdrawn else ""
    return (
        f"{counts.members:,}{withdrawn} members, {counts.contacts:,} contacts, "
        f"{counts.questions:,} questions, {counts.requests:,} requests"
    )
