"""English keywords: words without stopwords, cut to their stems."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import Stemmer

from index.stopwords import ENGLISH

_LATIN_WORDS = re.compile(r"[^\W_]+(?:\.\d+)?")
_local = threading.local()


# British spellings and their American counterparts, by the start or the end of a word.
_SPELLINGS = (
    (r"^aluminium", "aluminum"),
    (r"mould", "mold"),
    (r"^fibre", "fiber"),
    (r"^(col|vap|behavi|harb|lab)our", r"\1or"),
    (r"(\w{3,}?)is(e[drs]?|ing|ation)$", r"\1iz\2"),
    (r"^(.*)(met|cent|lit|calib)re(s?)$", r"\1\2er\3"),
    (r"^(cent)re(less|d)$", r"\1er\2"),
    (r"^sulph", "sulf"),
    (r"^grey$", "gray"),
    (r"^plough", "plow"),
    (r"^catalogue", "catalog"),
    (r"^anaes", "anes"),
    (r"^haem", "hem"),
    (r"(\w{3})lled$", r"\1led"),
    (r"(\w{3})lling$", r"\1ling"),
    (r"^(analy|cataly|hydroly|electroly)s(e[drs]?|ing)$", r"\1z\2"),
)
# Few words have any of them.
_BRITISH = re.compile("|".join(f"(?:{british})" for british, _ in _SPELLINGS))


def american(word: str) -> str:
    """A lower-case English word in its American spelling: both spellings are one keyword."""
    if _BRITISH.search(word):
        for british, spelling in _SPELLINGS:
            word = re.sub(british, spelling, word)
    return word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English (Porter2) stem of a lower-case word, whatever its spelling; numbers stay."""
    word = american(word)
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


def stems(terms: Iterable[str]) -> tuple[str, ...]:
    """The stems of all words of ``terms``, in order, without stopwords."""
    return tuple(chain.from_iterable(map(stems_of, terms)))


@lru_cache(maxsize=50_000)
def stems_of(term: str) -> tuple[str, ...]:
    """The stems of one term; the terms of a concept come up together again and again."""
    words = _LATIN_WORDS.findall(term.casefold().replace(",", ""))
    return tuple([stem(word) for word in words if word not in ENGLISH])


@lru_cache(maxsize=50_000)
def meaning_of(english: str) -> frozenset[str]:
    """The stems of one phrase, whatever their order."""
    return frozenset(stems_of(english))
