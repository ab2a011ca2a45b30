"""How sure an answer is: fixed thresholds on the cosine of the best statement and on keywords.

They were set on questions of our own over the sample directory (docs/search.md says how and how
often they err); a model with other cosines needs others.
"""

from __future__ import annotations

from index.model import Confidence, Outcome

# Below it, no member is named.
NOBODY_BELOW = 0.44
# From it on, a match is called strong.
STRONG_FROM = 0.60


def support(cosine: float | None, coverage: float) -> float:
    """What speaks for a member: its best statement's cosine, raised by keywords that it shares.

    Where the encoder could read nothing (a brand in katakana; ``cosine`` is None), keywords alone
    speak, and never for more than a possible match.
    """
    if cosine is None:
        return min(coverage, STRONG_FROM - 0.01)
    return cosine + 0.15 * coverage


def outcome_of(best_support: float) -> Outcome:
    """Whether the best member is worth naming at all."""
    return Outcome.MATCHES if best_support >= NOBODY_BELOW else Outcome.NOBODY


def confidence_of(member_support: float) -> Confidence:
    """How sure one match is."""
    return Confidence.STRONG if member_support >= STRONG_FROM else Confidence.POSSIBLE
