"""English keywords: words without stopwords, cut to their stems."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from index.stopwords import ENGLISH

_LATIN_WORDS = re.compile(r"[^\W_]+(?:\.\d+)?")
_local = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English (Porter2) stem of a lower-case word; numbers stay as they are."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


def stems(terms: Iterable[str]) -> tuple[str, ...]:
    """The stems of all words of ``terms``, in order, without stopwords."""
    return tuple(
        stem(word)
        for term in terms
        for word in _LATIN_WORDS.findall(term.casefold().replace(",", ""))
        if word not in ENGLISH
    )


@lru_cache(maxsize=50_000)
def meaning_of(english: str) -> frozenset[str]:
    """The stems of one phrase, whatever their order."""
    return frozenset(stems((english,)))
