"""Windows, forms, shortcuts, the home tab and workflow steps: real ones, filled in at random."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.controls import FormId
from bot.playground.choices import BUTTONS, Field, Upload, state_of
from bot.playground.filling import check_sendable
from bot.playground.journal import Route
from bot.playground.person import Person
from bot.playground.platform import APP, Platform
from bot.playground.reading import controls_in
from bot.playground.shapes import JsonObject
from bot.playground.steps import Run, executed
from bot.playground.views import OpenView
from bot.playground.workspace import Post
from tests.scenarios.oddities import FILE_NAMES, METADATA, ODD_FILES, ODD_VALUES, SHEETS


@dataclass(frozen=True, slots=True)
class Made:
    """A payload; the ``window`` it came from, and whether Slack could send such a thing."""

    route: Route
    payload: JsonObject
    window: OpenView | None = None
    is_sound: bool = True


class Windows:
    """Makes what comes out of windows; hold ``platform.changed``.

    ``bodies`` are views that the bot really showed.
    """

    def __init__(
        self,
        random: Random,
        platform: Platform,
        bodies: Sequence[JsonObject],
        text: Callable[[], str],
    ) -> None:
        self._random = random
        self._platform = platform
        self._text = text
        self._forms = [body for body in bodies if "submit" in body]
        self._pressed = [body for body in bodies if any(_buttons(body))]

    def submission(self, person: Person) -> Made:
        """A form that is sent, filled in somehow."""
        body, is_sound = self._altered(self._random.choice(self._forms))
        window = self._platform.views.open(person.id, body)
        typed: dict[Field, JsonObject] = {}
        for control in controls_in(body["blocks"]):
            if control["type"] in BUTTONS | {"overflow"}:
                continue
            state = self._state(control, person)
            if self._random.random() < 0.05:
                state[self._random.choice(list(state))] = deepcopy(self._odd())
                is_sound = False
            typed[control["block_id"], control["action_id"]] = state
        window = self._platform.views.type(window, typed)
        payload = deepcopy(self._platform.envelopes.submission(window, self._trigger(person)))
        del payload["response_urls"]  # if that is no list, Bolt itself fails
        return Made(Route.INTERACTION, payload, window, is_sound and _is_sendable(window, payload))

    def press(self, person: Person, odd: Callable[[], JsonObject]) -> Made:
        """A button in a window or on the home tab is pressed; seldom it is an ``odd`` one."""
        body, is_sound = self._altered(self._random.choice(self._pressed))
        views = self._platform.views
        if body["type"] == "home":
            views.homes.pop(person.id, None)
            window = views.publish(person.id, body, "")
        else:
            window = views.open(person.id, body)
        button = self._random.choice(_buttons(body))
        action = {name: button[name] for name in ("type", "action_id", "block_id")}
        action["action_ts"] = self._platform.now_ts()
        if button["type"] in BUTTONS:
            action["value"] = button.get("value", "")
        else:
            action |= self._state(button, person)
        if self._random.random() < 0.3:
            action, is_sound = odd(), False
        trigger = self._trigger(person, window.id)
        payload = self._platform.envelopes.press_in_view(window, action, trigger)
        return Made(Route.INTERACTION, deepcopy(payload), window, is_sound)

    def closing(self, person: Person) -> Made:
        """A window is closed."""
        body, is_sound = self._altered(self._random.choice(self._pressed))
        window = OpenView("V0GONE", person.id, "1.1", body, "V0GONE")
        payload = self._platform.envelopes.closing(window, is_cleared=self._random.random() < 0.5)
        return Made(Route.INTERACTION, deepcopy(payload), is_sound=is_sound)

    def shortcut(self, person: Person) -> Made:
        """A shortcut from anywhere."""
        name = self._random.choice(("search_partners", "search_partners", "gone", ""))
        ts = self._platform.now_ts()
        payload = self._platform.envelopes.shortcut(name, person.id, self._trigger(person), ts)
        return Made(Route.INTERACTION, payload)

    def message_shortcut(self, person: Person, post: Post) -> Made:
        """A shortcut on somebody's message."""
        name = self._random.choice(("find_partners_for", "find_partners_for", "gone"))
        payload = self._platform.envelopes.message_shortcut(
            name,
            post,
            person.id,
            self._trigger(person),
            self._platform.response_url(person.id, post.channel),
            self._platform.now_ts(),
        )
        return Made(Route.INTERACTION, deepcopy(payload))

    def home_opened(self, person: Person) -> JsonObject:
        """The event that the home or the messages of the app are opened."""
        tab = self._random.choice(("home", "home", "messages", "about"))
        view = self._platform.views.homes.get(person.id) if tab == "home" else None
        seen = self._platform.envelopes.view(view) if view else None
        ts, direct = self._platform.now_ts(), person.direct.id
        (event,) = self._platform.announcer.home_opened(person.id, tab, direct, ts, seen)
        return event

    def step(self) -> tuple[JsonObject, Run]:
        """The event that a step of a workflow is to be done."""
        declared = self._platform.app.steps["find_partners"]
        run = Run(self._platform.new_id("Fx"), declared, f"xwfp-{self._random.randrange(10**9)}")
        self._platform.runs.by_id[run.id] = run
        inputs = {"question": self._text()}
        ts = self._platform.now_ts()
        return executed(run, inputs, APP, self._platform.new_id("Wx"), ts), run

    def _altered(self, body: JsonObject) -> tuple[JsonObject, bool]:
        """A view as it was, or seldom as no version of the bot makes it."""
        body = deepcopy(body)
        body.pop("external_id", None)
        is_sound = True
        if self._random.random() < 0.2:
            body["private_metadata"], is_sound = self._random.choice(METADATA)
        if self._random.random() < 0.1:
            body["callback_id"] = self._random.choice((*FormId, "gone", ""))
            is_sound = False
        return body, is_sound

    def _state(self, control: Mapping[str, Any], person: Person) -> JsonObject:
        """What a field can say that somebody filled in."""
        kind = control["type"]
        if kind == "file_input":
            count = self._random.choice((0, 1, 1, 1, 1, 2))
            return {"type": kind, "files": [self._file(person) for _ in range(count)]}
        if "options" in control:
            options = [one["value"] for one in control["options"]]
            if kind.startswith("multi") or kind == "checkboxes":
                most = min(len(options), control.get("max_selected_items", len(options)))
                chosen = self._random.sample(options, self._random.randint(0, min(most, 3)))
                return state_of(control, chosen)
            return state_of(control, self._random.choice(options))
        said = self._text()[: control.get("max_length", 3000)]
        return {"type": kind, "value": said or None}

    def _file(self, person: Person) -> JsonObject:
        """A file that is there, or was, or never; under any name."""
        name = self._random.choice(FILE_NAMES)
        if self._random.random() < 0.2:
            data = self._random.choice(SHEETS)
            return self._platform.keep_file(person.id, Upload(name, data, "text/csv"))
        return {"id": "F0GONE", "name": name, "size": 9, **self._random.choice(ODD_FILES)}

    def _odd(self) -> object:
        return self._random.choice(ODD_VALUES)

    def _trigger(self, person: Person, view: str = "") -> str:
        return self._platform.triggers.issue(person.id, float("inf"), view)


def changed_windows(platform: Platform, opened: Sequence[OpenView]) -> list[str]:
    """Whose windows are not as they were ``opened``; hold ``platform.changed``."""
    before = {(view.id, view.hash) for view in opened}
    return [
        person
        for person, stack in platform.views.modals.items()
        if any((view.id, view.hash) not in before for view in stack)
    ]


def waiting_windows(platform: Platform, words: Sequence[str]) -> list[str]:
    """Whose windows still say that something is to come; hold ``platform.changed``."""
    return [
        person
        for person, stack in platform.views.modals.items()
        if any(said in json.dumps(stack[-1].body, ensure_ascii=False) for said in words)
    ]


def _buttons(body: JsonObject) -> list[Mapping[str, Any]]:
    """What the app hears of at once."""
    fields = {one["block_id"] for one in body["blocks"] if one["type"] == "input"}
    silent = fields - {one["block_id"] for one in body["blocks"] if one.get("dispatch_action")}
    return [one for one in controls_in(body["blocks"]) if one["block_id"] not in silent]


def _is_sendable(window: OpenView, payload: JsonObject) -> bool:
    try:
        check_sendable(window.body["blocks"], payload["view"]["state"]["values"])
    except AssertionError:
        return False
    return True
