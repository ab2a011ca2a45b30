"""The single needs of a question that has several: 設計から試作、EMC試験まで. Pure.

Most commas and most "and" join a need and its details, so a cut needs evidence to separate: words
that say so (+, then, さらに), a list of three or more bare names of work, a chain of verbs, or two
kinds of work that other shops do (切削とアルマイト). All else stays with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from index.reading.cuts import Cut, Stretch, find_cuts
from index.reading.part_words import with_objects
from index.reading.work_words import LISTED, WORK, Work, is_detail, works_in
from index.tokens import JAPANESE_LETTER

Related: TypeAlias = Callable[[str, str], bool]

MOST_PARTS = 5
# A text as long as this is a letter; index.focus says which sentence of it is the question.
_LONGEST = 2_000
# A text with so many clauses is a list of everything.
_MOST_CLAUSES = 40
# A list has as many members as this; two may be the two sides of one need.
_LIST = 3
# A member of a list is a name with at most an object.
_BARE_CHARS = 18
_BARE_WORDS = 7
# A request of its own is one short sentence.
_SENTENCE_CHARS = 40
_SENTENCE_WORDS = 12
# English of that many words that asks for nothing describes a project.
_TITLE = 12


@dataclass(frozen=True, slots=True)
class _Clause:
    """``text[start:end]``, how it is cut from the clause before it, and the work in it.

    ``bare`` clauses may be members of a list; ``asks`` tells whether a request is made in it.
    """

    start: int
    end: int
    cut: Cut
    work: tuple[Work, ...]
    bare: bool
    asks: bool

    @property
    def trades(self) -> frozenset[str]:
        """The kinds of work that are done in it; who tests also measures."""
        domains = (one.domain for one in self.work if one.domain in WORK)
        return frozenset("test" if one == "measurement" else one for one in domains)


_Parts: TypeAlias = list[list[_Clause]]

_ASKS = re.compile(
    r"[?？]|\b(?:need(?! to be)|looking|seeking|who|want|help us|please|someone|anyone)\b"
    r"|たい|ほしい|欲しい|お願い|相談|探し|求|希望|必要",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:ます|です|ました|でした|ません|ている|ていた|である|のだ|った)(?:ね|よ)?[。、\s]"
    r"|(?:ます|です|ました|でした|である)$"
)
_ENUMERATES = re.compile(r",|\b(?:from|then|plus|also|as well as)\b", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\b(?:is|are|was|were|will|has|have|aims?|projects?|research|study|propos\w+|develops?|focus\w*"
    r"|explor\w+|investigat\w+|programmes?|provides?|enables?|allows?|uses?|based|this|their|its)\b",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"\s*(?:(?:まで|も|の両方|を?まとめて)?\s*$|(?:of|for|on)\b)", re.IGNORECASE
)
_NUMBERED = re.compile(r"[①-⑩\d\n]")
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_][\w'’-]*")


def split_needs(text: str, known: Sequence[Work], related: Related) -> tuple[str, ...]:
    """The needs in ``text``, in its order and at most five; ``(text,)`` when there is one.

    ``known`` are the concepts of the thesaurus that stand in ``text``; ``related`` tells whether
    two of them are so close that who does one does the other. Give it a text without courtesy and
    conditions (``courtesy``, ``mentions``): "we make pumps" would be a part.
    """
    if len(text) > _LONGEST or _is_description(text):
        return (text,)
    cuts = find_cuts(text)
    if not 0 < len(cuts) <= _MOST_CLAUSES:
        return (text,)
    work = works_in(text, known)
    clauses = _merged(text, _clauses(text, cuts, work), _one_need)
    parts = _parted(text, _merged(text, clauses, _no_need), related)
    if len(parts) < 2:
        return (text,)
    spans = [(part[0].start, part[-1].end) for part in parts]
    stated = parts[-1][0].cut in (Cut.SENTENCE, Cut.SERIES)
    return with_objects(text, spans, work, stated)


def _is_description(text: str) -> bool:
    """Whether it is prose that asks for nothing."""
    if _ASKS.search(text) or re.search(r"[+＋;→]", text):
        return False
    if JAPANESE_LETTER.search(text):
        return _TELLS.search(text) is not None
    if re.search(r"\n\s*[-*\d]", text):
        return False
    if len(_WORD.findall(text)) <= _TITLE:
        return False
    # "Synthesis and characterisation of ... for ..." is a title.
    return _DESCRIBES.search(text) is not None or not _ENUMERATES.search(text)


def _clauses(text: str, cuts: list[Stretch], work: Sequence[Work]) -> Iterator[_Clause]:
    position, before = 0, Cut.SENTENCE
    for start, end, cut in [*cuts, (len(text), len(text), Cut.SENTENCE)]:
        clause = text[position:start]
        if _LETTER.search(clause):
            found = tuple(one for one in work if position <= one.start and one.end <= start)
            detail = is_detail(clause)
            asks = _ASKS.search(text, position, end) is not None
            yield _Clause(position, start, before, () if detail else found, _is_short(clause), asks)
            before = Cut.LAST if (before, cut) == (Cut.LIST, Cut.JOIN) else cut
        elif cut is Cut.SERIES:
            before = cut
        position = end


def _is_short(clause: str, most_chars: int = _BARE_CHARS, most_words: int = _BARE_WORDS) -> bool:
    if ":" in clause or "：" in clause:
        return False  # what a colon announces is told of one thing
    if JAPANESE_LETTER.search(clause):
        return len(clause.strip()) <= most_chars
    return len(_WORD.findall(clause)) <= most_words


def _one_need(text: str, last: _Clause, clause: _Clause) -> bool:
    """Whether two clauses are the two sides of an "and" that asks for one thing."""
    return clause.cut is Cut.JOIN and not _meets(text, last, clause)


def _no_need(text: str, last: _Clause, clause: _Clause) -> bool:
    """Whether one of two clauses names no work: it goes with the other."""
    return not (last.work and clause.work) and not _follows_a_thing(text, last, clause)


def _follows_a_thing(text: str, last: _Clause, clause: _Clause) -> bool:
    """Whether it is work, said to come on top of something that nothing is known of."""
    thing, joint = text[last.start : last.end], text[last.end : clause.start]
    if clause.cut is not Cut.SERIES or not clause.trades or _NUMBERED.search(joint):
        return False
    long = len(thing.strip()) > 3 if JAPANESE_LETTER.search(thing) else " " in thing.strip()
    return long and not last.work and last.bare and not is_detail(thing)


def _merged(
    text: str, clauses: Iterable[_Clause], belong: Callable[[str, _Clause, _Clause], bool]
) -> list[_Clause]:
    """The clauses, those that ``belong`` together made one."""
    merged: list[_Clause] = []
    for clause in clauses:
        if merged and belong(text, merged[-1], clause):
            last = merged.pop()
            bare = last.bare if last.work else clause.bare
            work, asks = last.work + clause.work, last.asks or clause.asks
            clause = _Clause(last.start, clause.end, last.cut, work, bare, asks)
        merged.append(clause)
    return merged


def _parted(text: str, clauses: list[_Clause], related: Related) -> _Parts:
    """The clauses by need: a new one begins where a cut has evidence."""
    listed = _members_of_lists(clauses)
    parts: _Parts = []
    for clause in clauses:
        last = parts[-1] if parts else []
        repeats = not _new_in(clause, [one for part in parts for one in part])
        if not last or (
            len(parts) < MOST_PARTS
            and not repeats
            and (clause in listed or _separates(text, last, clause, related))
        ):
            parts.append([clause])
        else:
            last.append(clause)
    return parts


def _new_in(clause: _Clause, before: list[_Clause]) -> bool:
    known = {work.key for one in before for work in one.work}
    return any(work.key not in known for work in clause.work)


def _members_of_lists(clauses: list[_Clause]) -> list[_Clause]:
    """The members, but the first, of each list of at least three bare names of work."""
    lists: list[list[_Clause]] = []
    for clause in clauses:
        if not lists or clause.cut is Cut.SENTENCE or not clause.bare:
            lists.append([])
        if clause.bare and clause.cut is not Cut.JOIN:
            lists[-1].append(clause)
    return [one for members in lists if _is_list(members) for one in members[1:]]


def _is_list(members: list[_Clause]) -> bool:
    different = {frozenset(work.key for work in one.work) for one in members}
    # 旋盤、フライス、研削の講習: the last names what is wanted of all.
    named = sum(any(work.domain in LISTED for work in one.work) for one in members)
    return len(different) >= _LIST and named >= _LIST - 1 and len(members[-1].trades) < 2


def _separates(text: str, part: list[_Clause], clause: _Clause, related: Related) -> bool:
    """Whether a clause is another need than the part before it."""
    last = part[-1]
    if not (last.work and clause.work):
        return _follows_a_thing(text, last, clause)
    close = [[related(one.key, other.key) for other in last.work] for one in clause.work]
    if clause.cut is Cut.SERIES:
        things = {one.domain for one in (last.work[-1], *clause.work)}
        same = all(map(any, close)) and all(map(any, zip(*close, strict=True)))
        return not same and (len(things) > 1 or not things.isdisjoint(WORK))
    if any(map(any, close)) or not last.trades or not clause.trades or last.trades & clause.trades:
        return False
    match clause.cut:
        case Cut.JOIN:
            return True  # the others were put together before
        case Cut.LAST:
            return False
        case Cut.LIST:
            return last.bare and clause.bare and not clause.asks
        case Cut.CHAIN:
            return _is_short(text[last.start : clause.end], 2 * _SENTENCE_CHARS)
    shorts = (text[one.start : one.end] for one in (last, clause))
    return (
        last.asks == clause.asks
        and (last.asks or (last.bare and clause.bare))
        and all(_is_short(one, _SENTENCE_CHARS, _SENTENCE_WORDS) for one in shorts)
    )


def _meets(text: str, last: _Clause, clause: _Clause) -> bool:
    """Whether an "and" stands between two names of work that nothing holds together: in
    切削とめっきをする工場 the verb does."""
    if not (last.work and clause.work):
        return False
    names = all(one.domain in WORK for one in (last.work[-1], *clause.work))
    return (
        names
        and len(clause.trades) == 1
        and last.end - last.work[-1].end <= 1
        and clause.work[0].start - clause.start <= 1
        and _NOTHING_ELSE.match(text, clause.work[-1].end, clause.end) is not None
    )
