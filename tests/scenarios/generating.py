"""Payloads of every kind, from those that Slack sends to those that nobody should.

Everything hangs on one ``Random``, so a failure comes again with its seed. What a payload is owed
is read off the payload alone, without any help of the bot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.controls import Control, Pressed, Reason, Verdict
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.platform import Platform
from bot.playground.seen import SeenMessage
from bot.playground.shapes import JsonObject
from bot.playground.steps import Run
from bot.playground.views import OpenView
from bot.playground.workspace import Channel, Post
from tests.scenarios.generating_windows import Made, Windows
from tests.scenarios.oddities import (
    EVENTS,
    HUGE,
    INTERACTIONS,
    LOOSE,
    ODD_TEXTS,
    ODD_VALUES,
    QUESTIONS,
    REFINEMENTS,
    SUBTYPES,
)
from tests.scenarios.owing import Owed, owed


@dataclass(frozen=True, slots=True)
class Sample:
    """One payload, about one person: from a ``window`` of theirs, or a ``run`` of a workflow."""

    route: Route
    payload: JsonObject
    person: str
    owed: Owed
    is_spoilt: bool
    window: OpenView | None = None
    run: Run | None = None

    @property
    def kind(self) -> str:
        """Its type, as far as it has one."""
        return str(self.payload.get("type", ""))


class Generator:
    """Makes payloads; each is about one person, who is where the answer is looked for.

    ``answers`` are real answers of the bot, whose buttons are pressed; ``bodies`` real views.
    """

    def __init__(
        self,
        random: Random,
        platform: Platform,
        channels: list[Channel],
        answers: list[SeenMessage],
        bodies: Sequence[JsonObject],
        *,
        as_forms: bool,
    ) -> None:
        self._random = random
        self._platform = platform
        self._channels = channels
        self._as_forms = as_forms
        self._controls = list(_controls_of(answers))
        self._controls += list(_details_of(self._controls[0][1]))
        self._windows = Windows(random, platform, bodies, self._text)
        # Where somebody was answered: there they go on.
        self._threads: dict[str, Post] = {}

    def sample(self, person: Person) -> Sample:
        """A payload about this person."""
        makers: list[Callable[[Person], Made]] = [
            self._message,
            self._follow_up,
            self._command,
            self._press,
            self._windows.submission,
            self._press_in_window,
            self._windows.shortcut,
            self._message_shortcut,
            self._home,
            self._step,
            self._windows.closing,
            self._other_message,
            self._event,
            self._interaction,
        ]
        (make,) = self._random.choices(makers, (8, 4, 4, 6, 6, 6, 2, 3, 3, 2, 1, 2, 1, 1))
        with self._platform.changed:
            made = make(person)
            route, payload = made.route, made.payload
            run = self._platform.runs.by_id.get(_run_in(payload))
            spoilt = [
                self._spoil(payload) for _ in range(self._random.choice((0, 0, 0, 1, 1, 2, 4)))
            ]
            if route is Route.COMMAND and self._as_forms:
                payload = _as_form(payload)
            due = owed(self._platform, route, payload)
        if (any(spoilt) or not made.is_sound) and due.is_due:
            due = Owed.NO_MATTER
        is_spoilt = bool(spoilt) or not made.is_sound
        return Sample(route, payload, person.id, due, is_spoilt, made.window, run)

    # What people do.

    def _message(self, person: Person) -> Made:
        """A mention, or a direct message, said for real but told of by us alone."""
        channel = self._somewhere(person)
        is_direct = channel.id == person.direct.id
        text = self._text() if is_direct else f"<@{self._platform.bot.id}> {self._text()}"
        root = self._say(person, channel, "before") if self._random.random() < 0.2 else None
        post = self._say(person, channel, text, root.ts if root else "")
        self._threads[person.id] = root or post
        event = next(iter(self._platform.announcer.posted(post)))
        event |= self._random.choice(({}, {}, {}, {"files": [{"id": "F1"}], "upload": True}))
        return Made(Route.EVENT, self._enveloped(event))

    def _follow_up(self, person: Person) -> Made:
        """A message in a thread that speaks to nobody, or one that follows in direct messages."""
        root = self._threads.get(person.id)
        if root is None:
            return self._message(person)
        channel = self._platform.workspace.channels[root.channel]
        text = self._random.choice((*REFINEMENTS, self._text(), f"<@{person.id}> 相模原で"))
        post = self._say(person, channel, text, root.ts)
        return Made(Route.EVENT, self._enveloped(next(iter(self._platform.announcer.posted(post)))))

    def _press_in_window(self, person: Person) -> Made:
        return self._windows.press(person, self._action)

    def _message_shortcut(self, person: Person) -> Made:
        post = self._say(person, self._somewhere(person), self._text())
        return self._windows.message_shortcut(person, post)

    def _home(self, person: Person) -> Made:
        return Made(Route.EVENT, self._enveloped(self._windows.home_opened(person)))

    def _step(self, person: Person) -> Made:
        event, _ = self._windows.step()
        return Made(Route.EVENT, self._enveloped(event))

    def _other_message(self, person: Person) -> Made:
        """The same with a subtype, or of a bot."""
        made = self._message(person)
        event = made.payload["event"]
        event["type"] = "message"
        if self._random.random() < 0.2:
            event["bot_id"] = self._random.choice(("B01", self._platform.bot.bot_id))
        else:
            event["subtype"] = self._random.choice(SUBTYPES)
            event["message"] = event["previous_message"] = dict(event)
            event["deleted_ts"] = event["ts"]
        return made

    def _event(self, person: Person) -> Made:
        event = {
            "type": self._random.choice(EVENTS),
            "user": person.id,
            "channel": person.direct.id,
            "item": {"type": "message", "channel": person.direct.id, "ts": "1.1"},
            "event_ts": self._platform.now_ts(),
        }
        return Made(Route.EVENT, self._enveloped(event))

    def _command(self, person: Person) -> Made:
        channel = self._somewhere(person)
        payload = self._platform.envelopes.command(
            f"/partners {self._text()}",
            person.id,
            channel.id,
            self._trigger(person),
            self._platform.response_url(person.id, channel.id),
        )
        return Made(Route.COMMAND, payload)

    def _press(self, person: Person) -> Made:
        """Any control of a message of ours, with a value that fits, or did once, or never."""
        channel = self._somewhere(person)
        only_for = person.id if self._random.random() < 0.4 else ""
        bot = self._platform.bot
        post = self._platform.workspace.add_post(
            Post(channel.id, self._platform.now_ts(), bot.id, "an answer", only_for=only_for)
        )
        payload = self._platform.envelopes.press_in_message(
            post,
            person.id,
            self._action(),
            {},
            self._trigger(person),
            self._platform.response_url(person.id, channel.id, post.ts),
        )
        return Made(Route.INTERACTION, payload)

    def _interaction(self, person: Person) -> Made:
        """What this version has none of."""
        payload = self._press(person).payload
        payload["type"] = self._random.choice(INTERACTIONS)
        payload["callback_id"] = payload["action_id"] = "find_partners"
        payload["view"] = {"id": "V1", "callback_id": "search", "state": {"values": {}}}
        if self._random.random() < 0.8:
            del payload["actions"]
        return Made(Route.INTERACTION, payload)

    def _action(self) -> JsonObject:
        control, value = self._random.choice(self._controls)
        if self._random.random() < 0.3:
            control = f"{self._random.choice(tuple(Control))}:{self._random.randrange(6)}"
        if self._random.random() < 0.3:
            control = self._random.choice(("search_again:1", "contact", "", ":", "x" * 255))
        if self._random.random() < 0.3:
            question = self._random.choice((value.partition("\n")[0], "gone", ""))
            detail = self._random.choice((*Verdict, *Reason, "", "splendid"))
            member = self._random.choice(("", "gone", "\ud800", *self._members()))
            value = Pressed(question, member, detail).encoded()
        action = {"action_id": control, "block_id": "b1", "action_ts": self._platform.now_ts()}
        option = {"text": {"type": "plain_text", "text": "x"}, "value": value}
        return action | self._random.choice(
            (
                {"type": "button", "value": value},
                {"type": "static_select", "selected_option": option},
                {"type": "multi_static_select", "selected_options": [option, option]},
            )
        )

    # Their parts.

    def _members(self) -> list[str]:
        return [value.rpartition("\n")[2] for _, value in self._controls]

    def _somewhere(self, person: Person) -> Channel:
        there = [channel for channel in self._channels if person.id in channel.members]
        return self._random.choice((*there, person.direct))

    def _say(self, person: Person, channel: Channel, text: str, thread: str = "") -> Post:
        ts = self._platform.now_ts()
        post = Post(channel.id, ts, person.id, text, thread_ts=thread)
        return self._platform.workspace.add_post(post)

    def _enveloped(self, event: JsonObject) -> JsonObject:
        id_ = self._platform.new_id("Ev")
        return self._platform.envelopes.event(deepcopy(event), id_, 1_700_000_000)

    def _trigger(self, person: Person) -> str:
        with self._platform.changed:
            return self._platform.triggers.issue(person.id, float("inf"))

    def _text(self) -> str:
        every = (QUESTIONS, ODD_TEXTS, REFINEMENTS, HUGE)
        (texts,) = self._random.choices(every, (55, 35, 8, 2))
        return str(self._random.choice(texts))

    def _spoil(self, payload: JsonObject) -> bool:
        """Take something away, or put something else in its place, however deep.

        True if something that Slack always sends in one form now has another.
        """
        # The blocks of a view are given back just as the app made them.
        view = payload.get("view")
        kept = {id(one) for one in _holders(view.get("blocks") if isinstance(view, dict) else None)}
        holders = [one for one in _holders(payload) if id(one) not in kept]
        holder = self._random.choice(holders)
        key = self._random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        if self._random.random() < 0.4:
            del holder[key]
        else:
            old, value = holder[key], self._random.choice((*ODD_VALUES, self._text()))
            holder[key] = deepcopy(value)
            is_left_out = value is None and isinstance(holder, dict)
            is_other = type(value) is not type(old) or isinstance(value, list)
            return key not in LOOSE and is_other and not is_left_out
        return False


def _run_in(payload: JsonObject) -> str:
    return str(payload.get("event", {}).get("function_execution_id", ""))


def _holders(node: Any) -> Iterator[Any]:
    """Every object and list that is not empty."""
    if isinstance(node, dict | list) and node:
        yield node
        for child in node.values() if isinstance(node, dict) else node:
            yield from _holders(child)


def _controls_of(answers: list[SeenMessage]) -> Iterator[tuple[str, str]]:
    """Each control in these messages, with its value."""
    for node in _holders([list(answer.blocks) for answer in answers]):
        if isinstance(node, dict) and "action_id" in node:
            for part in _holders(node):
                if isinstance(part, dict) and "value" in part:
                    yield node["action_id"], part["value"]


def _details_of(value: str) -> Iterator[tuple[str, str]]:
    """The controls that come with the thanks for a verdict."""
    question, _, member = value.split("\n")
    yield f"{Control.HELPFUL}:", Pressed(question, member).encoded()
    for reason in Reason:
        yield f"{Control.REASON}:", Pressed(question, "", reason).encoded()


def _as_form(payload: JsonObject) -> JsonObject:
    """The fields as a form can hold them: texts, in whole characters."""
    return {
        name: str(value).encode("utf-8", "replace").decode()
        for name, value in payload.items()
        if value is not None
    }
