"""What the page says is filled in or chosen, as the stand-in takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.choices import BUTTONS, Choice, Upload
from bot.playground.filling import Name
from bot.playground.page.asked import as_object, as_text, as_texts
from bot.playground.shapes import JsonObject

Find = Callable[[list[str]], list[Upload]]
"""What somebody uploaded under some ids."""

_MANY = frozenset({"multi_static_select", "checkboxes", "file_input"})


def read_choice(control: Mapping[str, Any] | None, given: Any, find: Find) -> Choice:
    """One choice: a text, several, files, or null for none."""
    if given is None:
        return [] if control and control["type"] in _MANY else ""
    if isinstance(given, dict):
        return find(as_texts("uploads", given.get("uploads")))
    return as_texts("choice", given) if isinstance(given, list) else as_text("choice", given)


def read_values(
    controls: list[Mapping[str, Any]], given: JsonObject, find: Find
) -> dict[Name, Choice]:
    """Choices by field. Fields that are not there any more are passed over: the view changed."""
    there = {
        (one["block_id"], one["action_id"]): one for one in controls if one["type"] not in BUTTONS
    }
    return {
        (block, action): read_choice(there[block, action], choice, find)
        for block, choices in given.items()
        for action, choice in as_object(block, choices).items()
        if (block, action) in there
    }
