"""What the recognisers of conditions share: a text made comparable, and whether it asks at all."""

from __future__ import annotations

import re
from functools import lru_cache

from index.reading.patterns import pattern

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_TYPOGRAPHIC = {0x2019: 0x27, 0x2018: 0x27, 0x2010: 0x2D, 0x2011: 0x2D, 0x2013: 0x2D, 0x2212: 0x2D}
_NARROW = _FULL_WIDTH | _TYPOGRAPHIC

# How far around a word is read: a sentence of a letter, not a book pasted by mistake.
_REACH = 300
_SENTENCE_END = pattern(r"[。！？!?\n]|\.\s")
_WORD = pattern(r"[a-z]+")
_LONG, _TOO_LONG = 18, 45

_ASKS = pattern(
    r"""
    \? | ？
    | \b(?: looking\ for | searching\ for | anyone | anybody | recommend | please
        | (?:is|are)\ there )\b
    | \b(?: who | someone | somebody | can\ you | could\ you | find\ (?:me|us|an?) )\s
        (?: can | could | to | with | has | have | who | that | is )?
    | \b(?: ideally | preferably | any\ (?:names|ideas|tips|suggestions)
        | any\ (?:route|method|process|way|technique)\ (?:is|will|ok) )\b
    | \b(?: we | i )(?: \ | ')
        (?: need | want | are\ looking | would\ like | d\ like | prefer | seek )\b
    | ^\W*(?: need | want | seeking | wanted )\b
    """,
    re.VERBOSE,
)
_DESCRIBES = pattern(
    r"""
    \b(?: (?: this | the | our )\ (?: project | study | paper | thesis | programme | program
                                    | research | work | proposal | course | aim | goal )
        | (?: investigation | analysis | study | role | effects? | impact | history ) \ of | novel
        | aims?\ to | aimed\ at | will(?!\ do\b) | was | were | has\ been | have\ been | students?
        | we\ (?: show | propose | present | investigate | study | develop(?:ed)? )
        | in\ collaboration\ with | funded )\b
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=64)
def narrow(text: str) -> str:
    """The text in half-width letters, each character in its place."""
    return text.translate(_NARROW)


@lru_cache(maxsize=64)
def level(text: str) -> str:
    """The text in half-width lower case, each character in its place."""
    lowered = narrow(text).lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in narrow(text))


def before(text: str, start: int, reach: int = 80) -> str:
    """What stands before ``start`` in the same line, as far as a condition may reach back."""
    return text[max(0, start - reach) : start].rpartition("\n")[2]


def describes(text: str, start: int, end: int) -> bool:
    """Whether the English around ``text[start:end]`` tells of something instead of asking for it.

    Descriptions of projects and titles of papers name universities, banks and standards as well.
    ``text`` is levelled.
    """
    around = text[max(0, start - _REACH) : end + _REACH]
    words = len(_WORD.findall(_sentence(text, start, end)))
    if words > _TOO_LONG:
        return True
    if _ASKS.search(around):
        return False
    return words > _LONG or _DESCRIBES.search(around) is not None


def _sentence(text: str, start: int, end: int) -> str:
    head = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    tail = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    return head + text[start:end] + tail
