"""Ways of making that are explicitly not wanted: めっき以外で防錆, "not casting", "no plating".

A quality (剥離なし, "without burrs") is no such thing: the thesaurus tells a method from the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.reading.mentions import Mention
from index.reading.remnants import with_remnants
from index.reading.unwanted_words import (
    CHOICE_JAPANESE,
    DEFECT,
    FROM_WHAT,
    JAPANESE_PHRASE,
    JOINT_ENGLISH,
    JOINT_JAPANESE,
    LACK_JAPANESE,
    LONGEST,
    MODIFIER,
    NEGATOR_ENGLISH,
    NEGATOR_JAPANESE,
    NO_TRADE,
    NO_TRADE_ENGLISH,
    NOUN,
    OWN_ENDING,
    PARTICLES,
    PHRASE,
    RUN,
    SHORT_FOR_METHOD,
    SHORT_IN_LIST,
    STATED,
    STOP,
    WORD_END,
)
from index.reading.wording import before, describes, level


@dataclass(frozen=True, slots=True)
class Negation:
    """``text`` is not wanted; ``start`` and ``end`` bound the stretch that says so."""

    start: int
    end: int
    text: str


def negated_needs(
    text: str,
    cut: Sequence[Mention],
    is_method: Callable[[str], bool],
    is_trade: Callable[[str], bool],
) -> list[Negation]:
    """The methods and things that are not wanted, each with the stretch that says so.

    ``is_method`` tells whether a term is a process, a treatment or a test. Where one thing is
    chosen over another (ではなく, "instead of") any word of the trade (``is_trade``) may be the
    other; 気のせいではなく rules nothing out. Stretches of ``cut`` are conditions on members and
    left alone.
    """
    levelled = level(text)
    found = [
        *_in_japanese(levelled, is_method, is_trade),
        *_in_english(levelled, cut, is_method, is_trade),
    ]
    kept: list[Negation] = []
    for one in sorted(found, key=lambda negation: negation.start):
        free = all(one.end <= other.start or other.end <= one.start for other in cut)
        if free and (not kept or kept[-1].end <= one.start):
            # The words as they were written.
            at = levelled.find(one.text, one.start)
            kept.append(Negation(one.start, one.end, text[at : at + len(one.text)]))
    return [_with_remnants(levelled, kept, number, cut) for number in range(len(kept))]


def _with_remnants(
    text: str, negations: Sequence[Negation], number: int, cut: Sequence[Mention]
) -> Negation:
    """The negation over the words around it that mean nothing without it."""
    one = negations[number]
    others = [(other.start, other.end) for other in negations if other is not one]
    others += [mention.stretch for mention in cut]
    start, end = with_remnants(text, one.start, one.end)
    start = max([start, *(stop for _, stop in others if stop <= one.start)])
    end = min([end, *(begin for begin, _ in others if begin >= one.end)])
    return Negation(start, end, one.text)


def _in_japanese(
    text: str, is_method: Callable[[str], bool], is_trade: Callable[[str], bool]
) -> Iterator[Negation]:
    for negator in NEGATOR_JAPANESE.finditer(text):
        choice = CHOICE_JAPANESE.match(text, negator.start())
        lack = None if choice else LACK_JAPANESE.match(text, negator.start())
        said = choice or lack
        if not said:
            continue
        # "casting ではなく鍛造"
        end = negator.start() - (text[negator.start() - 1 : negator.start()] == " ")
        start = _term_before(text, end, is_method)
        if start is None and choice:
            start = _noun_before(text, end, is_trade)
        if start is not None:
            yield from _listed_before(text, start, is_method)
            modifier = MODIFIER.search(text, max(0, start - LONGEST), start)
            yield Negation(modifier.start() if modifier else start, said.end(), text[start:end])


def _term_before(text: str, end: int, is_method: Callable[[str], bool]) -> int | None:
    """The start of the longest method that ends at ``end``."""
    run = RUN.search(text, max(0, end - LONGEST), end)
    if not run or DEFECT.search(run[0]):
        return None
    begin = max([run.start(), *(one.end() for one in PARTICLES.finditer(text, run.start(), end))])
    shortest = next((at for at in range(end - 2, begin - 1, -1) if is_method(text[at:end])), None)
    if shortest is None or _is_only_part(text[shortest:end], is_method):
        return None
    # 無電解 belongs to めっき, whether or not the thesaurus has them together.
    return begin


def _is_only_part(term: str, is_method: Callable[[str], bool]) -> bool:
    """Whether the method in ``term`` is only the first part of another noun: 溶接歪み."""
    for length in range(2, len(term)):
        if is_method(term[:length]):
            return OWN_ENDING.fullmatch(term, length) is None
    return False


def _noun_before(text: str, end: int, is_trade: Callable[[str], bool]) -> int | None:
    noun = NOUN.search(text, max(0, end - LONGEST), end)
    if not noun or NO_TRADE.search(noun[0]) or not is_trade(noun[0]):
        return None
    return noun.start()


def _listed_before(text: str, end: int, is_method: Callable[[str], bool]) -> list[Negation]:
    """The methods joined to the one that begins at ``end``: めっきや|塗装以外.

    A comma alone joins nothing: 鋼部品の表面硬化、浸炭以外 asks for hardening.
    """
    listed: list[Negation] = []
    while joint := JOINT_JAPANESE.search(text, max(0, end - 3), end):
        if joint[0] == "、":
            break
        start = _term_before(text, joint.start(), is_method)
        if start is None:
            break
        listed.append(Negation(start, end, text[start : joint.start()]))
        end = start
    return listed[::-1]


def _in_english(
    text: str,
    cut: Sequence[Mention],
    is_method: Callable[[str], bool],
    is_trade: Callable[[str], bool],
) -> Iterator[Negation]:
    for negator in NEGATOR_ENGLISH.finditer(text):
        if any(one.start <= negator.end() and negator.start() < one.end for one in cut):
            continue
        lack = negator["lack"]
        if (lack and STATED.search(before(text, negator.start()))) or describes(
            text, *negator.span()
        ):
            continue
        first = negator.end()
        end = _method_end(text, first, is_method, SHORT_FOR_METHOD)
        if end is None and not lack:
            end = _phrase_end(text, first)
            end = end if end and is_trade(text[first:end]) else None
        start = negator.start()
        while end is not None:
            from_what = FROM_WHAT.match(text, end)
            stop = from_what.end() if from_what else end
            yield Negation(start, stop, text[first:end])
            joint = JOINT_ENGLISH.match(text, stop)
            if not joint:
                break
            start, first = stop, joint.end()
            end = _method_end(text, first, is_method, SHORT_IN_LIST)


def _method_end(
    text: str, start: int, is_method: Callable[[str], bool], short: frozenset[str]
) -> int | None:
    """The end of the longest method that begins at ``start`` and is no part of another noun."""
    if japanese := JAPANESE_PHRASE.match(text, start, start + LONGEST):
        return japanese.end() if is_method(japanese[0]) else None
    phrase = PHRASE.match(text, start, start + 60)
    if not phrase:
        return None
    words = WORD_END.split(phrase[0], maxsplit=1)[0].rstrip()
    ends = [found.start() for found in re.finditer(r"\ |$", words)] if words else []
    for length in reversed(ends):
        end = start + length
        if STOP.match(text, end) and (text[start:end] in short or is_method(text[start:end])):
            return end
    return None


def _phrase_end(text: str, start: int) -> int | None:
    """The end of a noun of at most three words that begins at ``start``."""
    phrase = PHRASE.match(text, start, start + 60)
    if not phrase or NO_TRADE_ENGLISH.match(phrase[0]):
        return None
    words = WORD_END.split(phrase[0], maxsplit=1)[0].rstrip()
    end = start + len(words)
    return end if words and words.count(" ") < 3 and STOP.match(text, end) else None
