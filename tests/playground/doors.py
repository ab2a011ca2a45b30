"""A manifest that opens every door, and what is shown behind them."""

from __future__ import annotations

import json
from typing import Any

from slack_sdk import WebClient

from bot.playground.person import Person
from bot.playground.seen import SeenView
from tests.playground.conftest import manifest_with, section
from tests.playground.listening import Listener

Json = dict[str, Any]


def manifest_with_all_doors() -> Any:
    manifest = manifest_with()
    manifest["features"]["shortcuts"] = [
        _shortcut("message", "find_partners_for"),
        _shortcut("global", "search"),
    ]
    manifest["features"]["agent_view"] = {"agent_description": "Finds partners"}
    manifest["oauth_config"]["scopes"]["bot"] += [
        "assistant:write",
        "files:read",
        "files:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
    ]
    manifest["settings"]["event_subscriptions"]["bot_events"] += [
        "function_executed",
        "message.channels",
        "message.groups",
        "message.mpim",
    ]
    manifest["settings"] |= {"org_deploy_enabled": True, "function_runtime": "remote"}
    manifest["functions"] = {"find_partners": find_partners()}
    return manifest


def find_partners() -> Json:
    """The workflow step, as a manifest declares it."""
    return {
        "title": "Find partners",
        "description": "Asks the directory",
        "input_parameters": {"question": _parameter("string", "Question", True)},
        "output_parameters": {
            "answer": _parameter("string", "Answer", True),
            "members": _parameter("array", "Members", False) | {"items": {"type": "string"}},
            "outcome": _parameter("string", "Outcome", True),
        },
    }


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": list(blocks) or [section("Nothing yet")],
        **more,
    }


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section("Welcome")], **more}


def entry(kind: str, name: str, *, block: Json | None = None, **element: Any) -> Json:
    """An input block whose block and element have the same name."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name),
        "element": {"type": kind, "action_id": name, **element},
        **(block or {}),
    }


def options(*values: str) -> list[Json]:
    return [{"text": plain(f"The {value}"), "value": value} for value in values]


def trigger_of(person: Person, listener: Listener) -> str:
    """A trigger from outside of any view."""
    person.commands("/partners search")
    return listener.arrived[-1].form["trigger_id"]


def opened(person: Person, listener: Listener, client: WebClient, view: Json) -> SeenView:
    """A modal that the app opens for somebody."""
    client.views_open(trigger_id=trigger_of(person, listener), view=view)
    return person.sees_modal()


def replies(listener: Listener, body: Json | None = None) -> None:
    """What the app answers to deliveries from now on."""
    listener.headers = {"Content-Type": "application/json"} if body else {}
    listener.reply = json.dumps(body) if body else ""


def _shortcut(kind: str, callback_id: str) -> Json:
    return {
        "type": kind,
        "callback_id": callback_id,
        "name": "Find partners",
        "description": "Asks the directory",
    }


def _parameter(kind: str, title: str, is_required: bool) -> Json:
    return {"type": kind, "title": title, "description": title, "is_required": is_required}
