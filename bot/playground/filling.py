"""Filling in fields, as far as Slack lets people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from bot.playground.choices import BUTTONS, Choice, Field, Upload, state_of
from bot.playground.shapes import JsonObject

MOST_BYTES = 10_000_000
_MOST_FILES = 10

Store = Callable[[Upload], JsonObject]
"""Keeps a file; what Slack says of it."""
Controls = Sequence[Mapping[str, Any]]


def fill(
    controls: Controls, choices: Mapping[str, Choice], store: Store
) -> dict[Field, JsonObject]:
    """What fields say after ``choices``, which go by ``action_id`` or ``block_id``."""
    fields = [control for control in controls if control["type"] not in BUTTONS]
    there = {name for one in fields for name in (one["action_id"], one["block_id"])}
    if missing := sorted(set(choices) - there):
        raise AssertionError(f"There is nothing to fill in for {missing}, only: {sorted(there)}.")
    typed = {}
    for control in fields:
        choice = choices.get(control["action_id"], choices.get(control["block_id"]))
        if choice is not None:
            typed[control["block_id"], control["action_id"]] = _filled(control, choice, store)
    return typed


def check_sendable(blocks: Sequence[JsonObject], state: Mapping[str, JsonObject]) -> None:
    """Raises AssertionError where Slack would not let a form be sent."""
    for block in blocks:
        if block["type"] != "input":
            continue
        said = state[block["block_id"]][block["element"]["action_id"]]
        if not block.get("optional") and not any(
            value for name, value in said.items() if name != "type"
        ):
            raise _not_sent(block["block_id"], "is empty")
        _check_length(block, said)


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
        date.fromisoformat(said["selected_date"])
    return said


def _check_uploads(control: Mapping[str, Any], uploads: Sequence[Upload]) -> None:
    name = control["action_id"]
    if len(uploads) > control.get("max_files", _MOST_FILES):
        raise AssertionError(f"{name} does not take {len(uploads)} files.")
    kinds = [kind.lower().lstrip(".") for kind in control.get("filetypes", ())]
    for upload in uploads:
        if upload.slips_through:
            continue
        if kinds and PurePath(upload.name).suffix.lower().lstrip(".") not in kinds:
            raise AssertionError(f"{name} does not take {upload.name}, only {kinds}.")
        if len(upload.data) > MOST_BYTES:
            raise AssertionError(f"{name} does not take {len(upload.data)} bytes.")


def _check_length(block: JsonObject, said: JsonObject) -> None:
    text = said.get("value")
    if not isinstance(text, str) or block["element"]["type"] != "plain_text_input":
        return
    element = block["element"]
    if "\n" in text and not element.get("multiline"):
        raise _not_sent(block["block_id"], "has one line only")
    if len(text) < element.get("min_length", 0):
        raise _not_sent(block["block_id"], "is too short")
    if len(text) > element.get("max_length", 3000):
        raise _not_sent(block["block_id"], "is too long")


def _not_sent(block: str, why: str) -> AssertionError:
    return AssertionError(f"Slack does not send the form: {block} {why}.")
