"""Where a question names work: concepts of the thesaurus, and plain words such as 試験. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Domains of the thesaurus that are work of different shops.
WORK = frozenset("process heat surface test measurement software business training design".split())
# And names in capitals, as members of a list.
LISTED = WORK | {"name"}
# Domains that say what it is done to, or how well.
_NO_NEED = frozenset({"material", "tolerance", "general", ""})


@dataclass(frozen=True, slots=True)
class Work:
    """``text[start:end]`` names something one buys or has done."""

    start: int
    end: int
    key: str
    domain: str


# What the thesaurus need not hold: any word may stand before these.
_WORDS = {
    "test": r"試験|検査|テスト(?!ピース)|\btest(?:s|ing)?\b|\binspection\b|\bIP[X\d]\d\b",
    "measurement": r"測定|計測|評価|分析|解析|\bmeasurements?\b|\banalysis\b|\bCT\b",
    "process": r"加工|削[りっ]|作[りっ]て|成形|製作|製造|組立|組み立て|実装"
    r"|\bmachin(?:ing|ed)\b|\bassembly\b|\bmounting\b"
    r"|\bfabrication\b",
    "surface": r"塗装|コーティング|コート|研磨|洗浄|\bcoating\b|\b(?:electro)?polish(?:ing)?\b"
    r"|\bpainting\b|\bplating\b",
    "design": r"設計|企画|デザイン|図面|アートワーク|\bdesign\b|\bartwork\b|\bdrawings?\b",
    "business": r"販路|申請|輸出|補助金|特許|\bsubsid(?:y|ies)\b|\bpatents?\b|\bregulatory\b"
    r"|\bimporters?\b",
    "training": r"研修|講習|\btraining\b",
    "software": r"ファームウェア|ファーム(?!ビジネス)|アプリ|\bfirmware\b|\bapps?\b",
    # A name in capitals as a member of a list: TVAC.
    "name": r"(?:(?<=[,、+→・]\s)|(?<=[,、+→・])|^)[A-Z]{3,6}(?=\s*(?:[,、+→・.]|$))",
}
_WORD = re.compile(
    "|".join(f"(?P<{domain}>{forms})" for domain, forms in _WORDS.items()), re.IGNORECASE
)

_NEGATED = re.compile(
    r"\b(?:not|no|without|instead\ of|rather\ than|except|avoid)\b|\bfree\b|n't\b"
    r"|(?:なし|無し|不要)(?:で|に|です)?\s*$|ではなく|じゃなく|でなく|以外|せずに|しない|できない|できません",
    re.IGNORECASE,
)
# All of it, together: says nothing about the clause.
_ALTOGETHER = re.compile(
    r"\s*(?:も?(?:含めて|込みで)|(?:を|で)?(?:一連|一貫|一括|セット)で|まとめて.{0,4}|を?お?願い.*)$"
)
# How, for what, with which papers, how many.
_DETAIL_JA = re.compile(
    r"""
    (?: (?<![まん])で | に | 用 | 向け | 付き | つき | 付 | 込み | 限定 | 優先
      | 使いたい | 使う | 使います | 使用
      | (?:用|試作)(?:に)?試作したい | \A試作したい | 成績書 | 証明書
      | (?:エビデンス|書類)まで.*
      | (?<=[^\d.\s])\s?[±]?\d+(?:\.\d+)?\s?(?:mm|[μu]m|μ|nm|ミクロン|℃|度)?
        (?:以上|以下|以内|未満|程度|くらい|ぐらい|前後)?
      | \A\D{0,4}\d+\s?(?:個|枚|本|台|点|セット|ロット|式)(?:から|くらい|ほど|程度)?
    ) \s* \Z
    | \A.{1,20}(?:用|向け)に
    """,
    re.VERBOSE,
)
_DETAIL_EN = re.compile(
    r"""
    \A\s*(?: they | it | (?:we|i)(?!\ (?:need|want|are\ looking)) | our | which
      | can | could | in | at | on | small | low | high
      | outsourc\w+ | ideally | about | around | up\ to | \d+ )\b
    | \b(?: grade | lots? | pieces | pcs | records | paperwork | certificates? | only )\s*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def works_in(text: str, known: Sequence[Work]) -> tuple[Work, ...]:
    """The work in ``text`` by position: of the ``known`` concepts what is no material, and what
    plain words name beside them or, more exactly, within a thing (レトルト加工 of food)."""
    concepts = [one for one in known if one.domain not in _NO_NEED]
    shops = [one for one in concepts if one.domain in WORK]
    words = [
        Work(*found.span(), found[0].casefold(), found.lastgroup or "")
        for found in _WORD.finditer(text)
        if not (found.lastgroup == "name" and not found[0].isupper())
    ]
    plain = [
        word
        for word in words
        if not any(one.start < word.end and word.start < one.end for one in shops)
    ]
    return tuple(sorted([*concepts, *plain], key=lambda one: (one.start, one.end)))


def is_detail(clause: str) -> bool:
    """Whether a clause only says how, how many, what for or what not."""
    clause = _ALTOGETHER.sub("", clause.strip())
    return bool(_NEGATED.search(clause) or _DETAIL_JA.search(clause) or _DETAIL_EN.search(clause))
