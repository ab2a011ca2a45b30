"""How much a word of a question tells members apart: little where everybody uses it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.analysis import Unit
from index.keywords import KeywordIndex, Terms
from index.model import Side


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one side of a directory, with the number of members that use each."""

    members: int
    words: Mapping[str, int]
    glosses: Mapping[str, int]
    concepts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, keywords: KeywordIndex, side: Side, members: int) -> Vocabulary:
        """Read the counts of a keyword file."""
        return cls(
            members,
            keywords.counts(side, Terms.WORDS),
            keywords.counts(side, Terms.GLOSSES),
            keywords.counts(side, Terms.CONCEPTS),
        )

    def members_with(self, unit: Unit) -> int:
        """About how many members name or mean the unit; 0 for what nobody says."""
        named = min((self.words.get(word, 0) for word in unit.words), default=0)
        meant = min((self.glosses.get(stem, 0) for stem in unit.meaning), default=0)
        return max(named, meant)

    def unheard(self, units: Sequence[Unit]) -> list[int]:
        """Which of the units (by place) nobody says."""
        return [place for place, unit in enumerate(units) if not self.members_with(unit)]

    def absent(self, units: Sequence[Unit]) -> list[int]:
        """Which of the units (by place) name a concept of the trade that no member states."""
        return [
            place
            for place, unit in enumerate(units)
            if unit.concept and not self.concepts.get(unit.concept)
        ]

    def weight(self, unit: Unit) -> float:
        """The unit's inverse document frequency, as BM25 has it: 0 and more.

        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
        """
        count = self.members_with(unit)
        return math.log(1 + (self.members - count + 0.5) / (count + 0.5))
