"""A text cut into units that mean something, each with its keywords and its English.

Japanese is cut by SudachiPy. From each place the longest run of words that the glossary knows is
taken as one unit (摩擦攪拌接合 is one thing, not friction, stirring and joining). Put together, the
English of the units is the *bridged* text: what an English encoder can read. The bridge and its
effect are described in docs/search.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version

from index.glossary.lookup import Gloss, Glossary, load_glossary
from index.glossary.thesaurus import fold
from index.sounds import romaji, sounds_of
from index.stems import meaning_of, stem, stems
from index.stopwords import ALSO_WORDS, ENGLISH, FUNCTION_WORDS, JAPANESE
from index.tokens import JAPANESE_LETTER, Token, Tokenizer

# Changes whenever the same text would be analysed in another way.
ANALYSIS_VERSION = 5
MAX_WORDS_IN_UNIT = 8
# Alone and not in capitals these are no abbreviations: "it" is not IT, "does" no plural of DOE.
_NO_TRADE = ALSO_WORDS | ENGLISH
_ABBREVIATION = re.compile(r"[A-Z].*[A-Z]|\d")
# The keyword file would cut a term there (R&D, Wi-Fi), and nobody would seem to say it.
_CUT_BY_FTS = re.compile(r"[^\w.]+")
_QUOTES = re.compile("[「」『』]")
_LATIN_PHRASE = re.compile(r"\b[A-Za-z]*[a-z][A-Za-z]*\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch ``text[start:end]`` with its meaning.

    ``english`` stands for it in the bridged text; ``words`` are keywords in the text's own
    language; ``glosses`` are English keywords, and how a name sounds. All of them are stemmed or
    normalised. ``concept`` is the key of its concept in the thesaurus, "" if it has none.
    """

    start: int
    end: int
    english: str
    words: tuple[str, ...]
    glosses: tuple[str, ...]
    concept: str = ""

    @property
    def meaning(self) -> frozenset[str]:
        """The stems of what stands for it, without the synonyms that ``glosses`` also holds."""
        return meaning_of(self.english)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All units of a text, in order."""

    units: tuple[Unit, ...]
    lang: str
    bridged: str
    plain: str

    def readable(self, *, bridge: bool) -> str:
        """What the encoder is given: the bridged text, or for multilingual models the plain one."""
        return self.bridged if bridge else self.plain

    def with_names(self, text: str, spelled: Callable[[str], str]) -> Analysis:
        """The analysis of ``text``, names that no dictionary knows ``spelled`` in English."""
        units = tuple(
            unit if unit.english else replace(unit, english=spelled(text[unit.start : unit.end]))
            for unit in self.units
        )
        return (
            self
            if units == self.units
            else replace(self, units=units, bridged=_bridge(text, units))
        )

    @property
    def words(self) -> tuple[str, ...]:
        """All keywords in the text's own language."""
        return tuple(word for unit in self.units for word in unit.words)

    @property
    def glosses(self) -> tuple[str, ...]:
        """All English keywords."""
        return tuple(gloss for unit in self.units for gloss in unit.glosses)

    @property
    def concepts(self) -> tuple[str, ...]:
        """The keys of all concepts of the thesaurus that the text names."""
        return tuple(unit.concept for unit in self.units if unit.concept)


class Analyzer:
    """Cuts and glosses texts. Safe to share between threads (a tokenizer each)."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._tokenizer = Tokenizer()
        self.fingerprint = "-".join(
            (str(ANALYSIS_VERSION), glossary.version, version("sudachidict_core"))
        )

    def analyse(self, text: str, without: frozenset[str] = frozenset()) -> Analysis:
        """Cut ``text`` into units; any text is fine, also an empty one.

        No unit names one of the concepts in ``without``: its words stand for themselves.

        Half characters (lone surrogates) count as question marks.
        """
        text = text.encode("utf-8", "replace").decode("utf-8")
        units = tuple(self._units(text, without))
        lang = language_of(text)
        return Analysis(units, lang, _bridge(text, units), " ".join(text.split()))

    def _units(self, text: str, without: frozenset[str]) -> Iterator[Unit]:
        tokens = self._tokenizer.tokens(text)
        position = 0
        while position < len(tokens):
            length, gloss = self._longest(text, tokens, position, without)
            yield _unit(text, tokens[position : position + length], gloss)
            position += length

    def _longest(
        self, text: str, tokens: list[Token], position: int, without: frozenset[str]
    ) -> tuple[int, Gloss | None]:
        """How many tokens from ``position`` make one glossary entry (at least 1), and the entry."""
        if tokens[position].is_word:
            for length in range(self._reach(text, tokens, position), 0, -1):
                gloss = self._entry(text, tokens[position : position + length])
                if gloss is not None and gloss.concept not in without:
                    return length, gloss
        return 1, None

    def _reach(self, text: str, tokens: list[Token], position: int) -> int:
        """How many tokens from ``position`` an entry can have: no form goes on any further."""
        start = tokens[position].start
        most = min(MAX_WORDS_IN_UNIT, len(tokens) - position)
        for length in range(1, most):
            if not self.glossary.goes_on(fold(text[start : tokens[position + length].start])):
                return length
        return most

    def _entry(self, text: str, tokens: list[Token]) -> Gloss | None:
        """The glossary's entry for exactly these words, of which the first is one."""
        first, last = tokens[0], tokens[-1]
        if not last.is_word:
            return None
        weak = first.empty or last.empty or any(token.quantity for token in tokens)
        if weak and len(tokens) == 1:
            return None
        written = text[first.start : last.end]
        if written.casefold() in _NO_TRADE and (written.islower() or written.istitle()):
            return None
        # JMdict also knows Latin forms (CD, OL), counts (三点: three points) and phrases that
        # begin or end with a particle; of those only the trade's own are wanted.
        japanese = first.japanese or last.japanese
        head = fold(text[first.start : last.start])
        forms = [head + ending for ending in last.endings]
        # 曲げ and 曲げる are the same to the trade, but not to a general dictionary.
        for form in forms:
            if gloss := self.glossary.get_trade(form):
                return gloss
        if japanese and not weak:
            for form in forms:
                if gloss := self.glossary.get_general(form):
                    return gloss
        return None


@lru_cache(maxsize=4)
def load_analyzer(terms: str = "") -> Analyzer:
    """The analyzer over the glossary that ships, with an association's own ``terms`` before it."""
    return Analyzer(load_glossary(terms))


def language_of(text: str) -> str:
    """ "ja", "en" or "mixed", by the script of the letters."""
    if not JAPANESE_LETTER.search(text):
        return "en"
    # A Japanese sentence may name a material or a method; two English words make it mixed.
    english = [word for word in _LATIN_PHRASE.findall(text) if len(word) >= 3]
    return "mixed" if len(english) >= 2 else "ja"


def _unit(text: str, tokens: list[Token], gloss: Gloss | None) -> Unit:
    first = tokens[0]
    start, end = first.start, tokens[-1].end
    said = [(token, word) for token in tokens for word in _keywords(token, known=bool(gloss))]
    words = _distinct([word for _, word in said])
    if not words and all(token.japanese or token.quantity for token in tokens):
        if first.is_numeral:
            return Unit(start, end, _number(first.normalised), (), ())
        return Unit(start, end, FUNCTION_WORDS.get(first.normalised, ""), (), ())
    if gloss is None and first.reading:
        return Unit(start, end, romaji(first.reading), words, sounds_of(first.reading))
    latin = [word for token, word in said if not token.japanese]
    if gloss is None:
        english = "" if first.japanese else unicodedata.normalize("NFKC", text[start:end])
        glosses = _distinct((*latin, *sounds_of(text[start:end])))
        return Unit(start, end, english, words, glosses)
    english = gloss.terms[0] if gloss.terms else ""
    sounds = () if gloss.concept else sounds_of(text[start:end])
    glosses = _distinct((*latin, *stems(gloss.terms), *sounds))
    return Unit(start, end, english, words, glosses, gloss.concept)


def _number(digits: str) -> str:
    """A number as English has it: 20000000 is 20 million."""
    if not digits.isdigit():
        return ""
    for zeros, name in ((9, "billion"), (6, "million")):
        if len(digits) > zeros and digits.endswith("0" * (zeros - 1)):
            return f"{int(digits) / 10**zeros:g} {name}"
    return digits


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([word if word.isalnum() else _CUT_BY_FTS.sub(".", word) for word in words])
    )


def _keywords(token: Token, *, known: bool) -> Sequence[str]:
    """The keywords of a word; ``known`` if it belongs to an entry of the glossary."""
    if token.empty or (token.quantity and not known):
        return ()
    if token.japanese:
        forms = (token.compound, token.normalised)
        return [form for form in forms if form and (token.leads or form not in JAPANESE)]
    if len(token.written) > 1 and token.written.isupper():
        return (stem(token.folded),)  # AM and IT are no stopwords
    return stems((token.folded,))


def _bridge(text: str, units: tuple[Unit, ...]) -> str:
    """The English of all units. A text without Japanese keeps its own spacing."""
    if not JAPANESE_LETTER.search(text):
        pieces: list[str] = []
        for unit in units:
            # Abbreviations are written out behind themselves: the encoder may know either.
            plain = unicodedata.normalize("NFKC", text[unit.start : unit.end])
            unfolds = _ABBREVIATION.search(plain) and unit.english not in ("", plain)
            pieces.append(f"{plain} ({unit.english})" if unfolds else plain)
        return " ".join("".join(pieces).split())
    english = " ".join(unit.english for unit in units if unit.english.strip())
    english = _QUOTES.sub('"', english)
    return re.sub(r"(\s*[、。,，])+\s*", ", ", english).strip(" ,")
