"""Kinds asked for without a verb: 八王子の大学, "universities in Hachioji", 公設試、EMC試験.

Such words are also the topics of titles and of lists, so only short texts count in which all the
rest is a place or the work that is needed. All patterns read levelled text (index.reading.wording).
"""

from __future__ import annotations

from index.reading.patterns import pattern
from index.reading.place_hits import find_names
from index.reading.wording import before

# A longer text is no search in a few words.
_SHORT = 80
_PLACE_REACH = 24

_WORK_JA = (
    r"(?:試験|検査|測定|計測|評価|分析|解析|観察|校正|加工|試作|実験|シミュレーション|共同研究"
    r"|[a-z]*ct|sem|tem|xps|xrd|融資|相談)"
)
_WORK_EN = (
    r"(?:test(?:s|ing)?|measurements?|measuring|analysis|inspections?|evaluation|calibration"
    r"|certification|microscopy|spectroscopy|simulations?|scans?|scanning|x-ray\s+ct|ct|sem|tem"
    r"|joint\s+research|loans?)"
)

# Banks and municipalities alone are rather a trade that is served than somebody who is asked for.
_ASKED_ALONE = pattern(
    r"大学|研究室|高専|公設試|産技研|研究機関|研究所|商工会"
    r"|universit|college|\blabs?\b|institut|professor|chamber"
)

_FRAGMENT_JA = pattern(r"(?:^|[、,。\n（(\s])$")
_NEIGHBOURHOOD = pattern(r"(?:(?:市内|県内|都内|内|近郊|周辺|近く|近辺|付近)?の)$")
_NEAR_HERE = pattern(r"(?:市内|県内|都内|近く|近所|近場)の$")
# 私の母校は、東京の大学: told, not asked for
_SUBJECT = pattern(r"[はがも]、$")
_QUALIFIED = pattern(r"(?:できる|くれる|もらえる|られる|使える|のある|を持つ|可能な|得意な|強い)$")
_END_JA = pattern(r"\s*(?:[。？?！!）)\n]|$)")
_WORK_BEHIND = pattern(rf"\s*[、,]\s*[^、,。\s]{{0,20}}{_WORK_JA}\s*$")
_WORK_BEFORE = pattern(rf"^\s*[^、,。\s]{{0,20}}{_WORK_JA}\s*[、,]\s*$")

_ARTICLE = r"(?:(?:an?|any|some)\s+)?"
_ADJECTIVE = r"(?:(?:local|nearby|public|national|private|technical|japanese)\s+)?"
_OPENS = pattern(rf"^\W*{_ARTICLE}{_ADJECTIVE}$")
_FRAGMENT_EN = pattern(rf"(?:^\W*|[,;(\n]\s*|\.\s+){_ARTICLE}{_ADJECTIVE}$")
_TIE = pattern(rf"(?<![\w-]){_ARTICLE}{_ADJECTIVE}$")
_ALL_OF_IT = pattern(r"\s*[.?!]*\s*$")
_IN = pattern(r"\s+(?:in|near|around)\s+(?:the\s+)?")
_BEHIND_PLACE = pattern(
    r"(?:-?\s?(?:city|area|prefecture|ken|shi))?(?:,?\s+(?:or|and)\s+[a-z]+)?"
    r"\s*(?:$|[.?!)\n]|,|\s(?:for|with|that|which|who|doing)\b)"
)
_FOR_WORK = pattern(rf"\s+for\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}{_WORK_EN}\s*[.?!]?\s*$")
_COMMA_WORK = pattern(rf"\s*[,:]\s*(?:[\w-]+\s+){{0,3}}{_WORK_EN}\s*[.?!]?\s*$")
_WORK_COMMA = pattern(rf"^\W*(?:[\w-]+\s+){{0,3}}{_WORK_EN}\s*,\s*{_ARTICLE}{_ADJECTIVE}$")
# "EMC research at a university", but not "my research at a university"
_TELLING = (
    r"my|our|his|her|their|your|i|we|he|she|they|the|and|or|in|of|on|for|do|did|doing|does|conduct"
    r"|conducts|conducting|conducted|current|past|present|former|student|undergraduate|graduate"
    r"|phd|doctoral|postdoctoral|academic|scientific|qualitative|educational|action|women|this"
)
_RESEARCH_AT = pattern(
    rf"^\W*(?:(?!(?:{_TELLING})\b)[\w-]+\s+){{1,3}}research\s+"
    rf"(?P<tie>(?:at|from|by)\s+(?:an?|any|some)\s+){_ADJECTIVE}$"
)
_ALONE_JA = pattern(r"(?:^|[、,。;:.!?(\n/+・\s-])$")
_ALONE_EN = pattern(r"(?:^|[,;:.!?(\n/+-])\s*(?:(?:but|and)\s+)?(?:(?:at|by|from|with)\s+)?$")


def limits(text: str, start: int, *, japanese: bool) -> bool:
    """Whether 企業限定 or "companies only" at ``start`` is said of who is asked for.

    "A grant for companies only" says it of something else.
    """
    head = before(text, start)
    if japanese:
        return bool(_ALONE_JA.search(head)) or _of_a_place(head)
    return _ALONE_EN.search(head) is not None


def asked_in_japanese(text: str, start: int, end: int) -> int | None:
    """Where the condition ends that ``text[start:end]`` is in a phrase without a verb, or None."""
    if len(text) > _SHORT:
        return None
    head = before(text, start)
    if _END_JA.match(text, end):
        stated = _alone(text, start, end) or _WORK_BEFORE.search(head) or _of_a_place(head)
        return end if stated else None
    if not _WORK_BEHIND.match(text, end):
        return None
    return end if not text[:start].strip() or _of_a_place(head) else None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all there is, and somebody one asks."""
    around = text[:start] + text[end:]
    return not around.strip(" \n。.?？!！") and bool(_ASKED_ALONE.search(text, start, end))


def _of_a_place(head: str) -> bool:
    """Whether ``head`` ends with a place and の, and says nothing else of whoever follows."""
    begin = _before_place(head)
    if begin is None:
        return False
    earlier = head[:begin]
    if _SUBJECT.search(earlier):
        return False
    return bool(_FRAGMENT_JA.search(earlier) or _QUALIFIED.search(earlier))


def _before_place(head: str) -> int | None:
    """Where the place begins that ends ``head``: 八王子市の, 立川周辺の, 都内の."""
    here = _NEAR_HERE.search(head)
    if here and _FRAGMENT_JA.search(head[: here.start()]):
        return here.start()
    tie = _NEIGHBOURHOOD.search(head)
    if tie is None:
        return None
    offset = max(0, tie.start() - _PLACE_REACH)
    names = find_names(head[offset : tie.start()])
    if not names or offset + names[-1].end != tie.start():
        return None
    return offset + names[-1].start


def asked_in_english(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of ``text[start:end]`` as a condition in a phrase without a verb, or None."""
    if len(text) > _SHORT:
        return None
    head = before(text, start)
    if _FRAGMENT_EN.search(head) and _in_a_place(text, end):
        return start - _article(head), end
    if _OPENS.search(head):
        alone = _ALL_OF_IT.match(text, end) and _ASKED_ALONE.search(text, start, end)
        if alone or _FOR_WORK.match(text, end) or _COMMA_WORK.match(text, end):
            return start - _article(head), end
    ends = _ALL_OF_IT.match(text, end) or _in_a_place(text, end)
    if ends and (found := _RESEARCH_AT.search(head)):
        return start - len(head) + found.start("tie"), end
    if ends and _WORK_COMMA.search(head):
        return start - _article(head), end
    return None


def _article(head: str) -> int:
    """How long the "a local" is that ends ``head``."""
    found = _TIE.search(head)
    return len(found[0]) if found else 0


def _in_a_place(text: str, end: int) -> bool:
    """Whether "in" and a place follow, and then nothing that would make it a title."""
    tie = _IN.match(text, end)
    if tie is None:
        return False
    names = find_names(text[tie.end() : tie.end() + _PLACE_REACH])
    if not names or names[0].start:
        return False
    return _BEHIND_PLACE.match(text, tie.end() + names[0].end) is not None
