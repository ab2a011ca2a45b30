"""What a control says when somebody presses it, chooses from it or fills it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.playground.shapes import JsonObject

Choice = str | Sequence[str]

_ONE_OPTION = frozenset({"static_select", "radio_buttons", "overflow"})
_MANY_OPTIONS = frozenset({"multi_static_select", "checkboxes"})
_SINGLE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_BUTTONS = frozenset({"button", "feedback_buttons", "icon_button"})


def action_of(control: Mapping[str, Any], choice: Choice, ts: str) -> JsonObject:
    """One entry of ``actions``."""
    action = {
        "type": control["type"],
        "action_id": control["action_id"],
        "block_id": control["block_id"],
        "action_ts": ts,
    }
    if control["type"] not in _BUTTONS:
        return action | state_of(control, choice)
    pressed = control
    if control["type"] == "feedback_buttons":
        pressed = _side(control, choice)
    return action | {name: pressed[name] for name in ("text", "value") if name in pressed}


def state_of(control: Mapping[str, Any], choice: Choice | None) -> JsonObject:
    """What a form says of one control; None if nobody touched it."""
    kind = control["type"]
    state: JsonObject = {"type": kind}
    if kind in _ONE_OPTION:
        chosen = control.get("initial_option")
        if choice is not None:
            (chosen,) = _options(control, [str(choice)])
        return state | {"selected_option": chosen}
    if kind in _MANY_OPTIONS:
        many = control.get("initial_options", [])
        if choice is not None:
            many = _options(control, [choice] if isinstance(choice, str) else choice)
        return state | {"selected_options": many}
    name = _SINGLE.get(kind, "value")
    initial = control.get(f"initial_{name.removeprefix('selected_')}")
    return state | {name: initial if choice is None else choice}


def states_of(
    controls: Iterable[Mapping[str, Any]], choices: Mapping[str, Choice]
) -> dict[str, JsonObject]:
    """``state.values``: by block, then by action. Choices go by ``action_id`` or ``block_id``."""
    values: dict[str, JsonObject] = {}
    for control in controls:
        if control["type"] in _BUTTONS:
            continue
        choice = choices.get(control["action_id"], choices.get(control["block_id"]))
        block = values.setdefault(control["block_id"], {})
        block[control["action_id"]] = state_of(control, choice)
    return values


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
