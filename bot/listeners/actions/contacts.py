"""The contact of a member: to whoever asks, as its consent allows, and never to a channel."""

from __future__ import annotations

from bot.blocks.contacts import (
    contact_message,
    member_gone_message,
    no_contact_message,
    requested_message,
    stranger_message,
)
from bot.blocks.requests import request_sent_message
from bot.coordinators import Handed
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.directory import Disclosure, basis_of, disclosure_of, fields_of
from bot.incoming.interactions import Press
from bot.memory.deliveries import Claim
from bot.memory.requests import RequestKind
from bot.memory.reveals import Reveal
from bot.outgoing.message import Message
from bot.questions import Person, Standing
from profiles.model import Member


def show_contact(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Show the contact to the person who pressed, or say why not and who can help."""
    message = _contact(desk, press, person, can_send_to_me=not press.origin.is_direct)
    desk.sender.whisper(press.origin, message, f"contact:{claim.id}")


def send_contact(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """The same into their messages, where it stays."""
    message = _contact(desk, press, person, can_send_to_me=False)
    desk.sender.direct(f"contact:{claim.id}", person.id, message)


def _contact(desk: Desk, press: Press, person: Person, *, can_send_to_me: bool) -> Message:
    ui = person.lang or DEFAULT_LANGUAGE
    if person.standing is not Standing.MEMBER:
        return stranger_message(ui)
    member = desk.directory.member(press.pressed.member_id)
    if member is None:
        return member_gone_message(ui)
    disclosure = disclosure_of(member)
    question = press.pressed.question_id
    if disclosure.shown:
        _log(desk, person, member, disclosure, question)
        return contact_message(
            member, disclosure.shown, ui, question, can_send_to_me=can_send_to_me
        )
    if disclosure.on_request:
        return request_introduction(desk, person, member, question)
    return no_contact_message(member, ui, question)


def _log(
    desk: Desk, person: Person, member: Member, disclosure: Disclosure, question_id: str
) -> None:
    """Before anything is shown: a reveal that is not in the log must not be."""
    for contact in disclosure.shown:
        desk.memory.reveals.log(
            Reveal(
                at=desk.clock(),
                user_id=person.id,
                team_id=person.team,
                member_id=member.id,
                question_id=question_id,
                fields=fields_of(contact),
                basis=basis_of(contact),
            )
        )


def request_introduction(desk: Desk, person: Person, member: Member, question_id: str) -> Message:
    """Ask the coordinators to introduce somebody to a member; what to tell whoever asked."""
    ui = person.lang or DEFAULT_LANGUAGE
    handed = desk.coordinators.hand_over(RequestKind.CONTACT, question_id, member.id, person)
    if handed in (Handed.FAILED, Handed.ENDED):
        return request_sent_message(
            ui, failed=handed is Handed.FAILED, ended=handed is Handed.ENDED
        )
    return requested_message(member, ui, again=handed is Handed.BEFORE)
