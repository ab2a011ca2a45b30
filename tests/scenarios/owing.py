"""What Slack's users would expect to come of a payload, read off the payload alone."""

from __future__ import annotations

from enum import Enum

from bot.playground.journal import Route
from bot.playground.platform import TEAM, Platform
from bot.playground.shapes import JsonObject
from bot.playground.workspace import Channel

_SPOKEN = (None, "", "file_share", "thread_broadcast", "me_message")


class Owed(Enum):
    """How many answers there must be, at least and at most."""

    ANSWER = (1, 1)
    TWO_AT_MOST = (1, 2)  # what is shared into a conversation is seen there beside the notice
    NOTHING = (0, 0)
    NO_MATTER = (0, 2)  # Slack would not send this, or nobody could be reached

    @property
    def is_due(self) -> bool:
        """Whether silence would be wrong."""
        return self in (Owed.ANSWER, Owed.TWO_AT_MOST)

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
            return _of_press(platform, payload)


def _of_event(platform: Platform, payload: JsonObject) -> Owed:
    event = _part(payload, "event")
    is_sound = payload.get("type") == "event_callback" and str(payload.get("event_id")).startswith(
        "Ev0"
    )
    if not is_sound or event.get("type") not in ("message", "app_mention"):
        return Owed.NO_MATTER if event.get("type") in ("message", "app_mention") else Owed.NOTHING
    if event.get("bot_id") or event.get("subtype", "") not in _SPOKEN:
        return Owed.NOTHING if _is_text(event.get("subtype", "")) else Owed.NO_MATTER
    author, place, text = event.get("user"), event.get("channel"), event.get("text")
    if event.get("bot_profile") or not (_is_person(platform, author) and _is_text(place)):
        return Owed.NO_MATTER
    thread = event.get("thread_ts")
    channel = platform.workspace.channels.get(str(place))
    if channel is None or {author, platform.bot.id} - channel.members:
        return Owed.NO_MATTER
    if str(event.get("ts")) not in channel.posts or not _is_thread_there(thread, channel):
        return Owed.NO_MATTER
    is_mention = event["type"] == "app_mention" or f"<@{platform.bot.id}" in str(text)
    return Owed.ANSWER if is_mention or channel.id.startswith("D") else Owed.NOTHING


def _of_command(platform: Platform, payload: JsonObject) -> Owed:
    is_sound = payload.get("command") == "/partners" and _has_ticket(platform, payload)
    person = payload.get("user_id")
    if not is_sound or not _is_person(platform, person):
        return Owed.NO_MATTER
    return _if_reachable(platform, person, payload, payload.get("channel_id"))


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
    place = _part(payload, "channel").get("id") or container.get("channel_id")
    reached = _if_reachable(platform, person, payload, place)
    is_shared = action["action_id"].startswith("share")
    in_direct = isinstance(place, str) and place.startswith("D")
    return Owed.TWO_AT_MOST if reached is Owed.ANSWER and is_shared and in_direct else reached


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
    return ".1700000000.u0" in trigger or (
        not trigger and url.startswith(f"{platform.url}/response/")
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _part(payload: JsonObject, key: str) -> JsonObject:
    found = payload.get(key)
    return found if isinstance(found, dict) else {}
