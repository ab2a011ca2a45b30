"""What is to change about somebody's organisation, handed to the coordinators."""

from __future__ import annotations

from bot.acknowledging import Ack, complains, shows
from bot.blocks.change_form import TEXT, change_sending_view, change_told_view
from bot.blocks.contacts import stranger_message
from bot.blocks.elements import simple
from bot.carried import Carried
from bot.coordinators import Handed
from bot.desk import Desk
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Submitted
from bot.listeners.actions.home import not_theirs_message
from bot.listeners.windows import show_in_form
from bot.memory.deliveries import Claim
from bot.memory.requests import RequestKind
from bot.messages import slack_words_in
from bot.messages.desk_words import desk_words_in
from bot.messages.form_words import form_words_in
from bot.messages.home_words import home_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import View
from bot.questions import Person, Standing


def acknowledge_change(sent: Submitted) -> Ack:
    """Nothing is sent to the office that says nothing."""
    carried = sent.form.carried or Carried()
    if not sent.form.value(TEXT).strip():
        return complains({TEXT: home_words_in(carried.ui).nothing_said})
    sent_before = window_words_in(carried.ui).sent_before
    return shows(change_sending_view(carried), TEXT, sent_before)


def send_change(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """Hand it over, once, and say in the window, or else in a message, what came of it."""
    carried = sent.form.carried or Carried()
    said = _handed_over(desk, sent, person, carried)
    if not show_in_form(desk, sent, claim, change_told_view(said, carried)):
        desk.sender.direct(f"change:{claim.id}", person.id, simple(said))


def change_failed(form: OpenForm) -> View:
    """Nobody knows whether the office has it."""
    carried = form.carried or Carried()
    return change_told_view(form_words_in(carried.ui).failed, carried)


def _handed_over(desk: Desk, sent: Submitted, person: Person, carried: Carried) -> str:
    words, member_id = home_words_in(carried.ui), carried.about
    if person.standing is not Standing.MEMBER:
        return stranger_message(carried.ui).text
    theirs = {member.id for member in desk.directory.of_person(person.id)}
    if member_id and member_id not in theirs:
        return not_theirs_message(desk, member_id, carried.ui).text
    text = sent.form.value(TEXT).strip()
    if not member_id:  # the office enters the id, which nobody knows by heart
        text = words.link_request.format(text=text, id=person.id)
    handed = desk.coordinators.hand_over(RequestKind.CHANGE, "", member_id, person, text=text)
    return {
        Handed.SENT: words.change_sent,
        Handed.BEFORE: words.change_again,
        Handed.ENDED: desk_words_in(carried.ui).ended,
        Handed.FAILED: slack_words_in(carried.ui).request_failed,
    }[handed]
