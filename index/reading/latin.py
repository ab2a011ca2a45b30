"""Typing errors in English words: anodaizing, machning, heattreatment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from index.reading.spelling import (
    Candidates,
    Change,
    Lexicon,
    everyday_near,
    is_english,
    uninflected,
)

_SHORTEST = 5
_SHORTEST_FOR_TWO = 8
# A capital may be that of a name, also at the beginning of a sentence.
_SHORTEST_CAPITAL = 7
_SHORTEST_FOR_LAST = 7
_SENTENCE_END = re.compile(r"(?:^|[.!?。！？\n:])\s*$")
_LOWER_WORD = re.compile(r"\s+[a-z]")
# In no web address, e-mail address, file name, type number or hyphenated name.
_WORD = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9_@./:#&+'’~\\-])[A-Za-z]{5,40}(?![A-Za-zÀ-ɏ0-9_@/:&+~\\]|[.'’-][A-Za-z0-9])"
)
_LATIN_WORDS = re.compile(r"[a-z]+")
_SPACED = re.compile(r"^[a-z]+(?: [a-z]+)+$", re.MULTILINE)
# From so many unknown words on, if they are the larger part, the language is not English.
_FOREIGN = 3
_TRADE_WEIGHT = 3


class LatinSpeller:
    """Repairs the English words of a text."""

    def __init__(self, lexicon: Lexicon, known: Callable[[str], bool]) -> None:
        self._lexicon = lexicon
        self._known = known

    @cached_property
    def _terms(self) -> str:
        """The terms that are in English, a line each."""
        lines = self._lexicon.forms.lower().split("\n")
        return "\n".join(line for line in lines if line.isascii())

    @cached_property
    def _spaced(self) -> dict[str, str]:
        """Terms of several words, by what they are without the blanks."""
        spaced: dict[str, str] = {}
        for term in _SPACED.findall(self._terms):
            spaced.setdefault(term.replace(" ", ""), term)
        return spaced

    @cached_property
    def _candidates(self) -> Candidates:
        frequencies = Counter(_LATIN_WORDS.findall(self._terms))
        for word in frequencies:
            frequencies[word] *= _TRADE_WEIGHT
        for word, count in self._lexicon.vocabulary.items():
            if word.isascii() and word.isalpha():
                frequencies[word.lower()] += count
        long = {word: count for word, count in frequencies.items() if len(word) >= _SHORTEST - 1}
        return Candidates(long, _is_slip)

    def changes(self, text: str) -> Iterator[Change]:
        """What is to be written otherwise, in order."""
        words = list(_WORD.finditer(text))
        unknown = [match for match in words if self._is_unknown(match)]
        if len(unknown) >= _FOREIGN and 2 * len(unknown) > len(words):
            return
        for match in unknown:
            right = self._right(match.group())
            if right:
                yield Change(match.start(), match.end(), right)

    def _is_unknown(self, match: re.Match[str]) -> bool:
        written, word = match.group(), match.group().lower()
        if not (written.islower() or (written.istitle() and _begins_sentence(match))):
            return False
        if is_english(word) or word in self._candidates:
            return False
        if any(one in self._candidates for one in uninflected(word)):
            return False
        return word in self._spaced or not self._known(word)

    def _right(self, written: str) -> str:
        word = written.lower()
        spaced = self._spaced.get(word)
        if spaced:
            return spaced if all(is_english(part) for part in spaced.split()) else ""
        capital = written != word
        if capital and len(word) < _SHORTEST_CAPITAL:
            return ""
        limit = 2 if len(word) >= _SHORTEST_FOR_TWO and not capital else 1
        right, _ = self._candidates.nearest(word, limit)
        # An everyday word that is as near may have been meant.
        if not right or any(other != right for other in everyday_near(word)):
            return ""
        return right.capitalize() if capital else right


def _begins_sentence(match: re.Match[str]) -> bool:
    """Whether a capital is due here, and what follows does not look like the rest of a name."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    at_start = bool(_SENTENCE_END.search(before)) and (match.start() <= 4 or before.strip() != "")
    return at_start and bool(_LOWER_WORD.match(match.string, match.end()))


def _is_slip(word: str, right: str, distance: int) -> bool:
    """Whether it looks like ``right`` mistyped, and not like another word: matchinfo, matching.

    The ends of a word are seldom mistyped, and letters are rather forgotten than added.
    """
    if distance < 2:
        return len(word) >= _SHORTEST_FOR_LAST or word[:-1] != right[:-1]
    return word[:4] == right[:4] and word[-1] == right[-1] and len(word) - len(right) < 2
