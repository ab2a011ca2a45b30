"""How sure a match is: the probability that the member can help, from several signals.

Two logistic regressions, fitted by benchmarks/fit_confidence.py on judged questions of our own;
confidence.json holds them. The first gives the probability that a member is right for a need; by it
members are ordered, and called strong. The second says whether anybody is: whether the need of
which this is the likeliest member is one that the directory answers. Both were fitted with one
encoder: with any other, cosines are first moved to where they would lie with that one, and nothing
is called strong. Nor is a member for which nothing but its self-presentation speaks.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.orientation import Gauge
from index.signals import NAMES, Signals

FITTED = Path(__file__).with_name("confidence.json")
_SMALLEST = 1e-4
# A strong match names a word at least so telling, of the most telling one that is asked for, and at
# least this share of the need.
TELLING, SHARE = 0.4, 0.2
# Log odds beyond this make no difference.
_FURTHEST = 50.0


def doubts(signals: Signals, probability: float) -> NDArray[np.float64]:
    """What decides whether anybody fits: the log odds of the likeliest member, how much closer it
    is to the need than everyday matters are, how much closer the directory is than they are, the
    share of the need that it names, and the shares that no member says and that are of the trade
    but not of this directory."""
    odds = math.log((probability + _SMALLEST) / (1 - probability + _SMALLEST))
    closer, closer_home = signals.best - signals.offside, signals.home - signals.offside
    return np.array([odds, closer, closer_home, signals.covered, signals.unheard, signals.absent])


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression over numbers that are first scaled to mean 0 and deviation 1."""

    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float

    def probability(self, numbers: NDArray[np.float64], bias: float = 0.0) -> float:
        """The probability, 0..1; ``bias`` is added to the log odds."""
        scaled = (numbers - self.means) / self.scales
        odds = float(scaled @ self.weights) + self.intercept + bias
        # Cosines of another encoder may lie anywhere once they are moved, and exp overflows.
        return 1 / (1 + math.exp(-min(max(odds, -_FURTHEST), _FURTHEST)))


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted model. ``fingerprint`` is the encoder's.

    ``member`` is over the signals in the order of NAMES, with ``japanese`` added to the log odds
    of questions that are not English; ``anybody`` is over ``doubts``. A member whose second
    probability reaches ``possible_from`` is named, one whose first reaches ``strong_from`` is
    called strong. ``cosines`` and ``centred`` gauge the similarities in the directory of the fit
    (index.orientation).
    """

    fingerprint: str
    member: Regression
    japanese: float
    anybody: Regression
    possible_from: float
    strong_from: float
    cosines: Gauge
    centred: Gauge

    def probability(self, signals: Signals, lang: str) -> float:
        """The probability, 0..1, that the member can help. ``lang`` is the question's."""
        return self.member.probability(signals.vector(), 0.0 if lang == "en" else self.japanese)

    def fits(self, signals: Signals, probability: float) -> bool:
        """Whether a member of this probability is worth naming at all."""
        return self.anybody.probability(doubts(signals, probability)) >= self.possible_from

    def is_strong(self, signals: Signals, probability: float) -> bool:
        """Whether a match is called strong.

        However close it comes, a self-presentation proves nothing, nor does a member that never
        says the words of the question that tell most, or hardly any of them, or nothing of what is
        to be done: titanium is not turning.
        """
        says_enough = signals.rarest >= TELLING and signals.covered >= SHARE and signals.work > 0
        return probability >= self.strong_from and not signals.slogan and says_enough


@cache
def load_judge() -> Judge:
    """The model that ships with the product."""
    found = json.loads(FITTED.read_text("utf-8"))
    signals = found["member"]["signals"]
    return Judge(
        fingerprint=found["encoder"],
        member=_regression([signals[name] for name in NAMES], found["member"]["intercept"]),
        japanese=found["member"]["japanese"],
        anybody=_regression(found["anybody"]["doubts"], found["anybody"]["intercept"]),
        possible_from=found["possible_from"],
        strong_from=found["strong_from"],
        cosines=Gauge(*found["cosines"]),
        centred=Gauge(*found["centred"]),
    )


def _regression(rows: list[dict[str, float]], intercept: float) -> Regression:
    means, scales, weights = (
        np.array([row[name] for row in rows]) for name in ("mean", "scale", "weight")
    )
    return Regression(means, scales, weights, intercept)
