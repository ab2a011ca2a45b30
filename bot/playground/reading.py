"""What a person reads in text and blocks, and what there is to press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

Names = Callable[[str], str]
"""The name of a person, a channel or a group from its id."""

_TOKEN = re.compile(r"<([^<>]+)>")
# Parts of blocks and elements that people read, in the order in which they read them.
_PARTS = (
    "title", "label", "text", "subtitle", "body", "description", "fields", "rows", "elements",
    "element", "accessory", "placeholder", "options", "option_groups", "positive_button",
    "negative_button", "hint",
)  # fmt: skip


def read_mrkdwn(text: str, names: Names) -> str:
    """Slack's markup as a person reads it: names for ids, labels for links, no escapes."""
    return unescape(_TOKEN.sub(lambda match: _read_token(match[1], names), text))


def read_blocks(blocks: Any, names: Names) -> str:
    """Everything that people read in blocks, one line for each piece of text."""
    return "\n".join(line for line in _lines(blocks, names) if line)


def controls_in(blocks: Any) -> Iterator[Mapping[str, Any]]:
    """Every element that can be pressed, chosen from or filled in, with its ``block_id``."""
    for block in blocks:
        for element in _elements(block):
            yield {**element, "block_id": block.get("block_id", "")}


def label_of(element: Mapping[str, Any]) -> str:
    """The words on an element."""
    if element["type"] == "feedback_buttons":
        return " / ".join(
            str(element[name]["text"]["text"]) for name in ("positive_button", "negative_button")
        )
    words = element.get("text") or element.get("placeholder") or {}
    return str(words.get("text", ""))


def _read_token(token: str, names: Names) -> str:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return f"@{names(target[1:])}"
    if target.startswith("#"):
        return f"#{names(target[1:])}"
    if target.startswith("!subteam^"):
        return f"@{names(target.removeprefix('!subteam^'))}"
    if target.startswith("!date^"):
        return label
    if target.startswith("!"):
        return f"@{target[1:]}"
    return label or target


def _lines(node: Any, names: Names) -> Iterator[str]:
    if isinstance(node, list | tuple):
        for part in node:
            yield from _lines(part, names)
    elif isinstance(node, Mapping):
        kind = node.get("type", "")
        if kind in ("mrkdwn", "markdown"):
            yield read_mrkdwn(str(node["text"]), names)
        elif kind in ("plain_text", "raw_text"):
            yield str(node["text"])
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(_read_inline(element, names) for element in node["elements"])
        elif kind == "image":
            yield from _lines(node.get("title"), names)
            yield str(node.get("alt_text", ""))
        else:
            for part in _PARTS:
                yield from _lines(node.get(part), names)


def _read_inline(element: Mapping[str, Any], names: Names) -> str:
    match element["type"]:
        case "text":
            return str(element["text"])
        case "link":
            return str(element.get("text") or element["url"])
        case "user":
            return f"@{names(element['user_id'])}"
        case "usergroup":
            return f"@{names(element['usergroup_id'])}"
        case "channel":
            return f"#{names(element['channel_id'])}"
        case "broadcast":
            return f"@{element['range']}"
        case "emoji":
            return f":{element['name']}:"
        case "date":
            return str(element.get("fallback", ""))
        case _:
            return str(element.get("value", ""))


def _elements(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    candidates = [block.get("accessory"), block.get("element"), *block.get("elements", ())]
    for element in candidates:
        if isinstance(element, Mapping) and "action_id" in element:
            yield element
