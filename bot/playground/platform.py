"""Slack itself: the workspace, the installed app, and everything that happens between the two.

Both the bot's requests and the people's doings change it, from different threads: whoever reads or
changes it holds ``changed``, and tells those who wait when something happened.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from bot.playground.announcements import Announcer
from bot.playground.assistant import Agent
from bot.playground.changing import Change
from bot.playground.choices import Upload
from bot.playground.envelopes import Envelopes
from bot.playground.faults import Faults
from bot.playground.files import File, Files
from bot.playground.journal import Delivery, Journal, Refusal, Route
from bot.playground.limits import PostingLimit
from bot.playground.manifest import install
from bot.playground.shapes import JsonObject, Refused
from bot.playground.stamping import stamp
from bot.playground.steps import Run, Runs, executed
from bot.playground.tickets import Hooks, Triggers
from bot.playground.views import Views
from bot.playground.workspace import Account, Channel, Kind, Post, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEAM = "T01000001"
APP = "A01000001"
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Pace:
    """Slack's times, in seconds; tests make them shorter."""

    acknowledge: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1800.0
    status: float = 120.0
    ping: float = 5.0


SLACKS_PACE = Pace()


class Platform:
    """A Slack with one workspace and one app."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        pace: Pace,
        limit: PostingLimit | None = None,
        record_to: Path | None = None,
    ) -> None:
        self.changed = Change()
        # Events of another run have other ids.
        self.run = secrets.token_hex(4).upper()
        self.pace = pace
        self.limit = limit
        self.manifest = manifest
        self.app = install(manifest)
        self.workspace = Workspace(TEAM, "minato")
        self.journal = Journal(record_to)
        self.faults = Faults()
        self.triggers = Triggers(pace.trigger)
        self.hooks = Hooks(pace.response_url)
        self.views = Views()
        self.files = Files(TEAM)
        self.agent = Agent()
        self.runs = Runs()
        self.bot_token = f"xoxb-{token_hex(12)}"
        self.app_token = f"xapp-1-{APP}-{token_hex(12)}"
        self.signing_secret = token_hex(16)
        self.token_error = ""
        self.url = ""
        self.tickets: set[str] = set()
        self.send: Callable[[Delivery], None] = lambda delivery: None
        self._ids = count(1000001)
        self.workspace.add_account(Account(SLACKBOT, "Slackbot", TEAM, bot_id="B01"))
        self.bot = self.join(self.app.name, is_bot=True)
        self.announcer = Announcer(self.workspace, self.app, self.bot.id, APP)
        self.envelopes = Envelopes(self.workspace, self.bot.id, APP)

    def join(
        self,
        name: str,
        team: str = TEAM,
        locale: str = "en-US",
        *,
        id_: str = "",
        is_bot: bool = False,
    ) -> Account:
        """A new person, or another bot."""
        bot_id = self.new_id("B") if is_bot else ""
        id_ = id_ or self.new_id("U")
        return self.workspace.add_account(Account(id_, name, team, locale, bot_id))

    def new_id(self, letter: str) -> str:
        """An id as Slack makes them."""
        return f"{letter}0{next(self._ids)}"

    def direct_channel(self, person: str) -> Channel:
        """The direct messages of the bot and somebody, opened if need be."""
        there = self.workspace.direct(self.bot.id, person)
        members = {self.bot.id, person}
        return there or self.workspace.add_channel(
            Channel(self.new_id("D"), "directmessage", Kind.DIRECT, members)
        )

    def group_channel(self, people: Iterable[str]) -> Channel:
        """The group messages of the bot and these people, opened if need be."""
        members = {self.bot.id, *people}
        if there := self.workspace.group(members):
            return there
        names = "--".join(sorted(self.workspace.accounts[one].name for one in members))
        return self.workspace.add_channel(
            Channel(self.new_id("C"), f"mpdm-{names}-1", Kind.GROUP, members)
        )

    def keep_file(self, user: str, upload: Upload, title: str = "", id_: str = "") -> JsonObject:
        """Keep what somebody uploaded; what Slack says of it."""
        file = File(
            id=id_ or self.new_id("F"),
            name=upload.name,
            title=title or upload.name,
            user=user,
            mimetype=upload.mimetype,
            data=upload.data,
            created=int(time.time()),
        )
        return self.files.describe(self.files.add(file), self.url)

    def sees_file(self, id_: str) -> bool:
        """Whether the app may look at a file: it shares a conversation, or was given it."""
        places = self.workspace.with_file(id_)
        return not places or any(self.bot.id in place.members for place in places)

    def now_ts(self) -> str:
        """A new time stamp."""
        return self.workspace.mint_ts(time.time())

    def say(self, author: str, channel: str, text: str, **more: Any) -> Post:
        """Somebody writes a message, and the app hears of it."""
        more["blocks"] = stamp(more.get("blocks", ()))
        post = self.workspace.add_post(Post(channel, self.now_ts(), author, text, **more))
        if author == self.bot.id and not post.only_for:
            self.agent.end(channel, post.thread_ts)
        self._announce(self.announcer.posted(post))
        return post

    def amend(self, post: Post, **changes: Any) -> Post:
        """Another text or other blocks in a message, and the app hears of it."""
        if "blocks" in changes:
            changes["blocks"] = stamp(changes["blocks"])
        ts = self.now_ts()
        changed = self.workspace.change_post(post, edited_ts=ts, **changes)
        self._announce(self.announcer.changed(post, changed, ts))
        return changed

    def remove(self, post: Post) -> None:
        """A message is deleted, and the app hears of it."""
        self.workspace.delete_post(post)
        self._announce(self.announcer.deleted(post, self.now_ts()))

    def deliver(self, route: Route, kind: str, payload: JsonObject) -> Delivery:
        """Bring something to the bot; returns at once."""
        delivery = Delivery(f"envelope-{next(self._ids)}", route, kind, payload)
        self.journal.send(delivery)
        self.changed.notify_all()
        self.send(delivery)
        return delivery

    def deliver_event(self, event: JsonObject) -> Delivery:
        """Bring an event to the bot."""
        payload = self.envelopes.event(event, self.new_id("Ev") + self.run, int(time.time()))
        return self.deliver(Route.EVENT, str(event.get("type", "")), payload)

    def run_step(self, callback_id: str, inputs: JsonObject, by: str) -> Run:
        """A workflow that somebody started comes to a step of the app."""
        step = self.app.steps[callback_id]
        run = Run(self.new_id("Fx"), step, f"xwfp-{token_hex(12)}", by)
        self.runs.by_id[run.id] = run
        self.deliver_event(executed(run, inputs, APP, self.new_id("Wx"), self.now_ts()))
        return run

    def response_url(self, person: str, channel: str, message_ts: str = "") -> str:
        """A new response URL."""
        key = self.hooks.issue(person, channel, time.monotonic(), message_ts)
        return f"{self.url}/response/{TEAM}/{key}"

    @contextmanager
    def judging(self, method: str, payload: JsonObject) -> Iterator[None]:
        """Hold the platform while a request is answered; a refusal is noted on its way out."""
        with self.changed:
            try:
                yield
            except Refused as refused:
                self.journal.refusals.append(
                    Refusal(method, refused.error, tuple(refused.messages), payload)
                )
                raise
            finally:
                self.changed.notify_all()

    def _announce(self, events: Iterable[JsonObject]) -> None:
        for event in events:
            self.deliver_event(event)
        self.changed.notify_all()
