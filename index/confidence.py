"""How sure an answer is: fixed thresholds on the cosine of the best statement and on keywords.

They were set on questions of our own over the sample directory (docs/search.md says how and how
often they err); a model with other cosines needs others.
"""

from __future__ import annotations

from index.model import Confidence

# Below it, a member is not named as a match.
NOBODY_BELOW = 0.44
# From it on, a match is called strong.
STRONG_FROM = 0.60
# The most that keywords alone, or a self-presentation alone, can say.
MOST_POSSIBLE = STRONG_FROM - 0.01


def support(cosine: float | None, coverage: float) -> float:
    """What speaks for a member: its best statement's cosine, raised by keywords that it shares.

    Where the encoder could read nothing (a brand in katakana; ``cosine`` is None), keywords alone
    speak, and never for more than a possible match.
    """
    if cosine is None:
        return min(coverage, MOST_POSSIBLE)
    return cosine + 0.15 * coverage


def fits(member_support: float) -> bool:
    """Whether a member is worth naming at all."""
    return member_support >= NOBODY_BELOW


def confidence_of(member_support: float) -> Confidence:
    """How sure one match is."""
    return Confidence.STRONG if member_support >= STRONG_FROM else Confidence.POSSIBLE
