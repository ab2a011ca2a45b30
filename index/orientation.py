"""Where a directory lies among the vectors of its encoder: what the ranking measures against.

Kept in the snapshot, because it is a matter of the members and of the encoder.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.glossary.lookup import EVERYDAY
from index.model import Side

# So many statements stand for all of a side; this share of them, and no fewer than these, for the
# neighbourhood of a question; and of everyday matters so many.
_MOST_STATEMENTS = 1_000
_NEAR_STATEMENTS, _FEWEST_STATEMENTS = 0.02, 4
_NEAR_MATTERS = 3
# So many statements stand for questions when the cosines of an encoder are gauged.
_SAMPLE = 200
# The statements of a small directory may all be alike; its encoder is not blind for that.
_LEAST_SPREAD = 0.01


@cache
def everyday_matters() -> tuple[str, ...]:
    """Matters that no such directory answers: a dentist, a wedding, a blast furnace."""
    return tuple(EVERYDAY.read_text("utf-8").splitlines())


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far the vectors of an encoder lie apart: mean and standard deviation of the similarity
    between a statement and the nearest one of another member (0 and 1 where there is none)."""

    typical: float = 0.0
    spread: float = 1.0

    def moved_to(self, other: Gauge, similarity: float) -> float:
        """A similarity where it would lie if the vectors lay apart as ``other`` says."""
        return other.typical + (similarity - self.typical) / self.spread * other.spread


@dataclass(frozen=True, slots=True)
class Orientation:
    """``centres`` is the mean statement of each side, (dimension,), not of unit length.

    ``statements`` are some of each side, spread over all members, (n, dimension); ``everyday`` are
    the vectors of everyday matters, (n, dimension). ``cosines`` gauges cosines, ``centred`` what
    is left of them after the correction for hubs (index.ranking).
    """

    centres: Mapping[Side, Vectors]
    statements: Mapping[Side, Vectors]
    everyday: Vectors
    cosines: Gauge
    centred: Gauge

    def offside(self, question: Vectors) -> float:
        """How close a question (dimension,) is to everyday matters: to the three nearest."""
        return _nearness(self.everyday @ question, _NEAR_MATTERS)

    def at_home(self, side: Side, question: Vectors) -> float:
        """How close it is to what members say: to the nearest fiftieth of all statements."""
        statements = self.statements[side]
        near = max(_FEWEST_STATEMENTS, round(_NEAR_STATEMENTS * len(statements)))
        return _nearness(statements @ question, near)

    def to_bytes(self) -> bytes:
        """As it is kept in the snapshot."""
        kept = io.BytesIO()
        statements: dict[str, Any] = {_kept_as(side): self.statements[side] for side in Side}
        np.savez(
            kept,
            everyday=self.everyday,
            gauges=np.array([astuple(self.cosines), astuple(self.centred)]),
            centres=np.array([self.centres[side] for side in Side]),
            **statements,
        )
        return kept.getvalue()

    @classmethod
    def from_file(cls, path: Path) -> Orientation:
        """Read what ``to_bytes`` gave."""
        # Given a path, NumPy would leave a damaged file open.
        with path.open("rb") as content, np.load(content) as kept:
            cosines, centred = (Gauge(*row) for row in kept["gauges"].tolist())
            return cls(
                dict(zip(Side, kept["centres"], strict=True)),
                {side: kept[_kept_as(side)] for side in Side},
                kept["everyday"],
                cosines,
                centred,
            )


def _kept_as(side: Side) -> str:
    return f"statements_{side.value}"


def everyday_vectors(encoder: Encoder) -> Vectors:
    """The vectors of everyday matters, as questions."""
    return encoder.encode_queries(everyday_matters())


def orient(
    vectors: Mapping[Side, Vectors],
    owners: NDArray[np.int64],
    everyday: Vectors,
    centring: float,
) -> Orientation:
    """Measure a directory: the vectors of each side, and the members (n,) of the offers.

    ``centring`` is the weight of the correction for hubs.
    """
    dimension = everyday.shape[1]
    centres = {
        side: rows.mean(axis=0) if len(rows) else np.zeros(dimension, np.float32)
        for side, rows in vectors.items()
    }
    statements = {
        side: rows[:: max(1, math.ceil(len(rows) / _MOST_STATEMENTS))]
        for side, rows in vectors.items()
    }
    rows = vectors[Side.OFFERS]
    step = max(1, len(rows) // _SAMPLE)
    sample, owners_of_sample = rows[::step], owners[::step]
    apart = owners_of_sample[:, None] != owners[None, :]
    moved = sample - centring * centres[Side.OFFERS]
    gauges = _gauge(sample @ rows.T, apart), _gauge(moved @ rows.T, apart)
    return Orientation(centres, statements, everyday, *gauges)


def _nearness(similarities: Vectors, count: int) -> float:
    """The mean of the ``count`` highest similarities, or of as many as there are."""
    if len(similarities) > count:
        similarities = np.partition(similarities, -count)[-count:]
    highest = np.sort(similarities)[::-1]
    return float(highest.mean()) if len(highest) else 0.0


def _gauge(similarities: Vectors, apart: NDArray[np.bool_]) -> Gauge:
    nearest = np.where(apart, similarities, -np.inf).max(axis=1, initial=-np.inf)
    nearest = nearest[np.isfinite(nearest)]
    if len(nearest) < 2:
        return Gauge()
    return Gauge(float(nearest.mean()), float(max(nearest.std(), _LEAST_SPREAD)))
