"""Shortcuts: on a message, and from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt import App

from bot.desk import Desk
from bot.incoming.interactions import Shortcut, read_shortcut
from bot.incoming.values import Payload
from bot.listeners.shortcuts.asking import find_partners_for
from bot.listeners.shortcuts.searching import search_partners
from bot.memory.deliveries import Claim
from bot.questions import Person, Standing
from bot.working import Worker, named

# By callback_id, as the manifest names them.
HANDLERS: Mapping[str, Callable[[Desk, Shortcut, Person, Claim], None]] = {
    "find_partners_for": find_partners_for,
    "search_partners": search_partners,
}


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register one listener for all shortcuts."""
    app.shortcut(re.compile(".*"))(worker.listener(named("shortcut", partial(shortcut, desk))))


def shortcut(desk: Desk, body: Payload, claim: Claim) -> None:
    """Do what a shortcut is for."""
    used = read_shortcut(body)
    handler = HANDLERS.get(used.name) if used else None
    if used is None or handler is None:
        return
    person = desk.person(used.origin)
    if person.standing not in (Standing.BOT, Standing.GONE):
        handler(desk, used, person, claim)
