"""The words that turn a condition round, or take it back: 以外, ではなく, "no", "other than".

All patterns read levelled text (index.reading.wording).
"""

from __future__ import annotations

import re

from index.reading.patterns import pattern
from index.reading.wording import before

_SOME_FIRM = (
    r"(?:(?:一般|普通|民間|専門)の?)?(?:企業|会社|業者|メーカー|事業者|加工屋)(?:さん)?"
    r"(?:で|に|を|が|の|希望|限定)?"
)

_MEMBER = r"(?:会社|企業|業者|メーカー|ところ|とこ|所|工場|機関|お?店|先|方|人)"

# 大学以外で, 大学ではなく企業で, 大学は避けたい
_NEGATED_AFTER = pattern(
    rf"""
    # 大手や商社は除いて, 東京の会社は除いて, 自治体主催じゃない
    (?:[やと][\u4e00-\u9fff\u30a1-\u30faー]{{2,8}})?
    (?:の?{_MEMBER}(?:さん)?|主催|運営|経営|系列?)?
    (?:
      以外(?:の(?:方法|手段|やり方|工法|手法|もの|やつ|{_MEMBER})(?:さん)?)?
          (?:限定|希望|で|に|の|から|を|が|は)?、?
    | (?:では|じゃ|で)(?:なく|無く)て?[、,]?\s*(?:{_SOME_FIRM})?
    | (?:では|じゃ)ない(?:やつ|もの|{_MEMBER})?(?:限定|希望|で|に|を|が)?
    | (?:を|は)?除(?:いて|いた|外し?て?|く|き)(?:で|の|、)?
    | (?:は|を)(?:外し|はずし)(?:て|たい)(?:で|、)?
    | (?:は|を)(?:避け|さけ)(?:たい(?:です)?|て|る)(?:ので|、)?
    | (?:は|\s)?(?:不可|(?<![a-z])ng(?![a-z])|対象外|お断り|パス)(?:で(?:す)?)?、?
    | は(?:だめ|ダメ|駄目|嫌|いや|なし|無し|やめ(?:て|たい)|遠慮(?:したい)?|×)(?:で(?:す)?|、)?
    | 抜きで?
    | \s+(?:is\ |are\ )?(?:excluded|not\ wanted|not\ welcome|not\ acceptable|not\ an\ option)\b
    )
    """,
    re.VERBOSE,
)
# 大手以外でも可, 大学でもよい, "a university is fine too", "ISO 9001 not required": whoever it is
_EITHER_AFTER = pattern(
    r"""
      (?:以外)?(?:で)?も(?:可|ok|よい|良い|よく|いい|構|かまわ|大丈夫|歓迎|結構|問題な)
    | 以外(?:で|に)?も
    | に(?:限ら|拘ら|こだわら)(?:ず|ない|な)
    | (?:を|は|か(?:どうか)?は)?(?:問わ(?:ず|ない)|問いません|不問)
    | (?:では?|じゃ)(?:なく|無く)(?:ても|とも|も|て(?:いい|よい|良い|可|ok|構))
    | (?:が|は)?(?:なく|無く|なし|無し)(?:て|で)も
    | \s?(?:は|が)?(?:不要|必要(?:ない|なし|ありません)|必須では)
    | (?:\ certification|\ certificate)?
      (?: \ (?:is|are|would\ be)(?:\ also)? | \ also)?\ (?:fine|ok|okay|acceptable|welcome|possible)
          \ (?:too|as\ well|also)\b
    | (?:\ (?:is|are|would\ be))?\ also\ (?:fine|ok|okay|acceptable|welcome|possible)\b
    | (?:\ certification|\ certificate)?(?:\ is|\ are)?\ (?:optional|unnecessary
          |not\ (?:required|necessary|needed|mandatory|a\ must|essential))\b
    | \ or\ not\b
    """,
    re.VERBOSE,
)
_TIES = r"(?:\s+(?:an?|any|the|at|in|from|by|with|to|near|be|based|using|another|via))*\s*$"
_NEGATED_BEFORE = pattern(
    rf"""
    (?<!there\ is\ )(?<!there's\ )(?<!have\ )(?<!has\ )(?<!found\ )(?<!know\ )(?<!if\ )(?<!why\ )
    (?<!\bit\ is\ )(?<!\bit's\ )(?<!\bthis\ is\ )
    (?<!\bwe\ are\ )(?<!\bwe're\ )(?<!\bi'm\ )
    (?<![\w-])
    (?:(?:but|must|should)\s+)?
    (?: no | nobody | no\ one | not | nor | never | except(?:ing|\ for)? | exclud(?:e|es|ing)
      | avoid(?:ing)? | skip(?:ping)? | leav(?:e|ing)\ out | other\ than | apart\ from | aside\ from
      | (?:any|every)(?:one|body|thing|where)(?:\ else)?\ (?:but|besides|except|other\ than)
      | (?:as\ long\ as|provided|so\ long\ as)\ (?:it|they|that)(?:'s|'re|\ is|\ are)\ not
      | rather\ than | instead\ of | without | outside(?:\ of)? | (?:don't|do\ not)\ want )
    {_TIES}
    """,
    re.VERBOSE,
)
_EITHER_BEFORE = pattern(
    rf"""
    \b(?: not\ (?:necessarily|only|just|limited\ to|restricted\ to|merely)
      | (?:does|do|need)(?:n't|\ not)\ (?:(?:have|need)\ to\ )?be | regardless\ of | even
      | (?:not|without)\ (?:requiring|needing) | no\ need\ (?:for|to\ be) | whether\ or\ not )
    {_TIES}
    """,
    re.VERBOSE,
)
# "no ISO 9001 needed" is no wish for somebody without it.
_NEEDED = pattern(r"[^,.;\n]{0,20}?\b(?:needed|required|necessary)\b")
_NO = pattern(r"(?<![\w-])no\s+(?:an?\s+)?$")
# 公設試と大学は混んでいるので民間で: who is too busy is not wanted, if somebody else is named.
_REASON = pattern(
    r"(?:は|では|だと)(?!ない)[^。.\n、,]{1,20}?(?:ので|から|ため|為)(?:(?:、|,)\s*)?"
)
_SOME_FIRM_INSTEAD = pattern(
    r"(?:(?:一般|普通|民間|専門)の?)?(?:企業|会社|業者|メーカー|事業者|加工屋)(?:さん)?(?:で|に|を|が|希望)"
)


def negated_after(text: str, end: int) -> int | None:
    """Where the words end that negate what ends at ``end``; None if there are none."""
    found = _NEGATED_AFTER.match(text, end)
    return found.end() if found and not either(text, end, end) else None


def negated_before(text: str, start: int) -> int | None:
    """Where the words begin that negate what begins at ``start``; None if there are none."""
    window = before(text, start)
    found = _NEGATED_BEFORE.search(window)
    if not found or _EITHER_BEFORE.search(window):
        return None
    return start - len(window) + found.start()


def either(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is only an example: also others, or not needed."""
    if _EITHER_AFTER.match(text, end) or _EITHER_BEFORE.search(before(text, start)):
        return True
    return bool(_NO.search(before(text, start)) and _NEEDED.match(text, end))


def reason_after(text: str, end: int) -> int | None:
    """Where a reason ends for which what ends at ``end`` may be passed over (は混んでいるので)."""
    found = _REASON.match(text, end)
    return found.end() if found else None


def firm_instead(text: str, start: int) -> int | None:
    """Where 企業で ends that begins at ``start``; None if there is no such word."""
    found = _SOME_FIRM_INSTEAD.match(text, start)
    return found.end() if found else None
