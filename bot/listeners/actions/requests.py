"""What coordinators press under a request: take it, or open a form to introduce, decline, finish.

A button knows the version of the request that it was drawn for. Of two who press at once the first
wins; the other is told, and sees the message as it has become.
"""

from __future__ import annotations

from bot.blocks.request_forms import declining_view, finishing_view, member_view
from bot.blocks.request_news import (
    asker_not_told_message,
    changed_since_message,
    erased_message,
    not_coordinator_message,
    too_late_message,
)
from bot.blocks.requests import Mark, read_mark
from bot.carried import Carried
from bot.controls import Control
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press
from bot.listeners.actions.outdated import tell_outdated
from bot.listeners.introductions import next_view
from bot.memory.deliveries import Claim
from bot.memory.request_states import State
from bot.memory.requests import Request, RequestKind, is_sensible
from bot.outgoing.message import Message, View
from bot.outgoing.sending import Posted
from bot.questions import Person

_AFTER = {
    Control.INTRODUCE: State.INTRODUCED,
    Control.DECLINE: State.DECLINED,
    Control.DONE: State.DONE,
}


def take(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Look after a request, also in the place of somebody else, or give it back."""
    mark = read_mark(press.pressed.detail)
    request = _request(desk, press, person, claim, mark)
    if request is None or mark is None:
        return
    after = State.OPEN if mark.act == "back" else State.TAKEN
    change = desk.memory.requests.change(
        request.id, claim.id, after, person.id, version=mark.version
    )
    if change is None:
        _tell_changed(desk, press, person, claim, request.id)
    elif not desk.coordinators.announce(change):
        message = asker_not_told_message(person.lang or DEFAULT_LANGUAGE)
        _whisper(desk, press, claim, message)


def open_request_form(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Open the form that belongs to the button."""
    mark = read_mark(press.pressed.detail)
    request = _request(desk, press, person, claim, mark)
    if request is None or mark is None or press.control is None:
        return
    after = _AFTER[press.control]
    if request.version != mark.version or not is_sensible(request, after, person.id):
        _tell_changed(desk, press, person, claim, request.id)
        return
    # A window opens within three seconds of a press, so for none that is resumed.
    is_young = claim.attempt == 1
    view = _form(desk, request, after, person) if is_young else None
    if view is None or not desk.sender.views.open(press.trigger_id, view):
        _whisper(desk, press, claim, too_late_message(person.lang or DEFAULT_LANGUAGE))


def _form(desk: Desk, request: Request, after: State, person: Person) -> View:
    ui = person.lang or DEFAULT_LANGUAGE
    mark = Mark(request.id, request.version)
    if after is State.DECLINED:
        return declining_view(ui, Carried(ui, about=mark.encoded()).encoded())
    if after is State.DONE:
        return finishing_view(request.kind, ui, Carried(ui, about=mark.encoded()).encoded())
    if request.kind is RequestKind.NOBODY:
        choosing = Mark(request.id, request.version, "member")
        return member_view(ui, Carried(ui, about=choosing.encoded()).encoded())
    return next_view(desk, request, request.member_id, person)


def _request(
    desk: Desk, press: Press, person: Person, claim: Claim, mark: Mark | None
) -> Request | None:
    """The request that is pressed about, if this person may; else they are told."""
    ui = person.lang or DEFAULT_LANGUAGE
    if mark is None:
        tell_outdated(desk, press, person, claim)
        return None
    if not desk.coordinators.may_act(person):
        _whisper(desk, press, claim, not_coordinator_message(ui))
        return None
    request = desk.memory.requests.get(mark.request_id)
    if request is None:
        # Nothing about a member that was forgotten may stay, also not in Slack.
        desk.sender.update(
            Posted(press.origin.channel, press.message_ts), erased_message(DEFAULT_LANGUAGE)
        )
        _whisper(desk, press, claim, erased_message(ui))
    return request


def _tell_changed(desk: Desk, press: Press, person: Person, claim: Claim, request_id: str) -> None:
    """Say who was quicker, and show it."""
    desk.coordinators.show(request_id)
    request = desk.memory.requests.get(request_id)
    ui = person.lang or DEFAULT_LANGUAGE
    message = changed_since_message(request, ui) if request else erased_message(ui)
    _whisper(desk, press, claim, message)


def _whisper(desk: Desk, press: Press, claim: Claim, message: Message) -> None:
    desk.sender.whisper(press.origin, message, f"request:{claim.id}")
