"""Which kinds of members a question asks for, or rules out: 大学で, "no banks", 民間で."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.reading.bare_kinds import asked_in_english, asked_in_japanese, limits
from index.reading.kind_words import KIND_WORDS, KindWords, compile_kind_words
from index.reading.mentions import Facet, Mention
from index.reading.negation import firm_instead, negated_after, negated_before, reason_after
from index.reading.wanting import end_of_people, wanted_in_english, wanted_in_japanese
from index.reading.wording import describes, level

_JAPANESE_JOINT = re.compile(
    r"\s*(?:[、,]?\s*(?:または|もしくは|あるいは|及び|および)|[、,・/／=]|と|や|か)\s*"
)
_ENGLISH_JOINT = re.compile(
    r"(?:\s*[,/]\s*(?:or\s+|and\s+|nor\s+)?|\s+(?:or|and|nor)\s+)"
    r"(?:(?:at|from|by|with|in)\s+)?(?:(?:an?|any|the)\s+)?(?:(?:local|regional)\s+)?"
)
# 企業ではなく大学で: what is not wanted goes with what is
_NOT_A_FIRM = re.compile(
    r"(?<!民間)(?<!民間の)(?:企業|会社|業者|メーカー)(?:では|じゃ|で)なくて?、?\s*$"
)
_NOT_A_FIRM_BEHIND = re.compile(
    r",?\s+(?:not|rather than|instead of)\s+(?:an?\s+)?"
    r"(?:(?:(?:big|large|trading)\s+)?(?:company|companies|firms?|suppliers?|shops?|contractors?|agents?)"
    r"(?:\s+or\s+(?:an?\s+)?)?)+\b"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word for a kind, where it stands in the text."""

    meaning: KindWords
    start: int
    end: int
    japanese: bool


def find_kinds(text: str) -> list[Mention]:
    """The kinds of members that are wanted, or that a negating word next to them rules out.

    Negation itself is left to ``index.reading.polarity``; only 民間 is excluded here already, as
    it names those who are not universities and not public.
    """
    levelled = level(text)
    words = [_word(found) for found in _kind_words().finditer(levelled)]
    mentions: list[Mention] = []
    for chain in _chains(levelled, words):
        mentions += _mentions(levelled, chain)
    return mentions


@lru_cache(maxsize=1)
def _kind_words() -> re.Pattern[str]:
    return compile_kind_words()


def _word(found: re.Match[str]) -> _Word:
    name, _, language = (found.lastgroup or "").rpartition("_")
    return _Word(KIND_WORDS[name], *found.span(), japanese=language == "ja")


def _chains(text: str, words: list[_Word]) -> list[list[_Word]]:
    """The words in groups: 大学や公設試 is one, "a bank or a chamber of commerce" another."""
    chains = [[word] for word in words[:1]]
    for one, other in pairwise(words):
        joint = _JAPANESE_JOINT if one.japanese else _ENGLISH_JOINT
        joined = one.japanese == other.japanese and joint.fullmatch(text, one.end, other.start)
        if joined and not _turns(text, one, other):
            chains[-1].append(other)
        else:
            chains.append([other])
    return chains


def _turns(text: str, one: _Word, other: _Word) -> bool:
    """Whether ``other`` says again what a negation of ``one`` does: "no banks, companies only"."""
    return other.meaning.limiting and negated_before(text, one.start) is not None


def _mentions(text: str, chain: list[_Word]) -> list[Mention]:
    stretch = _stretch(text, chain)
    if stretch is None or len({word.meaning.excluded for word in chain}) > 1:
        return []
    starts = [stretch[0], *(word.start for word in chain[1:])]
    ends = [*(word.start for word in chain[1:]), stretch[1]]
    return [
        Mention(
            start,
            end,
            Facet.KIND,
            tuple(kind.value for kind in word.meaning.kinds),
            excluded=word.meaning.excluded,
        )
        for word, start, end in zip(chain, starts, ends, strict=True)
    ]


def _stretch(text: str, chain: list[_Word]) -> tuple[int, int] | None:
    """From where to where the words of a chain state a condition, or None if they do not."""
    start, end = chain[0].start, chain[-1].end
    vague = any(word.meaning.vague for word in chain)
    if chain[0].meaning.limiting:
        return (start, end) if limits(text, start, japanese=chain[0].japanese) else None
    if chain[0].japanese:
        named = end_of_people(text, end)
        if _ruled_out(text, named):
            return start, named
        stop = wanted_in_japanese(text, start, end, vague=vague)
        if stop is None and not vague:
            stop = asked_in_japanese(text, start, named)
        if stop is None:
            return None
        return _start_with_rejected(text, start), stop
    if describes(text, start, end):
        return None
    if negated_before(text, start) is not None or negated_after(text, end) is not None:
        return start, end
    wanted = wanted_in_english(text, start, end, vague=vague)
    if not wanted and not vague:
        wanted = asked_in_english(text, start, end)
    if wanted and (rejected := _NOT_A_FIRM_BEHIND.match(text, wanted[1])):
        return wanted[0], rejected.end()
    return wanted


def _ruled_out(text: str, end: int) -> bool:
    """Whether what ends at ``end`` is not wanted: 以外, or 混んでいるので民間で behind it."""
    if negated_after(text, end) is not None:
        return True
    instead = reason_after(text, end)
    if instead is None:
        return False
    if firm_instead(text, instead) is not None:
        return True
    other = _kind_words().match(text, instead)
    return other is not None and wanted_in_japanese(text, *other.span(), vague=False) is not None


def _start_with_rejected(text: str, start: int) -> int:
    """The start of 企業ではなく in front of ``start``, or ``start``."""
    window = text[max(0, start - 14) : start]
    found = _NOT_A_FIRM.search(window)
    return start - len(window) + found.start() if found else start
