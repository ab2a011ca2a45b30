"""From passages and keywords to ranked members. Pure functions over arrays, one step each.

``members`` is the number of members; every array of scores has one entry a member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.vectors import Hits, owners_of

Scores = NDArray[np.float64]

# How many statements of a member count beside its best one.
TOP_STATEMENTS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part has to say; docs/search.md shows what each is worth."""

    best_statement: float = 0.85
    top_statements: float = 0.15
    dense: float = 0.6
    words: float = 0.1
    glosses: float = 0.3
    centring: float = 0.7


def centred(question: Vectors, centre: Vectors, weight: float) -> Vectors:
    """A question's vector (dimension,) moved away from the mean statement.

    Its inner product with a statement is the cosine less ``weight`` times what the statement has
    in common with all others, so that slogans lose what they share with everything. Hubness and
    its cure by centring: Suzuki et al., "Centering Similarity Measures to Reduce Hubs", 2013.
    """
    moved: Vectors = np.subtract(question, weight * centre, dtype=np.float32)
    return moved


def member_cosines(hits: Hits, members: int) -> tuple[Scores, Scores]:
    """The best cosine of each member, and the mean of its best three (or of as many as it has).

    Members without a hit get the lowest cosine found, so that they end below all others.
    """
    floor = float(hits.scores[-1]) if len(hits.scores) else 0.0
    best, total = np.full(members, floor), np.zeros(members)
    counted = np.zeros(members, dtype=np.int64)
    owners = owners_of(hits.ids)
    # Hits come by falling score: the first of a member is its best, the next two follow.
    order = np.argsort(owners, kind="stable")
    grouped, scores = owners[order], hits.scores[order].astype(np.float64)
    starts = np.flatnonzero(np.diff(grouped, prepend=-1))
    ranks = np.arange(len(grouped)) - np.repeat(starts, np.diff(starts, append=len(grouped)))
    for rank in range(TOP_STATEMENTS):
        chosen = ranks == rank
        total[grouped[chosen]] += scores[chosen]
        counted[grouped[chosen]] += 1
        if rank == 0:
            best[grouped[chosen]] = scores[chosen]
    mean = np.where(counted > 0, total / np.maximum(counted, 1), floor)
    return best, mean


def min_max(scores: Scores) -> Scores:
    """Scores moved to 0..1; all zeros where they do not differ (nothing to say)."""
    low, high = (float(scores.min()), float(scores.max())) if len(scores) else (0.0, 0.0)
    if high <= low:
        return np.zeros(len(scores))
    return (scores - low) / (high - low)


def fuse(dense: Scores, words: Scores, glosses: Scores, weights: Weights) -> Scores:
    """The weighted min-max sum of the three rankings, 0..1.

    The weights were chosen by hand; docs/search.md shows what each part is worth.
    """
    return (
        weights.dense * min_max(dense)
        + weights.words * min_max(words)
        + weights.glosses * min_max(glosses)
    )


def best_first(scores: Scores, limit: int) -> list[int]:
    """Numbers of the ``limit`` best members; ties go to the lower number."""
    return [int(number) for number in np.argsort(-scores, kind="stable")[:limit]]


def by_parts(probabilities: Sequence[Sequence[float]], limit: int) -> list[int]:
    """The order in which ``limit`` candidates serve all parts of a need.

    ``probabilities`` holds for each candidate its probability for each part. Who serves several
    parts comes first, and a part that somebody serves already counts less for the next: expected
    coverage with diminishing returns, as in xQuAD (Santos et al., "Exploiting Query Reformulations
    for Web Search Result Diversification", 2010).
    """
    left = np.array(probabilities, dtype=np.float64)
    open_parts = np.ones(left.shape[1]) if left.size else np.ones(0)
    chosen: list[int] = []
    while len(chosen) < min(limit, len(left)):
        gains = left @ open_parts
        gains[chosen] = -1.0
        best = int(gains.argmax())
        chosen.append(best)
        open_parts = open_parts * (1 - _SERVED * left[best])
    return chosen


# So much less counts a part for which somebody is certain to have been named.
_SERVED = 0.6
