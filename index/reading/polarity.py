"""What is not wanted: members (大学以外で, "no banks") and ways of making (めっき以外で).

A negating word belongs to the condition next to it and to those joined to that one in a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.reading.mentions import Facet, Mention
from index.reading.negation import (
    either,
    firm_instead,
    negated_after,
    negated_before,
    reason_after,
)
from index.reading.remnants import end_with_remnants, with_remnants
from index.reading.unwanted import Negation, negated_needs
from index.reading.wording import level

__all__ = ["Negation", "negated_needs", "with_polarity"]

_PLACE = frozenset({Facet.CITY, Facet.PREFECTURE})
_JOINED = re.compile(
    r"\s*(?:[、,・/=]|と|や|か|または|もしくは|および|及び|,?\s*\b(?:or|and|nor)\b)?\s*"
)
_JOINT_AT_END = re.compile(
    r"(?:[、,・/=]|と|や|か|または|もしくは|および|及び|\b(?:or|and|nor))\s*$"
)
_JOINT_AT_START = re.compile(r"\s*(?:,\s*)?(?:or|and|nor)\b")
_EITHER_OR = re.compile(r"(?:か|または|もしくは|\bor)\s*$")
_COMMA = re.compile(r"[、,]")
_PARTICLE = re.compile(r"[でにはのを]$")


@dataclass(frozen=True, slots=True)
class _Group:
    """Mentions in a list: 大学と公設試, "Tokyo or Osaka". A negation holds for all of them."""

    mentions: tuple[Mention, ...]

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.mentions[-1].end


def with_polarity(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with ``excluded`` set and the negating words taken into their stretches.

    What is said to be no condition after all is left out: 大手以外でも可, "not necessarily".
    """
    levelled = level(text)
    groups = _groups(levelled, sorted(mentions, key=lambda one: (one.start, one.end)))
    judged: list[Mention] = []
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else None
        earliest = min(judged[-1].end, group.start) if judged else 0
        judged += _judged(levelled, group, following, earliest)
    return judged


def _groups(text: str, mentions: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    for mention in mentions:
        if groups and _goes_on(text, groups[-1], mention):
            groups[-1] = _Group((*groups[-1].mentions, mention))
        else:
            groups.append(_Group((mention,)))
    return groups


def _goes_on(text: str, group: _Group, mention: Mention) -> bool:
    """Whether the list goes on. 東京か埼玉、神奈川は除いて: it ends with the comma behind か."""
    last = group.mentions[-1]
    if _COMMA.search(text, last.end - 1, mention.start) and len(group.mentions) > 1:
        said = text[group.start : last.start]
        if _EITHER_OR.search(said):
            return False
    return _in_one_list(text, last, mention)


def _in_one_list(text: str, one: Mention, other: Mention) -> bool:
    if one.excluded != other.excluded or not _same_facet(one, other) or other.start < one.end:
        return False
    gap = text[one.end : other.start]
    if len(gap) > 12 or not _JOINED.fullmatch(gap):
        return False
    head = text[max(one.start, one.end - 12) : one.end]
    tail = text[other.start : min(other.end, other.start + 12)]
    if _JOINT_AT_END.search(head) or _JOINT_AT_START.match(tail):
        return True
    return bool(gap.strip()) and not _PARTICLE.search(head.rstrip())


def _same_facet(one: Mention, other: Mention) -> bool:
    return one.facet is other.facet or {one.facet, other.facet} <= _PLACE


def _judged(
    text: str, group: _Group, following: _Group | None, earliest: int
) -> tuple[Mention, ...]:
    ends = _ends(text, group)
    if any(either(text, group.start, end) for end in ends):
        return ()
    begins = negated_before(text, group.start)
    stop = next((found for end in ends if (found := negated_after(text, end))), None)
    if stop is None:
        stop = _passed_over(text, group, following)
    follows = following.start if following else len(text)
    if begins is None and stop is None:
        return _stretched(text, group, follows)
    if group.mentions[0].facet is Facet.CERTIFICATION:
        return ()  # nobody minds a certificate: "without ISO 9001" only says that none is needed
    start = group.start if begins is None else begins
    start, stop = with_remnants(text, start, max(stop or 0, group.end))
    return _turned(group, max(start, earliest), max(min(stop, follows), group.end))


def _stretched(text: str, group: _Group, follows: int) -> tuple[Mention, ...]:
    """The mentions as they are, with "will do" behind the last one."""
    *others, last = group.mentions
    end = min(end_with_remnants(text, last.end), follows)
    return (*others, replace(last, end=max(end, last.end)))


def _ends(text: str, group: _Group) -> tuple[int, ...]:
    """Where the words of a group may end: a particle may belong to the negation (東京で|はなく)."""
    last = group.mentions[-1]
    if last.end - last.start > 1 and _PARTICLE.search(text, last.end - 1, last.end):
        return (last.end, last.end - 1)
    return (last.end,)


def _passed_over(text: str, group: _Group, following: _Group | None) -> int | None:
    """Where は混んでいるので ends, if somebody else is named behind it."""
    for end in _ends(text, group):
        reason = reason_after(text, end)
        if reason is None:
            continue
        if firm := firm_instead(text, reason):
            return firm
        others = following is not None and following.start == reason
        if others and following and _same_facet(group.mentions[0], following.mentions[0]):
            return reason
    return None


def _turned(group: _Group, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions of a group the other way round, one behind the other from start to end."""
    starts = [start, *(one.start for one in group.mentions[1:])]
    ends = [*(one.start for one in group.mentions[1:]), end]
    return tuple(
        replace(one, start=begins, end=stops, excluded=not one.excluded)
        for one, begins, stops in zip(group.mentions, starts, ends, strict=True)
    )
