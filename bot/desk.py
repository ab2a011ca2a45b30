"""What the listeners work with: one object, made in the composition root, passed to each."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.answers import Answers
from bot.bootstrap import Nakadachi
from bot.coordinators import Coordinators
from bot.directory import Directory
from bot.errors import SlackAway, SlackError
from bot.incoming.origin import Origin
from bot.memory.memory import Memory
from bot.metrics import Metrics
from bot.outgoing.sending import Sender
from bot.people import Identity, People
from bot.prompts import Suggestions
from bot.questions import Person, Standing
from bot.searching import Searching
from bot.settings import SlackSettings
from bot.uploads import Fetcher

logger = logging.getLogger(__name__)

# Where somebody's language is not known, the association's is spoken.
DEFAULT_LANGUAGE = "ja"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that answering takes."""

    app: Nakadachi
    me: Callable[[], Identity]
    memory: Memory
    people: People
    directory: Directory
    searching: Searching
    answers: Answers
    sender: Sender
    coordinators: Coordinators
    suggestions: Suggestions
    metrics: Metrics
    fetcher: Fetcher
    stopping: threading.Event  # set when what is under way has to end
    clock: Callable[[], float] = time.time

    @property
    def slack(self) -> SlackSettings:
        """The settings about Slack."""
        return self.app.settings.slack

    def person(self, origin: Origin) -> Person:
        """Whoever did something. Raises SignedOut.

        If Slack cannot tell now, somebody unknown: a question is answered, no contact is shown.
        """
        try:
            return self.people.get(origin.user, origin.team)
        except SlackAway as error:
            logger.warning("who asks is not known: %s", error)
            return Person(origin.user, origin.team, standing=Standing.UNKNOWN)

    def is_staff(self, person: Person) -> bool:
        """Whether somebody may use the commands for staff."""
        return self.people.are_among(person.id, self.slack.staff)

    def seems_staff(self, person: Person) -> bool:
        """The same for what is only shown to them; whom Slack cannot tell now is none."""
        try:
            return self.is_staff(person)
        except SlackError as error:
            logger.warning("who is staff is not known: %s", error)
            return False

    def language_of(self, origin: Origin) -> str:
        """The language of somebody's interface; never fails, for it is asked when others did."""
        try:
            return self.person(origin).lang or DEFAULT_LANGUAGE
        except SlackError:
            return DEFAULT_LANGUAGE
