"""Invented members and answers for the tests of what people see."""

from __future__ import annotations

from datetime import date

from bot.questions import Reply, ReplyKind
from index.model import (
    Answer,
    Confidence,
    Evidence,
    Field,
    Match,
    MemberCard,
    Outcome,
    Query,
)
from profiles.model import Kind, Member

QUESTIONS = {
    "ja": "チタンの切削、10個、来週まで",
    "en": "Who can turn titanium parts, 10 pieces, by next week?",
}
MIHON = MemberCard("D1", "株式会社見本", "Mihon Ltd.", Kind.SUPPORTING_SME, "Saitama", "Sayama")
REIDAI = MemberCard("D2", "例題大学", "", Kind.UNIVERSITY, "Tokyo", "Hachioji")
R_AND_D = MemberCard("D3", "", "R&D <Lab>", Kind.RESEARCH_INSTITUTE, "", "")
MATCHES = (
    Match(
        MIHON,
        Confidence.STRONG,
        0.9,
        (
            Evidence(Field.CAPABILITY, "チタンの切削加工（Φ3〜50）", ((0, 3), (4, 6))),
            Evidence(Field.EQUIPMENT, "複合加工機 3台", ((2, 4),)),
        ),
    ),
    Match(
        REIDAI,
        Confidence.POSSIBLE,
        0.5,
        (Evidence(Field.SUMMARY, "難削材の研究。" * 40 + "チタンも扱う。", ((280, 283),)),),
    ),
    Match(
        R_AND_D,
        Confidence.POSSIBLE,
        0.45,
        (Evidence(Field.CAPABILITY, "Tests of <titanium> & <!channel>", ((10, 18),)),),
    ),
)
MEMBER = Member(
    id="D1",
    name_ja="株式会社見本",
    name_en="Mihon Ltd.",
    kind=Kind.SUPPORTING_SME,
    capabilities=("チタンの切削加工（Φ3〜50）", "試作1個から、短納期に対応"),
    prefecture="Saitama",
    city="Sayama",
    website="https://mihon.example/",
    employees=1200,
    languages=("ja", "en", "xh"),
    certifications=("ISO 9001", "JIS Q 9100"),
    equipment=("複合加工機 3台",),
    needs=("表面処理の協力先",),
    summary="創業50年。\n医療機器の部品を得意とする。",
    updated=date(2026, 4, 1),
)
SMALL_MEMBER = Member("D9", "", "Tiny Works", Kind.OTHER, ("welding",))


def matched(lang: str, matches: tuple[Match, ...] = MATCHES) -> Answer:
    """An answer with matches."""
    query = Query(QUESTIONS[lang], lang)
    return Answer(query, Outcome.MATCHES, matches, (), ("D1", "D2", "D3"), "s", 1.0)


def nobody(lang: str, nearest: tuple[Match, ...] = MATCHES[:2]) -> Answer:
    """An answer without any."""
    query = Query(QUESTIONS[lang], lang)
    return Answer(query, Outcome.NOBODY, (), nearest, ("D1", "D2"), "s", 1.0)


def reply(answer: Answer | None, lang: str, kind: ReplyKind = ReplyKind.ANSWER) -> Reply:
    """A reply in one language throughout."""
    return Reply(kind, lang, lang, "q1", answer)
