"""Words to English and to concepts, longest match first.

Three tables: an association's own words, the concepts of the trade (index.glossary.thesaurus), and
JMdict (jmdict.marisa, made by scripts/build_glossary.py). Where several know a form, the first of
them wins: the first sense of a general dictionary is often the wrong one in a workshop.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from index.glossary.thesaurus import CONCEPTS, Thesaurus, parse_concepts

JMDICT = Path(__file__).parent / "jmdict.marisa"
# Matters that no directory of partners answers, in English, a line each (index.orientation).
EVERYDAY = Path(__file__).parent / "everyday.txt"
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Gloss:
    """English for a form: ``terms[0]`` stands in its place, all of them serve the keywords.

    No terms means that the form is known to say nothing (a suffix such as 性). ``concept`` is the
    key of its concept in the thesaurus, "" if it has none.
    """

    terms: tuple[str, ...]
    concept: str = ""


class Glossary:
    """Look-up of folded forms. Immutable, safe to share between threads."""

    def __init__(self, thesaurus: Thesaurus, jmdict: marisa_trie.BytesTrie, version: str) -> None:
        self.thesaurus = thesaurus
        self._jmdict = jmdict
        self.version = version
        # Most words of a text are the same few.
        self.get_general = lru_cache(maxsize=_KEPT)(self._read_general)
        self.goes_on = lru_cache(maxsize=_KEPT)(self._goes_on)

    def get(self, form: str) -> Gloss | None:
        """The English of ``form`` (already folded), or None."""
        return self.get_trade(form) or self.get_general(form)

    def get_trade(self, form: str) -> Gloss | None:
        """The English of ``form`` (already folded) if the thesaurus has it."""
        concept = self.thesaurus.get(form)
        return Gloss(concept.english, concept.key) if concept else None

    def _read_general(self, form: str) -> Gloss | None:
        """The English of ``form`` (already folded) if JMdict has it."""
        # The trie reads beyond its end when a key holds a NUL.
        values: list[bytes] | None = None if "\0" in form else self._jmdict.get(form)
        return Gloss(tuple(values[0].decode().split("|"))) if values else None

    def _goes_on(self, head: str) -> bool:
        """Whether there may be longer forms that begin with ``head`` (already folded)."""
        if self.thesaurus.goes_on(head):
            return True
        return "\0" not in head and next(self._jmdict.iterkeys(head), None) is not None

    def knows(self, form: str) -> bool:
        """Whether ``form`` (already folded) is in any of the tables."""
        return self.get(form) is not None


@cache
def _shipped() -> tuple[bytes, bytes]:
    other = hashlib.sha256(JMDICT.read_bytes() + EVERYDAY.read_bytes())
    return CONCEPTS.read_bytes(), other.digest()


@lru_cache(maxsize=4)
def load_glossary(terms: str = "") -> Glossary:
    """The glossary that ships with the product, with an association's own ``terms`` before it.

    ``terms`` is a table as index.glossary.thesaurus describes it, "" for none. The version is a
    digest of all of these and of the list of everyday matters.
    """
    concepts, others = _shipped()
    digest = hashlib.sha256(concepts + others + terms.encode())
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(JMDICT))
    # What is read later wins.
    known = [*parse_concepts(concepts.decode()), *parse_concepts(terms)]
    return Glossary(Thesaurus(known), trie, digest.hexdigest()[:16])
