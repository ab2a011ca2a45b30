"""What can be pressed on the home tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.answers import question_id_of
from bot.blocks.change_form import change_form
from bot.blocks.contacts import member_gone_message, stranger_message
from bot.blocks.elements import simple
from bot.blocks.notices import expired_question_message
from bot.blocks.windows import notice_view
from bot.carried import Carried
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.home import today
from bot.incoming.interactions import Press
from bot.listeners.events.home import refresh_home
from bot.listeners.windows import Found, answer_found, find_in_window
from bot.memory.deliveries import Claim
from bot.messages.home_words import home_words_in
from bot.outgoing.message import Message
from bot.questions import Asked, Door, Person, Standing
from profiles.confirming import Confirmation


def search_home(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Answer what was typed into the search box, in a window."""
    question_id = question_id_of(claim.id)
    carried = Carried(person.lang or DEFAULT_LANGUAGE, question_id)
    asked = Asked(next(iter(press.chosen), ""), person, Door.HOME, "")

    def find() -> Found:
        reply = desk.answers.reply_to(asked, question_id)
        outcome = reply.answer.outcome if reply.answer else reply.kind
        desk.metrics.answered(asked.door, outcome, desk.clock() - claim.received_at)
        return answer_found(reply, carried)

    _show_found(desk, press, person, claim, carried, find)
    refresh_home(desk, person, _hash(press))


def show_again(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show a question of somebody's own with its answer as it is now."""
    carried = Carried(person.lang or DEFAULT_LANGUAGE, press.pressed.question_id)
    _show_found(desk, press, person, claim, carried, partial(_again, desk, person, carried))


def confirm_profile(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Note that what is said of somebody's organisation is still true."""
    message = _confirmed(desk, press, person)
    desk.sender.whisper(press.origin, message, f"confirmed:{claim.id}")
    refresh_home(desk, person, _hash(press))


def open_change_form(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Open the form for what is to change, or for whoever belongs to no member yet."""
    ui = person.lang or DEFAULT_LANGUAGE
    member_id = press.pressed.member_id
    theirs = {member.id: member for member in desk.directory.of_person(person.id)}
    if person.standing is not Standing.MEMBER:
        message = stranger_message(ui)
    elif member_id and member_id not in theirs:
        message = not_theirs_message(desk, member_id, ui)
    # A window opens within three seconds of a press, so for none that is resumed.
    elif claim.attempt == 1 and desk.sender.views.open(
        press.trigger_id, change_form(theirs.get(member_id), ui)
    ):
        return
    else:
        message = simple(home_words_in(ui).too_late)
    desk.sender.whisper(press.origin, message, f"change_form:{claim.id}")
    refresh_home(desk, person, _hash(press))


def not_theirs_message(desk: Desk, member_id: str, ui: str) -> Message:
    """Why somebody cannot speak for a member (any more)."""
    if desk.directory.member(member_id) is None:
        return member_gone_message(ui)
    return simple(home_words_in(ui).not_contact)


def _confirmed(desk: Desk, press: Press, person: Person) -> Message:
    ui, member_id = person.lang or DEFAULT_LANGUAGE, press.pressed.member_id
    if person.standing is not Standing.MEMBER:
        return stranger_message(ui)
    day = today(desk)
    outcome = desk.directory.confirm(member_id, person.id, day)
    member = desk.directory.member(member_id)
    if outcome is not Confirmation.DONE or member is None:
        return not_theirs_message(desk, member_id, ui)
    said = home_words_in(ui).confirmed
    return simple(said.format(name=member.name_in(ui), date=day.isoformat()))


def _again(desk: Desk, person: Person, carried: Carried) -> Found:
    ui = carried.ui
    record = desk.memory.questions.get(carried.question_id)
    # The button of a tab that somebody else sees does not exist; a value like it may.
    is_theirs = record and record.user_id == person.id
    reply = desk.answers.again(record, ui) if record and is_theirs else None
    if reply is not None:
        return answer_found(reply, carried)
    expired = expired_question_message(ui)
    return Found(notice_view(home_words_in(ui).answer, expired.text, ui), expired)


def _show_found(
    desk: Desk,
    press: Press,
    person: Person,
    claim: Claim,
    carried: Carried,
    find: Callable[[], Found],
) -> None:
    """In a window, or in direct messages: a home tab has no place for an answer."""

    def send(message: Message) -> None:
        desk.sender.direct(f"answer:{claim.id}", person.id, message)

    find_in_window(desk, press.trigger_id, claim, carried, find, send)


def _hash(press: Press) -> str:
    return press.form.hash if press.form else ""
