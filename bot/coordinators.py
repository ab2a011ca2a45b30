"""Requests to the coordinators: each is made once, and reaches somebody or says that it did not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import CannotPost, SlackRefused
from bot.memory.requests import Request, RequestKind, Requests
from bot.memory.troubles import Troubles
from bot.outgoing.message import Message
from bot.outgoing.sending import Posted, Sender
from bot.people import People
from bot.questions import Person

logger = logging.getLogger(__name__)

NOT_SET = "coordinators_not_set"
UNREACHABLE = "coordinators_channel"


class Handed(StrEnum):
    """What became of a request."""

    SENT = "sent"
    BEFORE = "before"  # the same was asked before
    FAILED = "failed"  # there is nobody to send it to


@dataclass(frozen=True, slots=True)
class Coordinators:
    """Where requests go: a channel, or else the messages of each coordinator."""

    channel: str
    people: tuple[str, ...]
    directory: People
    sender: Sender
    requests: Requests
    troubles: Troubles

    def hand_over(
        self, kind: RequestKind, question_id: str, member_id: str, asker: Person, message: Message
    ) -> Handed:
        """Send a request to whoever looks after it. Raises SlackAway and SignedOut."""
        request, is_new = self.requests.open(kind, question_id, member_id, asker.id, asker.team)
        if not is_new and request.ts:
            return Handed.BEFORE
        posted = self._to_channel(request, message) or self._to_people(request, message)
        if posted is None:
            return Handed.FAILED
        self.requests.posted(request.id, posted.channel, posted.ts)
        return Handed.SENT

    def _to_channel(self, request: Request, message: Message) -> Posted | None:
        if not self.channel:
            return None
        try:
            posted = self.sender.post(f"request:{request.id}", self.channel, "", message)
        except (CannotPost, SlackRefused) as error:
            advice = (
                f"Requests cannot be posted to the coordinators' channel ({error.code}). Invite "
                "the bot to it, or set NAKADACHI_COORDINATORS_CHANNEL to another one."
            )
            logger.error("%s", advice)
            self.troubles.note(UNREACHABLE, advice)
            return None
        self.troubles.clear(UNREACHABLE)
        return posted

    def _to_people(self, request: Request, message: Message) -> Posted | None:
        """To each coordinator; the first that it reaches stands for all."""
        reached = [
            posted
            for person in self.directory.expand(self.people)
            if (posted := self._to_person(person, request, message)) is not None
        ]
        if reached:
            return reached[0]
        if not self.channel:
            advice = (
                "A member asked for the coordinators, but none are set. Set "
                "NAKADACHI_COORDINATORS_CHANNEL or NAKADACHI_COORDINATORS and restart."
            )
            logger.error("%s", advice)
            self.troubles.note(NOT_SET, advice)
        return None

    def _to_person(self, person: str, request: Request, message: Message) -> Posted | None:
        try:
            return self.sender.direct(f"request:{request.id}:{person}", person, message)
        except (CannotPost, SlackRefused) as error:
            logger.error("a coordinator could not be told of a request: %s", error)
            return None
