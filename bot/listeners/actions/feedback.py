"""What people think of an answer: a verdict first, then, if they like, why or which member."""

from __future__ import annotations

from bot.blocks.feedback import Shown, noted_message, thanks_message
from bot.controls import Reason, Verdict
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.interactions import Press
from bot.listeners.actions.outdated import tell_outdated
from bot.memory.deliveries import Claim
from bot.questions import Person


def note_verdict(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Keep the verdict at once, and ask for more in words that only they see."""
    if press.pressed.detail not in set(Verdict):
        tell_outdated(desk, press, person, claim)
        return
    verdict = Verdict(press.pressed.detail)
    question = press.pressed.question_id
    desk.memory.feedback.give(question, person.id, verdict)
    ui = person.lang or DEFAULT_LANGUAGE
    message = thanks_message(verdict, question, _shown(desk, question, ui), ui)
    desk.sender.whisper(press.origin, message, f"thanks:{claim.id}")


def note_reason(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Keep why an answer was not useful."""
    if press.pressed.detail not in set(Reason):
        tell_outdated(desk, press, person, claim)
        return
    desk.memory.feedback.explain(press.pressed.question_id, person.id, Reason(press.pressed.detail))
    _thank(desk, press, person, claim)


def note_helpful(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    """Keep which member was the right one."""
    question, member_id = press.pressed.question_id, press.pressed.member_id
    record = desk.memory.questions.get(question)
    # A member that was forgotten is in no record, and its id must not come back.
    if record is None or member_id not in record.shown:
        tell_outdated(desk, press, person, claim)
        return
    desk.memory.feedback.choose(question, person.id, [member_id])
    _thank(desk, press, person, claim)


def _thank(desk: Desk, press: Press, person: Person, claim: Claim) -> None:
    message = noted_message(person.lang or DEFAULT_LANGUAGE)
    desk.sender.whisper(press.origin, message, f"noted:{claim.id}")


def _shown(desk: Desk, question_id: str, ui: str) -> tuple[Shown, ...]:
    """The members that the answer named, as far as they still are members."""
    record = desk.memory.questions.get(question_id)
    members = [desk.directory.member(one) for one in record.shown] if record else []
    return tuple(Shown(member.id, member.name_in(ui)) for member in members if member)
