"""What people are told about a request: the one who asked, and coordinators who press something."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.blocks.elements import line, paragraph, person, quote, rich, simple, text
from bot.blocks.requests import labelled
from bot.memory.request_states import Refusal, State, Way
from bot.memory.requests import Change, Request, RequestKind
from bot.messages import words_in
from bot.messages.desk_words import desk_words_in
from bot.messages.naming import brief
from bot.outgoing.message import Message
from profiles.model import Member

_LONGEST_QUESTION = 200


def news_message(
    change: Change, request: Request, member: Member | None, question: str, ui: str
) -> Message:
    """What the person who asked is told of a change; ``member`` is whom it is about by now.

    ``question`` is "" where there is none, or none is kept.
    """
    said, words = desk_words_in(ui), words_in(ui)
    name = member.name_in(ui) if member else ""
    has_name = name or request.kind is RequestKind.NOBODY
    about = said.abouts[request.kind if has_name else RequestKind.NOBODY].format(name=name)
    if request.kind is RequestKind.CHANGE and not request.member_id:
        about = said.about_link
    lines = [said.news[change.after]]
    if change.after is State.INTRODUCED and name:
        ways = {Way.SLACK: said.introduced_by_slack, Way.EMAIL: said.introduced_by_email}
        lines = [ways[Way(change.why)].format(name=name)]
    if change.after is State.DECLINED and change.why != Refusal.OTHER:
        lines.append(words.labelled.format(said.reason_is, said.refusals[Refusal(change.why)]))
    asked = [quote(text(brief(question, _LONGEST_QUESTION)))] if question else []
    blocks: list[Block] = [rich(line(text(about, bold=True)), *asked, line(text("\n".join(lines))))]
    if change.after is State.DECLINED and change.note:
        blocks.append(rich(quote(text(change.note))))
        lines.append(change.note)
    if change.after is not State.OPEN and change.coordinator:
        blocks.append(rich(labelled(said.holder, person(change.coordinator), ui)))
    return Message("\n".join((about, *lines)), tuple(blocks))


def not_coordinator_message(ui: str) -> Message:
    """This is for coordinators."""
    return simple(desk_words_in(ui).not_coordinator)


def too_late_message(ui: str) -> Message:
    """A window that should have opened did not."""
    return simple(desk_words_in(ui).too_late)


def changed_since_message(request: Request, ui: str) -> Message:
    """Somebody else was quicker; who, and what it is now."""
    said = desk_words_in(ui)
    words = said.changed_since + said.states[request.state]
    told: list[Block] = [paragraph(words)]
    if request.holder:
        told.append(rich(labelled(said.holder, person(request.holder), ui)))
    return Message(words, tuple(told))


def asker_not_told_message(ui: str) -> Message:
    """It is done, but whoever asked for it does not know."""
    said = desk_words_in(ui)
    return simple(f"{said.recorded}{'' if ui == 'ja' else ' '}{said.asker_not_told}")


def erased_message(lang: str) -> Message:
    """In the place of a request about a member that was forgotten."""
    return simple(desk_words_in(lang).erased)
