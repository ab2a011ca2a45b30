"""The whole profile of a member, without its contacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.elements import actions, bullets, button, facts, line, note, rich, text, website
from bot.controls import Control, FormId, Pressed
from bot.excerpts import place_line
from bot.messages import slack_words_in, words_in
from bot.outgoing.message import Message, View
from profiles.model import Member


def profile_view(member: Member, ui: str) -> View:
    """The profile as a modal."""
    said = slack_words_in(ui)
    return View(FormId.PROFILE, said.profile, said.close, tuple(_profile(member, ui)))


def profile_message(member: Member, ui: str, question_id: str) -> Message:
    """The profile as a message, with the button for the contact."""
    said = slack_words_in(ui)
    name = member.name_in(ui)
    contact = button(
        Control.CONTACT,
        said.contact,
        Pressed(question_id, member.id),
        read_as=said.contact_of.format(name=name),
    )
    fallback = words_in(ui).labelled.format(name, " / ".join(member.capabilities))
    return Message(fallback, (*_profile(member, ui), *actions(contact)))


def _profile(member: Member, ui: str) -> Iterator[Block]:
    words = words_in(ui)
    yield rich(line(*_heading(member, ui)))
    yield rich(_facts(member, ui))
    yield from _list(words.capabilities, member.capabilities)
    yield from _list(words.equipment, member.equipment)
    yield from _list(words.needs, member.needs)
    if member.summary:
        yield rich(line(text(words.summary, bold=True), text(f"\n{member.summary}")))
    if member.updated:
        yield note(words.labelled.format(words.updated, member.updated.isoformat()))


def _heading(member: Member, ui: str) -> Iterator[RichTextElement]:
    name = member.name_in(ui)
    yield text(name, bold=True)
    other = member.name_in("ja" if ui == "en" else "en")
    if other != name:
        yield text(f"\n{other}", italic=True)
    yield text(f"\n{place_line(member, words_in(ui))}")


def _facts(member: Member, ui: str) -> RichTextElement:
    """Website, employees, certifications and languages."""
    words, said = words_in(ui), slack_words_in(ui)
    people = "" if member.employees is None else said.people.format(count=f"{member.employees:,}")
    languages = (words.why.language_names.get(code, code) for code in member.languages)
    values = (
        (words.website, website(member.website) if member.website else None),
        (words.employees, _known(people)),
        (words.certifications, _known(words.why.comma.join(member.certifications))),
        (words.languages, _known(words.why.comma.join(languages))),
    )
    return facts((words.labelled.format(label, ""), value) for label, value in values)


def _known(said: str) -> RichTextElement | None:
    return text(said) if said else None


def _list(label: str, statements: Sequence[str]) -> Iterator[Block]:
    if statements:
        yield rich(line(text(label, bold=True)), bullets(statements))
