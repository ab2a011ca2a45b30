"""The two doors: a message, a view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.strict.places import Place
from bot.playground.strict.refusal import Refusal
from bot.playground.strict.rules import (
    Blocks,
    faults_everywhere,
    faults_in_message,
    faults_in_view,
    too_much_text,
)
from bot.playground.strict.shapes import shape_faults

# Slack cuts what it posts at 40,000 characters; what is cut nobody notices, so it is refused here.
MOST_MESSAGE_TEXT = 40_000
# When it updates, it refuses more than so many bytes.
MOST_UPDATE_BYTES = 4_000
# Slack names an error for it but no number.
MOST_METADATA_BYTES = 8_000
MOST_VIEW_BYTES = 250_000


def check_message(
    payload: Mapping[str, object], method: str = "chat.postMessage"
) -> Refusal | None:
    """What Slack would refuse in a message: its text, blocks and metadata.

    ``payload`` is what a method of ``chat`` or a response URL was called with, its JSON decoded;
    other arguments are not looked at. ``method`` tells an update from a new message.
    """
    text = payload.get("text")
    blocks = payload.get("blocks")
    if text is not None and not isinstance(text, str):
        return Refusal("invalid_arguments", ((Place() / "text").says("must provide a string"),))
    if not (text or "").strip() and not blocks:
        return Refusal("no_text")
    return (
        _check_text(text or "", method)
        or (_check_message_blocks(blocks) if blocks is not None else None)
        or _check_metadata(payload.get("metadata"))
    )


def check_view(view: Mapping[str, object]) -> Refusal | None:
    """What Slack would refuse in a modal or a home tab."""
    place = Place(("view",))
    if _bytes(view) > MOST_VIEW_BYTES:
        return Refusal("view_too_large")
    if faults := shape_faults("view", view, place):
        return Refusal("invalid_arguments", faults)
    items: Any = view["blocks"]
    blocks = Blocks.of(items, place / "blocks")
    found = [*faults_everywhere(blocks), *faults_in_view(blocks)]
    if view["type"] == "modal" and "submit" not in view and any(blocks.of_type("input")):
        found.append(place.says("missing required field: submit"))
    return Refusal("invalid_arguments", tuple(found)) if found else None


def _check_text(text: str, method: str) -> Refusal | None:
    too_long_to_update = method == "chat.update" and _encoded(text) > MOST_UPDATE_BYTES
    if too_long_to_update or len(text) > MOST_MESSAGE_TEXT:
        return Refusal("msg_too_long")
    return None


def _check_message_blocks(items: object) -> Refusal | None:
    place = Place(("blocks",))
    if not isinstance(items, list):
        return Refusal("invalid_blocks_format")
    if faults := shape_faults("message_blocks", items, place):
        return Refusal("invalid_blocks", faults)
    blocks = Blocks.of(items, place)
    if found := (*faults_everywhere(blocks), *faults_in_message(blocks)):
        return Refusal("invalid_blocks", found)
    if too_much := too_much_text(blocks):
        return Refusal("msg_blocks_too_long", (too_much,))
    return None


def _check_metadata(metadata: object) -> Refusal | None:
    if metadata is None:
        return None
    if faults := shape_faults("metadata", metadata, Place(("metadata",))):
        return Refusal("invalid_metadata_format", faults)
    if _bytes(metadata) > MOST_METADATA_BYTES:
        return Refusal("metadata_too_large")
    return None


def _bytes(value: object) -> int:
    return _encoded(json.dumps(value, ensure_ascii=False))


def _encoded(text: str) -> int:
    # JSON can carry half a surrogate pair; it is counted, not an error.
    return len(text.encode("utf-8", "surrogatepass"))
