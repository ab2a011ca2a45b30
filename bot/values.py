"""Values of settings, checked: each error names the setting, and says what to write instead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import BadSetting

# How Slack writes the ids of people, user groups and channels.
_PEOPLE = re.compile(r"[UWS][A-Z0-9]{2,}")
_TOKEN = re.compile(r"[!-~]+")
_SECRET = re.compile(r"x(?:ox|app)", re.IGNORECASE)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if it is one of those allowed."""
    if value in allowed:
        return value
    raise BadSetting(
        f"{name} is set to {value!r}; it may be one of {', '.join(allowed)}. "
        "Correct it in the environment or in .env."
    )


def token(name: str, value: str, start: str) -> str:
    """A token that begins as tokens of its kind do; an error does not repeat it."""
    if not value or (value.startswith(start) and _TOKEN.fullmatch(value)):
        return value
    # The value itself is a secret, even if it is the wrong one.
    raise BadSetting(
        f"{name} is no token that begins with {start!r}: it is another one, or a piece of it. "
        "Copy it again from the page of your Slack app."
    )


def ids(name: str, value: str) -> tuple[str, ...]:
    """Ids of people and user groups, however they are separated."""
    found = tuple(part for part in re.split(r"[\s,、，]+", value) if part)
    for one in found:
        if not _PEOPLE.fullmatch(one):
            raise BadSetting(
                f"{name} holds {_harmless(one)}, which is no id of Slack. Give the ids of people "
                "(U...) or of a user group (S...): in a profile, choose “Copy member ID”."
            )
    return found


def _harmless(value: str) -> str:
    """The value for a message, unless it is a secret that was put into the wrong place."""
    return "a token" if _SECRET.match(value) else repr(value)


def channel(name: str, value: str) -> str:
    """The id of a channel, or ""."""
    if not value or _CHANNEL.fullmatch(value):
        return value
    raise BadSetting(
        f"{name} is set to {_harmless(value)}, which is no id of a channel (C...). "
        "It is at the bottom of the channel's “About” page."
    )


def number(name: str, value: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    if re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most:
        return int(value)
    raise BadSetting(
        f"{name} is set to {value!r}; it must be a whole number from {least} to {most}. "
        "Correct it in the environment or in .env."
    )


def address(name: str, value: str) -> str:
    """The address of a service, with a slash at its end."""
    if _is_address(value):
        return value.rstrip("/") + "/"
    raise BadSetting(
        f"{name} is set to {value!r}; it must be an address that begins with https://. The bot's "
        "token is sent there; http:// is for this machine alone."
    )


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        return safe and bool(parts.hostname) and " " not in value
    except ValueError:
        return False


def folder(name: str, value: str) -> Path:
    """The full path of a folder that exists or can be made."""
    try:
        folder = Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise BadSetting(f"{name} is set to {value!r}: {error}. Give the full path.") from error
    if folder.exists() and not folder.is_dir():
        raise BadSetting(f"{name} is set to {folder}, which is a file. Name a folder.")
    return folder
