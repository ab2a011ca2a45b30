"""The one gate that everything sent to Slack passes: what leaves it, Slack takes. Pure.

Nobody's text may mean anything to Slack, so there is no mrkdwn behind it: only rich text and plain
text, and the escaped words for those who see no blocks. What is too long is shortened where people
see it; what can be pressed stays. What cannot be mended raises Unsendable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.errors import Unsendable
from bot.outgoing import limits
from bot.outgoing.limits import ELLIPSIS, clipped, escaped, size, visible
from bot.outgoing.message import Home, Message, View
from bot.outgoing.trimming import KNOWN, Json, as_json, fitted, tidied, weight

# An image would come from an address that somebody else may change.
_FORBIDDEN = frozenset({"mrkdwn", "broadcast", "image"})
_MOST_OPTIONS = {
    "overflow": limits.OVERFLOW,
    "checkboxes": limits.CHOICES,
    "radio_buttons": limits.CHOICES,
}
_MOST_ELEMENTS = {"actions": limits.ACTIONS, "context_actions": limits.CONTEXT_ACTIONS}


def message_payload(message: Message) -> dict[str, object]:
    """``text`` and ``blocks`` for chat.postMessage and its like; raises Unsendable."""
    blocks = _blocks(message.blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_TOTAL)
    return {"text": _fallback(message), "blocks": blocks}


def text_only(message: Message) -> dict[str, object]:
    """The message without its blocks, for when Slack does not take them."""
    return {"text": _fallback(message), "blocks": []}


def view_payload(view: View) -> dict[str, object]:
    """The view for views.open and its like; raises Unsendable."""
    blocks = _view_blocks(view)
    has_input = any(block["type"] == "input" for block in blocks)
    _require(bool(view.submit) or not has_input, "a view has an input and no submit button")
    payload: dict[str, object] = {
        "type": "modal",
        "callback_id": view.callback_id,
        "title": _title(view.title),
        "blocks": blocks,
    }
    if view.close:
        payload["close"] = _title(view.close)
    if view.submit:
        payload["submit"] = _title(view.submit)
    if view.private_metadata:
        payload["private_metadata"] = view.private_metadata
    if view.external_id:
        payload["external_id"] = clipped(view.external_id, limits.ID)
    return payload


def home_payload(home: Home) -> dict[str, object]:
    """The view for views.publish; raises Unsendable."""
    payload: dict[str, object] = {"type": "home", "blocks": _view_blocks(home)}
    if home.private_metadata:
        payload["private_metadata"] = home.private_metadata
    return payload


def _view_blocks(view: View | Home) -> list[Json]:
    blocks = _blocks(view.blocks, limits.VIEW_BLOCKS, limits.VIEW_TOTAL)
    _require(bool(blocks), "a view shows nothing")
    _require(size(view.private_metadata) <= limits.METADATA, "private_metadata is too long")
    return blocks


def _fallback(message: Message) -> str:
    return escaped(clipped(visible(message.text).strip() or ELLIPSIS, limits.FALLBACK))


def _title(said: str) -> Json:
    text = clipped(visible(said).strip() or ELLIPSIS, limits.TITLE)
    return {"type": "plain_text", "text": text, "emoji": False}


def _blocks(blocks: Iterable[Block], most: int, total: int) -> list[Json]:
    found: list[Json] = as_json(tuple(blocks))
    for block in found:
        _require(block["type"] in KNOWN, f"a block is of the type {block['type']}")
    for node in _nodes(found):
        _require(node.get("type") not in _FORBIDDEN, f"it holds {node.get('type')}")
    kept = fitted(tidied(found), most, total)
    _require(len(kept) <= most, f"more than {most} blocks hold controls")
    _require(weight(kept) <= total, f"controls alone take more than {total:,} characters")
    _check_nodes(list(_nodes(kept)))
    _check_with_sdk(kept)
    return kept


def _check_nodes(nodes: Sequence[Json]) -> None:
    for node in nodes:
        kind = node.get("type", "")
        if kind in _MOST_ELEMENTS:
            most, elements = _MOST_ELEMENTS[kind], node.get("elements", ())
            _require(0 < len(elements) <= most, f"a block of {kind} has {len(elements)} elements")
        options = node.get("options")
        if options is not None:
            most = _MOST_OPTIONS.get(kind, limits.OPTIONS)
            _require(0 < len(options) <= most, f"a menu has {len(options)} options")
            for option in options:
                _require(size(option["value"]) <= limits.OPTION_VALUE, "an option's value is long")
        _require(size(node.get("value", "")) <= limits.VALUE, "the value of a control is too long")
    for name in ("action_id", "block_id"):
        _check_ids(name, [node[name] for node in nodes if name in node])


def _check_ids(name: str, ids: Sequence[str]) -> None:
    _require(all(size(one) <= limits.ID for one in ids), f"the {name} of something is too long")
    _require(len(set(ids)) == len(ids), f"two things have the same {name}")


def _check_with_sdk(blocks: Iterable[Json]) -> None:
    """What Slack's own library refuses, Slack refuses as well."""
    for block in blocks:
        parsed = Block.parse(block)
        try:
            if parsed is not None:
                parsed.to_dict()
        except SlackObjectFormationError as error:
            raise _unsendable(f"{block['type']}: {error}") from error


def _nodes(node: object) -> Iterator[Json]:
    """Every object in the blocks, however deep."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, Mapping) else ():
        yield from _nodes(child)
    for child in node if isinstance(node, list) else ():
        yield from _nodes(child)


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise _unsendable(fault)


def _unsendable(fault: str) -> Unsendable:
    return Unsendable(
        f"Slack would not take this message: {fault}. Correct the function in bot/blocks that "
        "made it."
    )
