"""``nakadachi requests``: what the coordinators were asked to do, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json
from bot.cli.times import local, shown, since_option
from bot.cli.wrapping import pad, width_of

if TYPE_CHECKING:
    from bot.memory.requests import Change, Request

_STATES = ("open", "taken", "introduced", "declined", "done")
_REACHED = _STATES[1:]
# As in the other files for the office.
_HEADERS = (
    "受付日時",
    "種類",
    "状態",
    "会員番号",
    "会社名",
    "担当日時",
    "紹介日時",
    "見送り日時",
    "完了日時",
    "紹介の方法",
    "見送りの理由",
    "結果",
    "紹介した会員番号",
    "紹介した会社名",
    "質問ID",
    "依頼ID",
)
_OF_PEOPLE = ("依頼者のSlackユーザーID", "担当者のSlackユーザーID", "依頼の内容", "メモ")
_KINDS = {"nobody": "該当なしの相談", "contact": "取り次ぎ", "change": "登録内容の変更"}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A request with its history; ``name`` and ``introduced_name`` are those of the members."""

    request: Request
    history: Sequence[Change]
    name: str
    introduced_name: str

    def reached(self, state: str) -> float | None:
        """When it last came to a state."""
        return next((one.at for one in reversed(self.history) if one.after == state), None)

    def why(self, state: str) -> str:
        """Why, or how, it came to a state."""
        return next((one.why for one in reversed(self.history) if one.after == state), "")

    @property
    def introduced(self) -> str:
        """The id of the member that somebody was introduced to."""
        return next((one.member_id for one in self.history if one.member_id), "")

    @property
    def notes(self) -> str:
        """What coordinators wrote down."""
        return "\n".join(one.note for one in self.history if one.note)


@click.command()
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state now.")
@since_option
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a file for Excel (.csv or .xlsx).",
)
@click.option(
    "--people",
    is_flag=True,
    help="With the Slack ids of askers and coordinators and what they wrote: personal data.",
)
@json_option
@click.pass_obj
def requests(
    app: Nakadachi, state: str | None, since: float, file: Path | None, people: bool, as_json: bool
) -> None:
    """List what the coordinators were asked to do, oldest first, and what became of it.

    \b
    Example:
      nakadachi requests --state open
      nakadachi requests --since 2026-04-01 --export requests.xlsx
    """
    found = [one for one in _found(app, since) if state in (None, one.request.state)]
    if file is not None:
        _write(file, found, people=people)
        if as_json:
            print_json({"file": str(file), "requests": len(found)})
        else:
            click.echo(f"Requests, in {file}: {len(found):,}.")
    elif as_json:
        print_json([_record(one, people=people) for one in found])
    elif found:
        click.echo("\n".join(_table(found, people=people)))
    else:
        click.echo("There is no such request." if state or since else "There are no requests.")


def _found(app: Nakadachi, since: float) -> list[_Listed]:
    memory = app.existing_memory()
    if memory is None:
        return []
    with memory:
        found = [(one, memory.requests.history(one.id)) for one in memory.requests.since(since)]
    names = _names(app) if found else {}
    return [_listed(request, history, names) for request, history in found]


def _names(app: Nakadachi) -> dict[str, str]:
    store = app.existing_store()
    if store is None:
        return {}
    with store:
        return {one.id: one.member.name for one in store.members(include_withdrawn=True)}


def _listed(request: Request, history: Sequence[Change], names: Mapping[str, str]) -> _Listed:
    listed = _Listed(request, history, names.get(request.member_id, ""), "")
    introduced = names.get(listed.introduced, "")
    return _Listed(request, history, listed.name, introduced)


def _record(one: _Listed, *, people: bool) -> dict[str, object]:
    request = one.request
    record: dict[str, object] = {
        "id": request.id,
        "at": local(request.at).isoformat(),
        "kind": request.kind,
        "state": request.state,
        "member_id": request.member_id,
        "name": one.name,
        **{f"{state}_at": _moment(one.reached(state)) for state in _REACHED},
        "introduced_by": one.why("introduced"),
        "declined_because": one.why("declined"),
        "outcome": one.why("done"),
        "introduced_member_id": one.introduced,
        "introduced_name": one.introduced_name,
        "question_id": request.question_id,
    }
    if people:
        record |= {
            "user_id": request.user_id,
            "coordinator_id": request.holder,
            "text": request.text,
            "notes": [change.note for change in one.history if change.note],
        }
    return record


def _moment(at: float | None) -> str | None:
    return None if at is None else local(at).isoformat()


def _table(found: Sequence[_Listed], *, people: bool) -> Iterator[str]:
    rows = [_line(one, people=people) for one in found]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (pad(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _line(one: _Listed, *, people: bool) -> tuple[str, ...]:
    request = one.request
    why = one.why(request.state).replace("_", " ")
    member = request.member_id or one.introduced
    ids = (request.user_id or "-", request.holder or "-") if people else ()
    about = (member, one.name or one.introduced_name)
    return (shown(request.at), request.kind, request.state, why, *ids, *about)


def _write(file: Path, found: Sequence[_Listed], *, people: bool) -> None:
    from profiles.errors import UnwritableFile
    from profiles.files import neutralise, table, written_whole

    suffix = file.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UnwritableFile(
            f"{file}: the name must end in .csv or .xlsx, which chooses the format."
        )
    headers = [*_HEADERS, *(_OF_PEOPLE if people else ())]
    rows = [headers, *([neutralise(cell) for cell in _row(one, people=people)] for one in found)]
    if suffix == ".csv":
        content = table(rows)
    else:
        from profiles.workbook import workbook  # openpyxl takes long to load

        content = workbook("依頼・相談", rows)
    with written_whole(file) as aside:
        aside.write_bytes(content)


def _row(one: _Listed, *, people: bool) -> list[str]:
    from bot.memory.request_states import Outcome, Refusal, State, Way
    from bot.messages.desk_words import desk_words_in

    said, request = desk_words_in("ja"), one.request
    times = (one.reached(state) for state in _REACHED)
    way, refusal, outcome = (one.why(state) for state in ("introduced", "declined", "done"))
    row = [
        shown(request.at),
        _KINDS[request.kind],
        said.states[State(request.state)],
        request.member_id,
        one.name,
        *("" if at is None else shown(at) for at in times),
        said.ways[Way(way)] if way else "",
        said.refusals[Refusal(refusal)] if refusal else "",
        said.outcomes[Outcome(outcome)] if outcome else "",
        one.introduced,
        one.introduced_name,
        request.question_id,
        request.id,
    ]
    return [*row, request.user_id, request.holder, request.text, one.notes] if people else row
