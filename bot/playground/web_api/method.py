"""A method of the Web API, and the questions that most of them ask first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.strict import Refusal
from bot.playground.web_api.arguments import Takes
from bot.playground.workspace import Account, Channel, Kind

_SCOPE_NAMES = {
    Kind.PUBLIC: "channels",
    Kind.PRIVATE: "groups",
    Kind.DIRECT: "im",
    Kind.GROUP: "mpim",
}


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its arguments, the scopes of which it needs one, and what it does."""

    run: Callable[[Platform, JsonObject], JsonObject]
    takes: Mapping[str, Takes]
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    with_app_token: bool = False


def need_scope(platform: Platform, *scopes: str) -> None:
    """Raises ``missing_scope`` unless the app has one of these."""
    if scopes and not set(scopes) & set(platform.app.scopes):
        raise Refused(
            "missing_scope", needed=",".join(scopes), provided=",".join(platform.app.scopes)
        )


def need_scope_for(platform: Platform, channel: Channel, what: str) -> None:
    """The same for a kind of channel: ``what`` is "history" or "read"."""
    need_scope(platform, f"{_SCOPE_NAMES[channel.kind]}:{what}")


def find_channel(platform: Platform, id_: str) -> Channel:
    """The channel; one that the bot cannot even see is not found."""
    channel = platform.workspace.channels.get(id_)
    is_member = channel is not None and platform.bot.id in channel.members
    if channel is None or (channel.kind is not Kind.PUBLIC and not is_member):
        raise Refused("channel_not_found")
    return channel


def joined_channel(platform: Platform, id_: str) -> Channel:
    """The channel, if the bot is in it."""
    channel = find_channel(platform, id_)
    if platform.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def find_person(platform: Platform, id_: str) -> Account:
    """Somebody whom this workspace knows."""
    account = platform.workspace.accounts.get(id_)
    if account is None:
        raise Refused("user_not_found")
    return account


def refused_for(refusal: Refusal) -> Refused:
    """What Slack answers to blocks or a view that it does not take."""
    explained = [f"[ERROR] {message}" for message in refusal.messages]
    return Refused(refusal.error, *explained, errors=list(refusal.messages))
