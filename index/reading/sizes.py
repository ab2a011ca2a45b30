"""How large a member must be: 従業員50人以下, "fewer than 20 employees", 小規模な会社で."""

from __future__ import annotations

import re

from index.reading.mentions import Facet, Mention
from index.reading.wanting import wanted_in_japanese
from index.reading.wording import before, describes, level

# By law a manufacturer of at most so many employees is 小規模.
_SMALL = 20
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})"
_FIRM = r"(?:会社|企業|工場|メーカー|ところ|とこ|事業所|事業者|業者|町工場|加工屋|組織)"

_JAPANESE = re.compile(
    rf"""
    (?P<staff>(?:従業員|社員|職員|社員規模|従業員規模|企業規模|会社規模|規模)(?:数)?(?:が|は|の|で|:)?\s*)?
    (?:約|およそ)?(?<![\d.,]){_NUMBER}\s*(?:人|名)(?:規模)?\s*
    (?P<bound>以下|未満|以内|まで|以上|超|を超える|より多い|より大きい|より少ない|より小さい)
    (?P<firm>(?:の|で)?(?:規模の?|小規模な?|中小)?{_FIRM}(?:さん)?(?:限定|希望|で|に|を)?
       |(?:の)?規模(?:の|で)?)?
    (?P<tie>の(?!方|人)|で(?!す))?[、,]?
    """,
    re.VERBOSE,
)
_SMALL_FIRM = re.compile(rf"小規模(?:な|の)?{_FIRM}")
_EDGE = re.compile(r"(?:^|[\s、。,/(（])$")
_EDGE_BEHIND = re.compile(r"\s*(?:$|[、。,/)）?？])|\s")
# 参加者50名以上の研修: people who come, not people who work there
_GUESTS = re.compile(
    r"研修|セミナー|講習|講座|会場|参加|定員|収容|受講|来場|イベント|見学|派遣|作業員|人材|採用|求人|食堂|弁当|給食|席"
)
_NOT_SIZE_BEHIND = re.compile(
    r"(?:の|で)?(?:研修|セミナー|収容|参加|受講|分|向け|乗|用|が(?:入|使|参加))"
)

_ENGLISH = re.compile(
    r"""
    (?<![\w-])
    (?P<tie>(?:(?:that|which|who)\s+)?(?:with|has|have|having|employing|employs?)\s+|of\s+)?
    (?:(?P<below>fewer\ than|less\ than|under|below)|(?P<most>up\ to|at\ most|(?:no|not)\ more\ than
        |max(?:imum)?\.?(?:\ of)?)
      |(?P<above>more\ than|over|above)
      |(?P<least>at\ least|min(?:imum)?\.?(?:\ of)?|not\ (?:fewer|less)\ than))
    \s+(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\s+
    (?P<who>employees|staff(?:\ members)?|people|persons|workers)\b
    (?:\s+(?:only|please)\b)?
    """,
    re.VERBOSE,
)
_FIRM_BEFORE = re.compile(
    r"\b(?:company|companies|firms?|shops?|suppliers?|manufacturers?|partners?|business(?:es)?|members?"
    r"|organi[sz]ations?|makers?|vendors?|workshops?)\b[^.;\n]{0,25}$"
)
_STARTS = re.compile(r"(?:^|[,;:(\n])\s*$")
_ENDS = re.compile(r"\s*(?:$|[,;.:?!)\n])")
_BOUNDS = {"以下": 0, "以内": 0, "まで": 0, "未満": -1, "より少ない": -1, "より小さい": -1}


def find_sizes(text: str) -> list[Mention]:
    """The numbers of employees asked for, as "<=50" or ">=300"; no lots, guests, working days."""
    levelled = level(text)
    return [*_in_japanese(levelled), *_in_english(levelled), *_small(levelled)]


def _in_japanese(text: str) -> list[Mention]:
    mentions: list[Mention] = []
    for found in _JAPANESE.finditer(text):
        if _is_about_staff(text, found):
            number, bound = _number(found), found["bound"]
            value = (
                f"<={number + _BOUNDS[bound]}"
                if bound in _BOUNDS
                else f">={number + (bound != '以上')}"
            )
            mentions.append(_mention(*found.span(), value))
    return mentions


def _is_about_staff(text: str, found: re.Match[str]) -> bool:
    if _NOT_SIZE_BEHIND.match(text, found.end("bound")) and not found["firm"]:
        return False
    if found["staff"]:
        return True
    around = text[max(0, found.start() - 30) : found.end() + 30]
    if _GUESTS.search(around) or not _EDGE.search(before(text, found.start())):
        return False
    if found["firm"]:
        return True
    if found["tie"]:
        return False
    return found[0][-1] in "、," or _EDGE_BEHIND.match(text, found.end()) is not None


def _in_english(text: str) -> list[Mention]:
    mentions: list[Mention] = []
    for found in _ENGLISH.finditer(text):
        if _is_of_a_firm(text, found) and not describes(text, *found.span()):
            number = _number(found)
            if found["below"] or found["most"]:
                value = f"<={number - bool(found['below'])}"
            else:
                value = f">={number + bool(found['above'])}"
            mentions.append(_mention(*found.span(), value))
    return mentions


def _is_of_a_firm(text: str, found: re.Match[str]) -> bool:
    head = before(text, found.start())
    alone = _STARTS.search(head) is not None and _ENDS.match(text, found.end()) is not None
    if found["who"] in ("employees", "staff", "staff members") and found["tie"]:
        return not found["tie"].startswith("of") or _FIRM_BEFORE.search(head) is not None
    return alone or bool(found["tie"] and _FIRM_BEFORE.search(head))


def _small(text: str) -> list[Mention]:
    """小規模な会社で: small, without a number."""
    mentions: list[Mention] = []
    for found in _SMALL_FIRM.finditer(text):
        end = wanted_in_japanese(text, *found.span(), vague=False)
        if end is not None:
            mentions.append(_mention(found.start(), end, f"<={_SMALL}"))
    return mentions


def _number(found: re.Match[str]) -> int:
    return int(found["number"].replace(",", ""))


def _mention(start: int, end: int, value: str) -> Mention:
    return Mention(start, end, Facet.SIZE, (value,))
