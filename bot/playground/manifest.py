"""What the app's manifest says about the app, and what Slack would not take in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.steps import Step, read_step

_EVENTS_NEED = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
_KINDS_OF_SHORTCUT = ("global", "message")
_MOST_SHORTCUTS = 10
_MOST_PROMPTS = 4


@dataclass(frozen=True, slots=True)
class Installed:
    """The app as this workspace installed it."""

    name: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: Mapping[str, bool]  # name -> whether names of people and channels become ids
    shortcuts: Mapping[str, str]  # callback_id -> "global" or "message"
    steps: Mapping[str, Step]
    has_home: bool
    has_messages: bool
    is_agent: bool
    is_interactive: bool


def install(manifest: Mapping[str, Any]) -> Installed:
    """Read a manifest; what it does not mention is not granted.

    Raises ValueError where Slack would not take it, such as for a subscription without its scope.
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
        shortcuts={
            shortcut.get("callback_id", ""): shortcut.get("type", "")
            for shortcut in features.get("shortcuts", ())
        },
        steps={id_: read_step(id_, step) for id_, step in manifest.get("functions", {}).items()},
        has_home=bool(home.get("home_tab_enabled")),
        has_messages=bool(
            home.get("messages_tab_enabled") and not home.get("messages_tab_read_only_enabled")
        ),
        is_agent="agent_view" in features,
        is_interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
    )
    faults = [
        *_faults_of_scopes(app),
        *_faults_of_shortcuts(features.get("shortcuts", ()), app),
        *_faults_of_agent(features, app),
        *_faults_of_steps(settings, app),
    ]
    if faults:
        raise ValueError(f"Slack does not take this manifest: {'; '.join(faults)}.")
    return app


def _faults_of_scopes(app: Installed) -> Iterator[str]:
    needed = {_EVENTS_NEED[event] for event in app.events & _EVENTS_NEED.keys()}
    needed |= {"commands"} if app.commands or app.shortcuts else set()
    needed |= {"assistant:write"} if app.is_agent else set()
    if missing := sorted(needed - set(app.scopes)):
        yield f"it lacks the scopes {missing}"


def _faults_of_shortcuts(shortcuts: Any, app: Installed) -> Iterator[str]:
    if shortcuts and not app.is_interactive:
        yield "shortcuts need interactivity"
    if len(shortcuts) > _MOST_SHORTCUTS:
        yield f"it has more than {_MOST_SHORTCUTS} shortcuts"
    if len(app.shortcuts) < len(shortcuts):
        yield "two shortcuts have one callback_id"
    for shortcut in shortcuts:
        for key, most in (("name", 24), ("callback_id", 255), ("description", 150)):
            if not 0 < len(shortcut.get(key, "")) <= most:
                yield f"a shortcut needs a {key} of at most {most} characters"
        if shortcut.get("type") not in _KINDS_OF_SHORTCUT:
            yield f"a shortcut is of one of the types {_KINDS_OF_SHORTCUT}"


def _faults_of_agent(features: Mapping[str, Any], app: Installed) -> Iterator[str]:
    if not app.is_agent:
        return
    view = features["agent_view"]
    if "assistant_view" in features:
        yield "an app is an agent or an assistant, not both"
    if not app.has_messages:
        yield "an agent needs its messages tab"
    if not 0 < len(view.get("agent_description", "")) <= 300:
        yield "an agent needs an agent_description of at most 300 characters"
    prompts = view.get("suggested_prompts", ())
    if len(prompts) > _MOST_PROMPTS:
        yield f"an agent suggests at most {_MOST_PROMPTS} prompts"
    if any(not (prompt.get("title") and prompt.get("message")) for prompt in prompts):
        yield "a suggested prompt needs a title and a message"


def _faults_of_steps(settings: Mapping[str, Any], app: Installed) -> Iterator[str]:
    if not app.steps:
        return
    if settings.get("org_deploy_enabled") is not True:
        yield "functions need org_deploy_enabled"
    if settings.get("function_runtime") != "remote":
        yield 'functions need the function_runtime "remote"'
    if "function_executed" not in app.events:
        yield "functions need the event function_executed"
