"""Slack's Web API with its failures sorted by what can be done about them.

https://docs.slack.dev/apis/web-api/ names the errors; each method's page lists its own.
"""

from __future__ import annotations

import http.client
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.errors import CannotPost, SignedOut, SlackAway, SlackError, SlackRefused
from bot.memory.troubles import Troubles
from bot.metrics import Metrics

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
# Slack names the wait, 1 to 30 s; whoever waits longer is tried again by the sweeper.
_RATE_LIMIT_RETRIES = 5

_ELSEWHERE = frozenset(
    "not_in_channel channel_not_found is_archived channel_is_archived user_not_in_channel "
    "restricted_action restricted_action_read_only_channel restricted_action_thread_locked "
    "restricted_action_non_threadable_channel restricted_action_thread_only_channel "
    "thread_not_found cannot_reply_to_message messages_tab_disabled".split()
)
_SIGNED_OUT = frozenset(
    "invalid_auth not_authed token_revoked token_expired account_inactive app_uninstalled "
    "team_access_not_granted".split()
)
_AWAY = frozenset(
    "ratelimited rate_limited internal_error fatal_error service_unavailable "
    "request_timeout".split()
)
_BROKEN = (URLError, OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Clients:
    """Two clients of one token: ``asks`` may repeat a call that broke, ``posts`` must not.

    A broken connection or a 503 says nothing about whether a message was posted.
    """

    asks: WebClient
    posts: WebClient


def make_clients(token: str, api: str) -> Clients:
    """The clients for one workspace."""

    def limited() -> RateLimitErrorRetryHandler:
        return RateLimitErrorRetryHandler(max_retry_count=_RATE_LIMIT_RETRIES)

    asks = WebClient(
        token,
        base_url=api,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[
            limited(),
            ConnectionErrorRetryHandler(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
        ],
    )
    posts = WebClient(token, base_url=api, timeout=TIMEOUT_SECONDS, retry_handlers=[limited()])
    return Clients(asks, posts)


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes calls, counts them, and raises SlackError in one of its kinds."""

    metrics: Metrics
    troubles: Troubles

    def call(
        self, method: str, ask: Callable[..., SlackResponse], **arguments: Any
    ) -> SlackResponse:
        """What Slack says to ``ask(**arguments)``. Raises SlackError."""
        try:
            said = ask(**arguments)
        except SlackApiError as error:
            code = _code(error)
            self.metrics.called_slack(method, code)
            raise self._sorted(method, code, error) from None
        except SlackRequestError:
            raise
        except _BROKEN as error:
            self.metrics.called_slack(method, "unreachable")
            raise SlackAway(method, type(error).__name__) from None
        self.metrics.called_slack(method)
        return said

    def respond(self, url: str, body: dict[str, Any]) -> None:
        """Answer through a response URL. Raises SlackRefused once it is used up or too old."""
        try:
            said = WebhookClient(url, timeout=TIMEOUT_SECONDS, retry_handlers=[
                RateLimitErrorRetryHandler(max_retry_count=_RATE_LIMIT_RETRIES)
            ]).send_dict(body)  # fmt: skip
        except (*_BROKEN, ValueError) as error:
            self.metrics.called_slack("response_url", "unreachable")
            raise SlackAway("response_url", type(error).__name__) from None
        code = "ok" if said.status_code == http.client.OK else said.body.strip()[:40] or "error"
        self.metrics.called_slack("response_url", code)
        if said.status_code >= http.client.INTERNAL_SERVER_ERROR:
            raise SlackAway("response_url", f"HTTP {said.status_code}")
        if said.status_code != http.client.OK:
            raise SlackRefused("response_url", code)

    def _sorted(self, method: str, code: str, error: SlackApiError) -> SlackError:
        if code == "missing_scope":
            needed = str(error.response.get("needed") or "")
            self._tell(
                f"missing_scope:{needed or method}",
                f"Slack refuses {method}: the app lacks the scope {needed}. Compare its scopes "
                "with manifest.json, then reinstall it to the workspace.",
            )
        if code in _SIGNED_OUT:
            self._tell(
                "signed_out",
                f"Slack no longer accepts the bot's token ({code}). Install the app again, put "
                "the new SLACK_BOT_TOKEN into the settings, and restart.",
            )
            return SignedOut(method, code)
        if code in _ELSEWHERE:
            return CannotPost(method, code)
        if code in _AWAY or code.startswith("HTTP "):
            return SlackAway(method, code)
        return SlackRefused(method, code)

    def _tell(self, cause: str, advice: str) -> None:
        logger.error("%s", advice)
        self.troubles.note(cause, advice)


def _code(error: SlackApiError) -> str:
    """Slack's word for the error; for an answer that is not Slack's own, the HTTP status."""
    response = error.response
    code = response.get("error")
    if isinstance(code, str) and code:
        return code
    status = response.get("status") or getattr(response, "status_code", 0)
    return f"HTTP {status}"


def backoff(attempt: int) -> float:
    """Seconds to wait before the next attempt: 1, 2, 4 ... up to a minute."""
    return float(min(2**attempt, 60))


def wait(seconds: float) -> None:
    """Wait; a name of its own, so that tests need not."""
    time.sleep(seconds)
