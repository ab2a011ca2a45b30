"""What follows a press on "useful" or "not useful"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.elements import actions, line, note, rich, select, simple, text
from bot.controls import Control, Pressed, Reason, Verdict
from bot.messages import slack_words_in
from bot.outgoing.message import Message


@dataclass(frozen=True, slots=True)
class Shown:
    """A member that an answer named."""

    id: str
    name: str


def thanks_message(verdict: Verdict, question_id: str, shown: Sequence[Shown], ui: str) -> Message:
    """Thanks, and one question that need not be answered: who helped, or why nobody did."""
    said = slack_words_in(ui)
    if verdict is Verdict.USEFUL:
        thanks, asked = said.thanks, said.which_helped
        members = [(member.name, Pressed(question_id, member.id)) for member in shown]
        menu = select(Control.HELPFUL, said.choose_member, members)
    else:
        thanks, asked = said.sorry, said.why_not
        reasons = [(said.reasons[reason], Pressed(question_id, "", reason)) for reason in Reason]
        menu = select(Control.REASON, said.choose_reason, reasons)
    if not menu:
        return simple(thanks)
    return Message(f"{thanks} {asked}", (rich(line(text(thanks))), note(asked), *actions(menu)))


def noted_message(ui: str) -> Message:
    """The choice is stored."""
    return simple(slack_words_in(ui).noted)
