"""Windows and home tabs: opened, changed, and given up where somebody has gone on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_sdk.web import SlackResponse

from bot.controls import FormId
from bot.errors import SlackRefused
from bot.incoming.origin import Origin, Surface
from bot.outgoing.api import Caller, Clients
from bot.outgoing.gate import home_payload, view_payload
from bot.outgoing.message import Home, Message, View

logger = logging.getLogger(__name__)

_NAME = "Nakadachi"


class Fate(StrEnum):
    """What became of a view that was to be shown."""

    SHOWN = "shown"
    TOO_LATE = "too_late"  # more than three seconds after the press, or no place for a window
    CHANGED = "changed"  # it is not any more what the caller thought it was
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as it is before somebody now; without an id unless it was shown."""

    fate: Fate
    id: str = ""
    hash: str = ""

    def __bool__(self) -> bool:
        return self.fate is Fate.SHOWN


_FATES: Mapping[str, Fate] = {
    "expired_trigger_id": Fate.TOO_LATE,
    "invalid_trigger_id": Fate.TOO_LATE,
    "exchanged_trigger_id": Fate.TOO_LATE,
    "push_limit_reached": Fate.TOO_LATE,
    "hash_conflict": Fate.CHANGED,
    "not_found": Fate.CLOSED,
    "view_not_found": Fate.CLOSED,
}


class Views:
    """Shows views. All raise SignedOut and SlackAway, Unsendable, and SlackRefused for the rest."""

    def __init__(self, clients: Clients, caller: Caller) -> None:
        self._client = clients.posts
        self._repeats = clients.asks
        self._caller = caller

    def open(self, trigger_id: str, view: View) -> Shown:
        """Open a window; TOO_LATE if the trigger is used up."""
        if not trigger_id:
            return Shown(Fate.TOO_LATE)
        return self._show(
            "views.open", self._client.views_open, trigger_id=trigger_id, view=view_payload(view)
        )

    def push(self, trigger_id: str, view: View) -> Shown:
        """Open a window above the one that is open; TOO_LATE also where there are three."""
        if not trigger_id:
            return Shown(Fate.TOO_LATE)
        return self._show(
            "views.push", self._client.views_push, trigger_id=trigger_id, view=view_payload(view)
        )

    def update(self, view_id: str, view: View, hash: str = "") -> Shown:
        """Change a window; with a ``hash`` only if it still is that version of it."""
        if not view_id:
            return Shown(Fate.CLOSED)
        known = {"hash": hash} if hash else {}
        return self._show(
            "views.update",
            self._repeats.views_update,
            view_id=view_id,
            view=view_payload(view),
            **known,
        )

    def replace(self, view_id: str, view: View, hash: str) -> Shown:
        """The same, also if it is another version by now."""
        shown = self.update(view_id, view, hash)
        return self.update(view_id, view) if shown.fate is Fate.CHANGED else shown

    def update_named(self, external_id: str, view: View) -> Shown:
        """Change the window that was opened with this id, perhaps by a process that has died."""
        return self._show(
            "views.update",
            self._repeats.views_update,
            external_id=external_id,
            view=view_payload(view),
        )

    def publish(self, user: str, home: Home, hash: str = "") -> Shown:
        """Show somebody's home tab; with a ``hash`` only in the place of that version."""
        known = {"hash": hash} if hash else {}
        return self._show(
            "views.publish",
            self._repeats.views_publish,
            user_id=user,
            view=home_payload(home),
            **known,
        )

    def show(self, origin: Origin, view: View) -> Shown:
        """Open a window: above the one in which somebody pressed something, or the first."""
        show = self.push if origin.surface is Surface.MODAL else self.open
        return show(origin.trigger_id, view)

    def tell(self, origin: Origin, message: Message) -> bool:
        """Show a message in a window to whoever pressed something in a view; False if too late."""
        return bool(self.show(origin, View(FormId.NOTICE, _NAME, "", message.blocks)))

    def _show(self, method: str, ask: Callable[..., SlackResponse], **arguments: Any) -> Shown:
        try:
            said = self._caller.call(method, ask, **arguments)
        except SlackRefused as error:
            if (fate := _FATES.get(error.code)) is None:
                raise
            logger.info("%s: %s", method, error.code)
            return Shown(fate)
        view = said.get("view") or {}
        return Shown(Fate.SHOWN, str(view.get("id") or ""), str(view.get("hash") or ""))
