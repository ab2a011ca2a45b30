"""Which events a change in a channel sends to the app, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground.manifest import Installed
from bot.playground.messages import message_json
from bot.playground.shapes import JsonObject
from bot.playground.workspace import Channel, Kind, Post, Workspace

_SUBSCRIPTIONS = {
    Kind.PUBLIC: "message.channels",
    Kind.PRIVATE: "message.groups",
    Kind.DIRECT: "message.im",
    Kind.GROUP: "message.mpim",
}


class Announcer:
    """Turns what happened into the events that the app subscribed to."""

    def __init__(self, workspace: Workspace, app: Installed, bot: str, app_id: str) -> None:
        self._workspace = workspace
        self._app = app
        self._bot = bot
        self._app_id = app_id

    def posted(self, post: Post) -> Iterator[JsonObject]:
        """Somebody wrote something."""
        channel = self._heard(post)
        if channel is None:
            return
        event = self._event(post)
        if self._is_mention(post, channel):
            yield self._mention(event, channel)
        if self._hears(channel):
            yield self._placed(event, channel, post.ts)

    def changed(self, old: Post, post: Post, ts: str) -> Iterator[JsonObject]:
        """Somebody edited a message; naming the bot only now counts as a mention."""
        channel = self._heard(post)
        if channel is None:
            return
        event = self._event(post)
        if self._is_mention(post, channel) and not self._is_mention(old, channel):
            yield self._mention(event, channel)
        if self._hears(channel):
            yield self._changed("message_changed", channel, ts) | {
                "message": event,
                "previous_message": self._event(old),
            }

    def deleted(self, post: Post, ts: str) -> Iterator[JsonObject]:
        """Somebody deleted a message."""
        channel = self._heard(post)
        if channel is not None and self._hears(channel):
            yield self._changed("message_deleted", channel, ts) | {
                "deleted_ts": post.ts,
                "previous_message": self._event(post),
            }

    def home_opened(
        self, person: str, tab: str, channel: str, ts: str, view: JsonObject | None
    ) -> Iterator[JsonObject]:
        """Somebody opened the app's home; ``view`` is the home tab that they have already."""
        if "app_home_opened" in self._app.events:
            event: JsonObject = {
                "type": "app_home_opened",
                "user": person,
                "channel": channel,
                "tab": tab,
                "event_ts": ts,
            }
            yield event | ({"view": view} if view else {})

    def _heard(self, post: Post) -> Channel | None:
        """The channel, if the app hears anything of this message."""
        channel = self._workspace.channels[post.channel]
        return channel if self._bot in channel.members and not post.only_for else None

    def _event(self, post: Post) -> JsonObject:
        return message_json(self._workspace, post, self._app_id)

    def _hears(self, channel: Channel) -> bool:
        return _SUBSCRIPTIONS[channel.kind] in self._app.events

    def _is_mention(self, post: Post, channel: Channel) -> bool:
        return (
            "app_mention" in self._app.events
            and channel.kind is not Kind.DIRECT
            and post.author != self._bot
            and (f"<@{self._bot}>" in post.text or f"<@{self._bot}|" in post.text)
        )

    def _mention(self, event: JsonObject, channel: Channel) -> JsonObject:
        mention = event | {
            "type": "app_mention",
            "channel": channel.id,
            "event_ts": event["ts"],
        }
        mention.pop("subtype", None)
        return mention

    def _placed(self, event: JsonObject, channel: Channel, ts: str) -> JsonObject:
        return event | {
            "channel": channel.id,
            "channel_type": channel.kind.value,
            "event_ts": ts,
        }

    def _changed(self, subtype: str, channel: Channel, ts: str) -> JsonObject:
        body: JsonObject = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts}
        return self._placed(body, channel, ts)
