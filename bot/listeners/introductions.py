"""The steps of an introduction: which member, which contact, and the way to them."""

from __future__ import annotations

from bot.blocks.elements import simple
from bot.blocks.introductions import draft_view
from bot.blocks.request_forms import contact_view, result_view
from bot.blocks.requests import Mark
from bot.carried import Carried
from bot.controls import FormId
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.directory import fields_of
from bot.introducing import (
    can_meet_in_slack,
    contacts_to_introduce,
    introduction_of,
    log_reveal,
    mark_of,
)
from bot.memory.requests import Request
from bot.messages.desk_words import desk_words_in
from bot.outgoing.message import View
from bot.questions import Person
from profiles.model import Contact, Member


def next_view(desk: Desk, request: Request, member_id: str, coordinator: Person) -> View:
    """What a coordinator sees who would like to introduce somebody to a member."""
    ui = coordinator.lang or DEFAULT_LANGUAGE
    said = desk_words_in(ui)
    member = desk.directory.member(member_id)
    if member is None:
        return result_view(FormId.INTRODUCTION, simple(said.member_left), ui)
    contacts = contacts_to_introduce(member)
    if not contacts:
        words = said.no_contact.format(name=member.name_in(ui))
        return result_view(FormId.INTRODUCTION, simple(words), ui)
    asker = desk.coordinators.asker_of(request)
    if len(contacts) == 1 and not can_meet_in_slack(asker, contacts[0]):
        return email_view(desk, request, member, contacts[0], coordinator)
    for contact in contacts:
        log_reveal(desk, coordinator.id, request, member, contact, ("name", "role"))
    choices = [(mark_of(one), one, can_meet_in_slack(asker, one)) for one in contacts]
    return contact_view(member, choices, ui, carried(request, "contact", member.id, ui))


def email_view(
    desk: Desk,
    request: Request,
    member: Member,
    contact: Contact,
    coordinator: Person,
    *,
    slack_failed: bool = False,
) -> View:
    """The draft of an e-mail, with the contact; that it is shown is logged."""
    ui = coordinator.lang or DEFAULT_LANGUAGE
    fields = tuple(one for one in fields_of(contact) if one != "slack_user_id")
    log_reveal(desk, coordinator.id, request, member, contact, fields)
    about = introduction_of(desk, request, member, contact, coordinator)
    metadata = carried(request, "sent", member.id, ui)
    return draft_view(about, ui, metadata, slack_failed=slack_failed)


def carried(request: Request, act: str, member_id: str, ui: str) -> str:
    """What a window of these carries."""
    mark = Mark(request.id, request.version, act, member_id)
    return Carried(ui, about=mark.encoded()).encoded()
