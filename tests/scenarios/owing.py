"""What Slack's users would expect to come of a payload, read off the payload alone."""

from __future__ import annotations

import re
from enum import Enum

from bot.playground.journal import Route
from bot.playground.platform import TEAM, Platform
from bot.playground.shapes import JsonObject
from bot.playground.workspace import Channel

# What comes of these is seen by others, or at another place.
_ELSEWHERE = ("take", "introduce", "decline", "done", "apply_import", "cancel_import")
_TRIGGER = re.compile(r"\d+\.u0\w+\.[0-9a-f]{32}")
_SPOKEN = (None, "", "file_share", "thread_broadcast", "me_message")


class Owed(Enum):
    """How many answers there must be, at least and at most."""

    ANSWER = (1, 1)
    TWO_AT_MOST = (1, 2)  # what is shared into a conversation is seen there beside the notice
    IF_READ = (0, 1)  # an answer if it reads as a refinement
    REPORT = (1, 3)  # in a window, in direct messages, and as a file
    NOTHING = (0, 0)
    NO_MATTER = (0, 2)  # Slack would not send this, or nobody could be reached

    @property
    def is_due(self) -> bool:
        """Whether silence would be wrong."""
        return self in (Owed.ANSWER, Owed.TWO_AT_MOST, Owed.REPORT)

    def allows(self, answers: int) -> bool:
        """Whether so many answers will do."""
        least, most = self.value
        return bool(least <= answers <= most)


def owed(platform: Platform, route: Route, payload: JsonObject) -> Owed:
    """What a delivery is owed; hold ``platform.changed``."""
    match route:
        case Route.EVENT:
            return _of_event(platform, payload)
        case Route.COMMAND:
            return _of_command(platform, payload)
        case Route.INTERACTION:
            return _of_interaction(platform, payload)


def _of_event(platform: Platform, payload: JsonObject) -> Owed:
    event = _part(payload, "event")
    is_sound = payload.get("type") == "event_callback" and str(payload.get("event_id")).startswith(
        "Ev0"
    )
    if not is_sound or event.get("type") not in ("message", "app_mention"):
        return Owed.NO_MATTER if event.get("type") in ("message", "app_mention") else Owed.NOTHING
    if event.get("bot_id") or event.get("subtype", "") not in _SPOKEN:
        return Owed.NOTHING if _is_text(event.get("subtype", "")) else Owed.NO_MATTER
    author, place = event.get("user"), event.get("channel")
    if event.get("bot_profile") or not (_is_person(platform, author) and _is_text(place)):
        return Owed.NO_MATTER
    thread = event.get("thread_ts")
    channel = platform.workspace.channels.get(str(place))
    if channel is None or {author, platform.bot.id} - channel.members:
        return Owed.NO_MATTER
    if str(event.get("ts")) not in channel.posts or not _is_thread_there(thread, channel):
        return Owed.NO_MATTER
    if isinstance(thread, str) and _is_answered(platform, channel, thread):
        return Owed.IF_READ if not _calls(platform, event, channel) else Owed.ANSWER
    return Owed.ANSWER if _calls(platform, event, channel) else Owed.NOTHING


def _calls(platform: Platform, event: JsonObject, channel: Channel) -> bool:
    """Whether a message speaks to the bot."""
    is_mention = event["type"] == "app_mention" or f"<@{platform.bot.id}" in str(event.get("text"))
    return is_mention or channel.id.startswith("D")


def _is_answered(platform: Platform, channel: Channel, thread: str) -> bool:
    """Whether the bot has answered in a thread."""
    posts = channel.posts.values()
    return any(one.thread_ts == thread and one.author == platform.bot.id for one in posts)


def _of_command(platform: Platform, payload: JsonObject) -> Owed:
    is_sound = payload.get("command") == "/partners" and _has_ticket(platform, payload)
    person = payload.get("user_id")
    if not is_sound or not _is_person(platform, person):
        return Owed.NO_MATTER
    return _if_reachable(platform, person, payload, payload.get("channel_id"))


def _of_interaction(platform: Platform, payload: JsonObject) -> Owed:
    match payload.get("type"):
        case "view_submission":
            return _of_form(platform, payload)
        case "shortcut" | "message_action":
            return _of_shortcut(platform, payload)
    return _of_press(platform, payload)


def _of_form(platform: Platform, payload: JsonObject) -> Owed:
    view = _part(payload, "view")
    person = _part(payload, "user").get("id")
    blocks = view.get("blocks")
    if not (_is_person(platform, person) and isinstance(blocks, list)):
        return Owed.NO_MATTER
    if not _has_ticket(platform, payload) or str(view.get("id")) not in _windows(platform, person):
        return Owed.NO_MATTER
    # One without fields only confirms, and closes.
    if not any(isinstance(one, dict) and one.get("type") == "input" for one in blocks):
        return Owed.NO_MATTER
    return Owed.REPORT if view.get("callback_id") == "import" else Owed.TWO_AT_MOST


def _of_shortcut(platform: Platform, payload: JsonObject) -> Owed:
    person, name = _part(payload, "user").get("id"), payload.get("callback_id")
    if not (_is_person(platform, person) and _has_ticket(platform, payload)):
        return Owed.NO_MATTER
    if platform.workspace.accounts[str(person)].team != TEAM:
        return Owed.NO_MATTER
    declared = {"shortcut": "global", "message_action": "message"}[payload["type"]]
    if platform.app.shortcuts.get(str(name)) != declared:
        return Owed.NOTHING if name in ("gone", "") else Owed.NO_MATTER
    return Owed.ANSWER


def _of_press(platform: Platform, payload: JsonObject) -> Owed:
    if payload.get("type") != "block_actions":
        return Owed.NO_MATTER if "actions" in payload else Owed.NOTHING
    person, actions = _part(payload, "user").get("id"), payload.get("actions")
    if not (_is_person(platform, person) and isinstance(actions, list) and actions):
        return Owed.NO_MATTER
    action, container = actions[0], _part(payload, "container")
    if not (isinstance(action, dict) and isinstance(action.get("action_id"), str)):
        return Owed.NO_MATTER
    if not (_is_text(action.get("type")) and _has_ticket(platform, payload)):
        return Owed.NO_MATTER
    name = action["action_id"].partition(":")[0]
    if name in _ELSEWHERE:
        return Owed.NO_MATTER
    if container.get("type") == "view":
        is_open = str(_part(payload, "view").get("id")) in _windows(platform, person)
        return Owed.TWO_AT_MOST if is_open else Owed.NO_MATTER
    place = _part(payload, "channel").get("id") or container.get("channel_id")
    if name == "refine" and not container.get("is_ephemeral") and not str(place).startswith("D"):
        return Owed.NO_MATTER  # it stands beneath the answer, for everybody
    reached = _if_reachable(platform, person, payload, place)
    is_shared = action["action_id"].startswith("share")
    in_direct = isinstance(place, str) and place.startswith("D")
    return Owed.TWO_AT_MOST if reached is Owed.ANSWER and is_shared and in_direct else reached


def _windows(platform: Platform, person: object) -> set[str]:
    """The ids of what somebody has open."""
    views = platform.views
    home = views.homes.get(str(person))
    return {one.id for one in (*views.modals.get(str(person), ()), *((home,) if home else ()))}


def _if_reachable(platform: Platform, person: object, payload: JsonObject, place: object) -> Owed:
    """An answer if there is any way to the person that works."""
    workspace = platform.workspace
    account = workspace.accounts[str(person)]
    channel = workspace.channels.get(place) if isinstance(place, str) else None
    if channel is not None and not {account.id, platform.bot.id} - channel.members:
        return Owed.ANSWER
    # A channel that is made up, or somebody else's.
    is_direct = isinstance(place, str) and place.startswith("D")
    return Owed.ANSWER if account.team == TEAM and not is_direct else Owed.NO_MATTER


def _is_thread_there(thread: object, channel: Channel) -> bool:
    return not (isinstance(thread, str) and thread) or thread in channel.posts


def _is_person(platform: Platform, id_: object) -> bool:
    account = platform.workspace.accounts.get(id_) if isinstance(id_, str) else None
    return account is not None and not account.bot_id and not account.is_deactivated


def _has_ticket(platform: Platform, payload: JsonObject) -> bool:
    """Whether it names itself as Slack does: by what is issued once, and tells a retry."""
    trigger, url = str(payload.get("trigger_id") or ""), str(payload.get("response_url"))
    return _TRIGGER.fullmatch(trigger) is not None or (
        not trigger and url.startswith(f"{platform.url}/response/")
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _part(payload: JsonObject, key: str) -> JsonObject:
    found = payload.get(key)
    return found if isinstance(found, dict) else {}
