"""What Slack adds to what an app sends: ids of blocks and of controls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from bot.playground.shapes import JsonObject

_INTERACTIVE = ("accessory", "element", "elements")
_UNPRESSABLE = frozenset({"mrkdwn", "plain_text", "image"})


def stamp(blocks: Sequence[JsonObject], letter: str = "b") -> tuple[JsonObject, ...]:
    """The blocks with an id for each block and each control that has none."""
    ids = (f"{letter}{number:03}" for number in count(1))
    return tuple(
        {**_with_controls(block), "block_id": block.get("block_id") or next(ids)}
        for block in blocks
    )


def _with_controls(block: JsonObject) -> JsonObject:
    if block["type"] == "rich_text":
        return block
    numbers = count(1)

    def named(element: Any) -> Any:
        if isinstance(element, list):
            return [named(one) for one in element]
        if element["type"] in _UNPRESSABLE or "action_id" in element:
            return element
        return {**element, "action_id": f"a{next(numbers):03}"}

    return {key: named(value) if key in _INTERACTIVE else value for key, value in block.items()}
