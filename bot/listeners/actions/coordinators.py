"""Somebody found nobody, and asks the coordinators."""

from __future__ import annotations

from bot.blocks.contacts import member_gone_message
from bot.blocks.notices import expired_question_message
from bot.blocks.requests import request_sent_message
from bot.coordinators import Handed
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press
from bot.listeners.actions.contacts import request_introduction
from bot.memory.deliveries import Claim
from bot.memory.requests import RequestKind
from bot.outgoing.message import Message
from bot.questions import Person


def ask_coordinators(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Hand the question over, once a person, and confirm it to them."""
    question, member_id = press.pressed.question_id, press.pressed.member_id
    if not member_id:
        message = _hand_over(desk, question, person)
    elif (member := desk.directory.member(member_id)) is not None:  # one that shows no contact
        message = request_introduction(desk, person, member, question)
    else:
        message = member_gone_message(person.lang or DEFAULT_LANGUAGE)
    desk.sender.whisper(press.origin, message, f"asked:{claim.id}")


def _hand_over(desk: Desk, question_id: str, person: Person) -> Message:
    ui = person.lang or DEFAULT_LANGUAGE
    question = desk.memory.questions.get(question_id)
    if question is None or question.text is None:
        return expired_question_message(ui)
    handed = desk.coordinators.hand_over(RequestKind.NOBODY, question_id, "", person)
    return request_sent_message(
        ui,
        again=handed is Handed.BEFORE,
        failed=handed is Handed.FAILED,
        ended=handed is Handed.ENDED,
    )
