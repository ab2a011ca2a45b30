"""What a person sees beside messages: modals, the home tab, files, prompts, statuses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.assistant import Prompts
from bot.playground.seen import SeenView, see_view
from bot.playground.watching import Watcher
from bot.playground.workspace import Channel, Kind


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that somebody can open."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SeenStatus:
    """What the app said that it is doing, and whether that is over."""

    channel: str
    thread_ts: str
    text: str
    loading_messages: tuple[str, ...]
    is_over: bool


class Viewer(Watcher):
    """The eyes of one person, for everything that the app shows them."""

    @property
    def modal(self) -> SeenView | None:
        """The modal that is before the person, on top of others if there are more."""
        with self._platform.changed:
            view = self._platform.views.modal(self._id)
            return see_view(self._platform, view) if view else None

    @property
    def modals(self) -> list[SeenView]:
        """All modals that are open for the person, the one on top last."""
        with self._platform.changed:
            stack = self._platform.views.modals.get(self._id, ())
            return [see_view(self._platform, view) for view in stack]

    @property
    def home(self) -> SeenView:
        """The person's home tab, as soon as the bot has published one."""
        return self.sees_home()

    @property
    def has_home(self) -> bool:
        """Whether the bot ever published a home tab for the person."""
        with self._platform.changed:
            return self._id in self._platform.views.homes

    def sees_modal(self, text: str = "", within: float = 5.0) -> SeenView:
        """The modal on top, as soon as it says ``text``."""

        def look() -> SeenView | None:
            view = self.modal
            return view if view and view.says(text) else None

        return self._wait(look, within, f"no modal that says {text!r}")

    def sees_home(self, text: str = "", within: float = 5.0) -> SeenView:
        """The home tab, as soon as it says ``text``."""

        def look() -> SeenView | None:
            view = self._home()
            return view if view and view.says(text) else None

        return self._wait(look, within, f"no home tab that says {text!r}")

    def waits_for_view(self, is_so: Callable[[SeenView], bool], within: float = 5.0) -> SeenView:
        """The modal on top or the home tab, as soon as ``is_so`` of it."""

        def look() -> SeenView | None:
            views = (self.modal, self._home())
            return next((view for view in views if view and is_so(view)), None)

        return self._wait(look, within, "no such view")

    def sees_file(self, name: str, within: float = 5.0) -> SeenFile:
        """The newest file of this name in any conversation of the person."""

        def look() -> SeenFile | None:
            posts = reversed(self._platform.workspace.visible_to(self._id))
            shared = (file for post in posts for file in post.files if file["name"] == name)
            for file in shared:
                data = self._platform.files.stored[file["id"]].data
                if data is not None:
                    return SeenFile(name, data)
            return None

        return self._wait(look, within, f"no file {name!r}")

    @property
    def groups(self) -> list[Channel]:
        """The group messages that the person is in."""
        with self._platform.changed:
            channels = self._platform.workspace.channels.values()
            return [one for one in channels if one.kind is Kind.GROUP and self._id in one.members]

    def group_with(self, *others: Watcher, within: float = 5.0) -> Channel:
        """The group messages of the person, these others and the bot, as soon as there are any."""
        members = {self._id, self._platform.bot.id, *(one.id for one in others)}

        def look() -> Channel | None:
            return self._platform.workspace.group(members)

        return self._wait(look, within, "no such group messages")

    def sees_prompts(self, within: float = 5.0) -> tuple[str, list[tuple[str, str]]]:
        """What the bot suggests to ask: the heading, then title and message of each prompt."""

        def look() -> Prompts | None:
            direct = self._platform.workspace.direct(self._platform.bot.id, self._id)
            return self._platform.agent.prompts.get(direct.id) if direct else None

        found = self._wait(look, within, "no prompts")
        return found.title, list(found.prompts)

    @property
    def statuses(self) -> list[SeenStatus]:
        """Every status of the bot that was ever shown where the person is, the oldest first."""
        with self._platform.changed:
            channels, now = self._platform.workspace.channels, time.monotonic()
            return [
                SeenStatus(
                    one.channel, one.thread_ts, one.text, one.loading_messages, one.is_over(now)
                )
                for one in self._platform.agent.statuses
                if self._id in channels[one.channel].members
            ]

    def _home(self) -> SeenView | None:
        with self._platform.changed:
            view = self._platform.views.homes.get(self._id)
            return see_view(self._platform, view) if view else None
