"""Typing errors in a question, repaired against the words of the trade and of the directory.

A word that any dictionary knows is never changed, nor is a name in capitals or a word with digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.glossary.lookup import Glossary
from index.glossary.thesaurus import fold
from index.reading.kana import KanaSpeller
from index.reading.latin import LatinSpeller
from index.reading.misconversion import Misconversions
from index.reading.readings import make_cutter
from index.reading.spelling import Change, Lexicon

# A forwarded e-mail is read as it is: whoever writes so much is understood anyway.
_LONGEST = 2_000
# What is repaired may let a neighbour be seen; more than this never happens.
_PASSES = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text without its typing errors; each change is what was written and what it is now."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Speller:
    """Repairs typing errors. Immutable, safe to share between threads.

    ``known`` tells whether a dictionary has a (folded) word.
    """

    def __init__(self, lexicon: Lexicon, known: Callable[[str], bool] = lambda word: False) -> None:
        cut = make_cutter()
        self._finders = (
            LatinSpeller(lexicon, known).changes,
            KanaSpeller(lexicon, known, cut).changes,
            Misconversions(lexicon, known, cut).changes,
        )

    def repair(self, text: str) -> Repaired:
        """``text`` as it was meant; repairing it again changes nothing."""
        if len(text) > _LONGEST:
            return Repaired(text)
        made: list[tuple[str, str]] = []
        for _ in range(_PASSES):
            changes = _without_overlaps(
                change for finder in self._finders for change in finder(text)
            )
            if not changes:
                break
            made += [(text[one.start : one.end], one.right) for one in changes]
            text = _applied(text, changes)
        return Repaired(text, tuple(made))


def load_speller(glossary: Glossary, vocabulary: Callable[[], Iterable[str]] = tuple) -> Speller:
    """The speller over the thesaurus of ``glossary`` and a directory's ``vocabulary``."""

    def forms() -> Iterator[str]:
        for concept in glossary.thesaurus.concepts():
            yield from concept.forms

    return Speller(Lexicon(forms, vocabulary), lambda word: glossary.knows(fold(word)))


def _without_overlaps(changes: Iterator[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(changes, key=lambda one: (one.start, -one.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


def _applied(text: str, changes: list[Change]) -> str:
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += (text[position : change.start], change.right)
        position = change.end
    return "".join(pieces) + text[position:]
