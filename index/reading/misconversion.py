"""Words that the input method turned into the wrong characters: 陽極参加 for 陽極酸化."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from index.reading.readings import Word
from index.reading.spelling import Change, Lexicon

_SHORTEST_READING = 6
_LENGTHS = range(3, 13)
# Kanji and kana that stand within terms; a run of them may hold a term.
_RUN = re.compile(r"[\u4e00-\u9fff々ァ-ヴーぁ-ゖ]{3,}")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_TERM = re.compile(r"^[\u4e00-\u9fff々ァ-ヴーぁ-ゖ]{3,12}$", re.MULTILINE)
_MOST_WORDS = 5
# 陽極 is in few terms, so that what stands beside it is likely one of those; 加工 is in hundreds.
_SPECIAL = 40

# Slips so usual that they are slips beside any word.
_USUAL = {
    "電界": "電解", "整形": "成形", "戦場": "洗浄", "線条": "洗浄", "土葬": "塗装", "思索": "試作",
    "感想": "乾燥", "参加": "酸化", "構成": "校正", "会席": "解析", "機会": "機械",
}  # fmt: skip


class Misconversions:
    """Finds runs of words that are no term but sound exactly like one."""

    def __init__(
        self,
        lexicon: Lexicon,
        known: Callable[[str], bool],
        cut: Callable[[str], tuple[Word, ...]],
    ) -> None:
        self._lexicon = lexicon
        self._known = known
        self._cut = cut

    @cached_property
    def _terms(self) -> tuple[str, ...]:
        found = _TERM.findall(self._lexicon.forms)
        return tuple(term for term in found if _KANJI.search(term))

    @cached_property
    def _all(self) -> str:
        return "\n".join(self._terms)

    @cached_property
    def _by_edge(self) -> dict[tuple[int, str, int], list[str]]:
        """The terms by their first and by their last letter, and by their length."""
        found: dict[tuple[int, str, int], list[str]] = defaultdict(list)
        for term in self._terms:
            size = len(term)
            found[0, term[0], size].append(term)
            found[-1, term[-1], size].append(term)
        return found

    def changes(self, text: str) -> Iterator[Change]:
        """What is to be written otherwise, in order."""
        for match in _RUN.finditer(text):
            if _KANJI.search(match.group()):
                yield from self._in_run(match.group(), match.start())

    def _in_run(self, run: str, start: int) -> Iterator[Change]:
        words = self._cut(run)
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word.written))
        first = 0
        while first < len(words):
            change, count = self._from(words, first)
            if change:
                yield Change(start + starts[first], start + starts[first + count], change)
            first += count

    def _from(self, words: tuple[Word, ...], first: int) -> tuple[str, int]:
        """The right term for the longest run of words from ``first``, and how many it takes."""
        nouns = 0
        while first + nouns < len(words) and nouns < _MOST_WORDS and words[first + nouns].noun:
            nouns += 1
        for count in range(nouns, 0, -1):
            written = "".join(word.written for word in words[first : first + count])
            # What is known stays, and so does all that is in it.
            if self._known(written):
                return "", count
            if count > 1 and len(written) in _LENGTHS:
                right = self._sounding_like(written, words[first : first + count])
                if right:
                    return right, count
        return "", 1

    def _sounding_like(self, written: str, words: tuple[Word, ...]) -> str:
        reading = "".join(word.reading for word in words)
        if len(reading) < _SHORTEST_READING or not _KANJI.search(written):
            return ""
        size = len(written)
        near = {
            *self._by_edge.get((0, written[0], size), ()),
            *self._by_edge.get((-1, written[-1], size), ()),
        }
        alike = [term for term in near if self._sounds_like(term, words)]
        return alike[0] if len(alike) == 1 and self._is_slip(words, alike[0]) else ""

    def _sounds_like(self, term: str, words: tuple[Word, ...]) -> bool:
        """Whether some of the words are in ``term`` as well, and the others sound like it."""
        pieces = _side_by_side(words, term)
        others = [(word, piece) for word, piece in pieces if piece != word.written]
        return 0 < len(others) < len(words) and all(
            "".join(found.reading for found in self._cut(piece)) == word.reading
            for word, piece in others
        )

    def _is_slip(self, words: tuple[Word, ...], term: str) -> bool:
        """Whether the words that differ from ``term`` make little sense beside the others."""
        same: list[str] = []
        for word, piece in _side_by_side(words, term):
            if piece == word.written:
                same.append(piece)
            elif _USUAL.get(word.written) == piece:
                return True
        return all(self._all.count(word) <= _SPECIAL for word in same)


def _side_by_side(words: tuple[Word, ...], term: str) -> list[tuple[Word, str]]:
    """The words, each with what ``term`` has in its place."""
    pieces: list[tuple[Word, str]] = []
    position = 0
    for word in words:
        pieces.append((word, term[position : position + len(word.written)]))
        position += len(word.written)
    return pieces
