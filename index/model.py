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
class Condition:
    """What a question asks of a member itself, or what of it a member has.

    ``facet`` is a key of ``Query.filters``, or "need" for words of the need itself; ``asked`` are
    the values of which one is wanted (or, if ``excluded``, none), ``has`` what the member has.
    """

    facet: str
    asked: tuple[str, ...]
    has: tuple[str, ...] = ()
    excluded: bool = False

    def to_dict(self) -> dict[str, object]:
        """As programs read it."""
        return {
            "facet": self.facet,
            "asked": list(self.asked),
            "has": list(self.has),
            "excluded": self.excluded,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of the profile, as its owner wrote it, with the characters that matched.

    ``marks`` are half-open ranges of characters in ``text``, in order and disjoint. ``pairs`` are
    a word of the question and the other word, in the statement, that means the same.
    """

    field: Field
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What the index knows of a member: everything but its contacts."""

    id: str
    name_ja: str
    name_en: str
    kind: Kind
    prefecture: str
    city: str
    certifications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    employees: int | None = None

    def name_in(self, lang: str) -> str:
        """The name in ``lang`` ("ja" or "en"), or the one there is."""
        first, second = (
            (self.name_en, self.name_ja) if lang == "en" else (self.name_ja, self.name_en)
        )
        return first or second


@dataclass(frozen=True, slots=True)
class Match:
    """A member that may help, and why. ``score`` is a probability, 0 to 1 (docs/search.md).

    ``parts`` are those of the question's parts that it serves, ``met`` the conditions that it
    meets; ``lacks`` says of the nearest what keeps them from being a match.
    """

    member: MemberCard
    confidence: Confidence
    score: float
    evidence: tuple[Evidence, ...]
    parts: tuple[str, ...] = ()
    met: tuple[Condition, ...] = ()
    lacks: tuple[Condition, ...] = ()

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
                    "pairs": [list(pair) for pair in found.pairs],
                }
                for found in self.evidence
            ],
            "parts": list(self.parts),
            "met": [one.to_dict() for one in self.met],
        }


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood. ``lang`` is "ja", "en" or "mixed".

    ``filters`` and ``exclude`` map "kind", "prefecture", "city", "certification", "language" or
    "size" to the values asked for, ``parts`` are the single needs of a question that has several.
    ``near`` are those cities whose neighbours will do, ``unwanted`` the methods that are ruled
    out, ``repairs`` the words that were read as others: (as typed, as read).
    """

    text: str
    lang: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exclude: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A condition that would leave ``count`` of those that fit, and fewer than all of them.

    ``facet`` ("kind", "place" or "certification") and ``value`` are what
    ``index.constraints.wanting`` takes.
    """

    facet: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one question.

    ``matches`` is empty unless the outcome is ``MATCHES``; ``nearest`` is what came closest when
    nobody fits; ``ranking`` holds the ids of the best members whatever the outcome, for measuring.
    ``suggestions`` are conditions worth adding, the most useful first; ``further`` is how many
    more members fit than are named, among those that were looked at.
    """

    query: Query
    outcome: Outcome
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    ranking: tuple[str, ...]
    snapshot: str
    took_ms: float
    suggestions: tuple[Suggestion, ...] = ()
    further: int = 0

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
            suggestions=() if nobody else self.suggestions,
            further=0 if nobody else self.further,
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
                "near": list(query.near),
                "unwanted": list(query.unwanted),
                "repairs": [list(repair) for repair in query.repairs],
            },
            "outcome": self.outcome.value,
            "matches": [match.to_dict() for match in self.matches],
            "nearest": [
                {**match.to_dict(), "lacks": [one.to_dict() for one in match.lacks]}
                for match in self.nearest
            ],
            "snapshot": self.snapshot,
            "took_ms": round(self.took_ms, 1),
        }
