"""What coordinators put into a form about a request: why it is declined, what came of it, whom to
introduce.

Each form shows that it is being worked on, and then what came of it; where the window was closed
meanwhile, that comes as a message.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from bot.acknowledging import PLAIN, Ack, complains, shows
from bot.blocks.elements import simple
from bot.blocks.request_forms import Field, member_view, result_view, working_view
from bot.blocks.request_news import (
    asker_not_told_message,
    changed_since_message,
    erased_message,
    not_coordinator_message,
)
from bot.blocks.requests import Mark, read_mark
from bot.controls import FormId
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import NothingImported
from bot.incoming.forms import OpenForm
from bot.incoming.interactions import Submitted
from bot.introducing import (
    can_meet_in_slack,
    contact_marked,
    introduce_in_slack,
    introduction_of,
)
from bot.listeners.introductions import carried, email_view, next_view
from bot.listeners.windows import show_in_form
from bot.memory.deliveries import Claim
from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import Change, Request
from bot.messages.desk_words import DeskWords, desk_words_in
from bot.messages.form_words import form_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing.message import Message, View
from bot.questions import Person
from profiles.errors import MemberNotFound


def acknowledge_desk(sent: Submitted) -> Ack:
    """The form waits until it is done; one without fields, which only confirms, closes.

    It stays as it is while the reason that it gives is none.
    """
    form, carried_on = sent.form.form, sent.form.carried
    if form is None or carried_on is None or not sent.form.first_input:
        return PLAIN
    if form is FormId.DECLINING and _lacks_reason(sent.form):
        return complains({Field.NOTE: desk_words_in(carried_on.ui).note_needed})
    words = window_words_in(carried_on.ui)
    return shows(working_view(form, carried_on.ui), sent.form.first_input, words.sent_before)


def decline(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """Decline a request, and tell the person who asked why."""
    _close(_Turn(desk, sent, person, claim), State.DECLINED, Field.REASON, set(Refusal))


def finish(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """Note what came of a request."""
    _close(_Turn(desk, sent, person, claim), State.DONE, Field.OUTCOME, {"", *Outcome})


def desk_failed(form: OpenForm) -> View:
    """What stands in a form of which nobody knows how far it came."""
    ui = form.carried.ui if form.carried else DEFAULT_LANGUAGE
    said = simple(form_words_in(ui).failed)
    return result_view(form.form or FormId.INTRODUCTION, said, ui)


def introduce(desk: Desk, sent: Submitted, person: Person, claim: Claim) -> None:
    """One step of an introduction, or the last."""
    turn = _Turn(desk, sent, person, claim)
    request, mark = _request(turn)
    if request is None or mark is None:
        return
    if made := desk.memory.requests.made(claim.id):  # by a process that died after it
        _end(turn, request, made)
    elif mark.act == "sent":
        _end(turn, request, _introduced(turn, request, Way.EMAIL, mark.member_id))
    elif mark.act == "member":
        turn.show(_view_for_member(turn, request))
    else:
        _to_contact(turn, request, mark)


def _lacks_reason(form: OpenForm) -> bool:
    """Whether the person who asked would hear no reason at all: another one, and no word of it."""
    return form.value(Field.REASON) == Refusal.OTHER and not form.value(Field.NOTE).strip()


@dataclass(frozen=True, slots=True)
class _Turn:
    """One form that was sent, with whatever its work needs."""

    desk: Desk
    sent: Submitted
    person: Person
    claim: Claim

    @property
    def ui(self) -> str:
        return self.person.lang or DEFAULT_LANGUAGE

    @property
    def said(self) -> DeskWords:
        return desk_words_in(self.ui)

    def show(self, view: View) -> bool:
        """Go on in the window; False if it is closed."""
        return bool(show_in_form(self.desk, self.sent, self.claim, view))

    def tell(self, message: Message) -> None:
        """Say something in the window that waits, or else in a message."""
        form = self.sent.form
        waits = form.form if form.first_input else None
        if waits and self.show(result_view(waits, message, self.ui)):
            return
        self.desk.sender.direct(f"request:{self.claim.id}", self.person.id, message)


def _close(turn: _Turn, after: State, name: Field, allowed: Set[str]) -> None:
    """End a request with what was chosen in the field of this name."""
    request, mark = _request(turn)
    if request is None or mark is None:
        return
    form = turn.sent.form
    if form.value(name) not in allowed:
        turn.tell(simple(window_words_in(turn.ui).outdated))
        return
    change = turn.desk.memory.requests.change(
        request.id,
        turn.claim.id,
        after,
        turn.person.id,
        version=mark.version,
        why=form.value(name),
        note=form.value(Field.NOTE),
    )
    _end(turn, request, change)


def _view_for_member(turn: _Turn, request: Request) -> View:
    """What comes after the name of a member was typed."""
    directory, typed = turn.desk.directory, turn.sent.form.value(Field.MEMBER).strip()
    names: list[str] = []
    try:
        member = directory.find(typed)
    except MemberNotFound as error:
        near = (directory.member(one) for one, _ in error.closest)
        names = [f"{one.name_in(turn.ui)} ({one.id})" for one in near if one]
    except NothingImported:
        pass  # then nobody is called so
    else:
        return next_view(turn.desk, request, member.id, turn.person)
    return member_view(turn.ui, carried(request, "member", "", turn.ui), typed, names)


def _to_contact(turn: _Turn, request: Request, mark: Mark) -> None:
    """Introduce in Slack, or if that cannot be, show an e-mail."""
    desk, person = turn.desk, turn.person
    member = desk.directory.member(mark.member_id)
    contact = contact_marked(member, turn.sent.form.value(Field.CONTACT)) if member else None
    if member is None or contact is None:
        words = turn.said.contact_changed if member else turn.said.member_left
        turn.tell(simple(words))
    elif not can_meet_in_slack(desk.coordinators.asker_of(request), contact):
        turn.show(email_view(desk, request, member, contact, person))
    elif not _is_held(turn, request, mark):
        _end(turn, request, None)
    elif introduce_in_slack(desk, request, introduction_of(desk, request, member, contact, person)):
        _end(turn, request, _introduced(turn, request, Way.SLACK, member.id))
    else:
        desk.coordinators.show(request.id)
        turn.show(email_view(desk, request, member, contact, person, slack_failed=True))


def _is_held(turn: _Turn, request: Request, mark: Mark) -> bool:
    """Whether the request is this coordinator's, so that no two introduce the same people."""
    if request.state is State.TAKEN and request.holder == turn.person.id:
        return True
    taken = turn.desk.memory.requests.change(
        request.id, f"{turn.claim.id}:hold", State.TAKEN, turn.person.id, version=mark.version
    )
    return taken is not None


def _introduced(turn: _Turn, request: Request, way: Way, member_id: str) -> Change | None:
    """Note an introduction that cannot be taken back, in whatever version the request is."""
    return turn.desk.memory.requests.change(
        request.id, turn.claim.id, State.INTRODUCED, turn.person.id, why=way, member_id=member_id
    )


def _request(turn: _Turn) -> tuple[Request | None, Mark | None]:
    """The request that a form is about, if this person may; else they are told."""
    carried_on = turn.sent.form.carried
    mark = read_mark(carried_on.about) if carried_on else None
    if not turn.desk.coordinators.may_act(turn.person):
        turn.tell(not_coordinator_message(turn.ui))
        return None, None
    request = turn.desk.memory.requests.get(mark.request_id) if mark else None
    if request is None:
        turn.tell(erased_message(turn.ui))
    return request, mark


def _end(turn: _Turn, request: Request, change: Change | None) -> None:
    """Say what came of it, here and wherever the request stands."""
    coordinators = turn.desk.coordinators
    if change is None:
        coordinators.show(request.id)
        now = turn.desk.memory.requests.get(request.id)
        turn.tell(changed_since_message(now, turn.ui) if now else erased_message(turn.ui))
    elif not coordinators.announce(change):
        turn.tell(asker_not_told_message(turn.ui))
    elif turn.sent.form.first_input:
        is_in_slack = change.why == Way.SLACK
        words = turn.said.introduced_in_slack if is_in_slack else turn.said.recorded
        turn.tell(simple(words))
