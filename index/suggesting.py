"""Which conditions are worth adding to a question, given the members that fit it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import MemberCard, Suggestion
from index.reading.conditions import Conditions
from index.reading.mentions import Facet
from profiles.model import Kind

# Of fewer members whoever asks can choose without help.
_FEWEST = 3
_MOST = 4
_MOST_OF_A_FACET = 2
# Where members are spread over more cities, their prefectures are offered.
_MANY_CITIES = 6


@dataclass(frozen=True, slots=True)
class Options:
    """What a form can offer, the most frequent first, then by name.

    ``places`` are prefecture and city of members; a prefecture as a whole comes without a city.
    """

    kinds: tuple[Kind, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    certifications: tuple[str, ...] = ()


def options_of(cards: Sequence[MemberCard]) -> Options:
    """What the members of a directory can be told apart by."""
    kinds = Counter(card.kind for card in cards)
    places = Counter(
        place
        for card in cards
        for place in {(card.prefecture, ""), (card.prefecture, card.city)}
        if any(place)
    )
    certifications = Counter(name for card in cards for name in set(card.certifications))
    return Options(
        tuple(sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
        tuple(sorted(places, key=lambda place: (-places[place], place))),
        tuple(sorted(certifications, key=lambda name: (-certifications[name], name))),
    )


def suggestions_for(
    fitting: Sequence[MemberCard], conditions: Conditions
) -> tuple[Suggestion, ...]:
    """Up to four conditions that keep some of the members that fit, and not all.

    Those that come closest to halving them come first.
    """
    if len(fitting) < _FEWEST:
        return ()
    useful = sorted(
        (one for one in _narrowing(fitting, conditions) if one.count < len(fitting)),
        key=lambda one: (abs(2 * one.count - len(fitting)), -one.count),
    )
    chosen: list[Suggestion] = []
    for one in useful:
        of_facet = [other for other in chosen if other.facet == one.facet]
        if len(chosen) < _MOST and len(of_facet) < _MOST_OF_A_FACET:
            chosen.append(one)
    return tuple(chosen)


def _narrowing(fitting: Sequence[MemberCard], conditions: Conditions) -> Iterator[Suggestion]:
    """The values that the members have, but those that are asked for already."""
    asked = conditions.filters
    kinds = Counter(card.kind.value for card in fitting)
    yield from _suggestions("kind", kinds, asked.get(Facet.KIND, ()))
    cities = asked.get(Facet.CITY, ())
    known = [f"{card.prefecture}/{card.city}" for card in fitting if card.city in cities]
    known += [f"{prefecture}/" for prefecture in asked.get(Facet.PREFECTURE, ())]
    yield from _suggestions("place", _places(fitting, conditions), known)
    # One that is chosen takes the place of one that is asked for: that would widen the question.
    if Facet.CERTIFICATION not in asked:
        names = Counter(name for card in fitting for name in set(card.certifications))
        yield from _suggestions("certification", names, ())


def _suggestions(facet: str, counts: Counter[str], known: Sequence[str]) -> Iterator[Suggestion]:
    for value in sorted(counts):
        if value not in known:
            yield Suggestion(facet, value, counts[value])


def _places(fitting: Sequence[MemberCard], conditions: Conditions) -> Counter[str]:
    """Cities, or prefectures where there are many cities and no place is asked for yet."""
    cities = Counter(f"{card.prefecture}/{card.city}" for card in fitting if card.city)
    asked = conditions.filters
    if len(cities) <= _MANY_CITIES or Facet.PREFECTURE in asked or Facet.CITY in asked:
        return cities
    prefectures = Counter(f"{card.prefecture}/" for card in fitting if card.prefecture)
    return prefectures if len(prefectures) > 1 else cities
