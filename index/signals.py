"""What speaks for a member: a few numbers of which its confidence is made. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from index.evidence import Asked, Rated
from index.model import Field
from index.reading.comparing import Comparison, compare
from index.reading.quantities import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a member and a need; every number runs from 0 to about 1.

    ``best`` is the cosine of its best statement and ``rest`` the mean of its best three, both
    after the correction for hubs; ``standing`` its place between the worst and the best member in
    the sum of all rankings, ``words`` and ``glosses`` in BM25; ``named`` is the share of the need
    (by weight) that the best statement names or means, ``covered`` all statements together,
    ``rarest`` the weight of the most telling word among them, of the most telling one asked for;
    ``unheard`` the share of the need that no member ever says, ``absent`` the share of it that are
    concepts of the trade which no member states; ``slogan`` is 1 if its best
    statement is a self-presentation; ``home`` is how close the need is to
    what members say at all, and ``offside`` to matters that no such directory answers
    (index.orientation); ``figures`` is 1 if a figure of the best
    statement meets one that is asked for, -1 if one fails it and none meets it.
    """

    best: float
    rest: float
    standing: float
    words: float
    glosses: float
    named: float
    covered: float
    rarest: float
    unheard: float
    absent: float
    slogan: float
    home: float
    offside: float
    work: float
    figures: float

    def vector(self) -> NDArray[np.float64]:
        """The numbers in the order of ``NAMES``."""
        return np.array(_numbers(self))


NAMES = tuple(field.name for field in fields(Signals))
_numbers = attrgetter(*NAMES)


def words_of_evidence(rated: Sequence[Rated], asked: Asked) -> tuple[float, float, float, float]:
    """``named``, ``covered``, ``rarest`` and ``work`` of a member's statements, best first."""
    if not rated or not asked.weight:
        return 0.0, 0.0, 0.0, float(not asked.work)
    everywhere = frozenset().union(*[one.named for one in rated if one.named])
    found = max([asked.words[place].weight for place in everywhere], default=0.0)
    work = len(asked.work & everywhere) / len(asked.work) if asked.work else 1.0
    named, covered = asked.share_of(rated[0].named), asked.share_of(everywhere)
    return named, covered, found / asked.heaviest, work


def verdict_of_figures(asked: Sequence[Quantity], rated: Sequence[Rated]) -> float:
    """``figures`` of a member's statements, best first."""
    if not asked or not rated:
        return 0.0
    offered = _figures(rated[0].record.text)
    verdicts = {compare(one, other) for one in asked for other in offered}
    if Comparison.MEETS in verdicts:
        return 1.0
    return -1.0 if Comparison.FAILS in verdicts else 0.0


@lru_cache(maxsize=20_000)
def _figures(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text)


def only_slogans(rated: Sequence[Rated]) -> float:
    """1 if the best statement is a self-presentation: a slogan proves nothing."""
    return float(bool(rated) and rated[0].record.field is Field.SUMMARY)
