"""Modals and home tabs: what is open for whom, what was typed into it, and with which hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from bot.playground.choices import Field, Typed, kept
from bot.playground.reading import controls_in
from bot.playground.shapes import JsonObject, Refused

MOST_MODALS = 3


@dataclass(frozen=True, slots=True)
class OpenView:
    """A view that somebody has before them, or beneath the one before them.

    ``body`` is what the app sent, ``typed`` what its fields say that the person touched.
    """

    id: str
    person: str
    hash: str
    body: JsonObject
    root_id: str
    previous_id: str = ""
    typed: Typed = field(default_factory=dict)

    @property
    def is_home(self) -> bool:
        """Whether it is a home tab."""
        return self.body.get("type") == "home"


class Views:
    """The open modals, the one on top last, and the home tab of everybody."""

    def __init__(self) -> None:
        self.modals: dict[str, tuple[OpenView, ...]] = {}
        self.homes: dict[str, OpenView] = {}
        self._numbers = count(1)

    def modal(self, person: str) -> OpenView | None:
        """The modal that somebody has before them."""
        stack = self.modals.get(person)
        return stack[-1] if stack else None

    def open(self, person: str, body: JsonObject) -> OpenView:
        """Show a modal, in the place of what was open."""
        self._check_external_id(body)
        id_ = self._new_id()
        view = OpenView(id_, person, self._new_hash(), body, root_id=id_)
        self.modals[person] = (view,)
        return view

    def push(self, person: str, body: JsonObject) -> OpenView:
        """Show a modal on top of the one that is open."""
        stack = self.modals.get(person, ())
        if not stack:
            raise Refused("not_found")
        if len(stack) == MOST_MODALS:
            raise Refused("push_limit_reached")
        self._check_external_id(body)
        under = stack[-1]
        view = OpenView(self._new_id(), person, self._new_hash(), body, under.root_id, under.id)
        self.modals[person] = (*stack, view)
        return view

    def publish(self, person: str, body: JsonObject, hash_: str) -> OpenView:
        """Show a home tab; raises ``hash_conflict`` if another version was there."""
        old = self.homes.get(person)
        if old:
            return self.update(old, body, hash_)
        if hash_:
            raise Refused("hash_conflict")
        self._check_external_id(body)
        id_ = self._new_id()
        self.homes[person] = view = OpenView(id_, person, self._new_hash(), body, root_id=id_)
        return view

    def find(self, view_id: str, external_id: str = "") -> OpenView:
        """A modal, also one beneath another, or a home tab; raises ``not_found``."""
        for view in self._all():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise Refused("not_found")

    def update(self, view: OpenView, body: JsonObject, hash_: str = "") -> OpenView:
        """Show something else in a view; raises ``hash_conflict`` if it changed meanwhile.

        What was typed stays where the new view has the same field, whatever its initial value.
        """
        if hash_ and hash_ != view.hash:
            raise Refused("hash_conflict")
        self._check_external_id(body, view.id)
        typed = kept(view.typed, controls_in(body["blocks"]))
        return self._put(replace(view, hash=self._new_hash(), body=body, typed=typed))

    def type(self, view: OpenView, typed: dict[Field, JsonObject]) -> OpenView:
        """The person filled in some fields; the view's hash stays."""
        return self._put(replace(view, typed={**view.typed, **typed}))

    def close(self, view: OpenView) -> tuple[OpenView, ...]:
        """Take a modal away; those that are gone: it, and what was on top of it, if it is open."""
        stack = self.modals.get(view.person, ())
        place = next((at for at, one in enumerate(stack) if one.id == view.id), len(stack))
        self.modals[view.person] = stack[:place]
        if not place:
            del self.modals[view.person]
        return stack[place:]

    def clear(self, person: str) -> tuple[OpenView, ...]:
        """Take all modals away; those that are gone."""
        return self.modals.pop(person, ())

    def _all(self) -> Iterator[OpenView]:
        for stack in self.modals.values():
            yield from stack
        yield from self.homes.values()

    def _put(self, view: OpenView) -> OpenView:
        if view.is_home:
            self.homes[view.person] = view
        else:
            stack = self.modals[view.person]
            self.modals[view.person] = tuple(view if one.id == view.id else one for one in stack)
        return view

    def _check_external_id(self, body: JsonObject, of: str = "") -> None:
        name = body.get("external_id")
        others = [one.body.get("external_id") for one in self._all() if one.id != of]
        if name and name in others:
            raise Refused("duplicate_external_id")

    def _new_id(self) -> str:
        return f"V{next(self._numbers):08}"

    def _new_hash(self) -> str:
        return f"1700000000.{next(self._numbers):08}"
