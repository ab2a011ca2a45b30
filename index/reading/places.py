"""Places that a question names as a condition: 八王子か相模原で, "near Machida", 多摩地域の.

A name is a condition only where the words around it say so (``place_context``); the name of an
organisation, of the asker's own town or of a destination is none. What is doubtful is left alone:
a wrong filter hides the right member, a missed one costs a rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.reading.mentions import Facet, Mention
from index.reading.place_context import (
    AREA_WORD,
    BREAK_BEFORE,
    CAPITALISED_BEFORE,
    CONNECTOR,
    ENGLISH_TAIL,
    FRAGMENT_START,
    HELP_FOLLOWS,
    JAPANESE_TAIL,
    LABEL,
    LEAD,
    LONGER_NAME,
    MAKERS,
    MEMBER_FOLLOWS,
    NEGATION,
    ONWARD,
    SELF_FOLLOWS,
    TOPIC_BEFORE,
    TOPIC_FOLLOWS,
    are_one,
    is_account,
    speaks_of_asker,
)
from index.reading.place_hits import Hit, find_names
from index.reading.place_names import Form, Name, plain
from index.tokens import JAPANESE_LETTER

# How far before a name is looked for what makes it a condition.
_BEFORE = 80
# As a fragment of its own ("EMC test, Tokyo") a place stands in a short text only.
_SHORT = 120


@dataclass(frozen=True, slots=True)
class _Tied:
    """The stretch that goes with names standing together."""

    start: int
    end: int
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Names standing together, and the text around them, as written and ``plain``."""

    hits: tuple[Hit, ...]
    text: str
    folded: str

    @property
    def start(self) -> int:
        return self.hits[0].start

    @property
    def end(self) -> int:
        return self.hits[-1].end

    @property
    def before(self) -> str:
        return self.folded[max(0, self.start - _BEFORE) : self.start]

    @property
    def capital(self) -> bool:
        return all(hit.capital for hit in self.hits)

    @property
    def opens(self) -> bool:
        """Whether the text begins with it."""
        return not self.text[: self.start].strip(" \n\"'“「(")


def find_places(text: str, home: frozenset[str] = frozenset()) -> list[Mention]:
    """The places that ``text`` names as conditions, in order and disjoint.

    ``home`` are the canonical prefectures of the directory: of places with the same name those that
    lie there are meant. Never raises for any text.
    """
    hits = find_names(text)
    folded = plain(text)
    if not hits or is_account(folded):
        return []
    return [
        mention
        for hits_together in _together(_addresses(hits, folded), folded)
        if (tied := _tie(_Group(tuple(hits_together), text, folded)))
        for mention in _mentions(hits_together, tied, home)
    ]


def _addresses(hits: list[Hit], folded: str) -> list[Hit]:
    """The hits, a city with its prefecture made one."""
    merged: list[Hit] = []
    for hit in hits:
        before = merged[-1] if merged else None
        between = folded[before.end : hit.start] if before else ""
        if before and are_one(before.name.facet, hit.name.facet, between):
            city, prefecture = (before, hit) if hit.name.facet is not Facet.CITY else (hit, before)
            ((where, _), *others) = prefecture.name.places
            there = tuple(place for place in city.name.places if place[0] == where)
            if there and not others:
                name = Name(Facet.CITY, Form.FULL, there)
                end = hit.end + ("(" in between and folded[hit.end : hit.end + 1] == ")")
                merged[-1] = replace(hit, start=before.start, end=end, name=name, sure=True)
                continue
        merged.append(hit)
    return merged


def _together(hits: list[Hit], folded: str) -> Iterator[list[Hit]]:
    """The hits, those together that か, "or" or a comma joins."""
    group: list[Hit] = []
    for hit in hits:
        if group and not CONNECTOR.fullmatch(folded, group[-1].end, hit.start):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _mentions(group: list[Hit], tied: _Tied, home: frozenset[str]) -> Iterator[Mention]:
    """One mention a name; each stretch reaches to the next one."""
    starts = [tied.start, *(hit.start for hit in group[1:]), tied.end]
    for hit, start, end in zip(group, starts, starts[1:], strict=False):
        near = tied.near and hit.name.facet is Facet.CITY and hit.name.form is not Form.AREA
        places = hit.name.meant(home)
        city = hit.name.facet is Facet.CITY
        values = tuple(dict.fromkeys(name if city else where for where, name in places))
        yield Mention(start, end, hit.name.facet, values, near=near, places=places if city else ())


def _tie(group: _Group) -> _Tied | None:
    """The stretch that makes a condition of the names, or None."""
    if speaks_of_asker(group.before):
        return None
    if not group.hits[-1].latin:
        return _tie_japanese(group)
    if JAPANESE_LETTER.match(group.folded[group.end :].lstrip()[:1]):
        return _tie_japanese(group) or _tie_english(group)
    return _tie_english(group)


def _tie_japanese(group: _Group) -> _Tied | None:
    folded = group.folded
    tail = JAPANESE_TAIL.match(folded, group.end)
    lead = _lead(group)
    if tail is None or (tail["open"] is not None and not lead):
        return None
    negated = tail["negated"] is not None
    helped = tail["tie"] and HELP_FOLLOWS.match(folded, tail.end())
    topic = None if helped else TOPIC_FOLLOWS.match(folded, tail.end())
    about = topic or SELF_FOLLOWS.match(folded, tail.end())
    if about and not negated:
        return None
    near = bool(tail["near"] or tail["close"])
    plainly = bool(lead or tail["tie"] or negated or near)
    sure = len(group.hits) > 1 or group.hits[0].sure
    if tail["of"]:
        plainly = plainly or sure or bool(MEMBER_FOLLOWS.match(folded, tail.end()))
    elif tail["end"] is not None:
        plainly = plainly or (sure and bool(FRAGMENT_START.search(group.before)))
    if not plainly:
        return None
    start, lead_near = lead or (group.start, False)
    return _Tied(start, tail.end(), near or lead_near)


def _tie_english(group: _Group) -> _Tied | None:
    tail = ENGLISH_TAIL.match(group.folded, group.end)
    if tail is None or tail["topic"]:
        return None
    near = bool(tail["near"])
    stretch = _Tied(group.start, tail.end(), near)
    if tail["based"] or near or tail["only"] or AREA_WORD.search(group.folded, *_last(group)):
        lead = _lead(group)
        start, lead_near = lead or (group.start, False)
        return replace(stretch, start=start, near=near or lead_near)
    if LONGER_NAME.match(group.text, group.end):
        return None
    short = replace(stretch, end=group.end if tail["comma"] or tail["members"] else tail.end())
    if lead := _lead(group):
        start, lead_near = lead
        return replace(short, start=start, near=lead_near)
    if LEAD.search(group.before) or not group.capital:
        return None
    if NEGATION.search(group.before) or LABEL.search(group.before):
        return short
    return stretch if _stands_alone(group, tail["members"], tail["comma"], tail["end"]) else None


def _last(group: _Group) -> tuple[int, int]:
    return group.hits[-1].start, group.end


def _stands_alone(group: _Group, members: str | None, comma: str | None, end: str | None) -> bool:
    """Whether the names, without a preposition, say it: "Kanagawa company", "Tama, ..."."""
    if members:
        return not CAPITALISED_BEFORE.search(group.text[: group.start][-_BEFORE:])
    several = len(group.hits) > 1 and " or " in group.folded[group.start : group.end]
    if group.opens:
        full = group.hits[-1].name.form is Form.FULL and len(group.text) <= _SHORT
        return bool(comma) or several or full
    return end is not None and len(group.text) <= _SHORT and bool(BREAK_BEFORE.search(group.before))


def _lead(group: _Group) -> tuple[int, bool] | None:
    """Where the preposition before the names begins, and whether it means the neighbourhood."""
    lead = LEAD.search(group.before)
    if lead is None or TOPIC_BEFORE.search(group.before[: lead.start()]):
        return None
    maker = group.folded[group.start : group.end] in MAKERS
    if lead["source"] and (maker or ONWARD.match(group.folded, group.end)):
        return None
    return group.start - (len(group.before) - lead.start()), lead["near"] is not None
