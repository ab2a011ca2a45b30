"""What the app's manifest says about the app: its scopes, subscriptions and commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Installed:
    """The app as this workspace installed it."""

    name: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: Mapping[str, bool]  # name -> whether names of people and channels become ids
    has_home: bool
    has_messages: bool
    is_interactive: bool


_EVENTS_NEED = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


def install(manifest: Mapping[str, Any]) -> Installed:
    """Read a manifest; what it does not mention is not granted.

    Raises ValueError where Slack would not take it: a subscription without its scope.
    """
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    home = features.get("app_home", {})
    app = Installed(
        name=manifest.get("display_information", {}).get("name", "App"),
        scopes=tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands={
            command["command"]: bool(command.get("should_escape"))
            for command in features.get("slash_commands", ())
        },
        has_home=bool(home.get("home_tab_enabled")),
        has_messages=bool(
            home.get("messages_tab_enabled") and not home.get("messages_tab_read_only_enabled")
        ),
        is_interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
    )
    needed = {_EVENTS_NEED[event] for event in app.events & _EVENTS_NEED.keys()}
    needed |= {"commands"} if app.commands else set()
    missing = sorted(needed - set(app.scopes))
    if missing:
        raise ValueError(f"Slack does not take this manifest: it lacks the scopes {missing}.")
    return app
