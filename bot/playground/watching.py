"""What a person sees, waited for where it is still to come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.playground.platform import Platform
from bot.playground.seen import SeenMessage, see_message
from bot.playground.workspace import Account, Channel, Kind, Post

T = TypeVar("T")

_LAST = 20


class Threaded(Protocol):
    """A message, which may be in a thread."""

    @property
    def channel(self) -> str:
        """The id of its channel."""

    @property
    def ts(self) -> str:
        """Its time stamp."""

    @property
    def thread_ts(self) -> str:
        """That of the message which began its thread; empty outside of threads."""


def thread_of(message: Threaded | None) -> str:
    """The time stamp by which a message's thread goes; empty for no message."""
    return (message.thread_ts or message.ts) if message else ""


def settle(platform: Platform, within: float, quiet: float) -> None:
    """Wait until all deliveries are over, no call is under way, and nothing happens for a while."""
    ends = time.monotonic() + within
    journal = platform.journal
    with platform.changed:
        while time.monotonic() < ends:
            is_quiet = platform.changed.wait_for(lambda: journal.is_quiet, ends - time.monotonic())
            if is_quiet and not platform.changed.wait(quiet):
                return
        pending = [
            f"{one.kind}: {len(one.attempts)} attempts"
            for one in journal.deliveries
            if one.id in journal.pending
        ]
        raise AssertionError(
            f"Slack did not come to rest within {within} s: {journal.calls_under_way} calls under "
            f"way, deliveries not over: {pending or 'none'}."
        )


class Watcher:
    """The eyes of one person."""

    def __init__(self, platform: Platform, account: Account) -> None:
        self._platform = platform
        self._id = account.id

    @property
    def id(self) -> str:
        """The person's id."""
        return self._id

    @property
    def name(self) -> str:
        """The person's name."""
        return self._platform.workspace.accounts[self._id].name

    @property
    def team(self) -> str:
        """The person's workspace."""
        return self._platform.workspace.accounts[self._id].team

    @property
    def mention(self) -> str:
        """How to name the person in a message."""
        return f"<@{self._id}>"

    def reads(
        self, channel: Channel | None = None, thread: Threaded | None = None
    ) -> list[SeenMessage]:
        """Every message that the person can see now, oldest first."""
        with self._platform.changed:
            return self._now(channel, thread)

    def sees(
        self,
        text: str,
        channel: Channel | None = None,
        thread: Threaded | None = None,
        within: float = 5.0,
    ) -> SeenMessage:
        """The newest message that says ``text``, as soon as there is one."""

        def look() -> SeenMessage | None:
            posts = reversed(self._posts(channel, thread))
            seen = (see_message(self._platform, post) for post in posts)
            return next((message for message in seen if message.says(text)), None)

        return self._wait(look, within, f"no message that says {text!r}")

    def does_not_see(
        self,
        text: str,
        channel: Channel | None = None,
        thread: Threaded | None = None,
        quiet: float = 0.25,
    ) -> None:
        """Waits until Slack is at rest; then no message may say ``text``."""
        settle(self._platform, within=10.0, quiet=quiet)
        found = [seen for seen in self.reads(channel, thread) if seen.says(text)]
        if found:
            raise AssertionError(f"{self.name} sees {text!r}: {_listed(found)}")

    def sees_answer_to(self, said: Threaded, within: float = 5.0) -> SeenMessage:
        """The first answer of the bot to a message, as soon as there is one."""

        def look() -> SeenMessage | None:
            answers = self._answers(said)
            return answers[0] if answers else None

        return self._wait(look, within, "no answer")

    def answers_to(self, said: Threaded) -> list[SeenMessage]:
        """All answers of the bot to a message that the person sees now."""
        with self._platform.changed:
            return self._answers(said)

    def _now(self, channel: Channel | None, thread: Threaded | None) -> list[SeenMessage]:
        return [see_message(self._platform, post) for post in self._posts(channel, thread)]

    def _posts(self, channel: Channel | None, thread: Threaded | None) -> list[Post]:
        place = channel.id if channel else ""
        posts = self._platform.workspace.visible_to(self._id, thread.channel if thread else place)
        root = thread_of(thread)
        return [
            post
            for post in posts
            if place in ("", post.channel) and (not root or root in (post.thread_ts, post.ts))
        ]

    def _answers(self, said: Threaded) -> list[SeenMessage]:
        place = self._platform.workspace.channels[said.channel]
        if self._id not in place.members:
            return []
        threads = {thread_of(said)}
        if place.kind is Kind.DIRECT:
            # Here people and bots often leave the thread away.
            threads.add(said.thread_ts)
        found = [
            post
            for post in place.after(said.ts)
            if post.author == self._platform.bot.id
            and post.thread_ts in threads
            and post.only_for in ("", self._id)
        ]
        return [see_message(self._platform, post) for post in found]

    def _wait(self, look: Callable[[], T | None], within: float, missing: str) -> T:
        with self._platform.changed:
            found = self._platform.changed.wait_for(look, within)
            if found is not None:
                return found
            seen, refusals = self._now(None, None), self._platform.journal.refusals
            raise AssertionError(
                f"After {within} s {self.name} sees {missing}, but: {_listed(seen[-_LAST:])}"
                f"\nSlack refused: {[(one.method, one.error) for one in refusals] or 'nothing'}"
            )


def _listed(messages: list[SeenMessage]) -> str:
    lines = [
        f"\n  {seen.author} in {seen.channel} at {seen.ts}"
        f"{f' (thread {seen.thread_ts})' if seen.thread_ts else ''}"
        f"{' (only for this person)' if seen.is_ephemeral else ''}: {seen.shown or seen.text}"
        for seen in messages
    ]
    return "".join(lines) or "nothing"
