"""What somebody's home tab shows, gathered. Nothing here waits for a search or a build."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.blocks.status import Status
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.memory.questions import QuestionRecord
from bot.memory.request_states import State
from bot.memory.requests import Request, RequestKind
from bot.questions import Person
from bot.unanswered import Unanswered, grouped
from index.model import Outcome
from profiles.confirming import Aged
from profiles.model import Member

UNANSWERED_DAYS = 30
_MOST_QUESTIONS = 5
# Of so many a month the newest say enough.
_MOST_UNANSWERED = 200
_MOST_AGED = 10
_MOST_REQUESTS = 5
_YEAR = timedelta(days=365)
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Question:
    """One of somebody's own questions; ``found`` members were named, none if nobody fitted."""

    id: str
    text: str
    asked_at: datetime
    found: int
    is_narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that is not done yet: of what ``kind`` it is, about what, how far, how old, where.

    ``channel`` is where coordinators read it, "" if they do not in any; ``reached`` how many
    messages of it there are.
    """

    kind: RequestKind
    about: str
    state: State
    days: int
    channel: str
    reached: int


@dataclass(frozen=True, slots=True)
class Office:
    """What only staff see."""

    status: Status
    unanswered: tuple[Unanswered, ...]
    aged: Aged
    waiting: int
    oldest_waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything on the tab of one person. The ``organisations`` are without their contacts."""

    ui: str
    has_directory: bool
    questions: tuple[Question, ...]
    organisations: tuple[Member, ...]
    office: Office | None = None


def gather(desk: Desk, person: Person, status: Status | None) -> HomePage:
    """What somebody's tab shows now; the part for the office if there is a ``status`` for it."""
    ui = person.lang or DEFAULT_LANGUAGE
    asked = desk.memory.questions.of_user(person.id, _MOST_QUESTIONS)
    return HomePage(
        ui=ui,
        has_directory=desk.directory.store() is not None,
        questions=tuple(map(_question, asked)),
        organisations=tuple(
            replace(member, contacts=()) for member in desk.directory.of_person(person.id)
        ),
        office=_office(desk, ui, status) if status else None,
    )


def today(desk: Desk) -> date:
    """The day, where the bot is."""
    return datetime.fromtimestamp(desk.clock()).date()


def _question(record: QuestionRecord) -> Question:
    found = len(record.shown) if record.outcome == Outcome.MATCHES else 0
    return Question(
        record.id, record.text or "", _moment(record.asked_at), found, bool(record.constraints)
    )


def _office(desk: Desk, ui: str, status: Status) -> Office:
    since = desk.clock() - UNANSWERED_DAYS * _DAY
    waiting = desk.memory.requests.waiting()
    return Office(
        status=status,
        unanswered=grouped(desk.memory.questions.found_nobody(since, _MOST_UNANSWERED)),
        aged=desk.directory.confirmed_before(today(desk) - _YEAR, _MOST_AGED),
        waiting=len(waiting),
        oldest_waiting=tuple(_waiting(desk, ui, one) for one in waiting[:_MOST_REQUESTS]),
    )


def _waiting(desk: Desk, ui: str, request: Request) -> Waiting:
    copies = desk.memory.requests.copies(request.id)
    return Waiting(
        kind=request.kind,
        about=_about(desk, ui, request),
        state=request.state,
        days=max(0, int((desk.clock() - request.at) // _DAY)),
        channel=next((copy.channel for copy in copies if not copy.person), ""),
        reached=len(copies),
    )


def _about(desk: Desk, ui: str, request: Request) -> str:
    """The member, or the question; never who asked."""
    if request.member_id:
        member = desk.directory.member(request.member_id)
        return member.name_in(ui) if member else request.member_id
    question = desk.memory.questions.get(request.question_id) if request.question_id else None
    return (question.text or "") if question else ""


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
