"""A strict Slack on this machine, under a facade that reads like a conversation.

```python
with StandIn(manifest) as slack:
    alice = slack.person("alice", locale="ja-JP")
    general = slack.channel("general", alice, slack.bot)
    said = alice.mentions("チタンの切削", channel=general)
    answer = alice.sees_answer_to(said)
```
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.playground.execution import Execution, begin_step
from bot.playground.http import signed_headers
from bot.playground.invoking import Invoked, wait_for
from bot.playground.journal import Call, Delivery, Recorded, Refusal, Route
from bot.playground.limits import PostingLimit
from bot.playground.listening import LOOPBACK
from bot.playground.person import Person
from bot.playground.platform import SLACKS_PACE, TEAM, Pace, Platform
from bot.playground.server import Guest, Server
from bot.playground.shapes import JsonObject
from bot.playground.trouble import Trouble
from bot.playground.watching import settle
from bot.playground.workspace import Channel, Kind


class StandIn(Trouble):
    """Slack with one workspace and one app, as ``manifest`` describes it; nothing of it is kept.

    ``limit`` makes it refuse more than about a message a second, ``record_to`` names a folder into
    which every accepted payload is written. ``site`` is served on the same port.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        pace: Pace = SLACKS_PACE,
        limit: PostingLimit | None = None,
        record_to: Path | None = None,
        host: str = LOOPBACK,
        port: int = 0,
        site: Guest | None = None,
    ) -> None:
        self.platform = Platform(manifest, pace, limit, record_to)
        super().__init__(self.platform, Server(self.platform, site))
        self._host = host
        self._port = port
        self.bot = Person(self.platform, self.platform.bot)

    def __enter__(self) -> Self:
        self._server.start(self._port, self._host)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()

    # What the bot is configured with.

    @property
    def api_url(self) -> str:
        """The address of the Web API, with a slash at its end."""
        return f"{self.platform.url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot's token."""
        return self.platform.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return self.platform.app_token

    @property
    def signing_secret(self) -> str:
        """The secret with which deliveries are signed."""
        return self.platform.signing_secret

    def deliver_to(self, url: str) -> None:
        """Deliver over HTTP from now on; without it, over the bot's Socket Mode connections."""
        self._server.deliver_to(url)

    # The workspace.

    def person(
        self, name: str, *, locale: str = "en-US", team: str = TEAM, id_: str = ""
    ) -> Person:
        """Somebody new; of another ``team`` a stranger, to be met in shared channels."""
        with self.platform.changed:
            account = self.platform.join(name, team, locale, id_=id_)
            self.platform.changed.notify_all()
        return Person(self.platform, account)

    def robot(self, name: str) -> Person:
        """Another app's bot."""
        with self.platform.changed:
            return Person(self.platform, self.platform.join(name, is_bot=True))

    def user_group(self, name: str, people: Iterable[Person]) -> str:
        """A new user group; returns its id."""
        with self.platform.changed:
            id_ = self.platform.new_id("S")
            self.platform.workspace.add_group(id_, name, [person.id for person in people])
        return id_

    def channel(
        self,
        name: str,
        *people: Person,
        private: bool = False,
        archived: bool = False,
        shared: bool = False,
    ) -> Channel:
        """A new channel with these people (and the bot, if ``slack.bot`` is among them)."""
        members = {person.id for person in people}
        if not shared and any(person.team != TEAM for person in people):
            raise ValueError(f"Strangers can be in shared channels only, not in {name}.")
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        with self.platform.changed:
            id_ = self.platform.new_id("C")
            self.platform.changed.notify_all()
            return self.platform.workspace.add_channel(
                Channel(id_, name, kind, members, archived, shared)
            )

    def group(self, *people: Person) -> Channel:
        """The group messages of these people and the bot."""
        with self.platform.changed:
            return self.platform.group_channel(person.id for person in people)

    def archive(self, channel: Channel) -> None:
        """Close a channel for good."""
        with self.platform.changed:
            channel.is_archived = True
            self.platform.changed.notify_all()

    def remove(self, person: Person, channel: Channel) -> None:
        """Take somebody, or the bot, out of a channel."""
        with self.platform.changed:
            channel.members.discard(person.id)
            self.platform.changed.notify_all()

    def deactivate(self, person: Person) -> None:
        """Take somebody's account away."""
        with self.platform.changed:
            self.platform.workspace.deactivate(person.id)
            self.platform.changed.notify_all()

    def removes_file(self, id_: str) -> None:
        """Delete what somebody uploaded."""
        with self.platform.changed:
            file = self.platform.files.find(id_)
            self.platform.files.add(replace(file, data=None))

    def revoke_tokens(self, error: str = "token_revoked") -> None:
        """Answer every call with this error, as when the app was removed."""
        with self.platform.changed:
            self.platform.token_error = error

    # What happened.

    @property
    def refusals(self) -> list[Refusal]:
        """Every request that was refused on its own account (not by ``fail``)."""
        return list(self.platform.journal.refusals)

    @property
    def recorded(self) -> list[Recorded]:
        """Every message and view that was accepted."""
        return list(self.platform.journal.recorded)

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API, with how it ended."""
        return list(self.platform.journal.calls)

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything that was brought to the bot."""
        return list(self.platform.journal.deliveries)

    def settle(self, within: float = 5.0, quiet: float = 0.25) -> None:
        """Wait until all is delivered, answered, and nothing more happens for ``quiet`` seconds."""
        settle(self.platform, within, quiet)

    def waits_for(self, is_so: Callable[[], bool], within: float = 5.0) -> None:
        """Wait until something is so; asked again whenever anything happens here."""
        with self.platform.changed:
            if not self.platform.changed.wait_for(is_so, within):
                raise AssertionError(f"It is still not so after {within} s.")

    # Deliveries that no person makes.

    def sends_event(self, event: JsonObject) -> Delivery:
        """Deliver an event of any content."""
        with self.platform.changed:
            return self.platform.deliver_event(event)

    def runs_step(self, callback_id: str, inputs: JsonObject, by: Person) -> Execution:
        """Somebody starts a workflow, which comes to a step of the app."""
        with self.platform.changed:
            return begin_step(self.platform, callback_id, inputs, by.id)

    def sends(self, route: Route, payload: JsonObject) -> Invoked:
        """Deliver a payload of any content, and wait for what comes of it."""
        with self.platform.changed:
            delivery = self.platform.deliver(route, str(payload.get("type", "")), payload)
        return wait_for(self.platform, delivery)

    def posts(
        self, url: str, body: str | bytes, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """POST anything to the bot, signed unless ``headers`` sign it; the status and the text."""
        sent = body.encode() if isinstance(body, str) else body
        signed = signed_headers(self.signing_secret, sent, time.time())
        return self._server.run(self._server.post(url, sent, {**signed, **(headers or {})}))

    def verifies(self, url: str) -> bool:
        """Ask the bot whether the address is its own, as Slack does when it is entered."""
        body = '{"type": "url_verification", "token": "unused", "challenge": "3eZbrw1a"}'
        status, text = self.posts(url, body, {"Content-Type": "application/json"})
        return status == 200 and "3eZbrw1a" in text
