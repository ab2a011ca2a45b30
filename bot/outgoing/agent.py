"""What the app shows in its conversations beside messages: suggested questions, and a status.

Nobody waits for either: each is one brief call, and a failure is only noted.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from bot.errors import SlackError
from bot.incoming.origin import Origin
from bot.outgoing.api import Caller, Clients
from bot.outgoing.limits import LABEL, VALUE, clipped, visible

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that somebody may choose: its label, and what is asked then."""

    title: str
    message: str


class Agent:
    """Shows prompts and statuses in direct messages with the bot."""

    def __init__(self, clients: Clients, caller: Caller) -> None:
        self._client = clients.brief
        self._caller = replace(caller, limited_retries=0)

    def suggest(self, channel: str, title: str, prompts: Sequence[Prompt]) -> None:
        """Suggest one to four questions."""
        listed = [
            {
                "title": clipped(visible(one.title), LABEL),
                "message": clipped(visible(one.message), VALUE),
            }
            for one in prompts
        ]
        # No thread: in an agent's view Slack would say ok to it, and show nothing.
        self._tell(
            "assistant.threads.setSuggestedPrompts",
            self._client.assistant_threads_setSuggestedPrompts,
            channel_id=channel,
            title=clipped(visible(title), LABEL),
            prompts=listed,
        )

    @contextmanager
    def while_busy(
        self, origin: Origin, ts: str, words: str, is_there: Callable[[], bool]
    ) -> Iterator[None]:
        """Show ``words`` at the message of this ts while something is done about it.

        An answer in the same thread ends a status by itself, one outside of it or an error does
        not; so it is taken away, unless by then the message itself is gone.
        """
        place = {"channel_id": origin.channel, "thread_ts": origin.thread or ts}
        method, ask = "assistant.threads.setStatus", self._client.assistant_threads_setStatus
        is_shown = self._tell(method, ask, status=words, **place)
        try:
            yield
        finally:
            if is_shown and is_there():
                self._tell(method, ask, status="", **place)

    def _tell(self, method: str, ask: Callable[..., Any], **arguments: Any) -> bool:
        try:
            self._caller.call(method, ask, **arguments)
        except SlackError as error:
            logger.info("%s", error)
            return False
        return True
