"""The windows in which coordinators say what they do about a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
)

from bot.blocks.elements import paragraph, plain
from bot.blocks.windows import waiting_view
from bot.controls import FormId
from bot.memory.requests import RequestKind
from bot.messages.desk_words import desk_words_in
from bot.messages.window_words import window_words_in
from bot.outgoing import limits
from bot.outgoing.message import Message, View
from profiles.model import Contact, Member

T = TypeVar("T", bound=StrEnum)

_LONGEST_NOTE = 1_000
_LONGEST_NAME = 200


class Field(StrEnum):
    """The names of the inputs."""

    REASON = "reason"
    OUTCOME = "outcome"
    NOTE = "note"
    MEMBER = "member"
    CONTACT = "contact"


def declining_view(ui: str, metadata: str) -> View:
    """Why a request is declined."""
    said = desk_words_in(ui)
    blocks = (
        _choice(Field.REASON, said.reason, said.refusals),
        _note(said.note_to_asker, said.note_to_asker_hint),
    )
    return _form(FormId.DECLINING, said.decline, said.save, blocks, ui, metadata)


def finishing_view(kind: RequestKind, ui: str, metadata: str) -> View:
    """What came of a request; a corrected profile has no outcome."""
    said = desk_words_in(ui)
    blocks = [_note(said.note_for_staff, said.note_for_staff_hint)]
    if kind is not RequestKind.CHANGE:
        blocks.insert(0, _choice(Field.OUTCOME, said.outcome, said.outcomes))
    return _form(FormId.FINISHING, said.done, said.save, blocks, ui, metadata)


def member_view(
    ui: str, metadata: str, typed: str = "", closest: Sequence[str] | None = None
) -> View:
    """Which member to introduce; once more with the ``closest`` names if none is called so."""
    said = desk_words_in(ui)
    blocks: list[Block] = []
    if closest is not None:
        blocks.append(paragraph(said.member_not_found.format(said=typed)))
    if closest:
        blocks.append(paragraph(said.closest.format(names=" / ".join(closest))))
    field = PlainTextInputElement(
        action_id=Field.MEMBER, initial_value=typed or None, max_length=_LONGEST_NAME
    )
    blocks.append(
        InputBlock(
            block_id=Field.MEMBER,
            label=plain(said.which_member),
            element=field,
            hint=plain(said.which_member_hint),
        )
    )
    return _form(FormId.INTRODUCTION, said.introduce, said.go_on, blocks, ui, metadata)


def contact_view(
    member: Member, contacts: Iterable[tuple[str, Contact, bool]], ui: str, metadata: str
) -> View:
    """Whom to introduce: each contact by its mark, and whether that can be done in Slack."""
    said = desk_words_in(ui)
    options = []
    for mark, contact, is_in_slack in contacts:
        who = " ".join(filter(None, (contact.role, contact.name))) or said.nameless_contact
        label = said.by_slack if is_in_slack else said.by_email
        room = limits.LABEL - limits.size(label.format(who=""))
        options.append(Option(text=plain(label.format(who=limits.clipped(who, room))), value=mark))
    kept = options[: limits.CHOICES]
    element = RadioButtonsElement(action_id=Field.CONTACT, options=kept, initial_option=kept[0])
    title = plain(said.which_contact.format(name=member.name_in(ui)))
    blocks = (
        InputBlock(block_id=Field.CONTACT, label=title, element=element),
        paragraph(said.ask_first),
    )
    return _form(FormId.INTRODUCTION, said.introduce, said.go_on, blocks, ui, metadata)


def working_view(form: FormId, ui: str) -> View:
    """What stands in a form until it is done."""
    said = desk_words_in(ui)
    return waiting_view(form, _title(form, ui), said.working, ui)


def result_view(form: FormId, said: Message, ui: str) -> View:
    """What came of a form."""
    return View(FormId.NOTICE, _title(form, ui), window_words_in(ui).close, said.blocks)


def _title(form: FormId, ui: str) -> str:
    said = desk_words_in(ui)
    titles = {FormId.DECLINING: said.decline, FormId.FINISHING: said.done}
    return titles.get(form, said.introduce)


def _form(
    form: FormId, title: str, submit: str, blocks: Iterable[Block], ui: str, metadata: str
) -> View:
    close = window_words_in(ui).cancel
    return View(form, title, close, tuple(blocks), submit=submit, private_metadata=metadata)


def _choice(name: Field, label: str, options: Mapping[T, str]) -> Block:
    choices = [Option(text=plain(said), value=value) for value, said in options.items()]
    element = StaticSelectElement(action_id=name, options=choices)
    return InputBlock(block_id=name, label=plain(label), element=element)


def _note(label: str, hint: str) -> Block:
    field = PlainTextInputElement(action_id=Field.NOTE, multiline=True, max_length=_LONGEST_NOTE)
    return InputBlock(
        block_id=Field.NOTE, label=plain(label), element=field, hint=plain(hint), optional=True
    )
