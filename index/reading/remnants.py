"""Words that mean nothing once the condition beside them is cut: なら何でも, "will do", "( )".

All patterns read levelled text (index.reading.wording).
"""

from __future__ import annotations

import re

from index.reading.patterns import pattern
from index.reading.wording import before

_FINE = r"(?:fine|ok|okay|good|welcome|acceptable|possible)"
_WAYS = r"(?:methods?|routes?|process(?:es)?|ways?|techniques?|approach(?:es)?|places?)"
_FIRMS = (
    r"(?:vendors?|suppliers?|compan(?:y|ies)|firms?|shops?|makers?|manufacturers?|partners?|people"
    r"|anyone|anybody|someone|somebody|anything|anywhere|somewhere)"
)
_BEHIND = pattern(
    rf"""
    (?:
      # 浸炭以外なら何でも
      (?:(?:なら|であれば|だったら)、?)?(?:なん|何|どこ|どれ|だれ|誰|どちら)でも
          (?:大丈夫|結構|構いません|かまいません|いい|よい|良い|ok|可)?(?:です)?(?=\s*(?:$|[。、]))
    | (?:なら|であれば|だったら)、?
      (?: (?:工法|方法|手段|手法|やり方|場所|所在地|業種|規模)?[はを]?
          (?:問いません|問わない|不問|こだわりません|お任せ(?:します)?|自由)
        | (?:大丈夫|結構|構いません|かまいません|いい|よい|良い|ok) )
      (?:です)?(?![\u4e00-\u9fff])
    | (?<=[てで])(?:探して(?:います|いる|ください|ほしい)?
        |お願い(?:します|したい(?:です)?)|希望(?:です)?)
      (?=\s*(?:$|[。、]))
    | [\s,]*\bany\s+(?:other\s+)?{_WAYS}(?:\s+(?:is|are))?\s+(?:{_FINE}|will\s+do)\b
    | \s+(?:(?:is|are|would\s+be)\s+{_FINE}|will\s+do|would\s+do|works\s+for\s+us)
      (?=\s*(?:$|[,.;!?)]))
    | \s*[,;(]?\s*(?:(?:we|i)(?:'ve|\s+have)?\s+)?already\s+(?:been|tried|asked|checked|contacted)
      \s+(?:there|them|those|that|it|one)\b
    | \s+(?:if\s+(?:at\s+all\s+)?possible|please|only)(?=\s*(?:$|[,.;!?)]))
    )
    """,
    re.VERBOSE,
)
# ", vendors |outside Tokyo", "any method is fine |as long as it's not"
_BEFORE = pattern(
    rf"""
    (?:^|(?<=[,;:.!?(\n])\s*)
    (?: (?:any\s+|all\s+|only\s+|from\s+|by\s+)*{_FIRMS}
        (?:\s+(?:that|which|who)(?:'s|\s+is|\s+are))?
      | (?:ideally|preferably|just|but|please|definitely)
      | (?:run|organi[sz]ed|hosted|offered|held|made|done)\s+by
      | (?:any|all)\s+(?:other\s+)?{_WAYS}(?:\s+(?:is|are))?
        (?:\s+(?:{_FINE}|(?:will|would)\s+do))? )
    ,?\s+$
    """,
    re.VERBOSE,
)
_OPENING = pattern(r"[(]\s*$")
_CLOSING = pattern(r"\s*[)]")
_MOST = 3


def with_remnants(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a negation with what is left over on both sides of it."""
    window = before(text, start)
    if found := _BEFORE.search(window):
        start -= len(window) - found.start()
    return in_brackets(text, start, end_with_remnants(text, end))


def end_with_remnants(text: str, end: int) -> int:
    """Where the words end that mean nothing without the condition that ends at ``end``."""
    for _ in range(_MOST):
        found = _BEHIND.match(text, end)
        if not found:
            break
        end = found.end()
    return end


def in_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, with the brackets if nothing else stands in them."""
    window = before(text, start)
    opening, closing = _OPENING.search(window), _CLOSING.match(text, end)
    if opening and closing:
        return start - len(window) + opening.start(), closing.end()
    return start, end
