"""The words of each part of a question, with the object that only one of them names. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reading.work_words import Work
from index.tokens import JAPANESE_LETTER

# An object that is short enough to be repeated in each part.
_OBJECT_CHARS = 14
_OBJECT_WORDS = 6
_OBJECT_LESS_CHARS = 12
_OBJECT_LESS_WORDS = 2

_WORD = re.compile(r"[^\W_][\w'’-]*")
_EDGES = " \t\n　、，,;；:：+＋→⇒>・/／&。.!！?？-–—"
_CONNECTIVE = re.compile(
    r"(?:(?:and|then|plus|also|finally|from)\s+|(?:また|さらに|そして|次に|まず|最後に|あと、)[、\s]*)+",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?<=[一-龥ァ-ヶー])まで$")
_OBJECT_END = re.compile(r"[のをに、]|[,:：]\s")
_OWN_OBJECT = re.compile(r"[をにのへ]")
_TAIL = re.compile(r"\s(?:of|for|on)\s.+$", re.IGNORECASE)


def with_objects(
    text: str, spans: list[tuple[int, int]], work: Sequence[Work], stated: bool
) -> tuple[str, ...]:
    """The words of each part, a short object of the first (or the last, in English) put to those
    without one: アルミ筐体の設計から試作まで asks for the 試作 of an アルミ筐体.

    A part with an object of its own keeps to that, and so does one before the end of a sentence.
    """
    parts = [_read(text[start:end]) for start, end in spans]
    if JAPANESE_LETTER.search(text):
        head = _object_at_head(parts[0], text, spans[0][0], work)
        return (parts[0], *(head + part if _lacks_object(part) else part for part in parts[1:]))
    tail = "" if stated else _object_at_tail(parts[-1], text, spans[-1][1], work)
    return (*(part + tail if _lacks_object(part) else part for part in parts[:-1]), parts[-1])


def _read(words: str) -> str:
    words = words.strip(_EDGES)
    connective = _CONNECTIVE.match(words)
    return _UNTIL.sub("", words[connective.end() :] if connective else words)


def _lacks_object(part: str) -> bool:
    """Whether it names work and nothing that it is done to."""
    if JAPANESE_LETTER.search(part):
        return len(part) <= _OBJECT_LESS_CHARS and not _OWN_OBJECT.search(part)
    return len(_WORD.findall(part)) <= _OBJECT_LESS_WORDS


def _object_at_head(part: str, text: str, start: int, work: Sequence[Work]) -> str:
    start = text.index(part, start)
    ends = [found.end() for found in _OBJECT_END.finditer(part, 1, _OBJECT_CHARS)]
    named = [one.start for one in work if start <= one.start < start + len(part)]
    most = max(named, default=start) - start
    return next((part[:end] for end in reversed(ends) if end <= most), "")


def _object_at_tail(part: str, text: str, end: int, work: Sequence[Work]) -> str:
    found = _TAIL.search(part)
    if found is None or len(_WORD.findall(found[0])) > _OBJECT_WORDS:
        return ""
    start = text.rindex(found[0], 0, end)
    return "" if any(start <= one.start < end for one in work) else found[0]
