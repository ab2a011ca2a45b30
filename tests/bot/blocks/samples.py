"""Invented members and answers for the tests of what people see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.questions import Reply, ReplyKind
from index.model import (
    Answer,
    Condition,
    Confidence,
    Evidence,
    Field,
    Match,
    MemberCard,
    Outcome,
    Query,
    Suggestion,
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


SUGGESTIONS = (
    Suggestion("kind", "university", 3),
    Suggestion("place", "Kanagawa/Sagamihara", 2),
    Suggestion("place", "Tokyo/", 7),
    Suggestion("certification", "ISO 13485", 1),
)


def matched(lang: str, matches: tuple[Match, ...] = MATCHES) -> Answer:
    """An answer with matches."""
    query = Query(QUESTIONS[lang], lang)
    return Answer(query, Outcome.MATCHES, matches, (), ("D1", "D2", "D3"), "s", 1.0)


def narrowable(lang: str) -> Answer:
    """An answer that can be narrowed, and has more members than are named."""
    return replace(matched(lang), suggestions=SUGGESTIONS, further=12)


def nobody(lang: str, nearest: tuple[Match, ...] = MATCHES[:2]) -> Answer:
    """An answer without any."""
    query = Query(QUESTIONS[lang], lang)
    return Answer(query, Outcome.NOBODY, (), nearest, ("D1", "D2"), "s", 1.0)


# A question with every kind of condition, and members that meet them or do not.
CONDITIONS = {
    lang: Query(
        text,
        lang,
        filters={
            "city": ["Hachioji", "Sagamihara", "Machida"],
            "certification": ["ISO 13485"],
            "language": ["en"],
            "size": ["<=50"],
        },
        exclude={"kind": ["university"]},
        near=("Machida",),
        unwanted=(plating,),
        repairs=(("anodaizing", "anodizing"),),
    )
    for lang, plating, text in (
        (
            "ja",
            "めっき",
            "八王子か相模原、町田の近くで、ケースのanodaizing。めっき以外で。"
            "大学以外、ISO 13485、英語可、50人以下",
        ),
        (
            "en",
            "plating",
            "anodaizing of a case in Hachioji or Sagamihara, or near Machida; no plating, "
            "no university, ISO 13485, English spoken, at most 50 employees",
        ),
    )
}
IN_HACHIOJI = replace(MIHON, prefecture="Tokyo", city="Hachioji")
MEETS = Match(
    IN_HACHIOJI,
    Confidence.STRONG,
    0.9,
    (
        Evidence(
            Field.CAPABILITY,
            "アルミ筐体のアルマイト処理、小ロット可",
            ((0, 3), (6, 11)),
            (("anodizing", "アルマイト"), ("case", "筐体"), ("small", "小ロット")),
        ),
    ),
    met=(
        Condition("city", ("Hachioji", "Sagamihara"), ("Hachioji",)),
        Condition("certification", ("ISO 13485",), ("ISO 13485",)),
        Condition("language", ("en",), ("en",)),
        Condition("size", ("<=50",), ("48",)),
    ),
)
KEPT_OUT = (
    replace(
        MEETS,
        member=replace(MIHON, prefecture="Tokyo", city="Ome"),
        met=(Condition("language", ("en",), ("en",)),),
        lacks=(
            Condition("city", ("Hachioji", "Sagamihara"), ("Ome",)),
            Condition("certification", ("ISO 13485",), ("ISO 9001",)),
            Condition("size", ("<=50",), ("1200",)),
        ),
    ),
    replace(
        MATCHES[1],
        met=(),
        lacks=(
            Condition("language", ("en",)),
            Condition("size", ("<=50",)),
            Condition("kind", ("university",), ("university",), excluded=True),
        ),
    ),
    replace(MATCHES[2], lacks=(Condition("need", ("ヘリウムリーク", "O-ring")),)),
)
PARTS = {
    "ja": ("熱間鍛造", "浸炭", "芯なし研削"),
    "en": ("hot forging", "carburising", "centreless grinding"),
}


def conditioned(lang: str) -> Answer:
    """An answer to a question with conditions, which a member meets."""
    return replace(matched(lang, (MEETS,)), query=CONDITIONS[lang])


def nobody_meets(lang: str) -> Answer:
    """An answer to a question whose conditions nobody meets."""
    return replace(nobody(lang, KEPT_OUT), query=CONDITIONS[lang])


def nobody_says(lang: str) -> Answer:
    """An answer to a question whose words are in no profile."""
    return nobody(lang, KEPT_OUT[2:])


def parted(lang: str) -> Answer:
    """An answer to a question with three parts, of which nobody serves the last."""
    forging, carburising, _ = parts = PARTS[lang]
    served = (
        replace(MATCHES[0], parts=(forging, carburising)),
        replace(MATCHES[1], parts=(forging,)),
    )
    query = Query(" + ".join(parts), lang, parts=parts)
    return replace(matched(lang, served), query=query)


def reply(answer: Answer | None, lang: str, kind: ReplyKind = ReplyKind.ANSWER) -> Reply:
    """A reply in one language throughout."""
    return Reply(kind, lang, lang, "q1", answer)
