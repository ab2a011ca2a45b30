"""The one way out: everything that is said in Slack passes here, through the gate."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.errors import CannotPost, RateLimited, SlackAway, SlackRefused, Unsendable
from bot.incoming.origin import Origin, Surface
from bot.logs import log_unexpected
from bot.memory.posts import Post, Posts
from bot.outgoing.agent import Agent
from bot.outgoing.api import Caller, Clients
from bot.outgoing.files import Files
from bot.outgoing.finding import Finder, metadata_of
from bot.outgoing.gate import message_payload, text_only
from bot.outgoing.message import Message
from bot.outgoing.steps import Steps
from bot.outgoing.turns import Turns
from bot.outgoing.views import Views
from profiles.errors import StoreError

logger = logging.getLogger(__name__)

_TRIES = 4
_PRIVATE, _PUBLIC = "ephemeral", "in_channel"
# Slack does not tell the ts of what goes through a response URL.
_THROUGH_URL = "response_url"
_MALFORMED = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long")


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message is now."""

    channel: str
    ts: str


class Sender:
    """Posts and whispers. What Slack refuses for its form is sent as plain text."""

    def __init__(self, clients: Clients, caller: Caller, posts: Posts) -> None:
        self._asks = clients.asks
        self._posts = clients.posts
        self._caller = caller
        self._record = posts
        self._turns = Turns()
        self._finder = Finder(clients.asks, caller)
        self.views = Views(clients, caller)
        self.agent = Agent(clients, caller)
        self.steps = Steps(clients, caller)
        self.files = Files(clients, caller, posts)

    def post(self, key: str, channel: str, thread: str, message: Message) -> Posted:
        """Post exactly once under ``key``, also if a process died or an answer was lost before.

        Of a double click, the second press waits for the first.

        Raises CannotPost, SlackRefused, SignedOut or SlackAway.
        """
        with self._turns.of(key):
            begun = self._record.begin(key, channel, thread)
            if begun.ts is not None:
                return Posted(begun.channel, begun.ts)
            ts = None if begun.is_new else self._finder.find_patiently(begun)
            if ts is None:
                ts = self._post_until_known(begun, channel, thread, message)
            self._note(key, channel, ts)
            return Posted(channel, ts)

    def publish(self, key: str, origin: Origin, message: Message) -> None:
        """Post exactly once to the channel of ``origin``, also where the bot is no member."""
        with self._turns.of(key):
            try:
                self.post(key, origin.channel, "", message)
            except CannotPost:
                if not origin.response_url:
                    raise
                self._record.begin(key, origin.channel, "")
                self._formed(
                    message, lambda body: self._respond(origin.response_url, body, _PUBLIC)
                )
                self._note(key, origin.channel, _THROUGH_URL)

    def direct(self, key: str, user: str, message: Message) -> Posted:
        """Post exactly once into somebody's messages."""
        return self.post(key, self.conversation_with(user), "", message)

    def conversation_with(self, *users: str) -> str:
        """The channel of the conversation of one or several people with the bot."""
        said = self._caller.call(
            "conversations.open", self._asks.conversations_open, users=",".join(users)
        )
        channel = said["channel"]
        return str(channel["id"])

    def update(self, posted: Posted, message: Message) -> None:
        """Replace a message of ours."""
        self._formed(
            message,
            lambda payload: self._caller.call(
                "chat.update",
                self._asks.chat_update,
                channel=posted.channel,
                ts=posted.ts,
                **payload,
            ),
        )

    def whisper(self, origin: Origin, message: Message, key: str) -> None:
        """Say something to the person of ``origin`` alone, by whichever way works.

        In a conversation with the bot that is a message, in a window or the home tab another
        window. In a channel it is one that only they see; where that cannot be, it goes to their
        messages, once under ``key``.
        """
        if origin.surface is not Surface.MESSAGE and self._shown_in_window(origin, message):
            return
        if origin.is_direct:
            try:
                self.post(key, origin.channel, origin.thread, message)
            except CannotPost:  # it is one between other people, where a command works as well
                logger.info("this conversation is not with the bot; trying another way")
            else:
                return
        for way in self._ways(origin):
            try:
                self._formed(message, way)
            except (CannotPost, SlackRefused) as error:
                logger.info("%s does not do (%s); trying another way", error.method, error.code)
            else:
                return
        self.direct(key, origin.user, message)

    def _shown_in_window(self, origin: Origin, message: Message) -> bool:
        try:
            return self.views.tell(origin, message)
        except (SlackRefused, Unsendable) as error:
            logger.error("a window could not be shown: %s", error)
            return False

    def _ways(self, origin: Origin) -> Iterator[Callable[[dict[str, Any]], object]]:
        """The ways to say something to one person, the surest first.

        A response URL also works where the bot is no member, but knows of no threads.
        """

        def respond(payload: dict[str, Any]) -> None:
            self._respond(origin.response_url, payload, _PRIVATE)

        def post(payload: dict[str, Any]) -> None:
            thread = {"thread_ts": origin.thread} if origin.thread else {}
            self._caller.call(
                "chat.postEphemeral",
                self._posts.chat_postEphemeral,
                channel=origin.channel,
                user=origin.user,
                **thread,
                **payload,
            )

        if origin.channel and origin.thread:
            yield post
        if origin.response_url:
            yield respond
        if origin.channel and not origin.thread:
            yield post

    def _respond(self, url: str, payload: dict[str, Any], visible: str) -> None:
        body = {**payload, "response_type": visible, "replace_original": False}
        self._caller.respond(url, body)

    def _post_until_known(self, begun: Post, channel: str, thread: str, message: Message) -> str:
        """Post; when the answer is lost, look before posting again."""
        for attempt in range(_TRIES):
            try:
                return self._post(begun.key, channel, thread, message)
            except RateLimited:
                self._abandon(begun, attempt)
                raise  # the sweeper comes back to it
            except SlackAway as away:
                if attempt == _TRIES - 1:
                    raise
                self._caller.pause(self._caller.patience.backoff(attempt), away)
                if found := self._finder.find(begun):
                    return found
            except (CannotPost, SlackRefused):
                self._abandon(begun, attempt)
                raise
        raise AssertionError("unreachable")

    def _abandon(self, begun: Post, attempt: int) -> None:
        """It is not said, unless an earlier attempt whose answer was lost may yet have said it."""
        if begun.is_new and not attempt:
            self._record.abandon(begun.key)

    def _post(self, key: str, channel: str, thread: str, message: Message) -> str:
        said = self._formed(
            message,
            lambda payload: self._caller.call(
                "chat.postMessage",
                self._posts.chat_postMessage,
                channel=channel,
                thread_ts=thread or None,
                metadata=metadata_of(key),
                unfurl_links=False,
                unfurl_media=False,
                **payload,
            ),
        )
        return str(said["ts"])

    def _note(self, key: str, channel: str, ts: str) -> None:
        """It is said; if that cannot be noted, whoever comes back to it finds it in Slack."""
        try:
            self._record.note(key, channel, ts)
        except StoreError as error:
            logger.error("a post could not be noted: %s", error)

    def _formed(self, message: Message, send: Callable[[dict[str, Any]], Any]) -> Any:
        """Send a message; if its form is refused, its words alone."""
        try:
            return send(message_payload(message))
        except Unsendable as error:
            logger.error("a message breaks Slack's rules (error %s)", log_unexpected(error))
        except SlackRefused as error:
            if error.code not in _MALFORMED:
                raise
            logger.error("Slack refused the form of a message: %s", error.code)
        return send(text_only(message))
