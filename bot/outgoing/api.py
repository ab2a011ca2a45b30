"""Slack's Web API with its failures sorted by what can be done about them.

https://docs.slack.dev/apis/web-api/ names the errors; each method's page lists its own.
"""

from __future__ import annotations

import http.client
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.errors import CannotPost, RateLimited, SignedOut, SlackAway, SlackError, SlackRefused
from bot.memory.deliveries import LEASE_SECONDS
from bot.memory.troubles import Troubles
from bot.metrics import Metrics
from bot.outgoing.proxies import heeding_exceptions
from profiles.errors import StoreError

T = TypeVar("T")

logger = logging.getLogger(__name__)

SIGNED_OUT = "signed_out"
MISSING_SCOPE = "missing_scope"
# Slack names the wait; whoever waits longer, or more often, is tried again by the sweeper.
_LIMITED_RETRIES = 2

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
_LIMITED = ("ratelimited", "rate_limited")
_AWAY = frozenset("internal_error fatal_error service_unavailable request_timeout".split())
_BROKEN = (URLError, OSError, http.client.HTTPException)
_WORD = re.compile(r"[a-z_]{1,60}")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the bot waits, in seconds."""

    call: int = 10  # for Slack's answer
    brief_call: int = 3  # for one that an answer can do without
    first_wait: float = 1.0  # before something is tried again; it doubles
    longest_wait: float = 60.0
    limited: float = 5.0  # a limit of Slack's that a thread waits for; a longer one is for later
    give_up: float = 6 * 3600.0  # after that an answer helps nobody
    lease: float = LEASE_SECONDS
    sweep: float = LEASE_SECONDS / 4  # a renewal may be late without anybody taking over

    def backoff(self, attempt: int) -> float:
        """The wait before the next attempt: 1, 2, 4 ... up to a minute."""
        return min(self.first_wait * 2.0 ** min(attempt, 16), self.longest_wait)


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Clients:
    """Clients of one token: ``asks`` may repeat a call that broke, ``posts`` must not.

    A broken connection or a 503 says nothing about whether a message was posted. ``brief`` is for
    what an answer must not wait for.
    """

    asks: WebClient
    posts: WebClient
    brief: WebClient


def make_clients(token: str, api: str, patience: Patience = PATIENCE) -> Clients:
    """The clients for one workspace. None waits when Slack limits it: the Caller does."""
    again: list[RetryHandler] = [
        ConnectionErrorRetryHandler(max_retry_count=2),
        ServerErrorRetryHandler(max_retry_count=2),
    ]

    def client(timeout: int, handlers: list[RetryHandler]) -> WebClient:
        made = WebClient(token, base_url=api, timeout=timeout, retry_handlers=handlers)
        return heeding_exceptions(made, api)

    return Clients(
        asks=client(patience.call, again),
        posts=client(patience.call, []),
        brief=client(patience.brief_call, []),
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes calls, counts them, and raises SlackError in one of its kinds.

    Once ``stopping`` is set it makes none any more: whatever is not said by then is said by the
    next process, which must find nothing under way.
    """

    metrics: Metrics
    troubles: Troubles
    stopping: Event = field(default_factory=Event)
    patience: Patience = PATIENCE
    limited_retries: int = _LIMITED_RETRIES
    _signed_out: Event = field(default_factory=Event)

    def call(
        self, method: str, ask: Callable[..., SlackResponse], **arguments: Any
    ) -> SlackResponse:
        """What Slack says to ``ask(**arguments)``. Raises SlackError."""
        return self._patiently(method, lambda: self._call(method, ask, arguments))

    def respond(self, url: str, body: dict[str, Any]) -> None:
        """Answer through a response URL. Raises SlackRefused once it is used up or too old."""
        self._patiently("response_url", lambda: self._respond(url, body))

    def pause(self, seconds: float, because: SlackError) -> None:
        """Wait before another attempt; raises ``because`` if the bot stops meanwhile."""
        if self.stopping.wait(seconds):
            raise because

    def _patiently(self, method: str, once: Callable[[], T]) -> T:
        """As often as Slack says that it was asked too often, and when."""
        for left in reversed(range(self.limited_retries + 1)):
            if self.stopping.is_set():
                raise SlackAway(method, "stopping")
            try:
                return once()
            except RateLimited as limited:
                if not left or limited.seconds > self.patience.limited:
                    raise
                logger.info("Slack limits %s; waiting %.0f s", method, limited.seconds)
                self.pause(limited.seconds, limited)
        raise AssertionError("unreachable")

    def _call(
        self, method: str, ask: Callable[..., SlackResponse], arguments: Mapping[str, Any]
    ) -> SlackResponse:
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
        if self._signed_out.is_set():
            self._signed_out.clear()
            self.troubles.clear(SIGNED_OUT)
        return said

    def _respond(self, url: str, body: dict[str, Any]) -> None:
        method = "response_url"
        hook = heeding_exceptions(
            WebhookClient(url, timeout=self.patience.call, retry_handlers=[]), url
        )
        try:
            said = hook.send_dict(body)
        except (*_BROKEN, ValueError) as error:
            self.metrics.called_slack(method, "unreachable")
            raise SlackAway(method, type(error).__name__) from None
        if said.status_code == http.client.OK:
            self.metrics.called_slack(method)
            return
        code = _word(said.body) or f"HTTP {said.status_code}"
        self.metrics.called_slack(method, code)
        if said.status_code == http.client.TOO_MANY_REQUESTS:
            raise RateLimited(method, _retry_after(said.headers))
        if said.status_code >= http.client.INTERNAL_SERVER_ERROR:
            raise SlackAway(method, code)
        raise SlackRefused(method, code)

    def _sorted(self, method: str, code: str, error: SlackApiError) -> SlackError:
        if code == MISSING_SCOPE:
            needed = str(error.response.get("needed") or "")
            self._tell(
                f"{MISSING_SCOPE}:{needed or method}",
                f"Slack refuses {method}: the app lacks the scope {needed}. Compare its scopes "
                "with manifest.json, then reinstall it to the workspace.",
            )
        if code in _SIGNED_OUT:
            self._signed_out.set()
            self._tell(
                SIGNED_OUT,
                f"Slack no longer accepts the bot's token ({code}). Install the app again, put "
                "the new SLACK_BOT_TOKEN into the settings, and restart.",
            )
            return SignedOut(method, code)
        if code in _ELSEWHERE:
            return CannotPost(method, code)
        if code in _LIMITED:
            return RateLimited(method, _retry_after(error.response.headers))
        if code in _AWAY or code.startswith("HTTP "):
            return SlackAway(method, code)
        return SlackRefused(method, code)

    def _tell(self, cause: str, advice: str) -> None:
        logger.error("%s", advice)
        try:
            self.troubles.note(cause, advice)
        except StoreError as error:
            logger.error("the trouble could not be noted: %s", error)


def _code(error: SlackApiError) -> str:
    """Slack's word for the error; for an answer that is not Slack's own, the HTTP status."""
    response = error.response
    code = response.get("error")
    # Of what is no JSON the SDK puts the whole text there.
    if isinstance(code, str) and _WORD.fullmatch(code):
        return code
    return f"HTTP {response.status_code}"


def _word(body: str) -> str:
    """Slack's word in the answer of a response URL, plain or as JSON; "" for anything else."""
    try:
        found = json.loads(body)
    except ValueError:
        found = {"error": body.strip()}
    code = found.get("error") if isinstance(found, dict) else None
    return code if isinstance(code, str) and _WORD.fullmatch(code) else ""


def _retry_after(headers: Mapping[str, Any]) -> float:
    """The seconds that Slack asks to wait; one if it does not say."""
    said = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    first = said[0] if isinstance(said, list) and said else said
    return float(first) if str(first).isdigit() else 1.0
