"""A question as it reaches us, and the reply to it: the same behind every door of Slack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.constraints import NONE, Constraints
from index.model import Answer


class Door(StrEnum):
    """Where a question came in."""

    MENTION = "mention"
    DIRECT = "direct"
    COMMAND = "command"
    FOLLOW_UP = "follow_up"  # a refinement, written or pressed
    SHORTCUT = "shortcut"  # somebody's message, taken as the question
    FORM = "form"
    HOME = "home"
    WORKFLOW = "workflow"


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

    ``has_files`` says that pictures or documents came along, which nobody reads. ``thread`` is
    where the answer stands, a ts or "". A follow-up carries the text of the question that it
    ``refines`` (its id), and what it changes as ``constraints``. ``most`` members are named.
    ``lang`` is the language to answer in, if it is not that of the text.
    """

    text: str
    asker: Person
    door: Door
    channel: str
    has_files: bool = False
    thread: str = ""
    constraints: Constraints = NONE
    refines: str = ""
    most: int = 5
    lang: str = ""


class ReplyKind(StrEnum):
    """What a reply says."""

    ANSWER = "answer"  # matches, or nobody
    SMALL_TALK = "small_talk"
    EMPTY = "empty"  # nothing was asked
    FILES_ONLY = "files_only"
    EMPTY_DIRECTORY = "empty_directory"
    NO_INDEX = "no_index"


@dataclass(frozen=True, slots=True)
class Page:
    """Which members a reply names: from ``first`` on (the best is 1), of ``total`` that fit."""

    first: int
    total: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to one question, before it is laid out.

    ``lang`` is the language of the answer (the question's), ``ui`` that of buttons and notices
    (the asker's); both are "ja" or "en". ``answer`` is there if the kind is ``ANSWER``.
    ``unread_files`` and ``shortened`` ask for a line that says so, ``is_refined`` for one that
    names the question which was refined. ``left_out`` members were named before, and others were
    asked for.
    """

    kind: ReplyKind
    lang: str
    ui: str
    question_id: str = ""
    answer: Answer | None = None
    unread_files: bool = False
    shortened: bool = False
    is_refined: bool = False
    page: Page | None = None
    left_out: int = 0
