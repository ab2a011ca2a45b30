"""The home tab and its form, as different people have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.blocks.change_form import change_form, change_sending_view, change_told_view
from bot.blocks.home import failed_home, home_tab, visitor_home
from bot.blocks.requests import RequestShown, request_message
from bot.blocks.status import Status
from bot.carried import Carried
from bot.home import HomePage, Office, Question, Waiting
from bot.memory.request_states import State
from bot.memory.requests import Request, RequestKind
from bot.messages.home_words import home_words_in
from bot.outgoing.message import Home, Message, View
from bot.unanswered import Unanswered
from profiles.confirming import Aged, Dated
from tests.bot.blocks.samples import MEMBER, QUESTIONS, SMALL_MEMBER

AT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
STATUS = Status(
    members=150,
    statements=1234,
    index_built_at=AT,
    model="all-MiniLM-L6-v2",
    last_import=AT,
    last_import_file="members.xlsx",
    questions_today=40,
    nobody_today=3,
    waiting_requests=1,
)
OFFICE = Office(
    status=STATUS,
    unanswered=(
        Unanswered("バイオリンを教えてくれる先生", 3, AT.timestamp()),
        Unanswered("Who can <teach> me to play the violin?", 1, AT.timestamp(), is_narrowed=True),
    ),
    aged=Aged(
        12,
        (
            Dated("D1", "株式会社見本", "Mihon Ltd.", None),
            Dated("D2", "例題大学", "", date(2024, 3, 31)),
        ),
    ),
    waiting=7,
    oldest_waiting=(
        Waiting(RequestKind.CONTACT, "株式会社見本", State.TAKEN, 12, "C12345", 1),
        Waiting(RequestKind.NOBODY, "バイオリンの先生", State.OPEN, 3, "", 2),
        Waiting(RequestKind.CHANGE, "", State.OPEN, 0, "", 0),
    ),
)
IDLE = Office(
    status=replace(STATUS, waiting_requests=0),
    unanswered=(),
    aged=Aged(0, ()),
    waiting=0,
    oldest_waiting=(),
)
LINK = Request(
    id="r1",
    kind=RequestKind.CHANGE,
    question_id="",
    member_id="",
    user_id="U12345",
    team_id="T1",
    at=AT.timestamp(),
    text="例題大学の例 太郎です。\nSlackのメンバーID：U12345",
)
MANY = replace(MEMBER, capabilities=MEMBER.capabilities * 3)


def a_page(ui: str) -> HomePage:
    """The tab of somebody who asked before and speaks for a member."""
    questions = (
        Question("q1", QUESTIONS[ui], AT, 3),
        Question("q2", QUESTIONS[ui] * 20, AT, 1, is_narrowed=True),
        Question("q3", "バイオリン <!channel>", AT, 0),
    )
    return HomePage(ui, True, questions, (MANY,))


HOME_VIEWS: dict[str, Callable[[str], Message | View | Home]] = {
    "home_tab": lambda ui: home_tab(a_page(ui)),
    "home_tab.several": lambda ui: home_tab(
        replace(a_page(ui), questions=(), organisations=(MEMBER, SMALL_MEMBER))
    ),
    "home_tab.not_linked": lambda ui: home_tab(replace(a_page(ui), questions=(), organisations=())),
    "home_tab.nothing_imported": lambda ui: home_tab(HomePage(ui, False, (), ())),
    "home_tab.office": lambda ui: home_tab(replace(a_page(ui), office=OFFICE)),
    "home_tab.office_idle": lambda ui: home_tab(HomePage(ui, True, (), (), IDLE)),
    "visitor_home": visitor_home,
    "failed_home": lambda ui: failed_home(ui, "4f2a"),
    "change_form": lambda ui: change_form(MEMBER, ui),
    "change_form.not_linked": lambda ui: change_form(None, ui),
    "change_sending_view": lambda ui: change_sending_view(Carried(ui, about="D1")),
    "request_message.link": lambda ui: request_message(RequestShown(LINK, ()), ui),
    "change_told_view": lambda ui: change_told_view(home_words_in(ui).change_sent, Carried(ui)),
}
