"""Forms that are sent: what Slack is told at once, and what is done then."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from slack_bolt import App

from bot.acknowledging import PLAIN, Ack, replaces
from bot.blocks.windows import outdated_view
from bot.controls import FormId
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Submitted, read_submission
from bot.incoming.values import Payload
from bot.listeners.views.changing import (
    acknowledge_change,
    change_failed,
    send_change,
)
from bot.listeners.views.importing import (
    acknowledge_import,
    check_failed,
    check_import,
)
from bot.listeners.views.requests import (
    acknowledge_desk,
    decline,
    desk_failed,
    finish,
    introduce,
)
from bot.listeners.views.searching import acknowledge_search, search, search_failed
from bot.listeners.windows import never_left_waiting, show_in_form
from bot.memory.deliveries import Claim
from bot.outgoing.message import View
from bot.questions import Person, Standing
from bot.working import Worker, named


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ``acknowledge`` is pure and quick, ``work`` comes after it, once.

    ``failed`` is what its window shows when the work failed for good; why is told elsewhere.
    """

    acknowledge: Callable[[Submitted], Ack]
    work: Callable[[Desk, Submitted, Person, Claim], None]
    failed: Callable[[OpenForm], View]


FORMS: Mapping[FormId, Form] = {
    FormId.CHANGE: Form(acknowledge_change, send_change, change_failed),
    FormId.DECLINING: Form(acknowledge_desk, decline, desk_failed),
    FormId.FINISHING: Form(acknowledge_desk, finish, desk_failed),
    FormId.IMPORT: Form(acknowledge_import, check_import, check_failed),
    FormId.INTRODUCTION: Form(acknowledge_desk, introduce, desk_failed),
    FormId.SEARCH: Form(acknowledge_search, search, search_failed),
}


def register(app: App, desk: Desk, worker: Worker) -> None:
    """Register one listener for every form."""
    app.view(re.compile(".*"))(worker.listener(named("submit", partial(submit, desk))))
    app.view_closed(re.compile(".*"))(worker.listener(named("close", lambda body, claim: None)))


def acknowledge(body: Payload) -> Ack:
    """What Slack is told at once. A window of another version of the bot says that it is one."""
    sent = read_submission(body)
    if sent is None:
        return PLAIN
    form = FORMS.get(sent.form.form) if sent.form.form else None
    if form is None or sent.form.carried is None:
        return replaces(outdated_view(DEFAULT_LANGUAGE))
    return form.acknowledge(sent)


def submit(desk: Desk, body: Payload, claim: Claim) -> None:
    """Do what a form asks for."""
    sent = read_submission(body)
    form = FORMS.get(sent.form.form) if sent and sent.form.form else None
    if sent is None or form is None:
        return
    with never_left_waiting(partial(_show_failed, desk, sent, form, claim)):
        person = desk.people.get_now(sent.origin.user, sent.origin.team)
        if person.standing not in (Standing.BOT, Standing.GONE):
            form.work(desk, sent, person, claim)


def _show_failed(desk: Desk, sent: Submitted, form: Form, claim: Claim) -> None:
    # A form without fields has closed; what it leads to says by itself what went wrong.
    if sent.form.first_input:
        show_in_form(desk, sent, claim, form.failed(sent.form))
