"""How the step of a workflow ends: with outputs or with an error, once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.errors import SlackRefused
from bot.outgoing.api import Caller, Clients
from bot.outgoing.limits import TEXT, clipped, visible

logger = logging.getLogger(__name__)

_OVER = ("execution_not_in_running_state", "function_execution_not_found")


class Steps:
    """Ends executions of steps. Both raise SignedOut and SlackAway, and SlackRefused for the rest.

    One that is over already stays as it is: the call may have been made before, and its answer
    lost. The bot's own token does for it, which unlike that of the execution does not expire.
    """

    def __init__(self, clients: Clients, caller: Caller) -> None:
        self._client = clients.asks
        self._caller = caller

    def succeed(self, execution_id: str, outputs: Mapping[str, str]) -> None:
        """End with these outputs."""
        self._end(
            "functions.completeSuccess",
            self._client.functions_completeSuccess,
            function_execution_id=execution_id,
            outputs={name: _harmless(value) for name, value in outputs.items()},
        )

    def fail(self, execution_id: str, said: str) -> None:
        """End with an error, which Slack tells whoever looks after the workflow."""
        self._end(
            "functions.completeError",
            self._client.functions_completeError,
            function_execution_id=execution_id,
            error=clipped(_harmless(said), TEXT),
        )

    def _end(self, method: str, ask: Callable[..., Any], **arguments: Any) -> None:
        try:
            self._caller.call(method, ask, **arguments)
        except SlackRefused as error:
            if error.code not in _OVER:
                raise
            logger.info("%s", error)


def _harmless(said: str) -> str:
    """A text that calls nobody, wherever a workflow puts it: Slack marks mentions with ``<``."""
    return visible(said).replace("<", "＜")
