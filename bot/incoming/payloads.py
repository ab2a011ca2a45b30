"""Slack's payloads read into frozen dataclasses. Pure; nothing here trusts that a key is there.

The forms: https://docs.slack.dev/apis/events-api/, .../interactivity/implementing-slash-commands,
.../reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.incoming.origin import Origin, Surface
from bot.incoming.values import Payload, address, part, text

# Plain, with a file, shown in the channel from its thread, and /me: all are said by people.
_SAID = ("", "file_share", "thread_broadcast", "me_message")


class Voice(StrEnum):
    """Who speaks in a message, and whether it is a new one."""

    PERSON = "person"
    BOT = "bot"
    EDIT = "edit"
    DELETION = "deletion"
    OTHER = "other"  # somebody joined, a topic was set, ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message, or an app_mention, which is the same message once more."""

    origin: Origin
    ts: str
    text: str  # as Slack sent it
    voice: Voice
    has_files: bool = False

    @property
    def key(self) -> str:
        """The same for every event about this message."""
        return f"message:{self.origin.team}:{self.origin.channel}:{self.ts}"


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command with what was written behind it."""

    origin: Origin
    text: str
    trigger_id: str


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody opened the app's home; ``tab`` is "home" or "messages".

    ``hash`` is that of the home tab which they have already, if any.
    """

    origin: Origin
    tab: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a workflow is to be done; ``inputs`` are texts."""

    name: str
    execution_id: str
    inputs: Mapping[str, str]


def read_spoken(body: Payload) -> Spoken | None:
    """The message of an event; None if it is none."""
    event = part(body, "event")
    kind = text(event, "type")
    channel = text(event, "channel")
    if kind not in ("message", "app_mention") or not channel:
        return None
    voice = _voice(event)
    about = part(event, "previous_message") if voice is Voice.DELETION else event
    ts = text(event, "deleted_ts") if voice is Voice.DELETION else text(event, "ts")
    if not ts:
        return None
    origin = Origin(
        team=text(body, "team_id") or text(event, "team"),
        user=text(about, "user"),
        channel=channel,
        thread=text(event, "thread_ts"),
    )
    return Spoken(origin, ts, text(event, "text"), voice, bool(event.get("files")))


def read_command(body: Payload) -> Commanded:
    """The slash command in a form."""
    origin = Origin(
        team=text(body, "team_id"),
        user=text(body, "user_id"),
        channel=text(body, "channel_id"),
        response_url=address(body, "response_url"),
    )
    return Commanded(origin, text(body, "text"), text(body, "trigger_id"))


def _voice(event: Payload) -> Voice:
    subtype = text(event, "subtype")
    if subtype == "message_deleted":
        return Voice.DELETION
    if subtype in ("message_changed", "message_replied"):
        return Voice.EDIT
    if event.get("bot_id") or event.get("bot_profile") or subtype == "bot_message":
        return Voice.BOT
    if not text(event, "user") or subtype not in _SAID:
        return Voice.OTHER
    return Voice.PERSON


def read_home(body: Payload) -> HomeOpened | None:
    """Which tab of the app's home was opened; None if none was."""
    event = part(body, "event")
    user = text(event, "user")
    if text(event, "type") != "app_home_opened" or not user:
        return None
    origin = Origin(text(body, "team_id"), user, text(event, "channel"), surface=Surface.HOME)
    return HomeOpened(origin, text(event, "tab"), text(part(event, "view"), "hash"))


def read_step(body: Payload) -> Step | None:
    """The step of a workflow that is to be done; None if there is none."""
    event = part(body, "event")
    execution = text(event, "function_execution_id")
    function = part(event, "function")
    if text(event, "type") != "function_executed" or not execution or not function:
        return None
    inputs = part(event, "inputs")
    texts = {name: text(inputs, name) for name in inputs}
    return Step(text(function, "callback_id"), execution, texts)
