"""What can be pressed under a message; a button of a version that is gone is answered too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from slack_bolt import App

from bot.controls import Control
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press, read_press
from bot.incoming.values import Payload
from bot.listeners.actions.contacts import send_contact, show_contact
from bot.listeners.actions.coordinators import ask_coordinators
from bot.listeners.actions.feedback import note_helpful, note_reason, note_verdict
from bot.listeners.actions.home import (
    confirm_profile,
    open_change_form,
    search_home,
    show_again,
)
from bot.listeners.actions.importing import apply_import, cancel_import
from bot.listeners.actions.outdated import tell_outdated
from bot.listeners.actions.profiles import show_profile
from bot.listeners.actions.refining import refine
from bot.listeners.actions.requests import open_request_form, take
from bot.listeners.actions.searching import open_form, turn_page
from bot.listeners.actions.sharing import share, share_to_thread
from bot.memory.deliveries import Claim
from bot.messages import LANGUAGES
from bot.questions import Person, Standing
from bot.working import Worker, named

Handler = Callable[[Desk, Press, Person, Claim], None]

HANDLERS: Mapping[Control, Handler] = {
    Control.APPLY_IMPORT: apply_import,
    Control.CANCEL_IMPORT: cancel_import,
    Control.CONTACT: show_contact,
    Control.CONTACT_TO_ME: send_contact,
    Control.MORE: show_profile,
    Control.FEEDBACK: note_verdict,
    Control.REASON: note_reason,
    Control.HELPFUL: note_helpful,
    Control.SHARE: share,
    Control.ASK_COORDINATORS: ask_coordinators,
    Control.HOME_SEARCH: search_home,
    Control.SHOW_AGAIN: show_again,
    Control.CONFIRM_PROFILE: confirm_profile,
    Control.CHANGE_PROFILE: open_change_form,
    Control.REFINE: refine,
    Control.SEARCH_FORM: open_form,
    Control.PAGE: turn_page,
    Control.SHARE_TO_THREAD: share_to_thread,
    Control.TAKE: take,
    Control.INTRODUCE: open_request_form,
    Control.DECLINE: open_request_form,
    Control.DONE: open_request_form,
}


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register one listener for everything that is pressed."""
    app.action(re.compile(".*"))(worker.listener(named("press", partial(press, desk))))


def press(desk: Desk, body: Payload, claim: Claim) -> None:
    """Do what was pressed."""
    pressed = read_press(body)
    if pressed is None:
        return
    # Whether a contact may be shown hangs on it, so it waits until Slack can tell.
    someone = desk.people.get_now(pressed.origin.user, pressed.origin.team)
    person = _with_language(desk, someone, pressed)
    if person.standing in (Standing.BOT, Standing.GONE):
        return
    handler = HANDLERS.get(pressed.control) if pressed.control else None
    (handler or tell_outdated)(desk, pressed, person, claim)


def _with_language(desk: Desk, person: Person, pressed: Press) -> Person:
    """Of people from elsewhere Slack tells no language: theirs is that of the question."""
    if person.lang:
        return person
    question = desk.memory.questions.get(pressed.pressed.question_id)
    known = question.lang if question and question.lang in LANGUAGES else DEFAULT_LANGUAGE
    return replace(person, lang=known)
