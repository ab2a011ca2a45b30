"""Two people brought together by a coordinator: who may be named to whom, and by which way.

The consent of a contact decides: one that is never shown is never introduced either. Whatever a
coordinator or the person who asked comes to see of a contact is logged before.
"""

from __future__ import annotations

import logging
import re
from hashlib import blake2b

from bot.blocks.introductions import Introduction, introduction_message
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.errors import CannotPost, SlackRefused
from bot.memory.requests import Request
from bot.memory.reveals import Reveal
from bot.questions import Person, Standing
from profiles.model import Consent, Contact, Member

logger = logging.getLogger(__name__)

_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")
_BASIS = "introduction by a coordinator"


def contacts_to_introduce(member: Member) -> tuple[Contact, ...]:
    """Those that the coordinators may ask, each once: a menu takes no choice twice."""
    allowed = (one for one in member.contacts if one.effective_consent is not Consent.NEVER)
    return tuple({mark_of(one): one for one in allowed}.values())


def mark_of(contact: Contact) -> str:
    """What stands for a contact in a form: contacts have no ids, and an import may move them."""
    known = (contact.name, contact.role, contact.email, contact.phone, contact.slack_user_id)
    return blake2b("\n".join(known).encode("utf-8", "replace"), digest_size=8).hexdigest()


def contact_marked(member: Member, mark: str) -> Contact | None:
    """The contact that a mark stands for, if it still may be introduced as it was."""
    found = (one for one in contacts_to_introduce(member) if mark_of(one) == mark)
    return next(found, None)


def can_meet_in_slack(asker: Person | None, contact: Contact) -> bool:
    """Whether a conversation may be opened; people from elsewhere are introduced by e-mail."""
    is_member = asker is not None and asker.standing is Standing.MEMBER
    return is_member and bool(_PERSON.fullmatch(contact.slack_user_id))


def introduction_of(
    desk: Desk, request: Request, member: Member, contact: Contact, coordinator: Person
) -> Introduction:
    """Who is brought together, and about what.

    It is written in the coordinator's language, in whatever language was asked: it goes to a
    contact of the directory, and the coordinator has to stand by it.
    """
    return Introduction(
        asker=request.user_id,
        coordinator=coordinator.id,
        member=member,
        contact=contact,
        question=desk.coordinators.question_of(request) or "",
        lang=coordinator.lang or DEFAULT_LANGUAGE,
    )


def introduce_in_slack(desk: Desk, request: Request, about: Introduction) -> bool:
    """Open the conversation, and say what it is about, exactly once; False if that cannot be.

    Raises SlackAway and SignedOut.
    """
    people = dict.fromkeys((about.asker, about.contact.slack_user_id, about.coordinator))
    if about.contact.slack_user_id == about.asker:
        return False
    try:
        channel = desk.sender.conversation_with(*people)
        log_reveal(desk, about.asker, request, about.member, about.contact, ("slack_user_id",))
        message = introduction_message(about)
        # An attempt with another contact was another introduction.
        desk.sender.post(f"introduction:{request.id}:{channel}", channel, "", message)
    except (CannotPost, SlackRefused) as error:
        logger.warning("an introduction in Slack did not work: %s", error)
        return False
    return True


def log_reveal(
    desk: Desk,
    viewer: str,
    request: Request,
    member: Member,
    contact: Contact,
    fields: tuple[str, ...],
) -> None:
    """Note who comes to see what of a contact, before they do."""
    shown = tuple(one for one in fields if getattr(contact, one))
    if not shown:
        return
    me = desk.me()
    desk.memory.reveals.log(
        Reveal(desk.clock(), viewer, me.team, member.id, request.question_id, shown, _BASIS)
    )
