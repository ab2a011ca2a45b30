"""What the ways of mistyping share: English words that are right, and candidates by distance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import marisa_trie

from index.stems import american

# Made by scripts/build_words.py: English words, and once more with "+" those of everyday.
WORDS = Path(__file__).parent / "words.marisa"
_EVERYDAY = "+"
_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
            ("ies", "y"), ("er", ""), ("ers", ""), ("or", ""))  # fmt: skip
_SHORTEST_STEM = 4
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Shorter words without their first letter may be anything.
_SHORTEST_WITHOUT_INITIAL = 7
# Of several candidates the first wins if it is so many times as frequent as the second.
_FAR_MORE_FREQUENT = 4


@dataclass(frozen=True, slots=True)
class Change:
    """``text[start:end]`` should be written ``right``."""

    start: int
    end: int
    right: str


class Lexicon:
    """What is spelt right: ``forms`` are the terms of the trade, ``vocabulary`` the words of a
    directory as written (a word once for each time it occurs).

    Both are asked for when a question first needs them; most do without.
    """

    def __init__(
        self,
        forms: Callable[[], Iterable[str]],
        vocabulary: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._forms = forms
        self._vocabulary = vocabulary

    @cached_property
    def forms(self) -> str:
        """The terms, each once, a line each: searching one text is faster than many."""
        return "\n".join(dict.fromkeys(self._forms()))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The words of the directory, and how often it has them."""
        return Counter(self._vocabulary())


@lru_cache(maxsize=1)
def _words() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(WORDS))
    return trie


def is_english(word: str) -> bool:
    """Whether ``word`` (lower case) is an English word or a well-known name, also inflected."""
    words = _words()
    return (
        word in words or american(word) in words or any(one in words for one in uninflected(word))
    )


def uninflected(word: str) -> Iterator[str]:
    """What an English word may be an inflection of."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word[: -len(ending)] + instead


def everyday_near(word: str) -> set[str]:
    """The everyday words that are one letter (or two that changed places) away."""
    words = _words()
    cuts = [(word[:position], word[position:]) for position in range(len(word) + 1)]
    forms = {head + tail[1:] for head, tail in cuts if tail}
    forms.update(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    forms.update(head + letter + tail[1:] for head, tail in cuts if tail for letter in _ALPHABET)
    forms.update(head + letter + tail for head, tail in cuts for letter in _ALPHABET)
    return {form for form in forms if _EVERYDAY + form in words}


class Candidates:
    """Words to be found by their edit distance, a transposition counting as one.

    ``is_slip`` tells of a wrong word, a candidate and their distance whether one who meant the
    candidate may well write the wrong word.
    """

    def __init__(
        self, frequencies: Mapping[str, int], is_slip: Callable[[str, str, int], bool]
    ) -> None:
        self._frequencies = frequencies
        self._is_slip = is_slip
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in frequencies:
            if word:
                buckets[word[0], len(word)].append(word)
        self._buckets = dict(buckets)
        self._initials = sorted({initial for initial, _ in buckets})

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def nearest(self, word: str, limit: int) -> tuple[str, int]:
        """The one best candidate within ``limit`` and its distance; ("", 0) if there is none.

        Both begin with the same letter, unless the first two changed places or the first is gone.
        """
        found = self._within(word, limit) or self._with_other_initial(word)
        if not found:
            return "", 0
        least = min(distance for _, distance in found)
        best = sorted(
            (other for other, distance in found if distance == least),
            key=lambda other: (-self._frequencies[other], other),
        )
        if len(best) > 1 and not self._outnumbers(best[0], best[1]):
            return "", 0
        return best[0], least

    def _within(self, word: str, limit: int) -> list[tuple[str, int]]:
        # Loaded for the first typing error: most questions have none.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        lengths = range(len(word) - limit, len(word) + limit + 1)
        return [
            (other, distance)
            for length in lengths
            for other, distance, _ in process.extract_iter(
                word,
                self._buckets.get((word[0], length), ()),
                scorer=OSA.distance,
                score_cutoff=limit,
            )
            if self._is_slip(word, other, distance)
        ]

    def _with_other_initial(self, word: str) -> list[tuple[str, int]]:
        if len(word) < _SHORTEST_WITHOUT_INITIAL:
            return []
        swapped = word[1] + word[0] + word[2:]
        found = [(swapped, 1)] if swapped in self else []
        return found + [(one + word, 1) for one in self._initials if one + word in self]

    def _outnumbers(self, one: str, other: str) -> bool:
        """Whether ``one`` is the plain choice: far more frequent, or the same word uninflected."""
        if one.startswith(other) or other.startswith(one):
            return True
        return self._frequencies[one] >= _FAR_MORE_FREQUENT * self._frequencies[other]
