"""``nakadachi reveals``: who was shown which contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json
from bot.cli.times import local, shown, since_option
from bot.cli.wrapping import pad, width_of

if TYPE_CHECKING:
    from bot.memory.reveals import Reveal

# As in the other files for the office.
_HEADERS = (
    "日時",
    "SlackユーザーID",
    "ワークスペースID",
    "会員番号",
    "会社名",
    "表示した項目",
    "根拠",
    "質問ID",
)


@click.command()
@since_option
@click.option(
    "--csv", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write a file for Excel."
)
@json_option
@click.pass_obj
def reveals(app: Nakadachi, since: float, file: Path | None, as_json: bool) -> None:
    """List who was shown whose contact in Slack, when, and on what basis.

    What was shown is named, never repeated.

    \b
    Example:
      nakadachi reveals --since 2026-11-01
      nakadachi reveals --csv reveals.csv
    """
    found = _found(app, since)
    names = _names(app) if found else {}
    if file is not None:
        _write(file, found, names)
        if as_json:
            print_json({"file": str(file), "reveals": len(found)})
        else:
            click.echo(f"Contacts shown, in {file}: {len(found):,}.")
    elif as_json:
        print_json([_record(reveal, names) for reveal in found])
    elif found:
        click.echo("\n".join(_table(found, names)))
    else:
        click.echo("No contact was shown.")


def _found(app: Nakadachi, since: float) -> list[Reveal]:
    memory = app.existing_memory()
    if memory is None:
        return []
    with memory:
        return memory.reveals.since(since)


def _names(app: Nakadachi) -> dict[str, str]:
    store = app.existing_store()
    if store is None:
        return {}
    with store:
        return {one.id: one.member.name for one in store.members(include_withdrawn=True)}


def _record(reveal: Reveal, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "at": local(reveal.at).isoformat(),
        "user_id": reveal.user_id,
        "team_id": reveal.team_id,
        "member_id": reveal.member_id,
        "name": names.get(reveal.member_id, ""),
        "fields": list(reveal.fields),
        "basis": reveal.basis,
        "question_id": reveal.question_id,
    }


def _table(found: list[Reveal], names: Mapping[str, str]) -> Iterator[str]:
    rows = [
        (
            shown(reveal.at),
            reveal.user_id,
            reveal.member_id,
            names.get(reveal.member_id, ""),
            reveal.basis,
            ", ".join(reveal.fields),
        )
        for reveal in found
    ]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (pad(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _write(file: Path, found: list[Reveal], names: Mapping[str, str]) -> None:
    from profiles.files import neutralise, table, written_whole

    rows = [
        (
            shown(reveal.at),
            reveal.user_id,
            reveal.team_id,
            reveal.member_id,
            names.get(reveal.member_id, ""),
            ", ".join(reveal.fields),
            reveal.basis,
            reveal.question_id,
        )
        for reveal in found
    ]
    with written_whole(file) as aside:
        aside.write_bytes(table([_HEADERS, *([neutralise(cell) for cell in row] for row in rows)]))
