"""The app's manifest grants what the code uses, no less and no more."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from slack_sdk import WebClient

from bot.listeners.shortcuts import HANDLERS
from bot.surface import COMMANDS, EVENTS, FUNCTIONS, METHOD_SCOPES, METHODS, SCOPES, SHORTCUTS
from tests.conftest import ROOT

LIMITS = Path(__file__).parent / "data" / "manifest.schema.json"
# Called on our behalf by Bolt and by the Socket Mode client.
CALLED_FOR_US = {"auth.test", "apps.connections.open"}
# How WebClient names its methods: chat.postMessage is chat_postMessage.
API = {name.replace("_", "."): name for name in vars(WebClient) if "_" in name.strip("_")}
LISTENERS = ("event", "message", "command", "shortcut", "action", "view", "function", "options")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text("utf-8"))
    return read


def test_the_manifest_keeps_the_limits_of_slacks_reference(manifest: dict[str, Any]) -> None:
    Draft202012Validator(json.loads(LIMITS.read_text("utf-8"))).validate(manifest)


@pytest.mark.skipif(
    "NAKADACHI_MANIFEST_SCHEMA" not in os.environ,
    reason="name a copy of slackapi/manifest-schema schemas/manifest.schema.2.0.0.json",
)
def test_the_manifest_fits_slacks_published_schema(manifest: dict[str, Any]) -> None:
    published = Path(os.environ["NAKADACHI_MANIFEST_SCHEMA"]).read_text("utf-8")
    Draft7Validator(json.loads(published)).validate(manifest)


def test_the_manifest_asks_for_the_scopes_that_the_table_needs(manifest: dict[str, Any]) -> None:
    assert manifest["oauth_config"]["scopes"] == {"bot": list(SCOPES)}


def test_the_manifest_subscribes_to_the_events_of_the_table(manifest: dict[str, Any]) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert subscribed == [event.name for event in EVENTS]


def test_the_manifest_has_the_commands_shortcuts_and_steps_of_the_table(
    manifest: dict[str, Any],
) -> None:
    features = manifest["features"]
    commands = [command["command"] for command in features.get("slash_commands", [])]
    shortcuts = [shortcut["callback_id"] for shortcut in features.get("shortcuts", [])]
    assert commands == [command.name for command in COMMANDS]
    assert shortcuts == [shortcut.name for shortcut in SHORTCUTS]
    assert list(manifest["functions"]) == [function.name for function in FUNCTIONS]


def test_the_code_calls_the_methods_of_the_table() -> None:
    assert called_methods() | CALLED_FOR_US == set(METHOD_SCOPES)


def test_a_call_of_a_client_is_found_however_it_is_written() -> None:
    code = (
        "client.users_list()\n"
        "call('chat.delete', self._client.chat_delete, ts=ts)\n"
        "client.api_call('reactions.add', json={})\n"
        "client.users\n"
    )
    assert set(methods_in(ast.parse(code))) == {"users.list", "chat.delete", "reactions.add"}


def test_the_code_listens_to_the_events_of_the_table() -> None:
    # A subscription says in which kind of conversation: message.im; the event is a message.
    of_steps = {"function_executed"} if listened("function") else set()
    heard = listened("event") | of_steps
    assert heard == {event.name.partition(".")[0] for event in EVENTS}


def test_the_code_listens_to_the_commands_shortcuts_and_steps_of_the_table() -> None:
    assert listened("command") == {command.name for command in COMMANDS}
    assert listens("shortcut")
    assert set(HANDLERS) == {shortcut.name for shortcut in SHORTCUTS}
    assert listened("function") == {function.name for function in FUNCTIONS}


def test_pressing_needs_interactivity_and_only_pressing(manifest: dict[str, Any]) -> None:
    interactive = any(listened(kind) or listens(kind) for kind in ("action", "view", "shortcut"))
    assert manifest["settings"]["interactivity"]["is_enabled"] is interactive


def test_each_entry_of_the_table_is_known_to_slack_and_says_why() -> None:
    assert set(METHOD_SCOPES) <= set(API)
    for touched in (*METHODS, *EVENTS, *COMMANDS, *SHORTCUTS, *FUNCTIONS):
        assert touched.why.endswith(".")


def sources() -> Iterator[ast.Module]:
    """The bot's modules; the playground is Slack's side."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        if "playground" not in path.parts:
            yield ast.parse(path.read_text("utf-8"), str(path))


def called_methods() -> set[str]:
    return {method for source in sources() for method in methods_in(source)}


def methods_in(source: ast.Module) -> Iterator[str]:
    """Methods of Slack's that ``source`` calls, or hands to somebody who does."""
    named = {name: method for method, name in API.items()}
    for node in ast.walk(source):
        if isinstance(node, ast.Attribute) and node.attr in named:
            yield named[node.attr]
        elif isinstance(node, ast.Call) and _called(node) == "api_call":
            yield _first_text(node, {})


def listened(kind: str) -> set[str]:
    """Names that listeners of ``kind`` are registered for, except patterns for everything."""
    return {name for name in _registrations(kind) if name}


def listens(kind: str) -> bool:
    return bool(list(_registrations(kind)))


def _registrations(kind: str) -> Iterator[str]:
    assert kind in LISTENERS
    for source in sources():
        constants = dict(_constants(source))
        for node in ast.walk(source):
            if isinstance(node, ast.Call) and _called(node) == kind and _is_app(node):
                yield _first_text(node, constants)


def _is_app(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith("app")


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _constants(source: ast.Module) -> Iterator[tuple[str, str]]:
    for node in source.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    yield target.id, node.value.value


def _first_text(call: ast.Call, constants: dict[str, str]) -> str:
    """The first argument: a text, a constant of the module, or "" for a pattern."""
    first = call.args[0]
    if isinstance(first, ast.Constant):
        return str(first.value)
    if isinstance(first, ast.Name):
        return constants[first.id]
    assert ast.unparse(first) in ("re.compile('.*')",), f"cannot read {ast.unparse(first)}"
    return ""
