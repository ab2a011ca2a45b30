"""What a question asks of the members themselves: where, what kind, with which certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Condition, MemberCard
from index.reading.mentions import Facet, Mention
from profiles.places import coordinates_of, distance_km

_PLACES = frozenset({Facet.CITY, Facet.PREFECTURE})
# Whoever is further away than this is no neighbour.
_FURTHEST_KM = 40.0


@dataclass(frozen=True, slots=True)
class Conditions:
    """All conditions of a question. Each of ``wanted`` must be met, none of ``banned``.

    A condition is met by any of its values. ``near`` holds the cities whose neighbours will do.
    """

    wanted: tuple[tuple[Mention, ...], ...] = ()
    banned: tuple[Mention, ...] = ()

    @property
    def filters(self) -> dict[str, list[str]]:
        """What is asked for, by facet, in the order of the question."""
        return _by_facet([mention for group in self.wanted for mention in group])

    @property
    def exclude(self) -> dict[str, list[str]]:
        """What is not wanted, by facet."""
        return _by_facet(self.banned)

    @property
    def near(self) -> tuple[str, ...]:
        """Cities in whose neighbourhood somebody is wanted."""
        cities = (one for group in self.wanted for one in group if one.near)
        return tuple(dict.fromkeys(value for one in cities for value in one.values))

    def __bool__(self) -> bool:
        return bool(self.wanted or self.banned)

    def met_by(self, card: MemberCard) -> tuple[Condition, ...]:
        """The conditions that the member meets, with what it meets them by."""
        return tuple(
            Condition(one.facet.value, one.values, has)
            for group in self.wanted
            for one in group
            if (has := _shared(card, one))
        )

    def failed_by(self, card: MemberCard) -> tuple[Condition, ...]:
        """The conditions that the member does not meet; an exclusion counts as one."""
        missed = (
            _missed(card, group)
            for group in self.wanted
            if not any(one.near or _shared(card, one) for one in group)
        )
        hit = (
            Condition(one.facet.value, one.values, has, excluded=True)
            for one in self.banned
            if (has := _shared(card, one))
        )
        return (*missed, *hit)

    def passed_by(self, card: MemberCard) -> bool:
        """Whether the member may be named; a city asked for with "near" keeps nobody out."""
        return not any(_shared(card, one) for one in self.banned) and all(
            any(one.near or _shared(card, one) for one in group) for group in self.wanted
        )

    def closeness(self, card: MemberCard) -> float:
        """1 in a city asked for with "near" (or if none is), falling to 0 with the distance."""
        cities = [one for group in self.wanted for one in group if one.near]
        if not cities or any(_shared(card, one) for one in cities):
            return 1.0
        here = coordinates_of(card.prefecture, card.city)
        named = [coordinates_of(*place) for one in cities for place in one.places]
        there = [place for place in named if place is not None]
        if here is None or not there:
            return 0.0
        nearest = min(distance_km(here, place) for place in there)
        return max(0.0, 0.9 * (1 - nearest / _FURTHEST_KM))


def conditions_of(mentions: Sequence[Mention]) -> Conditions:
    """Put the conditions of a question together.

    Places are alternatives, and so are kinds, languages and sizes; of certificates all are asked
    for, each with its own alternatives.
    """
    wanted: dict[object, list[Mention]] = {}
    for number, mention in enumerate(mentions):
        if mention.excluded:
            continue
        alone = mention.facet is Facet.CERTIFICATION
        key = number if alone else ("place" if mention.facet in _PLACES else mention.facet)
        wanted.setdefault(key, []).append(mention)
    return Conditions(
        tuple(map(tuple, wanted.values())),
        tuple(mention for mention in mentions if mention.excluded),
    )


def _shared(card: MemberCard, mention: Mention) -> tuple[str, ...]:
    """What the member has of what is asked for."""
    if mention.facet is Facet.SIZE:
        return _sizes_met(card, mention.values)
    if mention.places:
        # The cities of an area come without their prefectures.
        there = {(card.prefecture, card.city), ("", card.city)} & set(mention.places)
        return (card.city,) if there else ()
    return tuple(value for value in _values(card, mention.facet) if value in mention.values)


def _sizes_met(card: MemberCard, limits: Sequence[str]) -> tuple[str, ...]:
    if card.employees is None:
        return ()
    fits = all(
        card.employees <= int(limit[2:]) if limit.startswith("<=") else
        card.employees >= int(limit[2:])
        for limit in limits
    )  # fmt: skip
    return (str(card.employees),) if fits else ()


def _missed(card: MemberCard, group: Sequence[Mention]) -> Condition:
    facet = group[0].facet
    asked = tuple(dict.fromkeys(value for one in group for value in one.values))
    return Condition(facet.value, asked, tuple(_values(card, facet)))


def _values(card: MemberCard, facet: Facet) -> tuple[str, ...]:
    match facet:
        case Facet.KIND:
            return (card.kind.value,)
        case Facet.PREFECTURE:
            return (card.prefecture,) if card.prefecture else ()
        case Facet.CITY:
            return (card.city,) if card.city else ()
        case Facet.CERTIFICATION:
            return card.certifications
        case Facet.LANGUAGE:
            return card.languages
        case Facet.SIZE:
            return () if card.employees is None else (str(card.employees),)


def _by_facet(mentions: Sequence[Mention]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mention in mentions:
        values = found.setdefault(mention.facet.value, [])
        values += [value for value in mention.values if value not in values]
    return found
