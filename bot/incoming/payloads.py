"""Slack's payloads read into frozen dataclasses. Pure; nothing here trusts that a key is there.

The forms: https://docs.slack.dev/apis/events-api/, .../interactivity/implementing-slash-commands,
.../reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.controls import Control, Pressed, decode
from bot.surface import COMMANDS

Payload = Mapping[str, object]
# Plain, with a file, shown in the channel from its thread, and /me: all are said by people.
_SAID = ("", "file_share", "thread_broadcast", "me_message")
_COMMANDS = frozenset(command.name for command in COMMANDS)


class Voice(StrEnum):
    """Who speaks in a message, and whether it is a new one."""

    PERSON = "person"
    BOT = "bot"
    EDIT = "edit"
    DELETION = "deletion"
    OTHER = "other"  # somebody joined, a topic was set, ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload comes from, and so where an answer may go. ``thread`` is a ts or ""."""

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether this is a conversation with the bot alone."""
        return self.channel.startswith("D")


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
class Press:
    """Somebody pressed or chose something under a message of ours.

    ``control`` is None for one that this version does not know; ``chosen`` are the values that
    were selected, or the value of the button.
    """

    origin: Origin
    control: Control | None
    pressed: Pressed
    chosen: tuple[str, ...]
    message_ts: str
    is_ephemeral: bool
    trigger_id: str


def read_spoken(body: Payload) -> Spoken | None:
    """The message of an event; None if it is none."""
    event = _part(body, "event")
    kind = _text(event, "type")
    channel = _text(event, "channel")
    if kind not in ("message", "app_mention") or not channel:
        return None
    voice = _voice(event)
    about = _part(event, "previous_message") if voice is Voice.DELETION else event
    ts = _text(event, "deleted_ts") if voice is Voice.DELETION else _text(event, "ts")
    if not ts:
        return None
    origin = Origin(
        team=_text(body, "team_id") or _text(event, "team"),
        user=_text(about, "user"),
        channel=channel,
        thread=_text(event, "thread_ts"),
    )
    return Spoken(origin, ts, _text(event, "text"), voice, bool(event.get("files")))


def read_command(body: Payload) -> Commanded:
    """The slash command in a form."""
    origin = Origin(
        team=_text(body, "team_id"),
        user=_text(body, "user_id"),
        channel=_text(body, "channel_id"),
        response_url=_address(body, "response_url"),
    )
    return Commanded(origin, _text(body, "text"), _text(body, "trigger_id"))


def read_press(body: Payload) -> Press | None:
    """What was pressed; None if the payload names nothing."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    user = _text(_part(body, "user"), "id")
    if not isinstance(action, dict) or not user:
        return None
    container = _part(body, "container")
    message_ts = _text(container, "message_ts")
    chosen = _chosen(action)
    name, _, _ = _text(action, "action_id").partition(":")
    origin = Origin(
        team=_text(_part(body, "team"), "id") or _text(_part(body, "user"), "team_id"),
        user=user,
        channel=_text(_part(body, "channel"), "id") or _text(container, "channel_id"),
        thread=_text(container, "thread_ts") or _text(_part(body, "message"), "thread_ts"),
        response_url=_address(body, "response_url"),
    )
    return Press(
        origin,
        Control(name) if name in set(Control) else None,
        decode(chosen[0] if chosen else ""),
        chosen,
        message_ts,
        bool(container.get("is_ephemeral")),
        _text(body, "trigger_id"),
    )


def origin_of(body: Payload) -> Origin | None:
    """Where any payload comes from, for an answer when something went wrong."""
    if "command" in body:
        return read_command(body).origin
    if (press := read_press(body)) is not None:
        return press.origin
    spoken = read_spoken(body)
    return spoken.origin if spoken else None


def keys_of(body: Payload) -> tuple[str, ...]:
    """By what a delivery is known, so that it is answered once; () if it is due no answer.

    A message is known by where and when it was written, whatever event tells of it.
    """
    event_id = _text(body, "event_id")
    if event_id and _text(body, "type") == "event_callback" and "event" in body:
        spoken = read_spoken(body)
        of_message = (spoken.key,) if spoken and spoken.voice is Voice.PERSON else ()
        return (*of_message, f"event:{event_id}")
    # A trigger is issued for one command or one press, and never again.
    trigger = _text(body, "trigger_id") or _text(body, "response_url")
    if trigger and "command" in body:
        is_ours = _text(body, "command") in _COMMANDS and _text(body, "user_id")
        return (f"command:{trigger}",) if is_ours else ()
    is_press = _text(body, "type") == "block_actions" and read_press(body) is not None
    return (f"press:{trigger}",) if trigger and is_press else ()


def _voice(event: Payload) -> Voice:
    subtype = _text(event, "subtype")
    if subtype == "message_deleted":
        return Voice.DELETION
    if subtype in ("message_changed", "message_replied"):
        return Voice.EDIT
    if event.get("bot_id") or event.get("bot_profile") or subtype == "bot_message":
        return Voice.BOT
    if not _text(event, "user") or subtype not in _SAID:
        return Voice.OTHER
    return Voice.PERSON


def _chosen(action: Payload) -> tuple[str, ...]:
    several = action.get("selected_options")
    options = several if isinstance(several, list) else [action.get("selected_option")]
    values = tuple(_text(one, "value") for one in options if isinstance(one, dict))
    return values or ((_text(action, "value"),) if "value" in action else ())


def _part(body: Payload, key: str) -> Payload:
    found = body.get(key)
    return found if isinstance(found, dict) else {}


def _text(body: Payload, key: str) -> str:
    found = body.get(key)
    # JSON may bring halves of characters, which nothing behind this can hold.
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def _address(body: Payload, key: str) -> str:
    """A response URL, if it is one."""
    found = _text(body, key)
    return found if found.startswith(("https://", "http://")) else ""
