"""How the process stands: what it is still doing at its start, and what does not work later."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from bot.errors import BadSetting, SignedOut
from bot.server.parts import Service
from bot.settings import SLACK_BOT_TOKEN

Reasons = Callable[[], tuple[str, ...]]


class Standing:
    """Why the bot would not answer now. Read by threads of pages, written by that of the start."""

    def __init__(self, service: Service, connection: Reasons = tuple) -> None:
        self._service = service
        self._connection = connection
        self._doing = "the index is being loaded"

    def sign_in(self, stop: Event) -> bool:
        """Sign the service in, and set it to work; False if told to stop before.

        Raises BadSetting if Slack does not accept the token.
        """
        self._doing = "Slack has not said yet who we are: it cannot be reached, or it is slow"
        try:
            if stop.is_set() or not self._service.sign_in(stop):
                return False
        except SignedOut as error:
            raise BadSetting(
                f"Slack does not accept {SLACK_BOT_TOKEN.name} ({error.code}). Install the app to "
                "the workspace again, and put its new token (xoxb-...) into the settings."
            ) from error
        self._service.start_sweeping()
        self._doing = ""
        return True

    def is_open(self) -> bool:
        """Whether deliveries of Slack may be taken."""
        return not self._doing

    def reasons(self) -> tuple[str, ...]:
        """Why questions would not be answered, a line each; none when they would."""
        if doing := self._doing:
            return (doing,)
        readiness = self._service.readiness()
        said = () if readiness.ready else tuple(readiness.reasons) or ("not ready",)
        return (*said, *self._connection())
