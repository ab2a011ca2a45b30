"""What a person does in Slack."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.choices import Upload
from bot.playground.invoking import Invoked, finish_command, wait_for
from bot.playground.journal import Route
from bot.playground.pressing import Presser
from bot.playground.seen import name_reader
from bot.playground.watching import Threaded, thread_of
from bot.playground.workspace import Channel, Post
from bot.playground.writing import as_rich_text, as_sent, as_sent_to_command


@dataclass(frozen=True, slots=True)
class Said:
    """A message that somebody wrote."""

    channel: str
    ts: str
    thread_ts: str
    text: str


class Person(Presser):
    """Somebody with an account: writes, and presses and sees."""

    def mentions(self, text: str, channel: Channel, thread: Threaded | None = None) -> Said:
        """Writes to the bot in a channel."""
        return self.writes(f"<@{self._platform.bot.id}> {text}", channel, thread)

    def writes(self, text: str, channel: Channel, thread: Threaded | None = None) -> Said:
        """Writes a message; ``<@U...>``, ``<#C...>`` and links in it stay what they are."""
        return self._say(text, channel, thread)

    def writes_to_bot(self, text: str, thread: Threaded | None = None) -> Said:
        """Writes a direct message to the bot."""
        if not self._platform.app.has_messages:
            raise AssertionError("The manifest does not open the app's messages tab.")
        return self._say(text, self.direct, thread)

    def attaches(
        self,
        name: str,
        text: str = "",
        channel: Channel | None = None,
        thread: Threaded | None = None,
        data: bytes = b"%",
    ) -> Said:
        """Uploads a file, to the bot itself if no channel is named."""
        return self.shares([Upload(name, data)], text, channel or self.direct, thread)

    def shares(
        self,
        uploads: Iterable[Upload],
        text: str,
        channel: Channel,
        thread: Threaded | None = None,
    ) -> Said:
        """Uploads files, and writes something with them."""
        with self._platform.changed:
            files = tuple(self._keep(upload) for upload in uploads)
        return self._say(text, channel, thread, files=files)

    def edits(self, said: Threaded, text: str) -> Said:
        """Changes a message of their own."""
        with self._platform.changed:
            blocks = (as_rich_text(text),)
            self._platform.amend(self._own(said), text=as_sent(text), blocks=blocks)
        return Said(said.channel, said.ts, said.thread_ts, text)

    def deletes(self, said: Threaded) -> None:
        """Deletes a message of their own."""
        with self._platform.changed:
            self._platform.remove(self._own(said))

    def commands(self, line: str, channel: Channel | None = None) -> Invoked:
        """Uses a slash command, in direct messages with the bot if no channel is named."""
        platform = self._platform
        name = line.partition(" ")[0]
        if name not in platform.app.commands:
            raise AssertionError(f"{name} is not a command of the app's manifest.")
        if platform.workspace.is_stranger(self.id):
            raise AssertionError("Strangers have no commands of this workspace's apps.")
        place = channel or self.direct
        with platform.changed:
            trigger_id = platform.triggers.issue(self.id, time.monotonic())
            hook = platform.response_url(self.id, place.id)
            wants_ids = platform.app.commands[name]
            text = as_sent(line) if wants_ids else as_sent_to_command(line, name_reader(platform))
            payload = platform.envelopes.command(text, self.id, place.id, trigger_id, hook)
            delivery = platform.deliver(Route.COMMAND, name, payload)
        return finish_command(platform, delivery)

    def uses_shortcut(self, callback_id: str) -> Invoked:
        """Uses a shortcut of the app from anywhere."""
        self._check_shortcut(callback_id, "global")
        platform = self._platform
        with platform.changed:
            payload = platform.envelopes.shortcut(
                callback_id, self.id, self._trigger(), platform.now_ts()
            )
            delivery = platform.deliver(Route.INTERACTION, "shortcut", payload)
        return wait_for(platform, delivery)

    def uses_shortcut_on(self, message: Threaded, callback_id: str) -> Invoked:
        """Uses a shortcut of the app on a message, also where the bot is no member."""
        self._check_shortcut(callback_id, "message")
        platform = self._platform
        with platform.changed:
            post = self._post(message)
            if post.only_for:
                raise AssertionError("Slack offers no shortcuts on what only one person sees.")
            payload = platform.envelopes.message_shortcut(
                callback_id,
                post,
                self.id,
                self._trigger(),
                platform.response_url(self.id, post.channel),
                platform.now_ts(),
            )
            delivery = platform.deliver(Route.INTERACTION, "message_action", payload)
        return wait_for(platform, delivery)

    def picks_prompt(self, title: str) -> Said:
        """Asks the bot what it suggests under this title."""
        _, prompts = self.sees_prompts()
        return self.writes_to_bot(dict(prompts)[title])

    def opens_home(self, tab: str = "home") -> None:
        """Opens the app's home, or its messages."""
        platform, direct = self._platform, self.direct
        tabs = {"home": platform.app.has_home, "messages": platform.app.has_messages}
        if not tabs[tab]:
            raise AssertionError(f"The manifest does not open the app's {tab} tab.")
        with platform.changed:
            view = platform.views.homes.get(self.id) if tab == "home" else None
            seen = platform.envelopes.view(view) if view else None
            ts = platform.now_ts()
            for event in platform.announcer.home_opened(self.id, tab, direct.id, ts, seen):
                platform.deliver_event(event)

    def speaks(self, locale: str) -> None:
        """Has Slack in another language from now on."""
        with self._platform.changed:
            workspace = self._platform.workspace
            workspace.add_account(replace(workspace.accounts[self.id], locale=locale))
            self._platform.changed.notify_all()

    @property
    def direct(self) -> Channel:
        """The direct messages with the bot."""
        with self._platform.changed:
            return self._platform.direct_channel(self.id)

    def _say(self, text: str, channel: Channel, thread: Threaded | None, **more: Any) -> Said:
        platform = self._platform
        with platform.changed:
            if self.id not in channel.members or channel.is_archived:
                raise AssertionError(f"{self.name} cannot write in {channel.name}.")
            blocks = (as_rich_text(text),) if text else ()
            post = platform.say(
                self.id,
                channel.id,
                as_sent(text),
                blocks=blocks,
                thread_ts=thread_of(thread),
                **more,
            )
        return Said(channel.id, post.ts, post.thread_ts, text)

    def _own(self, message: Threaded) -> Post:
        post = self._post(message)
        if post.author != self.id:
            raise AssertionError(f"{self.name} did not write {message.ts}.")
        return post

    def _check_shortcut(self, callback_id: str, kind: str) -> None:
        platform = self._platform
        if platform.app.shortcuts.get(callback_id) != kind:
            there = dict(platform.app.shortcuts)
            raise AssertionError(f"The manifest has no {kind} shortcut {callback_id!r}: {there}.")
        if platform.workspace.is_stranger(self.id):
            raise AssertionError("Strangers have no shortcuts of this workspace's apps.")
