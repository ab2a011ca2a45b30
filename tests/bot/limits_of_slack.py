"""Slack's limits, written down a second time and measured in another way than the gate does,
and what the stand-in for Slack refuses.

Numbers are from docs.slack.dev/reference/block-kit; the total of a message is what others have seen
(github.com/slackapi/bolt-js/issues/2509).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, settings
from slack_sdk.models.blocks import Block

from bot.playground.strict.checks import check_message, check_view

# For tests with texts of any kind, of which some are very long.
ANY_TEXT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MOST_TEXT = {"header": 150, "section": 3000, "button": 75}
MOST_OPTIONS = {"checkboxes": 10, "radio_buttons": 10, "overflow": 5}
MOST_WORDS = {"label": 2000, "hint": 2000, "placeholder": 150, "description": 75}
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def faults_of_message(payload: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a message, or nothing."""
    assert set(payload) == {"text", "blocks"}
    faults = list(_faults(payload["blocks"], most=50))
    faults += _repeated("action_id", payload["blocks"])
    text = payload["text"]
    if not text.strip() or len(text.encode()) > 4000:
        faults.append("fallback length")
    if re.search(r"<|>|&(?!amp;|lt;|gt;)", text):
        faults.append("fallback is not escaped")
    if sum(len(one) for one in strings(payload["blocks"])) > 12_000:
        faults.append("msg_blocks_too_long")
    if refusal := check_message(payload, "chat.update"):
        faults.append(str(refusal))
    return faults


def faults_of_view(payload: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a modal or a home tab, or nothing."""
    faults = list(_faults(payload["blocks"], most=100))
    for block in payload["blocks"]:
        faults += _repeated("action_id", block)
    if not payload["blocks"]:
        faults.append("no blocks")
    for name in ("title", "close", "submit"):
        if name in payload and not 0 < len(payload[name]["text"]) <= 24:
            faults.append(name)
    if len(payload.get("private_metadata", "")) > 3000 or len(payload.get("callback_id", "")) > 255:
        faults.append("metadata")
    is_form = any(block["type"] == "input" for block in payload["blocks"])
    if is_form and payload["type"] == "modal" and "submit" not in payload:
        faults.append("no way to send it")
    if payload["type"] == "home" and payload.keys() & {"title", "close", "submit"}:
        faults.append("a home tab is no window")
    if refusal := check_view(payload):
        faults.append(str(refusal))
    return faults


def controls_of(blocks: list[dict[str, Any]]) -> list[str]:
    """The action ids in the blocks, in order."""
    return [node["action_id"] for node in nodes(blocks) if "action_id" in node]


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Every object of a payload."""
    children: list[Any] = []
    if isinstance(tree, dict):
        yield tree
        children = list(tree.values())
    elif isinstance(tree, list):
        children = tree
    for child in children:
        yield from nodes(child)


def strings(tree: object) -> Iterator[str]:
    """Every text that people see in a payload, and every address."""
    for node in nodes(tree):
        for name in ("text", "url"):
            if isinstance(node.get(name), str):
                yield node[name]


def _faults(blocks: list[dict[str, Any]], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield "too many blocks"
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, block["type"]
        parsed.validate_json()
        if block["type"] == "actions" and not 0 < len(block["elements"]) <= 25:
            yield "actions"
        if block["type"] == "context" and not 0 < len(block["elements"]) <= 10:
            yield "context"
    for node in nodes(blocks):
        yield from _faults_of_node(node)
    yield from _repeated("block_id", blocks)


def _repeated(name: str, tree: object) -> Iterator[str]:
    ids = [node[name] for node in nodes(tree) if name in node]
    if len(ids) != len(set(ids)) or any(len(one) > 255 for one in ids):
        yield name


def _faults_of_node(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("type", "")
    if kind in ("mrkdwn", "markdown", "broadcast"):
        yield kind
    if kind in ("text", "plain_text") and not 0 < len(node["text"]) <= 3000:
        yield f"a text of {len(node['text'])}"
    if kind == "plain_text" and not node["text"].strip():
        yield "blank plain_text"
    if kind.startswith("rich_text") and not node["elements"]:
        yield f"empty {kind}"
    if kind in MOST_TEXT and "text" in node and len(node["text"]["text"]) > MOST_TEXT[kind]:
        yield f"text of {kind}"
    if kind == "link" and not re.match(r"https?://|mailto:|tel:", node["url"]):
        yield "address"
    if kind == "link" and node.get("text") == "":
        yield "link without words"
    if kind == "user" and not re.fullmatch(r"[UW][A-Z0-9]+", node["user_id"]):
        yield "user"
    if len(node.get("value", "")) > 2000 or len(node.get("accessibility_label", "")) > 75:
        yield "value"
    for name, most in MOST_WORDS.items():
        if isinstance(node.get(name), dict) and len(node[name]["text"]) > most:
            yield name
    for option in node.get("options", ()):
        if len(option["value"]) > 150 or len(option["text"]["text"]) > 75:
            yield "option"
    for name in ("options", "option_groups", "initial_options"):
        if name in node and not 0 < len(node[name]) <= MOST_OPTIONS.get(kind, 100):
            yield name
    if not kind and "options" in node and len(node["label"]["text"]) > 75:
        yield "label of a group"
    if len(node.get("initial_value", "")) > min(3000, node.get("max_length", 3000)):
        yield "initial_value"
    if any(isinstance(one, str) and INVISIBLE.search(one) for one in (node.get("text"),)):
        yield "invisible characters"
