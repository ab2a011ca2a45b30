"""What may be wrong with the connection to Slack, and what to do about it."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from functools import partial
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.bootstrap import Nakadachi
from bot.health import Finding, Status
from bot.server.line import AWAY
from bot.settings import (
    COORDINATORS,
    COORDINATORS_CHANNEL,
    SLACK_APP_TOKEN,
    SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET,
    STAFF,
    SlackSettings,
)

_TIMEOUT_SECONDS = 5
_PAGE = "docs/slack.md shows where it is found."
_SUBJECT = "slack"


def examine_slack(app: Nakadachi) -> Iterator[Finding]:
    """Tokens, scopes, people in charge, and what the bot itself has noted. No token is shown."""
    slack = app.settings.slack
    if not slack.bot_token:
        said = f"the bot in Slack is not configured yet: {SLACK_BOT_TOKEN.name} is not set"
        yield Finding(_SUBJECT, Status.WARN, said, f"To answer in Slack, set it: {_PAGE}")
    else:
        client = WebClient(
            slack.bot_token, base_url=slack.api, timeout=_TIMEOUT_SECONDS, retry_handlers=[]
        )
        yield from _asked(SLACK_BOT_TOKEN.name, client.auth_test, _bot)
        yield from _transport(slack, client)
        yield from _people(slack, client)
    yield from _troubles(app)


def _asked(
    token: str,
    ask: Callable[[], SlackResponse],
    tell: Callable[[SlackResponse], Iterator[Finding]],
) -> Iterator[Finding]:
    """What ``tell`` makes of the answer; Slack away is a warning, a token refused a failure."""
    try:
        said = ask()
    except SlackApiError as error:
        code = error.response.get("error")
        if code and code not in AWAY and error.response.status_code < 500:
            told = f"{token} is set, and Slack refuses it ({code})"
            yield Finding(_SUBJECT, Status.FAIL, told, f"Copy it again: {_PAGE}")
        else:
            yield _away(token, f"HTTP {error.response.status_code}")
    except (URLError, OSError, http.client.HTTPException) as error:
        yield _away(token, type(error).__name__)
    else:
        yield from tell(said)


def _away(token: str, why: str) -> Finding:
    told = f"{token} is set, but Slack could not be asked about it ({why})"
    return Finding(_SUBJECT, Status.WARN, told, "Check the network, then run this again.")


def _bot(said: SlackResponse) -> Iterator[Finding]:
    from bot.surface import SCOPES

    told = f"{SLACK_BOT_TOKEN.name} is set: {said.get('user')} in {said.get('team')}"
    headers = {name.lower(): value for name, value in said.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")} - {""}
    if not granted:
        yield Finding(_SUBJECT, Status.OK, f"{told} (Slack did not list its scopes)")
        return
    if missing := sorted(set(SCOPES) - granted):
        yield Finding(
            _SUBJECT,
            Status.FAIL,
            f"{told}, without the scopes {', '.join(missing)}",
            "Bring the app's manifest up to date with manifest.json, then reinstall the app.",
        )
    else:
        yield Finding(_SUBJECT, Status.OK, f"{told}, with every scope it needs")
    if extra := sorted(granted - set(SCOPES)):
        yield Finding(
            _SUBJECT,
            Status.WARN,
            f"the app was granted more than the bot uses: {', '.join(extra)}",
            "Remove these scopes from the app unless something else needs them.",
        )


def _transport(slack: SlackSettings, client: WebClient) -> Iterator[Finding]:
    if slack.app_token:
        yield from _asked(
            SLACK_APP_TOKEN.name,
            lambda: client.apps_connections_open(app_token=slack.app_token),
            lambda _: iter([Finding(_SUBJECT, Status.OK, f"{SLACK_APP_TOKEN.name} is set, and "
                                    "Socket Mode accepts it")]),
        )  # fmt: skip
    elif slack.signing_secret:
        told = f"{SLACK_SIGNING_SECRET.name} is set: Slack delivers by HTTP"
        yield Finding(_SUBJECT, Status.OK, told)
    else:
        yield Finding(
            _SUBJECT,
            Status.FAIL,
            f"neither {SLACK_APP_TOKEN.name} nor {SLACK_SIGNING_SECRET.name} is set",
            f"Set the first for Socket Mode or the second for HTTP: {_PAGE}",
        )


def _people(slack: SlackSettings, client: WebClient) -> Iterator[Finding]:
    if slack.coordinators_channel:
        channel = slack.coordinators_channel
        yield _usable(
            f"requests go to the coordinators' channel {channel}",
            partial(client.conversations_history, channel=channel, limit=1),
            f"Invite the bot to the channel, or correct {COORDINATORS_CHANNEL.name}.",
        )
    elif slack.coordinators:
        yield Finding(_SUBJECT, Status.OK, "requests go to the coordinators as direct messages")
    else:
        yield Finding(
            _SUBJECT,
            Status.WARN,
            "nobody receives requests to the coordinators",
            f"Set {COORDINATORS_CHANNEL.name} or {COORDINATORS.name}.",
        )
    if slack.staff:
        yield Finding(_SUBJECT, Status.OK, f"staff: {', '.join(slack.staff)}")
        for group in (one for one in slack.staff if one.startswith("S")):
            yield _usable(
                f"the user group {group} can be read",
                partial(client.usergroups_users_list, usergroup=group),
                f"Correct {STAFF.name}, or name people (U...) instead.",
            )
    else:
        told = "nobody may use /partners reindex and /partners status"
        yield Finding(_SUBJECT, Status.WARN, told, f"Set {STAFF.name}.")


def _usable(told: str, ask: Callable[[], SlackResponse], advice: str) -> Finding:
    """Whether Slack knows what a setting names, and lets the bot at it."""
    try:
        ask()
    except SlackApiError as error:
        return Finding(_SUBJECT, Status.WARN, f"{told}: {error.response.get('error')}", advice)
    except (URLError, OSError, http.client.HTTPException):
        pass  # that Slack is away is said above
    return Finding(_SUBJECT, Status.OK, told)


def _troubles(app: Nakadachi) -> Iterator[Finding]:
    if not app.settings.memory.exists():
        return
    from bot.memory.memory import Memory

    with Memory.open(app.settings.memory) as memory:
        for trouble in memory.troubles.current():
            told = f"the bot noted {trouble.count} times: {trouble.cause}"
            yield Finding(_SUBJECT, Status.WARN, told, trouble.advice)
