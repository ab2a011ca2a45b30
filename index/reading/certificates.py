"""Which certificates a member must have: ISO 9001取得済みで, "AS9100 certified".

Not where the certificate itself is what is needed (取得支援, "help getting certified").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.reading.mentions import Facet, Mention
from index.reading.patterns import pattern
from index.reading.wording import before, describes, level
from profiles.values.certifications import known_certification

_STANDARD = (
    r"(?:jis[\s-]?q|iso(?:\s?/\s?iec)?|iatf|as|en|fssc|ohsas)[\s-]?\d{4,5}(?:-\d)?"
    r"(?:\s?:\s?(?:19|20)\d\d(?!\d))?(?:\s?[(（](?:19|20)\d\d年?版?[)）])?"
)
# Whoever names one of these asks for a holder, unless something else is said.
_NAMES = (
    r"isms|p\s?マーク|プライバシーマーク|privacy\s+mark|nadcap|ナドキャップ"
    r"|エコアクション(?:21)?|ea21"
)
# These are as often the subject (HACCP対応の床材, UL規格の試験): having them must be spoken of.
_SUBJECTS = "haccp|ハサップ|gmp|jcss|jnla|jab|pse|ul|fsc|kes|p\\s?mark|eco\\s?action\\s?21"
_SECOND_NUMBER = pattern(r"\s*(?:/|・|,|、|と|and|&)\s*(?P<number>\d{4,5})(?!\d)")

_FIRM = (
    r"(?:企業|会社|工場|事業者|業者|メーカー|ところ|とこ|先|加工屋|町工場|\w{0,8}屋さん|試験所|(?:校正|試験)?機関)"
    r"(?:さん)?(?!の|向|へ)"
)
_HAS_JAPANESE = pattern(
    rf"""
    (?:\s*の)?\s*(?:認証|認定|登録|規格)?(?:
        (?:を|が|は|も)?取得(?:済み?|し(?:て|た(?![いくか]))|(?=の?{_FIRM}))
      | (?:を|が|は|も)?(?:保有|所持|保持|取って|とって)
      | (?:を|も)持(?:って?|つ|ち)
      | (?:の|が)?(?:ある(?!か)|あり(?!ます)|有り)
      | (?:が|は)?(?:必須(?!では|じゃ)|必要(?!事項|な書|な手))
      | の?(?=(?:認証|認定)?{_FIRM})
      | (?:認証|認定|登録)(?:の(?={_FIRM})|済み?)
    )
    (?:てい?る|いる|いて|る|た|の|な|で(?:す|あること)?|こと|ある|し|して|している)*
    (?:(?:会社|企業|工場|ところ|とこ|業者|事業者|先)(?:さん)?(?:限定|希望|で|に|を)?(?!の|向))?[、,]?
    """,
    re.VERBOSE,
)
_HAS_ENGLISH_BEHIND = pattern(
    r"""
    (?:\s+|-)(?:(?:certified|certification|certificate|accredited|accreditation|approved|approval
      |registered|registration|compliant|holders?)\b)
      (?:\s+(?:required|mandatory|needed|is\ a\ must|only|please)\b)?
    | \s+(?:is\s+)?(?:required|mandatory|a\ must|only|please)\b
    """,
    re.VERBOSE,
)
_HAS_ENGLISH = pattern(
    r"""
    (?:^|(?<=[\s,;(]))
    (?: (?:and\s+)?(?:(?:that|which|who)\s+)?
        (?:must|should|has\ to|have\ to|needs?\ to)\s+(?:be|have|hold)
      | (?:(?:that|which|who)\s+)?(?:is|are|has|have|holds?|having|holding)
      | with | under | (?:certified|accredited|approved)\ (?:to|for|under|by)
      | (?:certified|accredited)\ (?:according\ )?to )
    (?:\s+(?:be|an?|valid|current|the|certified\ to|certified\ for|accredited\ to))*\s+$
    """,
    re.VERBOSE,
)
# Not having it is no condition: ISO9001なしでも可, 持っていない会社でもOK.
_LACKS_JAPANESE = pattern(
    r"\s*(?:の)?(?:認証|認定|登録|資格)?\s*(?:を|が|は|も)?\s*(?:なし|無し|ない|無い|なく|無く"
    r"|未取得|(?:持って|もって|取って|とって|取得して|保有して|所持して)い?な[いく]|持たな[いく])"
)
_SUBJECT_JAPANESE = pattern(
    r"取れ[とっ]|取ろう|取らな|取ることに|取るため|取得(?:支援|サポート|コンサル|したい|を?目指|に向け|する|予定|準備|方法|費用|まで|を(?:検討|考え|支援|手伝))"
    r"|取りたい|とりたい|取るには|取れる|取らせ|構築|審査|監査|コンサル|研修|教育|講習|セミナー|改訂|移行|更新"
    r"|維持|運用|認証(?:支援|取得支援|機関|サポート|したい)|文書|マニュアル|準拠|適合|基づ|従っ|則|指導|導入"
    r"|要求事項|について|とは|規格書|支援|アドバイ|体制|仕組み"
)
_SUBJECT_ENGLISH = pattern(
    r"\b(?:consult\w*|training|audit\w*|prepar\w*|(?:get|getting|become|becoming|be)\s+(?:\w+\s+)?certified"
    r"|certification\s+(?:support|consult\w*|body|bodies|help|services?|process|project|advice)|obtain\w*"
    r"|acquir\w*|achiev\w*|implement\w*|documentation|documents?|gap\s+analysis|according\s+to"
    r"|in\s+accordance|compliance|comply\w*|conform\w*|transition|advice|advis\w*|courses?|seminars?"
    r"|apply\w*|roadmap|standards?|requirements?|set\s?up|introduc\w*|manuals?|system"
    r"|(?:want|need|trying|how|like|help\w*|must|have)\s+(?:\w+\s+){0,2}get(?:ting)?)\b|^\s*get(?:ting)?\s"
)
# Whoever has never done it wants the certificate, not somebody who holds it.
_NOVICE = pattern(
    r"初めて|はじめて|未経験|やったことが(?:ない|無い)|何から|ゼロから|一から|手伝って|進め方"
    r"|\b(?:never\s+(?:done|had)|first\s+time|(?:hold|holds|holding)\s+(?:our|my)\s+hands?|from\s+scratch"
    r"|where\s+to\s+(?:start|begin)|walk\s+us\s+through|guide\s+us|new\s+to\s+(?:this|us))\b"
)
_HELP = pattern(
    r"\b(?:help\w*|support|assist\w*)(?:\s+(?:us|me|you))?(?:\s+(?:with|in|for|to))?"
    r"(?:\s+(?:our|the|an?|my))?\s*$"
)
_CLAUSE = pattern(r"[、。,;.!?！？\n()（）]|[:：](?=\s)|\s-\s")
_OPENING = pattern(r"[(（]\s*$")
_CLOSING = pattern(r"\s*[)）]")
_DIGIT = pattern(r"\d")


class NamedCertificate(NamedTuple):
    """A certificate's canonical name, and where it stands."""

    start: int
    end: int
    value: str


def find_certificates(text: str, known: frozenset[str] = frozenset()) -> list[Mention]:
    """The certificates that a member must hold.

    ``known`` are the certificates that occur in the directory, as members hold them: one of them
    that the table of certifications does not know is found where it is written in the same way.
    """
    levelled = level(text)
    mentions: list[Mention] = []
    for found in _pattern(known).finditer(levelled):
        value = _canonical(found, known)
        if value and (stretch := _stretch(levelled, *found.span(), sure=_is_sure(found))):
            mentions.append(_mention(*stretch, value))
            if value.startswith(("ISO", "ISMS")):
                mentions += _second_numbers(levelled, mentions[-1], found.end())
    return mentions


def certificate_names(text: str, known: frozenset[str] = frozenset()) -> list[NamedCertificate]:
    """The certificates that ``text`` names, whatever it says of them."""
    return [
        NamedCertificate(*found.span(), value)
        for found in _pattern(known).finditer(level(text))
        if (value := _canonical(found, known))
    ]


@lru_cache(maxsize=8)
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    # A known one of a single letter or two would be found in every other sentence.
    others = sorted({level(name) for name in known if len(name) > 2}, key=len, reverse=True)
    listed = "|".join(map(re.escape, others)) or r"(?!)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<standard>{_STANDARD})|(?P<name>{_NAMES})|(?P<subject>{_SUBJECTS})"
        rf"|(?P<listed>{listed}))(?![a-z0-9])"
        r"|(?<=[\u3041-\u9fff])(?:(?P<standard_>(?:jis|iso|iatf|as)[\s-]?q?[\s-]?\d{4,5})"
        r"|(?P<name_>isms|nadcap|p\s?マーク))(?![a-z0-9])"
    )


@lru_cache(maxsize=8)
def _listed(known: frozenset[str]) -> dict[str, str]:
    return {level(name): name for name in sorted(known)}


def _canonical(found: re.Match[str], known: frozenset[str]) -> str | None:
    return known_certification(found[0]) or _listed(known).get(found[0])


def _is_sure(found: re.Match[str]) -> bool:
    """Whether naming it is enough to ask for a holder."""
    if found["subject"]:
        return False
    return not found["listed"] or _DIGIT.search(found[0]) is not None


def _mention(start: int, end: int, value: str) -> Mention:
    return Mention(start, end, Facet.CERTIFICATION, (value,))


def _stretch(text: str, start: int, end: int, *, sure: bool) -> tuple[int, int] | None:
    """From where to where the condition goes, or None if having the certificate is not asked."""
    if describes(text, start, end) or _LACKS_JAPANESE.match(text, end):
        return None
    has = _HAS_JAPANESE.match(text, end) or _HAS_ENGLISH_BEHIND.match(text, end)
    clause_before = _CLAUSE.split(before(text, start))[-1]
    clause_behind = _CLAUSE.split(text[end : end + 40], maxsplit=1)[0]
    head = _HAS_ENGLISH.search(clause_before)
    if _HELP.search(clause_before) or _SUBJECT_ENGLISH.search(clause_before):
        return None
    if _is_subject(text, has.end() if has else end, clause_behind, plain=has is None):
        return None
    if not (sure or has or head):
        return None
    if not (has or head) and _NOVICE.search(text[end : end + 80].partition("\n")[0]):
        return None
    stop = has.end() if has else end
    begin = start - (len(clause_before) - head.start()) if head else start
    opening, closing = _OPENING.search(before(text, begin)), _CLOSING.match(text, stop)
    if opening and closing:
        begin -= len(opening[0])
        stop = closing.end()
    return begin, stop


def _is_subject(text: str, end: int, behind: str, *, plain: bool) -> bool:
    """Whether what follows makes the certificate the need: 取得支援, "audit preparation"."""
    if plain:
        return bool(_SUBJECT_JAPANESE.search(behind) or _SUBJECT_ENGLISH.search(behind))
    follows = _CLAUSE.split(text[end : end + 24], maxsplit=1)[0]
    support = re.match(
        r"\s*(?:の?(?:支援|取得|コンサル|審査|研修|教育|指導|サポート)|(?:support|consult|help|body|bodies"
        r"|services?|process|project|advice|training|audit|documents?|documentation))",
        follows,
    )
    return support is not None


def _second_numbers(text: str, first: Mention, end: int) -> list[Mention]:
    """ISO9001/14001: the second number is of the same family."""
    found = _SECOND_NUMBER.match(text, end)
    value = known_certification(f"ISO {found['number']}") if found else None
    if not found or not value:
        return []
    has = _HAS_JAPANESE.match(text, found.end()) or _HAS_ENGLISH_BEHIND.match(text, found.end())
    return [_mention(max(first.end, end), has.end() if has else found.end(), value)]
