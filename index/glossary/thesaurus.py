"""The concepts of the trade: every way to write one, in Japanese and English, is one thing.

The table that ships is concepts.tsv, reviewed by hand; an association adds its own words in the
same form (``nakadachi terms import``). A line is a concept: its English terms, the preferred one
first, its Japanese terms, the preferred English term of a broader concept if there is one, its
domain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

CONCEPTS = Path(__file__).parent / "concepts.tsv"
COLUMNS = ("english", "japanese", "broader", "domain")
# Words of everyday language that the bridge needs, but that nobody looks for by themselves.
GENERAL = "general"
# In the place of English: the word is known to say nothing (a suffix such as 性).
LEFT_OUT = "-"
_JOINTS = re.compile(r"[\s\-‐–]+")
_JOINTS_IN_LINE = re.compile(r"[^\S\n]|[‐–]")
_NO_WORD = re.compile(r"\W+")
_DEEPEST = 6
# So many letters tell whether any form begins with them.
_HEAD = 2


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The key of a form: full and half width, upper and lower case made one."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=50_000)
def trade_key(form: str) -> str:
    """The key of a folded form in the trade's table: ISO 9001, ISO-9001 and ISO9001 are one."""
    return _JOINTS.sub("", form)


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. ``broader`` is the preferred English term of another concept, or ""."""

    english: tuple[str, ...]
    japanese: tuple[str, ...]
    broader: str = ""
    domain: str = GENERAL

    @property
    def key(self) -> str:
        """What stands for it among keywords; "" for everyday words."""
        return "" if self.domain == GENERAL else concept_key(self.english[0])

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (*self.japanese, *self.english)


@lru_cache(maxsize=50_000)
def concept_key(term: str) -> str:
    """The keyword that stands for the concept of this preferred term."""
    return _NO_WORD.sub("", fold(term))


class Thesaurus:
    """Look-up of forms. Immutable, safe to share between threads."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_key: dict[str, Concept] = {}
        forms: list[str] = []
        named: list[Concept] = []
        for concept in concepts:
            key = concept.key
            if key:
                if key in self._by_key:
                    # An association adds words to a concept; those that it has stay.
                    concept = _united(self._by_key[key], concept)
                self._by_key[key] = concept
            forms += concept.forms
            named += [concept] * (len(concept.japanese) + len(concept.english))
        # Of several concepts with one form the last is meant.
        self._by_form = dict(zip(_keys_of(forms), named, strict=True))

    def get(self, form: str) -> Concept | None:
        """The concept of ``form`` (already folded), or None."""
        return self._by_form.get(trade_key(form))

    def goes_on(self, head: str) -> bool:
        """Whether there may be forms that begin with ``head`` (already folded)."""
        key = trade_key(head)
        return len(key) < _HEAD or len(key) <= self._lengths.get(key[:_HEAD], 0)

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """How long the longest form is of those that begin alike."""
        lengths: dict[str, int] = {}
        for key in self._by_form:
            head = key[:_HEAD]
            if len(key) > lengths.get(head, 0):
                lengths[head] = len(key)
        return lengths

    def named(self, key: str) -> Concept | None:
        """The concept for which the keyword ``key`` stands."""
        return self._by_key.get(key)

    def with_broader(self, key: str) -> tuple[str, ...]:
        """``key`` and the keys of the concepts above it, nearest first."""
        found: list[str] = []
        while key and key not in found and len(found) < _DEEPEST:
            found.append(key)
            concept = self._by_key.get(key)
            key = concept_key(concept.broader) if concept and concept.broader else ""
        return tuple(found)

    def domain(self, key: str) -> str:
        """The domain of the concept ``key``, "" if there is none."""
        concept = self._by_key.get(key)
        return concept.domain if concept else ""

    def concepts(self) -> Iterable[Concept]:
        """All concepts, each once."""
        return {id(concept): concept for concept in self._by_form.values()}.values()

    def forms(self) -> Mapping[str, Concept]:
        """All keys of forms with their concepts."""
        return self._by_form


def _keys_of(forms: list[str]) -> list[str]:
    """The key of each form, as ``trade_key`` and ``fold`` make it: of all at once, because that
    takes a fifth of the time, and a question in a fresh process waits for it."""
    if not forms:
        return []
    folded = unicodedata.normalize("NFKC", "\n".join(forms)).casefold()
    # Most joints are these two.
    return _JOINTS_IN_LINE.sub("", folded.replace(" ", "").replace("-", "")).split("\n")


def _united(one: Concept, other: Concept) -> Concept:
    return Concept(
        tuple(dict.fromkeys((*one.english, *other.english))),
        tuple(dict.fromkeys((*one.japanese, *other.japanese))),
        other.broader or one.broader,
        one.domain,
    )


def parse_concepts(text: str) -> list[Concept]:
    """Read a table that was checked before (by its tests, or when it was imported)."""
    concepts: list[Concept] = []
    for line in text.splitlines()[1:]:
        english, japanese, broader, domain = line.split("\t")
        terms = () if english == LEFT_OUT else tuple(english.split("|"))
        concepts.append(
            Concept(
                terms,
                tuple(filter(None, japanese.split("|"))),
                broader,
                domain,
            )
        )
    return concepts
