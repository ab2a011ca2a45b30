"""What a person does in Slack."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.choices import Choice, action_of, states_of
from bot.playground.invoking import Invoked, finish_command, finish_submission, wait_for
from bot.playground.journal import Route
from bot.playground.reading import controls_in
from bot.playground.seen import SeenView, name_reader
from bot.playground.shapes import JsonObject
from bot.playground.views import OpenView
from bot.playground.watching import Threaded, Watcher, thread_of
from bot.playground.workspace import Channel, Post
from bot.playground.writing import as_rich_text, as_sent, as_sent_to_command


@dataclass(frozen=True, slots=True)
class Said:
    """A message that somebody wrote."""

    channel: str
    ts: str
    thread_ts: str
    text: str


class Person(Watcher):
    """Somebody with an account: writes, presses, and (as a Watcher) sees."""

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
    ) -> Said:
        """Uploads a file, to the bot itself if no channel is named."""
        with self._platform.changed:
            file = {
                "id": self._platform.new_id("F"),
                "name": name,
                "title": name,
                "user": self.id,
                "url_private": f"https://files.slack.example/{name}",
            }
        return self._say(text, channel or self.direct, thread, files=(file,))

    def edits(self, said: Said, text: str) -> Said:
        """Changes a message."""
        with self._platform.changed:
            blocks = (as_rich_text(text),)
            self._platform.amend(self._post(said), text=as_sent(text), blocks=blocks)
        return Said(said.channel, said.ts, said.thread_ts, text)

    def deletes(self, said: Said) -> None:
        """Deletes a message."""
        with self._platform.changed:
            self._platform.remove(self._post(said))

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

    def presses(self, message: Threaded | SeenView, action_id: str, choice: Choice = "") -> Invoked:
        """Presses a button of a message or a view; of two in one control ``choice`` says which."""
        if not self._platform.app.is_interactive:
            raise AssertionError("The manifest does not enable interactivity.")
        if isinstance(message, SeenView):
            return self._acts_in_view(message, action_id, choice)
        return self._acts_in_message(message, action_id, choice)

    def selects(self, message: Threaded | SeenView, action_id: str, choice: Choice) -> Invoked:
        """Chooses from a list in a message or a view, by value or by label."""
        return self.presses(message, action_id, choice)

    def submits(self, view: SeenView, values: Mapping[str, Choice] | None = None) -> Invoked:
        """Fills in a form and sends it; ``values`` go by ``action_id`` or ``block_id``."""
        platform = self._platform
        with platform.changed:
            opened = self._opened(view)
            state = states_of(controls_in(opened.body["blocks"]), values or {})
            _check_filled(opened.body["blocks"], state)
            trigger_id = platform.triggers.issue(self.id, time.monotonic())
            payload = platform.envelopes.submission(opened, state, trigger_id)
            delivery = platform.deliver(Route.INTERACTION, "view_submission", payload)
        return finish_submission(platform, opened, delivery)

    def closes(self, view: SeenView) -> None:
        """Closes a form."""
        with self._platform.changed:
            opened = self._opened(view)
            self._platform.views.close(opened)
            if opened.body.get("notify_on_close"):
                payload = self._platform.envelopes.closing(opened)
                self._platform.deliver(Route.INTERACTION, "view_closed", payload)

    def opens_home(self, tab: str = "home") -> None:
        """Opens the app's home, or its messages."""
        platform, direct = self._platform, self.direct
        with platform.changed:
            ts = platform.now_ts()
            for event in platform.announcer.home_opened(self.id, tab, direct.id, ts):
                platform.deliver_event(event)

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

    def _acts_in_message(self, message: Threaded, action_id: str, choice: Choice) -> Invoked:
        platform = self._platform
        with platform.changed:
            post = self._post(message)
            controls = list(controls_in(post.blocks))
            control = _control(controls, action_id)
            payload = platform.envelopes.press_in_message(
                post,
                self.id,
                action_of(control, choice, platform.now_ts()),
                _state_after(controls, control, choice),
                platform.triggers.issue(self.id, time.monotonic()),
                platform.response_url(self.id, post.channel, post.ts),
            )
            delivery = platform.deliver(Route.INTERACTION, "block_actions", payload)
        return wait_for(platform, delivery)

    def _acts_in_view(self, view: SeenView, action_id: str, choice: Choice) -> Invoked:
        platform = self._platform
        with platform.changed:
            opened = self._opened(view)
            controls = list(controls_in(opened.body["blocks"]))
            control = _control(controls, action_id)
            payload = platform.envelopes.press_in_view(
                opened,
                action_of(control, choice, platform.now_ts()),
                _state_after(controls, control, choice),
                platform.triggers.issue(self.id, time.monotonic()),
            )
            delivery = platform.deliver(Route.INTERACTION, "block_actions", payload)
        return wait_for(platform, delivery)

    def _post(self, message: Threaded) -> Post:
        post = self._platform.workspace.channels[message.channel].posts.get(message.ts)
        if post is None or post not in self._platform.workspace.visible_to(self.id):
            raise AssertionError(f"{self.name} sees no message {message.ts} there.")
        return post

    def _opened(self, view: SeenView) -> OpenView:
        views = self._platform.views
        for opened in (views.modals.get(self.id), views.homes.get(self.id)):
            if opened and opened.id == view.id:
                return opened
        raise AssertionError(f"{self.name} does not have that view open.")


def _control(controls: list[Mapping[str, Any]], action_id: str) -> Mapping[str, Any]:
    for control in controls:
        if control["action_id"] == action_id:
            return control
    there = [control["action_id"] for control in controls]
    raise AssertionError(f"There is no {action_id!r} to press, only: {there}.")


def _state_after(
    controls: list[Mapping[str, Any]], control: Mapping[str, Any], choice: Choice
) -> JsonObject:
    return states_of(controls, {control["action_id"]: choice})


def _check_filled(blocks: list[JsonObject], state: Mapping[str, JsonObject]) -> None:
    for block in blocks:
        if block["type"] != "input" or block.get("optional"):
            continue
        values = state[block["block_id"]][block["element"]["action_id"]]
        if not any(value for name, value in values.items() if name != "type"):
            raise AssertionError(f"Slack does not send the form: {block['block_id']} is empty.")
