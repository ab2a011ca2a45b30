"""``nakadachi terms``: the words that an association adds to the thesaurus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell

if TYPE_CHECKING:
    from index.glossary.term_checks import TermProblem, TermReading
    from index.glossary.terms import TermChanges
    from index.glossary.thesaurus import Concept

_ACTIONS = ("list", "import", "export", "clear")
_WITH_FILE = frozenset({"import", "export"})
_MOST_SHOWN = 10
_MOST_PROBLEMS = 20
_REINDEX = "Run: nakadachi reindex"


@click.command()
@click.argument("action", type=click.Choice(_ACTIONS), default="list")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="With import: show what would change.")
@json_option
@click.pass_context
def terms(ctx: click.Context, action: str, file: Path | None, dry_run: bool, as_json: bool) -> None:
    """List, import, export or clear your association's own terms.

    FILE is XLSX, CSV or TSV with a header: english, japanese, and if you like synonyms, broader,
    domain (英語, 日本語, 同義語, 上位語, 分野). A row is one thing; | parts the terms in a cell.
    An import takes the place of the one before. Reindex after it.

    \b
    Example:
      nakadachi terms import terms.xlsx --dry-run
      nakadachi terms import terms.xlsx
      nakadachi terms export terms.xlsx
      nakadachi terms clear
    """
    app: Nakadachi = ctx.obj
    if (file is not None) != (action in _WITH_FILE):
        says = "needs a FILE" if file is None else "takes no FILE"
        raise click.UsageError(f"terms {action} {says}.")
    if dry_run and action != "import":
        raise click.UsageError("--dry-run goes with import only.")
    if action == "import" and file is not None:
        _import(ctx, app, file, dry_run=dry_run, as_json=as_json)
    elif action == "export" and file is not None:
        _export(app, file, as_json=as_json)
    elif action == "clear":
        _clear(app, as_json=as_json)
    else:
        _list(app, as_json=as_json)


def _import(
    ctx: click.Context, app: Nakadachi, file: Path, *, dry_run: bool, as_json: bool
) -> None:
    from index.glossary.lookup import load_glossary
    from index.glossary.term_checks import check_terms
    from index.glossary.term_files import read_term_rows
    from index.glossary.terms import compare, write_terms

    reading = check_terms(file.name, read_term_rows(file), load_glossary().thesaurus)
    if reading.problems:
        _refuse(ctx, file, reading, as_json=as_json)
    changes = compare(_before(app), reading.concepts)
    if changes.any and not dry_run:
        app.prepare_home()
        write_terms(app.settings.home, reading.concepts)
    if as_json:
        print_json(
            {
                "file": file.name,
                "outcome": _outcome(changes, dry_run=dry_run),
                "concepts": len(reading.concepts),
                **asdict(changes),
                "notes": _as_records(reading.notes),
            }
        )
    else:
        click.echo("\n".join(_report(file, reading, changes, dry_run=dry_run)))


def _before(app: Nakadachi) -> list[Concept]:
    """What was imported before; a damaged table counts as none, since it is being replaced."""
    from index.glossary.terms import TermsDamaged, own_concepts

    try:
        return own_concepts(app.settings.home)
    except TermsDamaged as error:
        tell(f"What was imported before cannot be read, so all is new: {error}")
        return []


def _refuse(ctx: click.Context, file: Path, reading: TermReading, *, as_json: bool) -> None:
    """Say what is wrong, and end; nothing was written."""
    problems = reading.problems
    if as_json:
        records = _as_records(problems)
        print_json({"file": file.name, "outcome": "refused", "problems": records})
    else:
        tell("\n".join(_shown(problems)))
    tell(f"Error: {file.name} has {_count(len(problems), 'problem')}. Nothing was written.")
    ctx.exit(1)


def _outcome(changes: TermChanges, *, dry_run: bool) -> str:
    if dry_run:
        return "dry_run"
    return "written" if changes.any else "nothing_to_write"


def _report(
    file: Path, reading: TermReading, changes: TermChanges, *, dry_run: bool
) -> Iterator[str]:
    yield from (f"Note: {note}" for note in _shown(reading.notes))
    concepts = _count(len(reading.concepts), "concept")
    if not changes.any:
        yield f"{concepts} in {file.name}. Nothing has changed."
        return
    yield f"{concepts} in {file.name}."
    for label, names in (
        ("added", changes.added),
        ("changed", changes.changed),
        ("removed", changes.removed),
    ):
        if names:
            yield f"  {label}: {len(names):,} ({_some(names)})"
    yield "Nothing was written (--dry-run)." if dry_run else _REINDEX


def _export(app: Nakadachi, file: Path, *, as_json: bool) -> None:
    from index.glossary.term_files import write_term_file
    from index.glossary.terms import own_concepts

    concepts = own_concepts(app.settings.home)
    if not concepts:
        raise click.ClickException(
            f"No own terms are in {app.settings.home}. Run: nakadachi terms import FILE"
        )
    write_term_file(file, concepts)
    if as_json:
        print_json({"file": str(file), "concepts": len(concepts)})
    else:
        click.echo(f"{_count(len(concepts), 'concept')} written to {file}.")


def _clear(app: Nakadachi, *, as_json: bool) -> None:
    from index.glossary.terms import clear_terms

    cleared = clear_terms(app.settings.home)
    if as_json:
        print_json({"cleared": cleared})
    elif cleared:
        click.echo(f"Your own terms are removed. {_REINDEX}")
    else:
        click.echo("There are no own terms. Nothing has changed.")


def _list(app: Nakadachi, *, as_json: bool) -> None:
    from index.glossary.terms import own_concepts

    concepts = own_concepts(app.settings.home)
    if as_json:
        print_json([asdict(concept) for concept in concepts])
    elif concepts:
        click.echo("\n".join(_lines(concepts)))
    else:
        click.echo("There are no own terms. Run: nakadachi terms import FILE")


def _lines(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        above = f"  < {concept.broader}" if concept.broader else ""
        yield f"{' | '.join(concept.english)}  =  {' | '.join(concept.japanese)}{above}"
    yield f"{_count(len(concepts), 'concept')}."


def _as_records(problems: Iterable[TermProblem]) -> list[dict[str, object]]:
    return [
        {**asdict(problem.where), "value": problem.value, "message": problem.message}
        for problem in problems
    ]


def _shown(problems: Sequence[TermProblem]) -> Iterator[str]:
    yield from map(str, problems[:_MOST_PROBLEMS])
    if len(problems) > _MOST_PROBLEMS:
        yield f"{len(problems) - _MOST_PROBLEMS:,} more; --json prints them all."


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_SHOWN
    shown = ", ".join(names[:_MOST_SHOWN])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
