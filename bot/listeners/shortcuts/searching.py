"""The search form, from anywhere in Slack."""

from __future__ import annotations

from bot.desk import Desk
from bot.incoming.interactions import Shortcut
from bot.listeners.actions.searching import show_form
from bot.memory.deliveries import Claim
from bot.questions import Person


def search_partners(desk: Desk, used: Shortcut, person: Person, claim: Claim) -> None:
    """Open the form."""
    show_form(desk, used.origin, person, claim)
