"""One call of the Web API: who calls, may they, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.journal import Call
from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.web_api import (
    assistant,
    chat,
    conversations,
    filing,
    forms,
    functions,
    people,
)
from bot.playground.web_api.arguments import Takes, read_arguments
from bot.playground.web_api.method import Method, need_scope

METHODS: Mapping[str, Method] = {
    **people.METHODS,
    **conversations.METHODS,
    **chat.METHODS,
    **forms.METHODS,
    **filing.METHODS,
    **assistant.METHODS,
    **functions.METHODS,
}
# Clients add it to every call, and it only means something to apps of a whole organisation.
_EVERYWHERE = {"team_id": Takes.TEXT}


def answer(platform: Platform, name: str, token: str, given: Mapping[str, Any]) -> JsonObject:
    """What Slack answers to a call; raises Refused."""
    error = ""
    try:
        with platform.judging(name, dict(given)):
            return {"ok": True, **_run(platform, name, token, given)}
    except Refused as refused:
        error = refused.error
        raise
    finally:
        platform.journal.calls.append(Call(name, dict(given), error))


def _run(platform: Platform, name: str, token: str, given: Mapping[str, Any]) -> JsonObject:
    method = METHODS.get(name)
    if method is None:
        raise Refused("unknown_method", req_method=name)
    _check_token(platform, token, method)
    need_scope(platform, *method.scopes)
    takes = {**_EVERYWHERE, **method.takes}
    return method.run(platform, read_arguments(given, takes, method.required))


def _check_token(platform: Platform, token: str, method: Method) -> None:
    if not token:
        raise Refused("not_authed")
    right, other = platform.bot_token, platform.app_token
    if method.with_app_token:
        right, other = other, right
    if token == other:
        raise Refused("not_allowed_token_type")
    if token != right:
        _check_token_of_run(platform, token, method)
    if platform.token_error:
        raise Refused(platform.token_error)


def _check_token_of_run(platform: Platform, token: str, method: Method) -> None:
    """Each execution of a workflow step has a bot token of its own, good until it is over."""
    run = platform.runs.with_token(token)
    if run is None or method.with_app_token:
        raise Refused("invalid_auth")
    if run.is_over:
        raise Refused("token_expired")
