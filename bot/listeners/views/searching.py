"""The search form that was sent: what was typed stays, and the results come below it."""

from __future__ import annotations

from dataclasses import replace

from bot.acknowledging import Ack, complains, shows
from bot.answers import question_id_of
from bot.blocks.search_form import (
    CERTIFICATIONS,
    KINDS,
    PLACES,
    TEXT,
    failed_form,
    found_form,
    inputs_in,
    searching_form,
)
from bot.carried import Carried
from bot.desk import Desk
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Submitted
from bot.listeners.windows import show_in_form
from bot.memory.deliveries import Claim
from bot.messages.form_words import form_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import View
from bot.questions import Asked, Door, Person
from index.constraints import Constraints, wanting
from profiles.text import clean


def acknowledge_search(sent: Submitted) -> Ack:
    """The same form, which says that results are to come; or that there is nothing to look for."""
    ui = _ui(sent.form)
    if not any(map(str.isalnum, _text(sent.form))) and not _conditions(sent.form):
        return complains({TEXT: form_words_in(ui).nothing_asked})
    waiting = searching_form(inputs_in(sent.form.inputs), Carried(ui))
    return shows(waiting, TEXT, window_words_in(ui).sent_before)


def search(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """Answer what the form asks, in the form."""
    form, ui = sent.form, _ui(sent.form)
    inputs, carried = inputs_in(form.inputs), Carried(ui)
    asker = replace(person, lang=person.lang or ui)
    asked = Asked(_text(form), asker, Door.FORM, "", constraints=_conditions(form))
    if not asked.text:
        asked = replace(asked, lang=ui)
    reply = desk.answers.reply_to(asked, question_id_of(claim.id))
    # Of a form that was sent again meanwhile only the last results are of use.
    show_in_form(desk, sent, claim, found_form(inputs, carried, reply))
    outcome = reply.answer.outcome if reply.answer else reply.kind
    desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)


def search_failed(form: OpenForm) -> View:
    """The same form without results."""
    return failed_form(inputs_in(form.inputs), Carried(_ui(form)))


def _ui(form: OpenForm) -> str:
    return form.carried.ui if form.carried else Carried().ui


def _text(form: OpenForm) -> str:
    return clean(form.value(TEXT)).strip()


def _conditions(form: OpenForm) -> Constraints:
    kinds, places, certifications = (
        wanting(facet, form.values.get(name, ()))
        for facet, name in (("kind", KINDS), ("place", PLACES), ("certification", CERTIFICATIONS))
    )
    return kinds.then(places).then(certifications)
