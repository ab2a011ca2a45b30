"""A workspace: people, channels, messages, and who sees what. No transport, no app, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile

from bot.playground.shapes import JsonObject, Refused


class Kind(StrEnum):
    """What a conversation is; the values are Slack's ``channel_type``."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"
    GROUP = "mpim"  # direct messages of several


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with an account, in this workspace or in another one. Bots have a ``bot_id``."""

    id: str
    name: str
    team: str
    locale: str = "en-US"
    bot_id: str = ""
    is_deactivated: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a channel. ``only_for`` is the one person who sees an ephemeral message."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: tuple[JsonObject, ...] = ()
    thread_ts: str = ""
    only_for: str = ""
    edited_ts: str = ""
    metadata: JsonObject | None = None
    files: tuple[JsonObject, ...] = ()

    @property
    def is_reply(self) -> bool:
        """Whether the message is in a thread, and not the one that began it."""
        return bool(self.thread_ts) and self.thread_ts != self.ts


@dataclass(slots=True)
class Channel:
    """A conversation with everything that was said in it.

    ``answered`` are the time stamps of messages that others answered in a thread.
    """

    id: str
    name: str
    kind: Kind
    members: set[str]
    is_archived: bool = False
    is_shared: bool = False
    posts: dict[str, Post] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    def thread(self, ts: str) -> list[Post]:
        """The message that began a thread, and the replies that everybody sees."""
        return [
            post
            for post in self.posts.values()
            if not post.only_for and (post.ts == ts or post.thread_ts == ts)
        ]

    def after(self, ts: str) -> list[Post]:
        """What was written later, the oldest first."""
        return [*takewhile(lambda post: post.ts > ts, reversed(self.posts.values()))][::-1]

    def timeline(self) -> list[Post]:
        """What everybody sees in the channel itself, newest first."""
        seen = [post for post in self.posts.values() if not post.only_for and not post.is_reply]
        return seen[::-1]


class Workspace:
    """People, groups and channels of one team, and the guests of its shared channels."""

    def __init__(self, team: str, domain: str) -> None:
        self.team = team
        self.domain = domain
        self.accounts: dict[str, Account] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._last_ts = 0

    def add_account(self, account: Account) -> Account:
        """Add somebody, or change what is known of them."""
        self.accounts[account.id] = account
        return account

    def deactivate(self, person: str) -> None:
        """Close somebody's account; what they wrote stays."""
        self.accounts[person] = replace(self.accounts[person], is_deactivated=True)
        for channel in self.channels.values():
            if channel.kind is not Kind.DIRECT:
                channel.members.discard(person)

    def add_group(self, id_: str, name: str, members: Iterable[str]) -> None:
        """Add a user group."""
        self.groups[id_] = (name, tuple(members))

    def add_channel(self, channel: Channel) -> Channel:
        """Add a conversation."""
        self.channels[channel.id] = channel
        return channel

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct messages of two, if they ever opened any."""
        for channel in self.channels.values():
            if channel.kind is Kind.DIRECT and channel.members == {one, other}:
                return channel
        return None

    def group(self, members: set[str]) -> Channel | None:
        """The group messages of just these people, if they ever opened any."""
        for channel in self.channels.values():
            if channel.kind is Kind.GROUP and channel.members == members:
                return channel
        return None

    def with_file(self, id_: str) -> list[Channel]:
        """The conversations in which a file was shared."""
        return [
            channel
            for channel in self.channels.values()
            if any(file["id"] == id_ for post in channel.posts.values() for file in post.files)
        ]

    def is_stranger(self, person: str) -> bool:
        """Whether somebody belongs to another workspace."""
        return self.accounts[person].team != self.team

    def mint_ts(self, now: float) -> str:
        """A new time stamp, later than every other, as Slack writes them."""
        self._last_ts = max(self._last_ts + 1, int(now * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def add_post(self, post: Post) -> Post:
        """Say something; raises what Slack answers if the thread is not there."""
        channel = self.channels[post.channel]
        if post.thread_ts and post.thread_ts not in channel.posts and not post.only_for:
            raise Refused("thread_not_found")
        channel.posts[post.ts] = post
        if post.is_reply and not post.only_for:
            channel.answered.add(post.thread_ts)
        return post

    def change_post(self, post: Post, **changes: object) -> Post:
        """Put another version of a message in its place."""
        changed = replace(post, **changes)  # type: ignore[arg-type]
        self.channels[post.channel].posts[post.ts] = changed
        return changed

    def delete_post(self, post: Post) -> None:
        """Take a message away."""
        self.channels[post.channel].posts.pop(post.ts, None)

    def visible_to(self, person: str, channel: str = "") -> list[Post]:
        """Every message that somebody can see, there or anywhere, the oldest first."""
        places = [self.channels[channel]] if channel else self.channels.values()
        seen = [
            post
            for place in places
            if person in place.members
            for post in place.posts.values()
            if post.only_for in ("", person)
        ]
        # All have as many digits, so text sorts them as numbers would.
        return seen if channel else sorted(seen, key=lambda post: post.ts)
