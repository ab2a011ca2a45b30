"""Requests in every state, and what people are told of them; contacts in it are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.blocks.introductions import Introduction, draft_view, introduction_message
from bot.blocks.request_forms import (
    contact_view,
    declining_view,
    finishing_view,
    member_view,
    result_view,
    working_view,
)
from bot.blocks.request_news import (
    asker_not_told_message,
    changed_since_message,
    erased_message,
    news_message,
    not_coordinator_message,
    too_late_message,
)
from bot.blocks.requests import RequestShown, request_message, request_sent_message
from bot.controls import FormId
from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import Change, Request, RequestKind
from bot.outgoing.message import Message, View
from profiles.model import Contact
from tests.bot.blocks.samples import MEMBER, QUESTIONS

NOON = 1_795_176_000.0  # 2026-11-20 12:00 UTC
REQUEST = Request("r1", RequestKind.CONTACT, "q1", "D1", "U12345", "T1", NOON, "ja")
NOBODY = replace(REQUEST, kind=RequestKind.NOBODY, member_id="")
CHANGE = replace(REQUEST, kind=RequestKind.CHANGE, question_id="", text="電話番号が変わりました。")
CONTACT = Contact("例 太郎", "営業部", "taro@example.com", "03-0000-0000", "U0TARO")
SHOWN_OPTIONS = (("m1", CONTACT, True), ("m2", Contact(email="info@example.com"), False))


def change(number: int, before: State, after: State, why: str = "", note: str = "") -> Change:
    """A step that a coordinator took, an hour after the one before."""
    at = NOON + number * 3_600
    return Change("r1", number, f"k{number}", at, "U0SATO", before, after, why, note=note)


TAKEN = change(1, State.OPEN, State.TAKEN)
OVER = replace(change(2, State.TAKEN, State.TAKEN), coordinator="U0TANI")
INTRODUCED = change(3, State.TAKEN, State.INTRODUCED, Way.SLACK)
DONE = change(4, State.INTRODUCED, State.DONE, Outcome.JOINT_RESEARCH, "only for the staff")
DECLINED = change(2, State.TAKEN, State.DECLINED, Refusal.MEMBER_DECLINED, "来春なら可能です。")
BACK = change(2, State.TAKEN, State.OPEN)


def shown(lang: str, request: Request, *history: Change) -> RequestShown:
    """The request as those changes left it."""
    if history:
        holder = "" if history[-1].after is State.OPEN else history[-1].coordinator
        state, number = history[-1].after, history[-1].number
        request = replace(request, state=state, holder=holder, version=number)
    return RequestShown(request, history, QUESTIONS[lang], MEMBER)


def nobody(lang: str) -> RequestShown:
    """Nobody fitted."""
    return replace(shown(lang, NOBODY), member=None, nearest=("株式会社見本", "例題大学"))


def introduction(lang: str, question: str | None = None) -> Introduction:
    """A member of the directory is introduced to somebody."""
    asked = QUESTIONS[lang] if question is None else question
    return Introduction("U12345", "U0SATO", MEMBER, CONTACT, asked, lang)


REQUEST_VIEWS: dict[str, Callable[[str], Message | View]] = {
    "request_message": lambda ui: request_message(shown(ui, REQUEST), ui),
    "request_message.expired": lambda ui: request_message(
        replace(shown(ui, replace(REQUEST, user_id="")), question="", is_stranger=True), ui
    ),
    "request_message.nobody": lambda ui: request_message(nobody(ui), ui),
    "request_message.nobody_stranger": lambda ui: request_message(
        replace(nobody(ui), nearest=(), is_stranger=True), ui
    ),
    "request_message.change": lambda ui: request_message(
        replace(shown(ui, CHANGE), question=None), ui
    ),
    "request_message.gone": lambda ui: request_message(
        replace(shown(ui, REQUEST, TAKEN), member=None, has_left=True), ui
    ),
    "request_message.taken": lambda ui: request_message(shown(ui, REQUEST, TAKEN), ui),
    "request_message.introduced": lambda ui: request_message(
        shown(ui, REQUEST, TAKEN, OVER, INTRODUCED), ui
    ),
    "request_message.declined": lambda ui: request_message(shown(ui, REQUEST, TAKEN, DECLINED), ui),
    "request_message.done": lambda ui: request_message(
        shown(ui, REQUEST, TAKEN, OVER, INTRODUCED, DONE), ui
    ),
    "request_sent_message": request_sent_message,
    "request_sent_message.again": lambda ui: request_sent_message(ui, again=True),
    "request_sent_message.failed": lambda ui: request_sent_message(ui, failed=True),
    "request_sent_message.ended": lambda ui: request_sent_message(ui, ended=True),
    "erased_message": erased_message,
    "not_coordinator_message": not_coordinator_message,
    "too_late_message": too_late_message,
    "asker_not_told_message": asker_not_told_message,
    "changed_since_message": lambda ui: changed_since_message(
        shown(ui, REQUEST, TAKEN).request, ui
    ),
    "news_message.taken": lambda ui: news_message(TAKEN, REQUEST, MEMBER, QUESTIONS[ui], ui),
    "news_message.back": lambda ui: news_message(BACK, NOBODY, None, QUESTIONS[ui], ui),
    "news_message.introduced": lambda ui: news_message(
        INTRODUCED, REQUEST, MEMBER, QUESTIONS[ui], ui
    ),
    "news_message.by_email": lambda ui: news_message(
        replace(INTRODUCED, why=Way.EMAIL), NOBODY, MEMBER, QUESTIONS[ui], ui
    ),
    "news_message.declined": lambda ui: news_message(DECLINED, REQUEST, MEMBER, "", ui),
    "news_message.done": lambda ui: news_message(DONE, CHANGE, MEMBER, "", ui),
    "news_message.not_registered": lambda ui: news_message(
        replace(DECLINED, why=Refusal.OTHER), replace(CHANGE, member_id=""), None, "", ui
    ),
    "declining_view": lambda ui: declining_view(ui, "{}"),
    "finishing_view": lambda ui: finishing_view(RequestKind.CONTACT, ui, "{}"),
    "finishing_view.change": lambda ui: finishing_view(RequestKind.CHANGE, ui, "{}"),
    "member_view": lambda ui: member_view(ui, "{}"),
    "member_view.not_found": lambda ui: member_view(ui, "{}", "みほん", ("株式会社見本 (D1)",)),
    "contact_view": lambda ui: contact_view(MEMBER, SHOWN_OPTIONS, ui, "{}"),
    "draft_view": lambda ui: draft_view(introduction(ui), ui, "{}", slack_failed=False),
    "draft_view.after_slack": lambda ui: draft_view(
        introduction(ui, ""), ui, "{}", slack_failed=True
    ),
    "draft_view.nameless": lambda ui: draft_view(
        replace(introduction(ui), contact=Contact(email="info@example.com")),
        ui,
        "{}",
        slack_failed=False,
    ),
    "introduction_message": lambda ui: introduction_message(introduction(ui)),
    "working_view": lambda ui: working_view(FormId.DECLINING, ui),
    "result_view": lambda ui: result_view(FormId.FINISHING, too_late_message(ui), ui),
}
