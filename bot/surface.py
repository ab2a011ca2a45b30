"""What of Slack this bot touches, and why: what the app's manifest must grant, and no more.

``manifest.json`` is compared with this table, and this table with the code, by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Reading what was said, by the kind of conversation.
_HISTORIES = ("channels:history", "groups:history", "im:history", "mpim:history")


@dataclass(frozen=True, slots=True)
class Touched:
    """A method, an event or a command: the scopes that a bot token needs for it, and what for."""

    name: str
    scopes: tuple[str, ...]
    why: str


METHODS = (
    Touched("apps.connections.open", (), "Socket Mode; it needs the app-level token instead."),
    Touched("auth.test", (), "Who the bot is, and whether its token is good."),
    Touched("chat.postEphemeral", ("chat:write",), "What only the asker may see: contacts."),
    Touched("chat.postMessage", ("chat:write",), "Answers, and requests to the coordinators."),
    Touched("chat.update", ("chat:write",), "The progress of reindexing, in one message."),
    Touched(
        "conversations.history", _HISTORIES, "Whether a message was posted whose answer broke."
    ),
    Touched("conversations.open", ("im:write",), "Direct messages to people who asked, and staff."),
    Touched("conversations.replies", _HISTORIES, "The same in a thread."),
    Touched("usergroups.users.list", ("usergroups:read",), "Who is in the staff's user group."),
    Touched("users.info", ("users:read",), "Somebody's language and workspace; bots are ignored."),
    Touched("views.open", (), "The form that shows a member's whole profile."),
)
EVENTS = (
    Touched("app_mention", ("app_mentions:read",), "A question in a channel."),
    Touched("message.im", ("im:history",), "A question in a direct message."),
)
COMMANDS = (Touched("/partners", ("commands",), "A question that nobody else sees."),)
SHORTCUTS: tuple[Touched, ...] = ()

METHOD_SCOPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {method.name: method.scopes for method in METHODS}
)
SCOPES = tuple(
    sorted({scope for one in (*METHODS, *EVENTS, *COMMANDS, *SHORTCUTS) for scope in one.scopes})
)
