"""What the server needs of the bot that it runs, whatever that is made of."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Protocol

from slack_bolt import App

from bot.arrivals import Arrivals
from bot.metrics import Metrics


class Readiness(Protocol):
    """Whether questions would be answered now, and if not, why not."""

    @property
    def ready(self) -> bool:
        """Whether they would."""

    @property
    def reasons(self) -> Sequence[str]:
        """What is missing, a line each."""


class Service(Protocol):
    """Everything that runs while the bot serves; one a process."""

    @property
    def app(self) -> App:
        """Bolt's application: it acknowledges at once and works in threads of its own."""

    @property
    def metrics(self) -> Metrics:
        """What is counted."""

    @property
    def arrivals(self) -> Arrivals:
        """What is to be acknowledged, which work lets pass."""

    @property
    def identity(self) -> str:
        """Who we are once signed in, as NAME in WORKSPACE."""

    def prepare(self) -> None:
        """Databases, model and index, before anything connects."""

    def sign_in(self, stop: Event) -> bool:
        """Who we are in Slack, asked until it answers; False if told to stop meanwhile.

        Raises BotError if Slack does not accept the token.
        """

    def start_sweeping(self) -> None:
        """Resume what another process left, now and then."""

    def stop_taking(self) -> None:
        """Refuse every new delivery."""

    def finish(self, seconds: float) -> bool:
        """Wait for what was acknowledged; what is not done then is left to the next start."""

    def close(self) -> None:
        """Give everything back."""

    def readiness(self) -> Readiness:
        """How it stands, once prepared."""
