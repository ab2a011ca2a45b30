"""A strict Slack for the tests of its own strictness."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from tests.playground.listening import Listener, listening

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Nakadachi"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Nakadachi"},
        "slash_commands": [{"command": "/partners", "description": "Find partners"}],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "groups:history",
                "im:history",
                "im:write",
                "usergroups:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "interactivity": {"is_enabled": True},
    },
}
QUICK = Pace(retries=(0.0, 0.05, 0.05), ping=0.05)
# For tests in which somebody does not acknowledge in time.
HASTY = replace(QUICK, acknowledge=0.3)


def manifest_with(*, scopes: set[str] | None = None, events: set[str] | None = None) -> Any:
    manifest = copy.deepcopy(MANIFEST)
    if scopes is not None:
        manifest["oauth_config"]["scopes"]["bot"] = sorted(scopes)
    if events is not None:
        manifest["settings"]["event_subscriptions"]["bot_events"] = sorted(events)
    return manifest


def scopes_without(*scopes: str) -> set[str]:
    return set(MANIFEST["oauth_config"]["scopes"]["bot"]) - set(scopes)


@pytest.fixture
def pace() -> Pace:
    return QUICK


@pytest.fixture
def manifest() -> Any:
    """What the app may do; modules about other doors have a manifest of their own."""
    return MANIFEST


@pytest.fixture
def slack(manifest: Any, pace: Pace) -> Iterator[StandIn]:
    with StandIn(manifest, pace=pace) as slack:
        yield slack


@pytest.fixture
def client(slack: StandIn) -> WebClient:
    return client_of(slack)


@pytest.fixture
def listener(slack: StandIn) -> Iterator[Listener]:
    with listening() as listener:
        slack.deliver_to(listener.url)
        yield listener


def client_of(slack: StandIn, token: str | None = None) -> WebClient:
    return WebClient(slack.bot_token if token is None else token, base_url=slack.api_url)


def refused(call: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
    """The body with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    body = caught.value.response.data
    assert isinstance(body, dict)
    return body


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str, label: str = "Press", value: str = "1") -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}
