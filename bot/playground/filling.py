"""Filling in fields, as far as Slack lets people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from bot.playground.choices import BUTTONS, Choice, Field, Upload, state_of
from bot.playground.shapes import JsonObject

Name = str | Field
"""How to name a field: by its ``action_id``, its ``block_id``, or both as a Field."""

MOST_BYTES = 10_000_000
_MOST_FILES = 10


class Unfit(StrEnum):
    """Why a field keeps its form from being sent."""

    EMPTY = "is empty"
    MANY_LINES = "has one line only"
    SHORT = "is too short"
    LONG = "is too long"


class CannotFill(AssertionError):
    """Slack does not let somebody fill that in; ``code`` is a word for why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class CannotSend(AssertionError):
    """Slack does not send a form as it is; ``unfit`` says why, by block."""

    def __init__(self, unfit: Mapping[str, Unfit]) -> None:
        said = "; ".join(f"{block} {why}" for block, why in unfit.items())
        super().__init__(f"Slack does not send the form: {said}.")
        self.unfit = unfit


Store = Callable[[Upload], JsonObject]
"""Keeps a file; what Slack says of it."""
Controls = Sequence[Mapping[str, Any]]


def fill(
    controls: Controls, choices: Mapping[Name, Choice], store: Store
) -> dict[Field, JsonObject]:
    """What fields say after ``choices``."""
    fields = [control for control in controls if control["type"] not in BUTTONS]
    there = {name for one in fields for name in names_of(one)}
    if missing := [name for name in choices if name not in there]:
        named = sorted(map(str, there))
        raise AssertionError(f"There is nothing to fill in for {missing}, only: {named}.")
    typed = {}
    for control in fields:
        for name in names_of(control):
            if name in choices:
                filled = _filled(control, choices[name], store)
                typed[control["block_id"], control["action_id"]] = filled
                break
    return typed


def names_of(control: Mapping[str, Any]) -> tuple[Name, ...]:
    """All ways to name a field, the clearest first."""
    block, action = control["block_id"], control["action_id"]
    return (block, action), action, block


def check_sendable(blocks: Sequence[JsonObject], state: Mapping[str, JsonObject]) -> None:
    """Raises CannotSend where Slack would not let a form be sent."""
    unfit = {}
    for block in blocks:
        if block["type"] == "input":
            said = state[block["block_id"]][block["element"]["action_id"]]
            if why := _unfit(block, said):
                unfit[block["block_id"]] = why
    if unfit:
        raise CannotSend(unfit)


def _filled(control: Mapping[str, Any], choice: Choice, store: Store) -> JsonObject:
    several = [choice] if isinstance(choice, str | Upload) else choice
    uploads = [one for one in several if isinstance(one, Upload)]
    texts = [one for one in several if isinstance(one, str)]
    takes_files = control["type"] == "file_input"
    if texts if takes_files else uploads:
        raise AssertionError(f"{control['action_id']} takes {'files' if takes_files else 'text'}.")
    if takes_files:
        _check_uploads(control, uploads)
        return {"type": "file_input", "files": [store(upload) for upload in uploads]}
    said = state_of(control, choice if isinstance(choice, str) else texts)
    most = control.get("max_selected_items")
    if most and len(said["selected_options"]) > most:
        raise AssertionError(f"Of {control['action_id']} only {most} can be chosen.")
    if said.get("selected_date"):
        _check_date(control, said["selected_date"])
    return said


def _check_date(control: Mapping[str, Any], given: str) -> None:
    try:
        date.fromisoformat(given)
    except ValueError as error:
        raise CannotFill("bad_date", f"{control['action_id']} takes a date: {error}.") from error


def _check_uploads(control: Mapping[str, Any], uploads: Sequence[Upload]) -> None:
    name = control["action_id"]
    if len(uploads) > control.get("max_files", _MOST_FILES):
        raise CannotFill("too_many_files", f"{name} does not take {len(uploads)} files.")
    kinds = [kind.lower().lstrip(".") for kind in control.get("filetypes", ())]
    for upload in uploads:
        if upload.slips_through:
            continue
        if kinds and PurePath(upload.name).suffix.lower().lstrip(".") not in kinds:
            raise CannotFill(
                "wrong_file_type", f"{name} does not take {upload.name}, only {kinds}."
            )
        if len(upload.data) > MOST_BYTES:
            raise CannotFill("file_too_large", f"{name} does not take {len(upload.data)} bytes.")


def _unfit(block: JsonObject, said: JsonObject) -> Unfit | None:
    if not any(value for name, value in said.items() if name != "type"):
        return None if block.get("optional") else Unfit.EMPTY
    text, element = said.get("value"), block["element"]
    if not isinstance(text, str) or element["type"] != "plain_text_input":
        return None
    if "\n" in text and not element.get("multiline"):
        return Unfit.MANY_LINES
    if len(text) < element.get("min_length", 0):
        return Unfit.SHORT
    return Unfit.LONG if len(text) > element.get("max_length", 3000) else None
