"""``nakadachi questions``: what was asked and not found."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, tell
from bot.cli.times import local, shown, since_option

if TYPE_CHECKING:
    from bot.memory.feedback import FeedbackRecord
    from bot.memory.memory import Memory
    from bot.memory.questions import QuestionRecord

_LONGEST = 200
_PERSON = re.compile(r"[UW][A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions of one text. ``not_useful`` and ``reasons`` are what people said of the answers."""

    text: str
    lang: str
    count: int
    last_asked: datetime
    outcomes: tuple[str, ...]
    not_useful: int
    reasons: tuple[str, ...]


@click.command()
@click.option("--all", "everything", is_flag=True, help="Everything that was asked.")
@since_option
@click.option(
    "--forget", "person", metavar="SLACK-ID", help="Erase what this person asked, and their id."
)
@json_option
@click.pass_obj
def questions(
    app: Nakadachi, everything: bool, since: float, person: str | None, as_json: bool
) -> None:
    """List what was asked in Slack and not found, newest first.

    Nobody fitted, or somebody said that the answer was not useful. Equal texts are one line.

    \b
    Example:
      nakadachi questions --since 2026-11-01
      nakadachi questions --all
      nakadachi questions --forget U0123ABCD
    """
    if person is not None:
        _forget(app, person, as_json=as_json)
        return
    asked, complaints = _read(app, since)
    if not everything:
        asked = [one for one in asked if one.outcome == "nobody" or complaints.get(one.id)]
    expired = sum(one.text is None for one in asked)
    found = _grouped(asked, complaints)
    if as_json:
        listed = [asdict(one) | {"last_asked": one.last_asked.isoformat()} for one in found]
        print_json({"questions": listed, "expired": expired})
        return
    if found:
        click.echo("\n".join(_lines(found)))
    elif not expired:
        click.echo("Nothing was asked." if everything else "Nothing was asked and not found.")
    if expired:
        tell(f"Counted only, because their texts have been erased: {expired:,}.")


def _forget(app: Nakadachi, person: str, *, as_json: bool) -> None:
    """Erase what somebody asked before it expires, as they may demand."""
    if not _PERSON.fullmatch(person):
        raise click.UsageError(
            f"{person!r} is no id of a person in Slack (U...). It is in their profile: choose "
            "“Copy member ID”."
        )
    memory = app.existing_memory()
    if memory is None:
        raise click.ClickException(
            f"The bot has noted nothing in {app.settings.home} yet, so nothing was erased. If it "
            "serves from another folder, set NAKADACHI_HOME to that one."
        )
    with memory:
        _note(app, memory, person)
        memory.forget_person(person)
    if as_json:
        print_json({"forgotten": person})
    else:
        click.echo(f"What {person} asked is erased, and their id wherever the bot had noted it.")


def _note(app: Nakadachi, memory: Memory, person: str) -> None:
    """So that a backup from before does not bring back what is erased now."""
    from profiles.forgetting import note_asker

    store = app.existing_store()
    home, now = app.settings.home, time.time()
    if store is None:
        with memory.database.writing():
            note_asker(home, person, now)
    else:
        with store, store.writing():
            note_asker(home, person, now)


def _read(
    app: Nakadachi, since: float
) -> tuple[list[QuestionRecord], dict[str, list[FeedbackRecord]]]:
    """What was asked, and by question who did not find the answer useful."""
    from bot.controls import Verdict

    memory = app.existing_memory()
    if memory is None:
        return [], {}
    with memory:
        asked, feedback = memory.questions.since(since), memory.feedback.all()
    complaints: dict[str, list[FeedbackRecord]] = {}
    for one in feedback:
        if one.verdict is Verdict.NOT_USEFUL:
            complaints.setdefault(one.question_id, []).append(one)
    return asked, complaints


def _grouped(
    asked: Sequence[QuestionRecord], complaints: dict[str, list[FeedbackRecord]]
) -> list[_Asked]:
    from bot.memory.judging import same_text

    groups: dict[str, list[QuestionRecord]] = {}
    for one in reversed(asked):
        if one.text is not None:
            groups.setdefault(same_text(one.text), []).append(one)
    return [_group(same, complaints) for same in groups.values()]


def _group(same: Sequence[QuestionRecord], complaints: dict[str, list[FeedbackRecord]]) -> _Asked:
    newest = same[0]
    said = [complaint for one in same for complaint in complaints.get(one.id, ())]
    return _Asked(
        text=newest.text or "",
        lang=newest.lang,
        count=len(same),
        last_asked=local(newest.asked_at),
        outcomes=tuple(dict.fromkeys(one.outcome for one in same)),
        not_useful=len(said),
        reasons=tuple(dict.fromkeys(one.reason for one in said if one.reason)),
    )


def _lines(found: Sequence[_Asked]) -> Iterator[str]:
    counts = [f"{one.count:,}×" for one in found]
    whys = [_why(one) for one in found]
    for one, count, why in zip(found, counts, whys, strict=True):
        yield (
            f"{shown(one.last_asked.timestamp())}  {count:>{max(map(len, counts))}}"
            f"  {why:<{max(map(len, whys))}}  {_on_one_line(one.text)}"
        )


def _why(one: _Asked) -> str:
    parts = [outcome.replace("_", " ") for outcome in one.outcomes]
    if one.not_useful:
        reasons = ", ".join(reason.replace("_", " ") for reason in one.reasons)
        parts.append(f"not useful ({reasons})" if reasons else "not useful")
    return ", ".join(parts)


def _on_one_line(text: str) -> str:
    """What a terminal can show: the text may hold anything that people paste."""
    from profiles.text import shortened

    return shortened("".join(char if char.isprintable() else " " for char in text), _LONGEST)
