"""The search form opened by a button, and its results turned over."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks.search_form import (
    MOST_PAGES,
    empty_form,
    found_form,
    gone_form,
    inputs_in,
    late_form_message,
)
from bot.blocks.windows import outdated_view
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Press
from bot.incoming.keys import submissions_of
from bot.incoming.origin import Origin
from bot.listeners.actions.outdated import tell_outdated
from bot.memory.deliveries import Claim
from bot.outgoing.message import View
from bot.outgoing.views import Fate
from bot.questions import Person
from index.search import MATCHES
from index.suggesting import Options


def open_form(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Open the search form for whoever pressed the button."""
    show_form(desk, press.origin, person, claim)


def show_form(desk: Desk, origin: Origin, person: Person, claim: Claim) -> None:
    """Open the form at once, or offer a button for it where it is too late for that."""
    ui = person.lang or DEFAULT_LANGUAGE
    # A window opens within three seconds of a press, so for none that is resumed.
    is_young = claim.attempt == 1
    if is_young and desk.sender.views.show(origin, empty_form(_options(desk), ui)):
        return
    desk.sender.whisper(origin, late_form_message(ui), f"form:{claim.id}")


def turn_page(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show other results of the same question."""
    form, page = press.form, _page(press)
    if form is None or not page:
        tell_outdated(desk, press, person, claim)
    elif form.carried is None:
        desk.sender.views.update(form.id, outdated_view(person.lang or DEFAULT_LANGUAGE))
    else:
        carried = replace(form.carried, page=page)
        record = desk.memory.questions.get(press.pressed.question_id)
        # The form of somebody else does not exist; a value like one of its buttons may.
        is_theirs = record and record.user_id == person.id
        most = MATCHES * page
        reply = desk.answers.again(record, carried.ui, most) if record and is_theirs else None
        inputs = inputs_in(form.inputs)
        view = found_form(inputs, carried, reply) if reply else gone_form(inputs, carried)
        _turn(desk, form, view, since=record.asked_at if record else 0.0)


def _turn(desk: Desk, form: OpenForm, view: View, since: float) -> None:
    shown = desk.sender.views.update(form.id, view, form.hash)
    if shown.fate is not Fate.CHANGED:
        return
    # Of a form that was sent again meanwhile the new results are due, and nothing else.
    if not desk.memory.deliveries.came_since(submissions_of(form.id), since):
        desk.sender.views.update(form.id, view)


def _options(desk: Desk) -> Options | None:
    """What the form can offer; None as long as there is no index."""
    searcher = desk.searching.searcher()
    return searcher.options if searcher else None


def _page(press: Press) -> int:
    """The number of the page that was asked for, 0 if there is none."""
    said = press.pressed.detail
    return min(int(said), MOST_PAGES) if said.isascii() and said.isdigit() else 0
