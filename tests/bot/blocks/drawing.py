"""A payload as a person would see it, in plain characters, for those who review a snapshot.

**bold**, _italic_, `code`, > a quotation, [a button], [[the primary one]], (a grey line).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def draw(payload: Json) -> str:
    """The whole message or modal."""
    lines: list[str] = []
    if "title" in payload:
        lines += [f"=== {payload['title']['text']} ===   [{payload['close']['text']}]", ""]
    else:
        lines += [f"notification | {line}" for line in payload["text"].split("\n")]
        lines.append("")
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
        case other:
            raise AssertionError(f"draw {other}")


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
