"""Whether a message is in Slack whose posting was begun, and of which nobody heard the end."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from slack_sdk import WebClient

from bot.errors import CannotPost, SlackAway, SlackRefused
from bot.memory.posts import Post
from bot.outgoing.api import Caller

# Under this name, with a digest of what a post is for, it can be found again.
METADATA_EVENT = "nakadachi_post"
_LOOKS = 200
# Slack's clock and this machine's, in seconds.
_CLOCKS_DIFFER = 300.0
_PAGES = 5


class Finder:
    """Looks posts up by the metadata that they carry."""

    def __init__(self, asks: WebClient, caller: Caller) -> None:
        self._asks = asks
        self._caller = caller

    def find_patiently(self, begun: Post) -> str | None:
        """As ``find``; another process may be about to post it, so it looks twice."""
        found = self.find(begun)
        if found is None:
            self._caller.pause(
                self._caller.patience.first_wait, SlackAway("chat.postMessage", "stopping")
            )
            found = self.find(begun)
        return found

    def find(self, begun: Post) -> str | None:
        """The ts of a post whose outcome is not known, if it is there."""
        method = "conversations.replies" if begun.thread else "conversations.history"
        ask: Callable[..., Any] = (
            self._asks.conversations_replies if begun.thread else self._asks.conversations_history
        )
        arguments: dict[str, Any] = {"ts": begun.thread} if begun.thread else {}
        cursor = ""
        for _ in range(_PAGES):
            try:
                said = self._caller.call(
                    method,
                    ask,
                    channel=begun.channel,
                    oldest=f"{begun.begun_at - _CLOCKS_DIFFER:.6f}",
                    limit=_LOOKS,
                    include_all_metadata=True,
                    **arguments,
                    **({"cursor": cursor} if cursor else {}),
                )
            except (CannotPost, SlackRefused):
                return None  # nothing of ours can be in a place that we may not read
            for message in said.get("messages") or ():
                if _key_in(message) == _digest(begun.key):
                    return str(message["ts"])
            cursor = str((said.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        return None


def metadata_of(key: str) -> dict[str, Any]:
    """What a post carries, so that it can be found again."""
    return {"event_type": METADATA_EVENT, "event_payload": {"key": _digest(key)}}


def _digest(key: str) -> str:
    """What stands for ``key`` in a message, where everybody in the channel could read it."""
    return blake2b(key.encode(), digest_size=12).hexdigest()


def _key_in(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("key") or "")
