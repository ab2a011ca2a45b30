"""Making blocks fit: cleaned, without what is empty, every text within its limit, all of it in all.

Blocks are dicts here, as Slack reads them. Shortening shows: an ellipsis in a text, a line where
content ends early. What can be pressed or filled in is never left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    FeedbackButtonObject,
    Option,
    OptionGroup,
    RichTextElementParts,
)

from bot.outgoing import limits
from bot.outgoing.limits import ELLIPSIS, clipped, size, visible

Json = dict[str, Any]

_CONTROLS = frozenset({"actions", "context_actions", "input"})
# In both languages: it is seldom shown, and a message does not say in which one it is.
_NOTICE: Json = {
    "type": "context",
    "elements": [
        {
            "type": "plain_text",
            "text": "…長いため、以降は省略しました。 / The rest is left out: it is too long.",
            "emoji": False,
        }
    ],
}
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)[^\s<>]+", re.IGNORECASE)
_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")
_MOST_OF_LABEL = {"placeholder": limits.PLACEHOLDER, "hint": limits.LABEL_OF_INPUT}


def as_json(value: object) -> Any:
    """What an object of slack_sdk holds, without its checks: they refuse what can be mended."""
    if isinstance(value, FeedbackButtonObject):
        return _present(
            text=value._text, accessibility_label=value._accessibility_label, value=value._value
        )
    if isinstance(value, Option):
        return _present(text=value._text, value=value.value, description=value._block_description)
    if isinstance(value, OptionGroup):
        return _present(label=value._label, options=value.options)
    if isinstance(value, RichTextElementParts.TextStyle):
        return value.to_dict()
    if isinstance(value, JsonObject):
        return _present(**{name: getattr(value, name, None) for name in sorted(value.attributes)})
    if isinstance(value, Mapping):
        return _present(**value)
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return value


def tidied(blocks: Iterable[Json]) -> list[Json]:
    """The blocks with every text cleaned and within its limit, and without empty ones."""
    found = (_TIDY[block["type"]](block) for block in blocks)
    return [block for block in found if block is not None]


def fitted(blocks: Sequence[Json], most_blocks: int, most_total: int) -> list[Json]:
    """As much of the blocks, from their beginning, as Slack takes at once; all controls stay."""
    if len(blocks) <= most_blocks and weight(blocks) <= most_total:
        return list(blocks)
    staying = [block for block in blocks if is_control(block)]
    places = most_blocks - len(staying) - 1
    room = most_total - weight(staying) - weight(_NOTICE)
    kept: list[Json] = []
    full = False
    for block in blocks:
        if is_control(block):
            kept.append(block)
        elif not full and places > 0 and weight(block) <= room:
            kept.append(block)
            places, room = places - 1, room - weight(block)
        elif not full:
            full = True
            part = _beginning(block, room) if places > 0 else None
            kept += [part, _NOTICE] if part else [_NOTICE]
    return kept


def weight(node: object) -> int:
    """What a node takes of the total: its strings, and something for each container."""
    if isinstance(node, str):
        return size(node)
    if isinstance(node, Mapping):
        inside = sum(weight(one) for key, one in node.items() if key not in ("type", "style"))
        return limits.CONTAINER + inside
    if isinstance(node, list | tuple):
        return sum(map(weight, node))
    return 0


def is_control(block: Json) -> bool:
    """Whether people can press or fill in something in a block."""
    return block["type"] in _CONTROLS or "accessory" in block


def _present(**found: object) -> Json:
    return {name: as_json(one) for name, one in found.items() if one is not None}


def _beginning(node: Json, room: int) -> Json | None:
    """As much of rich text, from its beginning, as there is room for."""
    room -= limits.CONTAINER
    if node["type"] == "text":
        said = clipped(node["text"], room) if room > 1 else ""
        return {**node, "text": said} if said else None
    kept: list[Json] = []
    for child in node["elements"] if node["type"].startswith("rich_text") else ():
        if weight(child) > room:
            kept += filter(None, [_beginning(child, room)])
            break
        kept.append(child)
        room -= weight(child)
    return {**node, "elements": kept} if kept else None


def _rich_text(block: Json) -> Json | None:
    return _with_elements(block, map(_rich_element, block.get("elements", ())))


def _rich_element(element: Json) -> Json | None:
    if element["type"] == "rich_text_list":
        return _with_elements(element, map(_rich_element, element.get("elements", ())))
    leaves = [leaf for found in element.get("elements", ()) if (leaf := _leaf(found))]
    # Slack takes no paragraph of nothing.
    shows = any(leaf["type"] != "text" or leaf["text"].strip() for leaf in leaves)
    return {**element, "elements": leaves} if shows else None


def _with_elements(node: Json, elements: Iterable[Json | None]) -> Json | None:
    kept = [element for element in elements if element]
    return {**node, "elements": kept} if kept else None


def _leaf(leaf: Json) -> Json | None:
    kind = leaf["type"]
    if kind == "link":
        address, said = leaf.get("url", ""), _clean(leaf.get("text", ""), limits.TEXT)
        if size(address) > limits.URL or not _ADDRESS.fullmatch(visible(address)):
            return _leaf({"type": "text", "text": said or address})
        leaf = {**leaf, "url": visible(address), "text": said}
        return leaf if said else {key: one for key, one in leaf.items() if key != "text"}
    if kind == "user" and not _PERSON.fullmatch(leaf.get("user_id", "")):
        return _leaf({"type": "text", "text": leaf.get("user_id", "")})
    if kind == "text":
        said = _clean(leaf.get("text", ""), limits.TEXT)
        return {**leaf, "text": said} if said else None
    return leaf


def _clean(text: str, most: int) -> str:
    return clipped(visible(text), most)


def _plain(found: Json | None, most: int) -> Json | None:
    """A text object, or None if it shows nothing."""
    said = _clean(found.get("text", ""), most) if found else ""
    return {**(found or {}), "text": said} if said.strip() else None


def _header(block: Json) -> Json | None:
    said = _plain(block.get("text"), limits.HEADER)
    return {**block, "text": said} if said else None


def _context(block: Json) -> Json | None:
    elements = block.get("elements", ())[: limits.CONTEXT]
    return _with_elements(block, (_plain(element, limits.FIELD) for element in elements))


def _section(block: Json) -> Json | None:
    fields = [_plain(one, limits.FIELD) for one in block.get("fields", ())[: limits.FIELDS]]
    found = {
        "text": _plain(block.get("text"), limits.TEXT),
        "fields": [field for field in fields if field],
        "accessory": _control(block["accessory"]) if "accessory" in block else None,
    }
    if not any(found.values()):
        return None
    if not (found["text"] or found["fields"]):
        found["text"] = {"type": "plain_text", "text": ELLIPSIS}
    rest = {key: one for key, one in block.items() if key not in found}
    return rest | {key: one for key, one in found.items() if one}


def _control(node: Json) -> Json:
    """A control with its labels within their limits; a label that shows nothing is an ellipsis."""
    labels = {key: _label(key, one, node) for key, one in node.items()}
    return {key: one for key, one in labels.items() if one is not None}


def _label(key: str, found: Any, node: Json) -> Any:
    if isinstance(found, list):
        return [_label(key, one, node) for one in found]
    if key == "accessibility_label":
        return _clean(found, limits.LABEL).strip() or None
    if not isinstance(found, dict):
        return found
    if found.get("type") != "plain_text":
        return _control(found)
    is_input = node.get("type") == "input"
    most = _MOST_OF_LABEL.get(key, limits.LABEL_OF_INPUT if is_input else limits.LABEL)
    return _plain(found, most) or {**found, "text": ELLIPSIS}


_TIDY: Mapping[str, Callable[[Json], Json | None]] = {
    "rich_text": _rich_text,
    "header": _header,
    "context": _context,
    "section": _section,
    "divider": lambda block: block,
    "actions": _control,
    "context_actions": _control,
    "input": _control,
}
KNOWN = frozenset(_TIDY)
