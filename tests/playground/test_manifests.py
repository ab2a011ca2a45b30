"""Manifests that Slack does not take, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.manifest import install
from tests.playground.doors import manifest_with_all_doors

Change = Callable[[Any], object]


def _without_scope(scope: str) -> Change:
    return lambda manifest: manifest["oauth_config"]["scopes"]["bot"].remove(scope)


def _without_event(event: str) -> Change:
    return lambda manifest: manifest["settings"]["event_subscriptions"]["bot_events"].remove(event)


def _shortcut(**changes: Any) -> Change:
    return lambda manifest: manifest["features"]["shortcuts"][0].update(changes)


def _agent(**changes: Any) -> Change:
    return lambda manifest: manifest["features"]["agent_view"].update(changes)


def _features(**changes: Any) -> Change:
    return lambda manifest: manifest["features"].update(changes)


def _settings(**changes: Any) -> Change:
    return lambda manifest: manifest["settings"].update(changes)


def _step(**changes: Any) -> Change:
    return lambda manifest: manifest["functions"]["find_partners"].update(changes)


def _input(**changes: Any) -> Change:
    parameter = {"type": "string", "title": "x", "description": "x", **changes}
    return _step(input_parameters={"question": parameter})


PROMPT = {"title": "x", "message": "x"}
REFUSED: dict[str, tuple[Change, str]] = {
    "group messages without their history": (_without_scope("mpim:history"), "mpim:history"),
    "channel messages without their history": (
        _without_scope("channels:history"),
        "channels:history",
    ),
    "shortcuts without commands": (_without_scope("commands"), "commands"),
    "shortcuts without interactivity": (
        _settings(interactivity={"is_enabled": False}),
        "interactivity",
    ),
    "a shortcut with a long name": (_shortcut(name="x" * 25), "name of at most 24"),
    "a shortcut without a description": (_shortcut(description=""), "description of at most 150"),
    "a shortcut without a callback_id": (_shortcut(callback_id=""), "callback_id"),
    "a shortcut of another type": (_shortcut(type="channel"), "one of the types"),
    "two shortcuts with one callback_id": (_shortcut(callback_id="search"), "one callback_id"),
    "eleven shortcuts": (
        lambda manifest: manifest["features"].update(
            shortcuts=[
                {"type": "global", "name": "x", "callback_id": f"c{at}", "description": "x"}
                for at in range(11)
            ]
        ),
        "more than 10",
    ),
    "an agent without its scope": (_without_scope("assistant:write"), "assistant:write"),
    "an agent that is an assistant, too": (_features(assistant_view={}), "not both"),
    "an agent that nobody can write to": (
        _features(app_home={"messages_tab_enabled": False}),
        "messages tab",
    ),
    "an agent with a long description": (_agent(agent_description="x" * 301), "at most 300"),
    "an agent with five prompts": (_agent(suggested_prompts=[PROMPT] * 5), "at most 4"),
    "a prompt without a message": (_agent(suggested_prompts=[{"title": "x"}]), "and a message"),
    "a step of an app that is not ready for organisations": (
        _settings(org_deploy_enabled=False),
        "org_deploy_enabled",
    ),
    "a step that runs at Slack": (_settings(function_runtime="slack"), "remote"),
    "a step whose event nobody gets": (_without_event("function_executed"), "function_executed"),
    "a step without a title": (_step(title=""), "has no title"),
    "a step without inputs": (
        lambda manifest: manifest["functions"]["find_partners"].pop("input_parameters"),
        "has no input_parameters",
    ),
    "a parameter of an unknown type": (_input(type="text"), "of no type"),
    "a list of nothing": (_input(type="array"), "a list"),
    "a parameter with two names": (_input(name="other"), "another name"),
}


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED)
def test_what_slack_does_not_take_is_not_installed(change: Change, said: str) -> None:
    manifest = manifest_with_all_doors()
    change(manifest)

    with pytest.raises(ValueError, match=said):
        install(manifest)


def test_a_manifest_with_every_door_is_taken() -> None:
    app = install(manifest_with_all_doors())

    assert app.shortcuts == {"find_partners_for": "message", "search": "global"}
    assert [one.name for one in app.steps["find_partners"].outputs] == [
        "answer",
        "members",
        "outcome",
    ]
    assert app.is_agent
