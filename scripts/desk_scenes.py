"""What the pages for coordinators and staff show: requests, introductions, an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.blocks.home_office import office_blocks
from bot.blocks.import_report import report_message
from bot.blocks.introductions import Introduction, draft_view, introduction_message
from bot.blocks.request_news import news_message
from bot.blocks.requests import RequestShown, request_message
from bot.blocks.status import Status
from bot.home import Office, Waiting
from bot.import_report import Change as FieldChange
from bot.import_report import Changed, Counts, Finding, ImportReport, Named
from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import Change, Request, RequestKind
from bot.outgoing.message import Home
from bot.unanswered import Unanswered
from profiles.confirming import Aged, Dated
from profiles.model import Contact
from profiles.problems import ProblemKind
from scripts.pictures import picture
from scripts.scenes import (
    ASKER,
    CHANNEL,
    CONTACT,
    COORDINATOR,
    HELIUM,
    NAMES,
    NOON,
    VIOLIN,
    Sample,
    Scene,
)

WANTED = "D031"
_HOUR = 3_600
_NOTE = {
    "ja": "来年2月以降であれば可能とのことです。",
    "en": "They say that it would be possible from February on.",
}


def request(sample: Sample, lang: str) -> str:
    """A request that nobody has taken."""
    return picture(request_message(_shown(sample, lang), lang), names=NAMES[lang])


def request_done(sample: Sample, lang: str) -> str:
    """The same at its end."""
    changes = (
        _change(1, State.OPEN, State.TAKEN),
        _change(3, State.TAKEN, State.INTRODUCED, Way.SLACK),
        _change(200, State.INTRODUCED, State.DONE, Outcome.ADVICE),
    )
    return picture(request_message(_shown(sample, lang, *changes), lang), names=NAMES[lang])


def introduction(sample: Sample, lang: str) -> str:
    """The conversation of three that a coordinator opens."""
    return picture(introduction_message(_introduction(sample, lang)), names=NAMES[lang])


def draft(sample: Sample, lang: str) -> str:
    """The e-mail that a coordinator sends."""
    about = _introduction(sample, lang)
    return picture(draft_view(about, lang, "{}", slack_failed=False), names=NAMES[lang])


def taken(sample: Sample, lang: str) -> str:
    """What the asker is told when somebody looks after the request."""
    return _news(sample, lang, _change(1, State.OPEN, State.TAKEN))


def declined(sample: Sample, lang: str) -> str:
    """What the asker is told when it is declined."""
    change = _change(2, State.TAKEN, State.DECLINED, Refusal.MEMBER_DECLINED)
    return _news(sample, lang, replace(change, note=_NOTE[lang]))


def office(sample: Sample, lang: str) -> str:
    """The part of the home tab for staff."""
    name = sample.members[WANTED].name_in(lang)
    old = [sample.members[one] for one in ("D002", "D020")]
    shown = Office(
        status=Status(150, 1_332, NOON, "all-MiniLM-L6-v2", NOON, "members.xlsx", 12, 1, 0),
        unanswered=(Unanswered(VIOLIN[lang], 3, NOON.timestamp()),),
        aged=Aged(
            2,
            tuple(
                Dated(one.id, one.name_ja, one.name_en, day)
                for one, day in zip(old, (None, date(2024, 3, 31)), strict=True)
            ),
        ),
        waiting=1,
        oldest_waiting=(Waiting(RequestKind.CONTACT, name, State.TAKEN, 2, CHANNEL, 1),),
    )
    return picture(Home(tuple(office_blocks(shown, lang))), names=NAMES[lang])


def report(_: Sample, lang: str) -> str:
    """What an import would do."""
    shown = ImportReport(
        file="members-2027.xlsx",
        encoding="",
        sheets=({"ja": "会員名簿", "en": "Members"}[lang],),
        rows=152,
        counts=Counts(added=1, changed=1, unchanged=150, missing=1),
        added=(Named("D151", "くぬぎ熱処理株式会社"),),
        changed=(
            Changed(
                "D001", "狭山表層テクノ株式会社", (FieldChange("employees", "140", "145"),), False
            ),
        ),
        returned=(),
        missing=(Named("D150", "カタチラボ多摩合同会社"),),
        findings=(_UNKNOWN_KIND,),
        is_refused=False,
        writes_nothing=False,
        withdraws_nobody=False,
        based_on="",
    )
    return picture(report_message(shown, "u1", lang))


_UNKNOWN_KIND = Finding(
    ProblemKind.UNKNOWN_KIND,
    True,
    "会員名簿",
    (5, 7, 9),
    "会員区分",
    "",
    "準会員",
    "is not a known kind of organisation.",
)


def _shown(sample: Sample, lang: str, *history: Change) -> RequestShown:
    made = Request("r1", RequestKind.CONTACT, "q1", WANTED, ASKER, "T1", NOON.timestamp(), lang)
    if history:
        made = replace(made, state=history[-1].after, holder=COORDINATOR, version=len(history))
    # Their consent decides what coordinators read.
    member = replace(sample.members[WANTED], contacts=(_contact(lang),))
    return RequestShown(made, history, HELIUM[lang], member)


def _change(hours: int, before: State, after: State, why: str = "") -> Change:
    at = NOON.timestamp() + hours * _HOUR
    return Change("r1", hours, f"k{hours}", at, COORDINATOR, before, after, why)


def _news(sample: Sample, lang: str, change: Change) -> str:
    shown = _shown(sample, lang)
    message = news_message(change, shown.request, shown.member, HELIUM[lang], lang)
    return picture(message, names=NAMES[lang])


def _introduction(sample: Sample, lang: str) -> Introduction:
    member = sample.members[WANTED]
    return Introduction(ASKER, COORDINATOR, member, _contact(lang), HELIUM[lang], lang)


def _contact(lang: str) -> Contact:
    """Somebody invented."""
    name = {"ja": "高橋 花", "en": "Hana Takahashi"}[lang]
    return Contact(name, "", "takahashi@example.com", "", CONTACT)


DESK: Mapping[str, Scene] = {
    "request": request,
    "request-done": request_done,
    "introduction": introduction,
    "draft": draft,
    "taken": taken,
    "declined": declined,
    "office": office,
    "report": report,
}
