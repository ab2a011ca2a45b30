"""What a question, a match and an answer are: frozen, and the same behind every door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from profiles.model import Kind


class Side(StrEnum):
    """Which statements of the members are searched."""

    OFFERS = "offers"
    NEEDS = "needs"


class Field(StrEnum):
    """The part of a profile that a passage comes from."""

    CAPABILITY = "capability"
    EQUIPMENT = "equipment"
    SUMMARY = "summary"
    NEED = "need"


class Outcome(StrEnum):
    """What became of a question."""

    MATCHES = "matches"
    NOBODY = "nobody"
    NOT_A_REQUEST = "not_a_request"


class Confidence(StrEnum):
    """How sure a match is; docs/search.md defines the two."""

    STRONG = "strong"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of the profile, as its owner wrote it, with the characters that matched.

    ``marks`` are half-open ranges of characters in ``text``, in order and disjoint.
    """

    field: Field
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What the index knows of a member: everything but its contacts."""

    id: str
    name_ja: str
    name_en: str
    kind: Kind
    prefecture: str
    city: str

    def name_in(self, lang: str) -> str:
        """The name in ``lang`` ("ja" or "en"), or the one there is."""
        first, second = (
            (self.name_en, self.name_ja) if lang == "en" else (self.name_ja, self.name_en)
        )
        return first or second


@dataclass(frozen=True, slots=True)
class Match:
    """A member that may help, and why. ``score`` runs from 0 to 1 (docs/search.md)."""

    member: MemberCard
    confidence: Confidence
    score: float
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, object]:
        """One entry of ``matches`` or ``nearest`` as programs read it."""
        return {
            "member_id": self.member.id,
            "name_ja": self.member.name_ja,
            "name_en": self.member.name_en,
            "kind": self.member.kind.value,
            "prefecture": self.member.prefecture,
            "city": self.member.city,
            "confidence": self.confidence.value,
            "score": self.score,
            "evidence": [
                {
                    "field": found.field.value,
                    "text": found.text,
                    "marks": [list(mark) for mark in found.marks],
                }
                for found in self.evidence
            ],
            "parts": [],
        }


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood. ``lang`` is "ja", "en" or "mixed".

    ``filters`` and ``exclude`` map "kind", "prefecture", "city" or "certification" to the values
    asked for, ``parts`` are the single needs of a question that has several. Nothing reads a
    question for them yet: they are empty.
    """

    text: str
    lang: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exclude: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one question.

    ``matches`` is empty unless the outcome is ``MATCHES``; ``nearest`` is what came closest when
    nobody fits; ``ranking`` holds the ids of the best members whatever the outcome, for measuring.
    """

    query: Query
    outcome: Outcome
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    ranking: tuple[str, ...]
    snapshot: str
    took_ms: float

    def without(self, members: frozenset[str]) -> Answer:
        """The answer with these members left out of it; when no match is left, nobody fits."""
        if not members:
            return self
        matches = tuple(match for match in self.matches if match.member.id not in members)
        nobody = self.outcome is Outcome.MATCHES and not matches
        return replace(
            self,
            outcome=Outcome.NOBODY if nobody else self.outcome,
            matches=matches,
            nearest=tuple(match for match in self.nearest if match.member.id not in members),
            ranking=tuple(member for member in self.ranking if member not in members),
        )

    def to_dict(self) -> dict[str, object]:
        """The object that ``nakadachi ask --json`` prints."""
        query = self.query
        return {
            "query": {
                "text": query.text,
                "lang": query.lang,
                "filters": {name: list(values) for name, values in query.filters.items()},
                "exclude": {name: list(values) for name, values in query.exclude.items()},
                "parts": list(query.parts),
            },
            "outcome": self.outcome.value,
            "matches": [match.to_dict() for match in self.matches],
            "nearest": [{**match.to_dict(), "lacks": []} for match in self.nearest],
            "snapshot": self.snapshot,
            "took_ms": round(self.took_ms, 1),
        }
