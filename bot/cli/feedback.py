"""``nakadachi feedback``: what people thought of answers, as judged questions."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json

if TYPE_CHECKING:
    from bot.memory.judging import Judged, JudgedQuestion
    from profiles.model import Member


@click.group()
def feedback() -> None:
    """Make judged questions of what people thought of answers.

    \b
    Example:
      nakadachi feedback export judged
      nakadachi evaluate judged
    """


@feedback.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def export_feedback(app: Nakadachi, folder: Path, as_json: bool) -> None:
    """Write FOLDER with members.jsonl, queries.jsonl and qrels.tsv, for `nakadachi evaluate`.

    It holds questions as they were asked, and no contacts. Questions that were refined, or asked
    with conditions in a form, are left out: their texts alone do not say what was asked.

    \b
    Example:
      nakadachi feedback export judged
    """
    with app.imported_store() as store:
        members = [replace(stored.member, contacts=()) for stored in store.members()]
    judged = _judge(app, members)
    if not judged.questions:
        raise click.ClickException(f"There is nothing to export. {_not_exported(judged)}")
    with _published(folder) as aside:
        _write(aside, judged, members)
    if as_json:
        print_json(_record(folder, judged))
    else:
        click.echo("\n".join(_report(folder, judged)))


def _judge(app: Nakadachi, members: list[Member]) -> Judged:
    from bot.memory.judging import judge

    memory = app.existing_memory()
    if memory is None:
        return judge((), (), set())
    with memory:
        asked, said = memory.questions.since(0), memory.feedback.all()
    return judge(asked, said, {member.id for member in members})


@contextmanager
def _published(folder: Path) -> Iterator[Path]:
    """Yield a folder beside ``folder``, which gets its name when it is complete."""
    from profiles.durable import publish_folder
    from profiles.errors import UnwritableFile

    target = folder.absolute()
    aside = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UnwritableFile(f"{folder} is there already. Give the name of a new folder.")
        aside.mkdir(mode=0o700)
        yield aside
        publish_folder(aside, target)
    except OSError as error:
        raise UnwritableFile(
            f"{folder}: cannot be written ({error.strerror or error}). Check the folder that it "
            "is to lie in and the free space, or choose another place."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(folder: Path, judged: Judged, members: list[Member]) -> None:
    from profiles.export import json_lines

    (folder / "members.jsonl").write_bytes(json_lines(members))
    queries = (json.dumps(_query(one), ensure_ascii=False) for one in judged.questions)
    (folder / "queries.jsonl").write_text("".join(f"{line}\n" for line in queries), "utf-8")
    grades = (
        f"{one.id}\t{member}\t{grade}\n"
        for one in judged.questions
        for member, grade in one.grades.items()
    )
    (folder / "qrels.tsv").write_text("".join(grades), "utf-8")


def _query(question: JudgedQuestion) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "lang": question.lang,
        "answerable": question.answerable,
    }


def _record(folder: Path, judged: Judged) -> dict[str, object]:
    return {
        "folder": str(folder),
        "questions": len(judged.questions),
        "unanswerable": sum(not one.answerable for one in judged.questions),
        "judgments": sum(len(one.grades) for one in judged.questions),
        "left_out": judged.left_out,
        "expired": judged.expired,
        "refined": judged.refined,
    }


def _report(folder: Path, judged: Judged) -> Iterator[str]:
    unanswerable = sum(not one.answerable for one in judged.questions)
    yield (
        f"Judged questions in {folder}: {len(judged.questions):,}, of which nobody fits "
        f"{unanswerable:,}. It holds what people asked: keep it to the office."
    )
    if judged.left_out or judged.expired or judged.refined:
        yield _not_exported(judged)


def _not_exported(judged: Judged) -> str:
    said = (
        f"Left out: questions of which nobody said who is right: {judged.left_out:,}; verdicts on "
        f"questions whose texts have been erased: {judged.expired:,}."
    )
    if judged.refined:
        said += f" Verdicts on questions that were refined: {judged.refined:,}."
    return said
