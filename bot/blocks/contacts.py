"""Whom to call, for the person who asked only; and why there is nobody to call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.elements import (
    actions,
    button,
    facts,
    line,
    link,
    note,
    paragraph,
    person,
    rich,
    simple,
    text,
    website,
)
from bot.controls import Control, Pressed
from bot.messages import slack_words_in, words_in
from bot.outgoing.message import Message
from profiles.model import Contact, Member

EMAIL = re.compile(r"[^\s<>?&@]+@[^\s<>?&@]+")
_NOT_DIALLED = re.compile(r"[^0-9+]")
_PHONE = re.compile(r"\+?[0-9]{6,15}")


def contact_message(
    member: Member,
    contacts: Sequence[Contact],
    ui: str,
    question_id: str,
    *,
    can_send_to_me: bool,
) -> Message:
    """The contacts of a member, which the caller has found that the asker may see."""
    said = slack_words_in(ui)
    heading = said.contact_heading.format(name=member.name_in(ui))
    blocks: list[Block] = [rich(line(text(heading, bold=True)))]
    blocks += (rich(_known(contact, ui)) for contact in contacts)
    blocks += _site(member, ui)
    blocks.append(note(said.please_say))
    if can_send_to_me:
        pressed = Pressed(question_id, member.id)
        blocks += actions(button(Control.CONTACT_TO_ME, said.to_me, pressed))
    spoken = (" ".join(filter(None, (_who(one), one.email, one.phone))) for one in contacts)
    return Message("\n".join((heading, *spoken)), tuple(blocks))


def requested_message(member: Member, ui: str, *, again: bool) -> Message:
    """The coordinators have been asked on somebody's behalf."""
    said = slack_words_in(ui)
    words = (said.requested_again if again else said.requested).format(name=member.name_in(ui))
    return Message(words, (paragraph(words), *_site(member, ui)))


def no_contact_message(member: Member, ui: str, question_id: str) -> Message:
    """The member does not publish its contact; the coordinators may know a way."""
    said = slack_words_in(ui)
    words = said.no_contact.format(name=member.name_in(ui))
    ask = button(Control.ASK_COORDINATORS, said.ask_coordinators, Pressed(question_id, member.id))
    return Message(words, (paragraph(words), *_site(member, ui), *actions(ask)))


def stranger_message(ui: str) -> Message:
    """Contacts are for people of this workspace."""
    return simple(slack_words_in(ui).stranger)


def member_gone_message(ui: str) -> Message:
    """The member has left the directory since."""
    return simple(slack_words_in(ui).member_gone)


def _known(contact: Contact, ui: str) -> RichTextElement:
    """What is known of a contact, a line each."""
    said, words = slack_words_in(ui), words_in(ui)
    who = _who(contact)
    values = (
        ("", text(who, bold=True) if who else None),
        (said.email, _mail(contact.email) if contact.email else None),
        (said.phone, _call(contact.phone) if contact.phone else None),
        (said.slack, person(contact.slack_user_id) if contact.slack_user_id else None),
    )
    return facts((words.labelled.format(label, "") if label else "", one) for label, one in values)


def _who(contact: Contact) -> str:
    return " / ".join(part for part in (contact.name, contact.role) if part)


def _mail(email: str) -> RichTextElement:
    return link(f"mailto:{email}", email) if EMAIL.fullmatch(email) else text(email)


def _call(phone: str) -> RichTextElement:
    number = _NOT_DIALLED.sub("", phone)
    return link(f"tel:{number}", phone) if _PHONE.fullmatch(number) else text(phone)


def _site(member: Member, ui: str) -> list[Block]:
    if not member.website:
        return []
    words = words_in(ui)
    label = text(words.labelled.format(words.website, ""))
    return [rich(line(label, website(member.website)))]
