"""Conditions that reach a question from outside its text: a form's, a button's, a follow-up's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.reading.mentions import Facet, Mention
from profiles.model import Kind

_PLACES = frozenset({Facet.CITY, Facet.PREFECTURE})
_KINDS = frozenset(kind.value for kind in Kind)
_SIZE = re.compile(r"[<>]=\d{1,9}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Constraints:
    """Conditions from outside the text of a question: a form's, a button's, a follow-up's.

    ``mentions`` are those that a text would state, without their place in one. ``without`` are the
    ids of members that are not to be named: whoever asks for others has seen them.
    """

    mentions: tuple[Mention, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mentions or self.without)

    def then(self, later: Constraints) -> Constraints:
        """These, changed by what is said later.

        What is wanted later takes the place of what was wanted of the same facet (a city and a
        prefecture are both a place). Exclusions add up; who wants what was excluded, or excludes
        what was wanted, takes the earlier word back.
        """
        kept = (left for one in self.mentions if (left := _left_of(one, later.mentions)))
        return Constraints(
            tuple(dict.fromkeys((*kept, *later.mentions))),
            tuple(dict.fromkeys((*self.without, *later.without))),
        )

    def over(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """The conditions of a text, changed by these."""
        if not self.mentions:
            return mentions
        return Constraints(tuple(mentions)).then(self).mentions

    def encoded(self) -> str:
        """As JSON for a column; "" if there are none."""
        if not self:
            return ""
        stated = [_to_json(one) for one in self.mentions]
        found = {"mentions": stated, "without": list(self.without)}
        return json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False)


NONE = Constraints()


def stated(mentions: Iterable[Mention]) -> Constraints:
    """What the mentions of some text ask for, without their places in it."""
    return Constraints(tuple(dict.fromkeys(replace(one, start=0, end=0) for one in mentions)))


def wanting(facet: str, values: Sequence[str]) -> Constraints:
    """What a form or a button asks for.

    ``facet`` is "kind", "place", "certification" or "language"; a place is "Prefecture/City" or
    "Prefecture/", in canonical English. As in a text, kinds, places and languages are
    alternatives, and of certificates all are wanted. What is no such value is left out.
    """
    if facet == "place":
        return stated(filter(None, map(_place, values)))
    if facet not in (Facet.KIND, Facet.CERTIFICATION, Facet.LANGUAGE):
        return NONE
    named = Facet(facet)
    return stated(Mention(0, 0, named, (value,)) for value in values if _is_value(named, value))


def read_constraints(text: str) -> Constraints:
    """What ``Constraints.encoded`` wrote. Never raises; what cannot be read is left out."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return NONE
    if not isinstance(found, dict):
        return NONE
    mentions = (mention for one in _rows(found, "mentions") if (mention := _from_json(one)))
    without = (one for one in _rows(found, "without") if _is_text(one))
    return Constraints(tuple(dict.fromkeys(mentions)), tuple(dict.fromkeys(without)))


def _left_of(earlier: Mention, later: Sequence[Mention]) -> Mention | None:
    """What stays of a mention when others of its facet are said behind it."""
    same = [one for one in later if _same_facet(earlier, one)]
    if not earlier.excluded and any(not one.excluded for one in same):
        return None
    left: Mention | None = earlier
    for one in same:
        if left and one.excluded != earlier.excluded:
            left = _taken_back(left, one)
    return left


def _same_facet(one: Mention, other: Mention) -> bool:
    return one.facet is other.facet or {one.facet, other.facet} <= _PLACES


def _taken_back(earlier: Mention, later: Mention) -> Mention | None:
    """``earlier`` without what ``later`` says the other way round."""
    if earlier.facet is Facet.CITY:
        there = earlier.places or tuple(("", city) for city in earlier.values)
        places = tuple(place for place in there if not _lies_in(place, later))
        cities = tuple(dict.fromkeys(city for _, city in places))
        return replace(earlier, values=cities, places=places) if places else None
    gone = set(later.values)
    if earlier.facet is Facet.PREFECTURE and later.facet is Facet.CITY:
        # A city that is wanted takes back that its prefecture is not; one that is not wanted
        # leaves the rest of its prefecture.
        gone = {where for where, _ in later.places} if earlier.excluded else set()
        if "" in gone:
            return None
    values = tuple(value for value in earlier.values if value not in gone)
    return replace(earlier, values=values) if values else None


def _lies_in(place: tuple[str, str], wider: Mention) -> bool:
    prefecture, city = place
    if wider.facet is Facet.PREFECTURE:
        return prefecture in wider.values
    # The cities of an area come without their prefectures.
    return any(
        city == other and ("" in (where, prefecture) or where == prefecture)
        for where, other in wider.places or tuple(("", value) for value in wider.values)
    )


def _place(value: str) -> Mention | None:
    prefecture, _, city = value.partition("/")
    if not _is_text(value) or not (prefecture or city):
        return None
    if not city:
        return Mention(0, 0, Facet.PREFECTURE, (prefecture,))
    return Mention(0, 0, Facet.CITY, (city,), places=((prefecture, city),))


def _to_json(mention: Mention) -> dict[str, object]:
    found: dict[str, object] = {"facet": mention.facet.value, "values": list(mention.values)}
    if mention.places:
        found["places"] = [list(place) for place in mention.places]
    if mention.near:
        found["near"] = True
    if mention.excluded:
        found["excluded"] = True
    return found


def _from_json(found: object) -> Mention | None:
    if not isinstance(found, dict) or found.get("facet") not in list(Facet):
        return None
    facet = Facet(found["facet"])
    values = tuple(one for one in _rows(found, "values") if _is_value(facet, one))
    if not values:
        return None
    city = facet is Facet.CITY
    return Mention(
        0,
        0,
        facet,
        values,
        excluded=found.get("excluded") is True,
        near=city and found.get("near") is True,
        places=tuple(_pairs(found)) if city else (),
    )


def _pairs(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in _rows(found, "places"):
        match one:
            case [str() as prefecture, str() as city] if _is_text(city):
                yield prefecture, city


def _rows(found: dict[str, Any], key: str) -> list[Any]:
    rows = found.get(key)
    return rows if isinstance(rows, list) else []


def _is_value(facet: Facet, value: object) -> bool:
    if not isinstance(value, str) or not _is_text(value):
        return False
    if facet is Facet.KIND:
        return value in _KINDS
    return facet is not Facet.SIZE or _SIZE.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable()
