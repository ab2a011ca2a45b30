"""From candidates to an order: the parts of a need, a neighbourhood, who is kept out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.candidates import Allowed, Candidate, Found
from index.evidence import Asked
from index.model import Condition, MemberCard
from index.ranking import by_parts

# With "near", a member at the edge of the neighbourhood keeps so much of its probability.
_FAR = 0.3
# Of a need that a member does not serve, so many words are named as lacking.
_MOST_LACKING = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A member (by number) as a candidate for each need that was searched, None where it is not.

    A need of several parts is searched by part and, at last, as a whole.
    """

    number: int
    by_need: tuple[Candidate | None, ...]

    @property
    def best(self) -> Candidate:
        """Where it is most likely to help."""
        return max(filter(None, self.by_need), key=lambda one: one.probability)

    @property
    def probability(self) -> float:
        """The probability that it can help with any part."""
        return self.best.probability

    @property
    def strong(self) -> bool:
        """Whether it is a strong match for any part."""
        return any(one is not None and one.strong for one in self.by_need)

    @property
    def fits(self) -> bool:
        """Whether it is worth naming."""
        return any(one is not None and one.fits for one in self.by_need)

    @property
    def served(self) -> dict[int, Candidate]:
        """The needs (by place) that it serves."""
        return {place: one for place, one in enumerate(self.by_need) if one and one.fits}


def choices_of(needs: Sequence[Sequence[Candidate]], limit: int) -> list[Choice]:
    """The members that the needs brought up, in the order in which they serve them."""
    members: dict[int, list[Candidate | None]] = {}
    for place, candidates in enumerate(needs):
        for one in candidates:
            members.setdefault(one.number, [None] * len(needs))[place] = one
    choices = [Choice(number, tuple(found)) for number, found in members.items()]
    # A strong match never stands behind a possible one.
    choices.sort(key=lambda one: (not one.strong, -one.probability, one.number))
    if len(needs) == 1:
        return choices[:limit]
    chances = [[one.probability if one else 0.0 for one in choice.by_need] for choice in choices]
    return [choices[place] for place in by_parts(chances, limit)]


def nearest_first(choices: Sequence[Choice], closeness: Mapping[int, float]) -> list[Choice]:
    """Those that fit in the city named with "near" first, then the others that fit, by distance
    too; a neighbour that does not fit takes nobody's place."""

    def place(choice: Choice) -> tuple[bool, bool, float]:
        close = closeness[choice.number]
        there = close >= 1.0 and choice.fits
        return not there, not choice.fits, -choice.probability * (_FAR + (1 - _FAR) * close)

    return sorted(choices, key=place)


def further(
    found: Sequence[Found], chosen: Sequence[int], allowed: Allowed | None, limit: int
) -> list[int]:
    """``limit`` more members behind the chosen ones: by score, those that are kept out last."""
    if limit <= 0 or not found:
        return []
    scores = np.sum([one.scores for one in found], axis=0)
    if allowed is not None:
        scores = scores - (~allowed) * (scores.max(initial=0.0) + 1)
    scores[list(chosen)] = -np.inf
    order = np.argsort(-scores, kind="stable")[:limit]
    return [int(number) for number in order if np.isfinite(scores[number])]


def who_fits(found: Sequence[Found], *, bare: bool) -> list[int]:
    """All members worth naming, by number; of a ``bare`` question all that were looked at."""
    candidates = (one for each in found for one in each.candidates)
    return sorted({one.number for one in candidates if bare or one.fits})


def unsaid(asked: Asked, candidate: Candidate, card: MemberCard) -> tuple[Condition, ...]:
    """The most telling words of the need that no statement and no name of the member says."""
    named = {place for one in candidate.rated for place in one.named}
    name = f"{card.name_ja} {card.name_en}".casefold()
    missing = [
        word
        for place, word in enumerate(asked.words)
        if place not in named and word.written.casefold() not in name
    ]
    telling = sorted(missing, key=lambda word: -word.weight)[:_MOST_LACKING]
    words = tuple(dict.fromkeys(word.written for word in asked.words if word in telling))
    return (Condition("need", words),) if words else ()
