"""A payload as a person would see it, in plain characters, for those who review a snapshot.

**bold**, _italic_, `code`, > a quotation, [a button], [[the primary one]], (a grey line),
a label: ______ for what can be filled in, [choose v] one | other for a menu.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def draw(payload: Json) -> str:
    """The whole message, modal or home tab."""
    lines: list[str] = []
    if "title" in payload:
        buttons = [payload[name]["text"] for name in ("close", "submit") if name in payload]
        row = "  ".join(f"[{label}]" for label in buttons)
        lines += [f"=== {payload['title']['text']} ===   {row}".rstrip(), ""]
    elif "text" in payload:
        lines += [f"notification | {line}" for line in payload["text"].split("\n")]
        lines.append("")
    else:
        lines += ["=== home ===", ""]
    for block in payload["blocks"]:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element)
        case "context":
            said = "\n".join(element["text"] for element in block["elements"])
            yield from (f"({line})" for line in said.split("\n"))
        case "actions" | "context_actions":
            yield "  ".join(map(_control, block["elements"]))
        case "input":
            yield f"{block['label']['text']}: {_field(block['element'])}"
            if "hint" in block:
                yield f"({block['hint']['text']})"
        case "divider":
            yield "-" * 40
        case other:
            raise AssertionError(f"draw {other}")


def _field(element: Json) -> str:
    groups = element.get("option_groups", [element] if "options" in element else [])
    options = "\n".join(_group(one) for one in groups)
    blank = element.get("placeholder", {}).get("text", "")
    if not options:
        return f"___{blank}___"
    return f"[{blank} v] {options}"


def _group(group: Json) -> str:
    options = " | ".join(option["text"]["text"] for option in group["options"])
    return f"\n  {group['label']['text']}: {options}" if "label" in group else options


def _rich(element: Json) -> Iterator[str]:
    match element["type"]:
        case "rich_text_section":
            yield from _leaves(element).split("\n")
        case "rich_text_quote":
            yield from (f"> {line}" for line in _leaves(element).split("\n"))
        case "rich_text_list":
            yield from (f"- {_leaves(item)}" for item in element["elements"])
        case other:
            raise AssertionError(f"draw {other}")


def _leaves(element: Json) -> str:
    return "".join(map(_leaf, element["elements"]))


def _leaf(leaf: Json) -> str:
    match leaf["type"]:
        case "text":
            said: str = leaf["text"]
            for name, mark in (("bold", "**"), ("italic", "_"), ("code", "`")):
                if leaf.get("style", {}).get(name):
                    bare = said.lstrip("\n")
                    said = said[: len(said) - len(bare)] + mark + bare + mark
            return said
        case "link":
            return f"{leaf.get('text', '')}<{leaf['url']}>"
        case "user":
            return f"@{leaf['user_id']}"
        case "date":
            return f"{{{leaf['fallback']}}}"
        case "channel":
            return f"#{leaf['channel_id']}"
        case other:
            raise AssertionError(f"draw {other}")


def _control(element: Json) -> str:
    match element["type"]:
        case "button":
            label = f"[{element['text']['text']}]"
            return f"[{label}]" if element.get("style") == "primary" else label
        case "static_select":
            options = " | ".join(option["text"]["text"] for option in element["options"])
            return f"[{element['placeholder']['text']} v] {options}"
        case "feedback_buttons":
            good, bad = element["positive_button"], element["negative_button"]
            return f"[+ {good['text']['text']}]  [- {bad['text']['text']}]"
        case other:
            raise AssertionError(f"draw {other}")
