"""Requests to the coordinators: each is made once, and reaches somebody or says that it did not.

What is stored is the truth. The messages that show it, one in the channel or one for each
coordinator, are drawn anew after every change, and by whoever presses a button that is out of date.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from enum import StrEnum

from bot.blocks.request_news import news_message
from bot.blocks.requests import RequestShown, request_message
from bot.directory import Directory
from bot.errors import CannotPost, SlackRefused
from bot.memory.questions import Questions
from bot.memory.request_states import WAITING
from bot.memory.requests import Change, Copy, Request, RequestKind, Requests
from bot.memory.troubles import Troubles
from bot.outgoing.message import Message
from bot.outgoing.sending import Posted, Sender
from bot.outgoing.turns import Turns
from bot.people import People
from bot.questions import Person, Standing

logger = logging.getLogger(__name__)

NOT_SET = "coordinators_not_set"
UNREACHABLE = "coordinators_channel"
# The message is gone, or too old to be changed: it is posted anew.
_LOST = ("message_not_found", "cant_update_message", "edit_window_closed")


class Handed(StrEnum):
    """What became of a request."""

    SENT = "sent"
    BEFORE = "before"  # the same was asked before
    ENDED = "ended"  # and has been dealt with
    FAILED = "failed"  # there is nobody to send it to


@dataclass(frozen=True, slots=True)
class Coordinators:
    """Where requests go: a channel, or else the messages of each coordinator.

    ``lang`` is the association's language, in which they are written.
    """

    channel: str
    people: tuple[str, ...]
    directory: People
    sender: Sender
    requests: Requests
    troubles: Troubles
    members: Directory
    questions: Questions
    staff: tuple[str, ...] = ()
    lang: str = "ja"
    _turns: Turns = field(default_factory=Turns)

    def hand_over(
        self,
        kind: RequestKind,
        question_id: str,
        member_id: str,
        asker: Person,
        *,
        text: str = "",
    ) -> Handed:
        """Send a request to whoever looks after it. Raises SlackAway and SignedOut.

        ``text`` is what is to change in the profile of the member.
        """
        request, is_new = self.requests.open(
            kind, question_id, member_id, asker.id, asker.team, asker.lang, text
        )
        with self._turns.of(request.id):
            if not is_new and self.requests.copies(request.id):
                return Handed.BEFORE if request.state in WAITING else Handed.ENDED
            message = self._message(request)
            copies = self._to_channel(request, message) or self._to_people(request, message)
            self.requests.delivered(request.id, copies)
        return Handed.SENT if copies else Handed.FAILED

    def may_act(self, person: Person) -> bool:
        """Whether somebody may look after requests: the coordinators and the staff.

        Where neither are named in the settings, everybody of this workspace who can read them.
        """
        named = (*self.people, *self.staff)
        if person.standing is not Standing.MEMBER:
            return False
        return not named or self.directory.are_among(person.id, named)

    def announce(self, change: Change) -> bool:
        """Show a change wherever the request stands, and tell the person who asked.

        Doing it again does nothing twice. False if that person cannot be told.
        """
        self.show(change.request_id)
        request = self.requests.get(change.request_id)
        return request is None or self._tell_asker(change, request)

    def show(self, request_id: str) -> None:
        """Draw the messages of a request as it is now."""
        # One at a time, so that the last one drawn is not older than the one before.
        with self._turns.of(request_id):
            request = self.requests.get(request_id)
            if request is None:
                return
            message = self._message(request)
            copies = self.requests.copies(request_id)
            drawn = [self._draw(request, copy, message) for copy in copies]
            self.requests.delivered(
                request_id, [new for new, old in zip(drawn, copies, strict=True) if new != old]
            )

    def asker_of(self, request: Request) -> Person | None:
        """Whoever made a request, as Slack knows them now; None if that was erased."""
        if not request.user_id:
            return None
        return self.directory.get_now(request.user_id, request.team_id)

    def question_of(self, request: Request) -> str | None:
        """What was asked: "" if that is not kept any more, None if nothing was."""
        if not request.question_id:
            return None
        question = self.questions.get(request.question_id)
        return (question.text or "") if question else None

    def _message(self, request: Request) -> Message:
        asker = self.asker_of(request)
        standing = asker.standing if asker else Standing.MEMBER
        member = self.members.member(request.member_id) if request.member_id else None
        shown = RequestShown(
            request,
            self.requests.history(request.id),
            self.question_of(request),
            member,
            self._nearest(request),
            is_stranger=standing in (Standing.STRANGER, Standing.UNKNOWN),
            has_left=standing is Standing.GONE,
        )
        return request_message(shown, self.lang)

    def _nearest(self, request: Request) -> list[str]:
        """The names of the members that the answer to a question named all the same."""
        if request.kind is not RequestKind.NOBODY:
            return []
        question = self.questions.get(request.question_id)
        members = [self.members.member(one) for one in question.shown] if question else []
        return [member.name_in(self.lang) for member in members if member]

    def _tell_asker(self, change: Change, request: Request) -> bool:
        asker = self.asker_of(request)
        if asker is None or asker.standing is Standing.GONE:
            return False
        about = change.member_id or request.member_id
        member = self.members.member(about) if about else None
        ui = asker.lang or request.lang or self.lang
        message = news_message(change, request, member, self.question_of(request) or "", ui)
        try:
            self.sender.direct(f"request:{request.id}:news:{change.number}", asker.id, message)
        except (CannotPost, SlackRefused) as error:
            logger.warning("somebody could not be told of their request: %s", error)
            return False
        return True

    def _draw(self, request: Request, copy: Copy, message: Message) -> Copy:
        """Bring one message up to date; where it is afterwards."""
        try:
            self.sender.update(Posted(copy.channel, copy.ts), message)
        except (CannotPost, SlackRefused) as error:
            if error.code not in _LOST:
                logger.error("a request could not be brought up to date: %s", error)
                return copy
        else:
            return copy
        key = ":".join(filter(None, ("request", request.id, "after", copy.ts, copy.person)))
        try:
            posted = self.sender.post(key, copy.channel, "", message)
        except (CannotPost, SlackRefused) as error:
            logger.error("a request could not be posted anew: %s", error)
            return copy
        return Copy(copy.person, posted.channel, posted.ts)

    def _to_channel(self, request: Request, message: Message) -> list[Copy]:
        if not self.channel:
            return []
        try:
            posted = self.sender.post(f"request:{request.id}", self.channel, "", message)
        except (CannotPost, SlackRefused) as error:
            advice = (
                f"Requests cannot be posted to the coordinators' channel ({error.code}). Invite "
                "the bot to it, or set NAKADACHI_COORDINATORS_CHANNEL to another one."
            )
            logger.error("%s", advice)
            self.troubles.note(UNREACHABLE, advice)
            return []
        self.troubles.clear(UNREACHABLE)
        return [Copy("", posted.channel, posted.ts)]

    def _to_people(self, request: Request, message: Message) -> list[Copy]:
        """To each coordinator whom it reaches."""
        found = (
            self._to_person(person, request, message)
            for person in self.directory.expand(self.people)
        )
        reached = [copy for copy in found if copy]
        if not reached and not self.channel:
            advice = (
                "A member asked for the coordinators, but none are set. Set "
                "NAKADACHI_COORDINATORS_CHANNEL or NAKADACHI_COORDINATORS and restart."
            )
            logger.error("%s", advice)
            self.troubles.note(NOT_SET, advice)
        return reached

    def _to_person(self, person: str, request: Request, message: Message) -> Copy | None:
        try:
            posted = self.sender.direct(f"request:{request.id}:{person}", person, message)
        except (CannotPost, SlackRefused) as error:
            logger.error("a coordinator could not be told of a request: %s", error)
            return None
        return Copy(person, posted.channel, posted.ts)
