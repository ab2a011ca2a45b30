"""``nakadachi restore``: a backup takes the place of what is here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.backup import said_of
from bot.cli.output import json_option, print_json, tell, watcher
from bot.cli.reindexing import say_if_first
from bot.cli.times import shown
from profiles.errors import NakadachiError

if TYPE_CHECKING:
    from bot.backups.archive import Manifest
    from bot.backups.restoring import Restored

_REINDEX = "Run: nakadachi reindex"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Prove FILE and say what is in it; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--no-reindex", is_flag=True, help="Leave the index as it is.")
@json_option
@click.pass_context
def restore(
    ctx: click.Context, file: Path, dry_run: bool, yes: bool, no_reindex: bool, as_json: bool
) -> None:
    """Put a backup in the place of what is here, all or nothing. Stop the bot first.

    Whoever was forgotten since it was made stays forgotten. Then the index is built anew.

    \b
    Example:
      nakadachi restore nakadachi-2026-11-22-210000.backup --dry-run
      nakadachi restore nakadachi-2026-11-22-210000.backup
    """
    from bot.backups.reading import read_backup
    from bot.backups.restoring import check_free
    from bot.backups.restoring import restore as restore_backup

    app: Nakadachi = ctx.obj
    backup = read_backup(file)
    if dry_run:
        if as_json:
            print_json({**_described(file, backup.manifest), "outcome": "dry_run"})
        else:
            click.echo(f"{_in_it(file, backup.manifest)}\nNothing was changed (--dry-run).")
        return
    check_free(app)
    tell(_in_it(file, backup.manifest))
    if not yes and not click.confirm(f"{_replaced(app)} Restore it?", err=True):
        tell("Nothing was changed.")
        ctx.exit(1)
    restored = restore_backup(app, backup, time.time())
    if as_json:
        said = {**_described(file, backup.manifest), "outcome": "restored", **asdict(restored)}
        print_json(said)
    else:
        click.echo("\n".join(_report(restored)))
    if no_reindex:
        tell(f"The index is still that of before. {_REINDEX}")
    elif not _reindexed(app):
        ctx.exit(1)


def _described(file: Path, manifest: Manifest) -> dict[str, object]:
    return {
        "file": str(file),
        "version": manifest.version,
        "made": shown(manifest.at),
        "counts": asdict(manifest.counts),
    }


def _in_it(file: Path, manifest: Manifest) -> str:
    return (
        f"{file} is whole. It was made {shown(manifest.at)} by Nakadachi {manifest.version}: "
        f"{said_of(manifest.counts)}."
    )


def _replaced(app: Nakadachi) -> str:
    """What is lost by restoring, in words that can be confirmed."""
    home = app.settings.home
    if not app.settings.database.exists():
        return f"{home} is empty."
    try:
        with app.imported_store() as store:
            members = f"{store.counts().members:,} members"
    except NakadachiError:
        members = "a directory that cannot be read"
    return f"It takes the place of what {home} holds: {members}, and what the bot noted since."


def _report(restored: Restored) -> Iterator[str]:
    yield "The backup is restored."
    if restored.members or restored.contacts:
        yield (
            "Not brought back, because they were forgotten since it was made: members: "
            f"{restored.members:,}, contacts: {restored.contacts:,}."
        )
    if restored.marks:
        yield (
            "Some who were forgotten when it was made had been let back since; they count as "
            "forgotten again. Let them back once more: nakadachi forget ID --lift"
        )


def _reindexed(app: Nakadachi) -> bool:
    """Build the index of what was restored; no older one may come back."""
    from bot.reindexing import rebuild

    say_if_first(app)
    try:
        with app.store() as store, watcher() as watching:
            report = rebuild(app, store, watcher=watching, keep_previous=False)
    except NakadachiError as error:
        tell(f"Error: the members are restored, but there is no index of them yet: {error}")
        return False
    tell(f"The index is built anew ({report.members:,} members).")
    return True
