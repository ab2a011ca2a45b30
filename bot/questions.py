"""A question as it reaches us, and the reply to it: the same behind every door of Slack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model import Answer


class Door(StrEnum):
    """Where a question came in."""

    MENTION = "mention"
    DIRECT = "direct"
    COMMAND = "command"


class Standing(StrEnum):
    """What somebody is to this workspace."""

    MEMBER = "member"
    STRANGER = "stranger"  # from another workspace, in a shared channel
    BOT = "bot"
    GONE = "gone"  # deactivated
    UNKNOWN = "unknown"  # Slack did not tell; treated like a stranger


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack. ``lang`` is that of their interface, "ja" or "en"; "" if not known."""

    id: str
    team: str
    lang: str = ""
    standing: Standing = Standing.MEMBER


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of ``asker``. ``text`` is plain: no mention of the bot, no markup.

    ``has_files`` says that pictures or documents came along, which nobody reads.
    """

    text: str
    asker: Person
    door: Door
    channel: str
    has_files: bool = False


class ReplyKind(StrEnum):
    """What a reply says."""

    ANSWER = "answer"  # matches, or nobody
    SMALL_TALK = "small_talk"
    EMPTY = "empty"  # nothing was asked
    FILES_ONLY = "files_only"
    EMPTY_DIRECTORY = "empty_directory"
    NO_INDEX = "no_index"


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to one question, before it is laid out.

    ``lang`` is the language of the answer (the question's), ``ui`` that of buttons and notices
    (the asker's); both are "ja" or "en". ``answer`` is there if the kind is ``ANSWER``.
    ``unread_files`` and ``shortened`` ask for a line that says so.
    """

    kind: ReplyKind
    lang: str
    ui: str
    question_id: str = ""
    answer: Answer | None = None
    unread_files: bool = False
    shortened: bool = False
