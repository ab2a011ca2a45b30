"""What a control says when somebody presses it, and what fields say that were filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.shapes import JsonObject

Field = tuple[str, str]
"""Where a field is: its block's id, and its own ``action_id``."""
Typed = Mapping[Field, JsonObject]
"""What fields say that somebody touched."""

_ONE_OPTION = frozenset({"static_select", "radio_buttons", "overflow"})
_MANY_OPTIONS = frozenset({"multi_static_select", "checkboxes"})
_SINGLE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
BUTTONS = frozenset({"button", "feedback_buttons", "icon_button"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody puts into a form or a message.

    Slack's form lets through neither more than 10 MB nor other file types than it names, but
    promises neither; ``slips_through`` says that this file does. ``file_id`` is what Slack calls
    it if it is there already.
    """

    name: str
    data: bytes
    mimetype: str = "application/octet-stream"
    slips_through: bool = False
    file_id: str = ""


Choice = str | Upload | Sequence[str] | Sequence[Upload]


def action_of(control: Mapping[str, Any], choice: Choice, typed: Typed, ts: str) -> JsonObject:
    """One entry of ``actions``; ``typed`` is what the control says now if it is no button."""
    action = {
        "type": control["type"],
        "action_id": control["action_id"],
        "block_id": control["block_id"],
        "action_ts": ts,
    }
    if control["type"] not in BUTTONS:
        return action | typed[control["block_id"], control["action_id"]]
    pressed = control
    if control["type"] == "feedback_buttons":
        pressed = _side(control, choice)
    return action | {name: pressed[name] for name in ("text", "value") if name in pressed}


def state_of(control: Mapping[str, Any], choice: str | Sequence[str] | None) -> JsonObject:
    """What a form says of one field; None if nobody touched it."""
    kind = control["type"]
    state: JsonObject = {"type": kind}
    if kind == "file_input":
        return state | {"files": []}
    if kind in _ONE_OPTION:
        chosen = control.get("initial_option")
        if choice is not None:
            chosen = _options(control, [str(choice)])[0] if choice else None
        return state | {"selected_option": chosen}
    if kind in _MANY_OPTIONS:
        many = control.get("initial_options", [])
        if choice is not None:
            many = _options(control, [choice] if isinstance(choice, str) else choice)
        return state | {"selected_options": many}
    name = _SINGLE.get(kind, "value")
    initial = control.get(f"initial_{name.removeprefix('selected_')}")
    # What is empty is nothing: Slack sends null for it.
    return state | {name: (initial if choice is None else choice) or None}


def states_of(controls: Iterable[Mapping[str, Any]], typed: Typed) -> dict[str, JsonObject]:
    """``state.values``: by block, then by action."""
    values: dict[str, JsonObject] = {}
    for control in controls:
        if control["type"] in BUTTONS | {"overflow"}:
            continue
        block, action = control["block_id"], control["action_id"]
        said = typed.get((block, action)) or state_of(control, None)
        values.setdefault(block, {})[action] = said
    return values


def kept(typed: Typed, controls: Iterable[Mapping[str, Any]]) -> dict[Field, JsonObject]:
    """What stays filled in when other blocks are shown: what the same field said before."""
    kinds = {(one["block_id"], one["action_id"]): one["type"] for one in controls}
    return {field: said for field, said in typed.items() if kinds.get(field) == said["type"]}


def said_by(state: JsonObject) -> str | tuple[str, ...]:
    """What a field says, as people read it: a text, a value, several values, names of files."""
    if "files" in state:
        return tuple(str(file["name"]) for file in state["files"])
    if "selected_options" in state:
        return tuple(str(option["value"]) for option in state["selected_options"])
    if "selected_option" in state:
        return str((state["selected_option"] or {}).get("value", ""))
    (value,) = (value for name, value in state.items() if name != "type")
    return str(value or "")


def _side(control: Mapping[str, Any], choice: Choice) -> JsonObject:
    sides = [control["positive_button"], control["negative_button"]]
    for side in sides:
        if choice in (side["value"], side["text"]["text"]):
            return dict(side)
    there = ", ".join(str(side["text"]["text"]) for side in sides)
    raise AssertionError(f"There is no button {choice!r} here, only: {there}.")


def _options(control: Mapping[str, Any], choices: Sequence[str]) -> list[JsonObject]:
    groups = [control.get("options", [])]
    groups += [group["options"] for group in control.get("option_groups", [])]
    options = {option["value"]: option for group in groups for option in group}
    by_label = {option["text"]["text"]: option for option in options.values()}
    found = [options.get(choice) or by_label.get(choice) for choice in choices]
    if None in found:
        raise AssertionError(f"{list(choices)!r} cannot be chosen here, only: {list(options)}.")
    return [option for option in found if option]
