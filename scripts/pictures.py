"""Messages, windows and tabs of Slack as text, for the pages of docs/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.cli.wrapping import width_of, wrap
from bot.outgoing.gate import home_payload, message_payload, view_payload
from bot.outgoing.message import Home, Message, View
from tests.bot.blocks.drawing import draw

Json = dict[str, Any]

_WIDTH = 76
_NOTIFICATION = "notification | "
_ADDRESS = re.compile(r"<(?:mailto|https?):[^>]*>")
# What a continued line begins with, by how the line begins.
_INDENTS = {"> ": "> ", "- ": "  "}
_BETWEEN_BUTTONS = "  "
_LEFT_OUT = "⋮"


def picture(
    shown: Message | View | Home,
    *,
    names: Mapping[str, str] | None = None,
    filled: Mapping[str, str] | None = None,
    most: int = 2,
) -> str:
    """What somebody sees, with ``most`` members of an answer.

    ``names`` are those of people and channels by their ids, ``filled`` what was typed or chosen by
    the name of the input.
    """
    payload = _readable(_payload(shown), names or {})
    blocks = list(_few_members(payload["blocks"], most))
    payload["blocks"] = [_filled_in(block, filled or {}) for block in blocks]
    lines = draw(payload).splitlines()
    kept = (line for line in lines if not line.startswith((_NOTIFICATION, "=== home")))
    return "\n".join(part for line in kept for part in wrapped(line)).strip()


def wrapped(line: str) -> Iterator[str]:
    """A line in lines that fit a page."""
    if line.startswith("["):
        yield from _row(line.replace("[[", "[").replace("]]", "]").split(_BETWEEN_BUTTONS))
        return
    start = line[:2] if line[:2] in _INDENTS else ""
    said = _ADDRESS.sub("", line[len(start) :])
    for number, (begin, end) in enumerate(wrap(said, _WIDTH - len(start))):
        yield f"{_INDENTS[start] if start and number else start}{said[begin:end]}".rstrip()


def _row(buttons: list[str]) -> Iterator[str]:
    """Buttons in rows; none is broken."""
    row = buttons[0]
    for button in buttons[1:]:
        longer = f"{row}{_BETWEEN_BUTTONS}{button}"
        if width_of(longer) > _WIDTH:
            yield row
            longer = button
        row = longer
    yield row


def _payload(shown: Message | View | Home) -> Json:
    if isinstance(shown, Message):
        # What a notification says, the blocks say as well.
        return {**message_payload(shown), "text": ""}
    return view_payload(shown) if isinstance(shown, View) else home_payload(shown)


def _readable(value: Any, names: Mapping[str, str]) -> Any:
    """The payload without marks for bold type, with names for ids and days for moments."""
    if isinstance(value, list):
        return [_readable(one, names) for one in value]
    if not isinstance(value, dict):
        return value
    match value.get("type"):
        case "text":
            return {"type": "text", "text": value["text"]}
        case "user":
            return {"type": "text", "text": f"@{names[value['user_id']]}"}
        case "channel":
            return {"type": "text", "text": f"#{names[value['channel_id']]}"}
        case "date":
            return {"type": "text", "text": value["fallback"].removesuffix(" UTC")}
        case _:
            return {key: _readable(one, names) for key, one in value.items()}


def _few_members(blocks: list[Json], most: int) -> Iterator[Json]:
    """The blocks with the first members of an answer; what is left out shows."""
    ranks = [_rank_of(block) for block in blocks]
    last = max((number for number, rank in enumerate(ranks) if rank), default=-1)
    first_of_page = next((rank for rank in ranks if rank), 1)
    is_left_out = False
    for number, block in enumerate(blocks):
        begins = bool(ranks[number])
        if begins and ranks[number] - first_of_page == most:
            is_left_out = True
            yield _paragraph(_LEFT_OUT)
        elif is_left_out and number > last + 1:  # behind the buttons of the last member
            is_left_out = False
        if not is_left_out:
            yield block


def _rank_of(block: Json) -> int:
    """The rank of the member that a block is about; 0 if it is about none."""
    if block["type"] != "rich_text":
        return 0
    leaves = [leaf for part in block["elements"] for leaf in part.get("elements", ())]
    found = re.match(r"(\d+)\. ", leaves[0].get("text", "")) if leaves else None
    return int(found[1]) if found else 0


def _filled_in(block: Json, filled: Mapping[str, str]) -> Json:
    """An input with what was put into it; the options of an empty menu are not unfolded."""
    if block["type"] != "input":
        return block
    element = {key: one for key, one in block["element"].items() if "option" not in key}
    said = filled.get(block["block_id"]) or element.get("placeholder", {}).get("text", "")
    return {**block, "element": {**element, "placeholder": {"text": said}}}


def _paragraph(said: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": said}]}
    return {"type": "rich_text", "elements": [section]}
