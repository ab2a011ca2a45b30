"""Files for one person: uploaded by the bot into somebody's messages, once.

https://docs.slack.dev/messaging/working-with-files/ tells the three steps of an upload.
"""

from __future__ import annotations

import http.client
import logging
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot.errors import SlackAway, SlackRefused
from bot.memory.posts import Post, Posts
from bot.outgoing.api import Caller, Clients
from bot.outgoing.turns import Turns

logger = logging.getLogger(__name__)

_UPLOAD = "file_upload"
# Slack's clock and this machine's, in seconds.
_CLOCKS_DIFFER = 300.0
_LOOKS = 200


class Files:
    """Uploads files. What was uploaded under a key is not uploaded again."""

    def __init__(self, clients: Clients, caller: Caller, posts: Posts) -> None:
        self._asks = clients.asks
        self._posts = clients.posts
        self._caller = caller
        self._record = posts
        self._turns = Turns()

    def send(self, key: str, channel: str, name: str, data: bytes) -> None:
        """Put a file into a conversation; ``name`` must be one that only this file has there.

        Raises CannotPost, SlackRefused, SignedOut or SlackAway.
        """
        with self._turns.of(key):
            begun = self._record.begin(key, channel)
            if begun.ts is not None:
                return
            if not begun.is_new and self._is_there(begun, name):
                self._record.note(key, channel, name)
                return
            try:
                self._upload(channel, name, data)
            except SlackRefused:
                self._record.abandon(key)
                raise
            self._record.note(key, channel, name)

    def _upload(self, channel: str, name: str, data: bytes) -> None:
        said = self._caller.call(
            "files.getUploadURLExternal",
            self._asks.files_getUploadURLExternal,
            filename=name,
            length=len(data),
        )
        self._put(str(said["upload_url"]), data)
        self._caller.call(
            "files.completeUploadExternal",
            self._posts.files_completeUploadExternal,
            files=[{"id": said["file_id"], "title": name}],
            channel_id=channel,
        )

    def _put(self, url: str, data: bytes) -> None:
        """The address is Slack's answer to us, good for this file alone: it takes no token."""
        request = Request(url, data=data, headers={"Content-Type": "application/octet-stream"})
        try:
            with urlopen(request, timeout=self._caller.patience.call) as answer:
                answer.read()
        except HTTPError as error:
            is_away = error.code >= http.client.INTERNAL_SERVER_ERROR
            with error:  # it holds the connection
                raise (SlackAway if is_away else SlackRefused)(
                    _UPLOAD, f"HTTP {error.code}"
                ) from None
        except (URLError, OSError, http.client.HTTPException) as error:
            raise SlackAway(_UPLOAD, type(error).__name__) from None

    def _is_there(self, begun: Post, name: str) -> bool:
        """Whether an upload whose end nobody heard of has come through."""
        said = self._caller.call(
            "conversations.history",
            self._asks.conversations_history,
            channel=begun.channel,
            oldest=f"{begun.begun_at - _CLOCKS_DIFFER:.6f}",
            limit=_LOOKS,
        )
        messages: list[dict[str, Any]] = said.get("messages") or []
        files = (file for message in messages for file in message.get("files") or ())
        return any(file.get("name") == name for file in files)
