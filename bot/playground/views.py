"""Modals and home tabs: what is open for whom, and with which hash."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from bot.playground.shapes import JsonObject, Refused


@dataclass(frozen=True, slots=True)
class OpenView:
    """A view that somebody has before them; ``body`` is what the app sent."""

    id: str
    person: str
    hash: str
    body: JsonObject

    @property
    def is_home(self) -> bool:
        """Whether it is a home tab."""
        return self.body.get("type") == "home"


class Views:
    """The open modal and the home tab of everybody."""

    def __init__(self) -> None:
        self.modals: dict[str, OpenView] = {}
        self.homes: dict[str, OpenView] = {}
        self._numbers = count(1)

    def open(self, person: str, body: JsonObject) -> OpenView:
        """Show a modal."""
        view = self._made(f"V{next(self._numbers):08}", person, body)
        self.modals[person] = view
        return view

    def publish(self, person: str, body: JsonObject, hash_: str) -> OpenView:
        """Show a home tab; raises ``hash_conflict`` if another version was there."""
        old = self.homes.get(person)
        if old and hash_ and hash_ != old.hash:
            raise Refused("hash_conflict")
        id_ = old.id if old else f"V{next(self._numbers):08}"
        self.homes[person] = view = self._made(id_, person, body)
        return view

    def find(self, view_id: str, external_id: str = "") -> OpenView:
        """An open modal or home tab; raises ``not_found``."""
        for view in (*self.modals.values(), *self.homes.values()):
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise Refused("not_found")

    def update(self, view: OpenView, body: JsonObject, hash_: str = "") -> OpenView:
        """Show something else in a view; raises ``hash_conflict`` if it changed meanwhile."""
        if hash_ and hash_ != view.hash:
            raise Refused("hash_conflict")
        changed = self._made(view.id, view.person, body)
        (self.homes if view.is_home else self.modals)[view.person] = changed
        return changed

    def close(self, view: OpenView) -> None:
        """The person closed it."""
        self.modals.pop(view.person, None)

    def _made(self, id_: str, person: str, body: JsonObject) -> OpenView:
        return OpenView(id_, person, f"1700000000.{next(self._numbers):08}", body)
