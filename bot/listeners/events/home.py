"""The home tab: shown when somebody opens it, and anew when something on it has changed."""

from __future__ import annotations

import logging

from bot.blocks.home import failed_home, home_tab, visitor_home
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import SlackError, SlackRefused, Unsendable
from bot.home import gather
from bot.incoming.payloads import HomeOpened
from bot.listeners.commands.status import read_status
from bot.logs import log_unexpected, new_error_id
from bot.memory.deliveries import Claim
from bot.outgoing.message import Home
from bot.outgoing.views import Fate
from bot.questions import Person, Standing

logger = logging.getLogger(__name__)


def show_home(desk: Desk, opened: HomeOpened, claim: Claim) -> None:
    """Show somebody's tab as it is now."""
    person = desk.people.get(opened.origin.user, opened.origin.team)
    if person.standing not in (Standing.BOT, Standing.GONE):
        _publish(desk, person, opened.hash)


def refresh_home(desk: Desk, person: Person, hash: str) -> None:
    """Show a tab anew after something was done in it; that is done, whatever becomes of this."""
    try:
        _publish(desk, person, hash)
    except SlackError as error:
        logger.warning("a home tab is not up to date: %s", error)


def _publish(desk: Desk, person: Person, hash: str) -> None:
    """Show the tab in the place of that version; if it is another by now, what is true by now."""
    if _shown(desk, person, _home(desk, person), hash) is Fate.CHANGED:
        _shown(desk, person, _home(desk, person), "")


def _shown(desk: Desk, person: Person, home: Home, hash: str) -> Fate:
    """Nobody is told in a message that a tab is not there: they only opened it."""
    publish = desk.sender.views.publish
    try:
        return publish(person.id, home, hash).fate
    except Unsendable as error:
        error_id = log_unexpected(error)
    except SlackRefused as error:
        error_id = new_error_id()
        logger.error("error %s: a home tab cannot be shown: %s", error_id, error)
    try:
        return publish(person.id, failed_home(_ui(person), error_id)).fate
    except SlackRefused as error:
        logger.error("a home tab cannot be shown: %s", error)
        return Fate.CLOSED


def _home(desk: Desk, person: Person) -> Home:
    if person.standing is not Standing.MEMBER:
        return visitor_home(_ui(person))
    try:
        status = read_status(desk) if desk.seems_staff(person) else None
        return home_tab(gather(desk, person, status))
    # An empty tab would say nothing, and a tab that says what is wrong is better than none.
    except Exception as error:
        return failed_home(_ui(person), log_unexpected(error))


def _ui(person: Person) -> str:
    return person.lang or DEFAULT_LANGUAGE
