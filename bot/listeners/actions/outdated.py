"""A button of a version of the bot that is gone."""

from __future__ import annotations

from bot.blocks.notices import outdated_button_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press
from bot.memory.deliveries import Claim
from bot.questions import Person


def tell_outdated(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Say that the button is no longer good, and ask to ask again."""
    message = outdated_button_message(person.lang or DEFAULT_LANGUAGE)
    desk.sender.whisper(press.origin, message, f"outdated:{claim.id}")
