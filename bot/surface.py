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
    Touched("assistant.threads.setStatus", ("chat:write",), "“Searching”, for a moment."),
    Touched(
        "assistant.threads.setSuggestedPrompts", ("assistant:write",), "Questions to begin with."
    ),
    Touched("auth.test", (), "Who the bot is, and whether its token is good."),
    Touched("chat.postEphemeral", ("chat:write",), "What only the asker may see: contacts."),
    Touched("chat.postMessage", ("chat:write",), "Answers, and requests to the coordinators."),
    Touched("chat.update", ("chat:write",), "The progress of reindexing, in one message."),
    Touched(
        "conversations.history", _HISTORIES, "Whether a message was posted whose answer broke."
    ),
    Touched(
        "conversations.open",
        ("im:write", "mpim:write"),
        "Direct messages to people who asked and to staff; introductions of two people.",
    ),
    Touched("conversations.replies", _HISTORIES, "The same in a thread."),
    Touched("files.completeUploadExternal", ("files:write",), "The report of an import, to staff."),
    Touched("files.getUploadURLExternal", ("files:write",), "The same."),
    Touched("files.info", ("files:read",), "The spreadsheet that staff put into the form."),
    Touched("functions.completeError", (), "The step of a workflow, if it failed."),
    Touched("functions.completeSuccess", (), "The step of a workflow."),
    Touched("usergroups.users.list", ("usergroups:read",), "Who is in the staff's user group."),
    Touched("users.info", ("users:read",), "Somebody's language and workspace; bots are ignored."),
    Touched("views.open", (), "Forms, a member's whole profile, answers in a window."),
    Touched("views.publish", (), "The home tab."),
    Touched("views.push", (), "A window above another: a contact, a profile."),
    Touched("views.update", (), "Results in the place of “searching”."),
)
EVENTS = (
    Touched("app_home_opened", (), "The home tab, and prompts in the conversation with the bot."),
    Touched("app_mention", ("app_mentions:read",), "A question in a channel."),
    Touched("function_executed", (), "The step of a workflow."),
    Touched("message.channels", ("channels:history",), "A follow-up in a thread of an answer."),
    Touched("message.groups", ("groups:history",), "The same in a private channel."),
    Touched("message.im", ("im:history",), "A question in a direct message."),
    Touched("message.mpim", ("mpim:history",), "A follow-up in a group message."),
)
COMMANDS = (Touched("/partners", ("commands",), "A question that nobody else sees."),)
# By their callback_id.
SHORTCUTS = (
    Touched("find_partners_for", ("commands",), "A message as the question."),
    Touched("search_partners", ("commands",), "The search form, from anywhere."),
)
FUNCTIONS = (Touched("find_partners", (), "A step for workflows: a question in, members out."),)

METHOD_SCOPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {method.name: method.scopes for method in METHODS}
)
_TOUCHED = (*METHODS, *EVENTS, *COMMANDS, *SHORTCUTS, *FUNCTIONS)
SCOPES = tuple(sorted({scope for one in _TOUCHED for scope in one.scopes}))
