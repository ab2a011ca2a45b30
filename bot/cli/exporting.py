"""``nakadachi export``: the directory as a file of the office's own."""

from __future__ import annotations

from pathlib import Path

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def export(app: Nakadachi, file: Path, as_json: bool) -> None:
    """Export all members, contacts included, to FILE (.xlsx, .csv, .tsv or .jsonl).

    Importing that file again changes nothing.

    \b
    Example:
      nakadachi export members.xlsx
    """
    from profiles.export import export_members

    with app.imported_store() as store:
        written = export_members(store, file)
    if as_json:
        print_json({"file": str(file), "members": written})
    else:
        click.echo(
            f"{written:,} members are in {file}. It holds contacts: keep it where only the office "
            "can read it."
        )
