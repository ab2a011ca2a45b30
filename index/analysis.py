"""A text cut into units that mean something, each with its keywords and its English.

Japanese is cut by SudachiPy. From each place the longest run of words that the glossary knows is
taken as one unit (摩擦攪拌接合 is one thing, not friction, stirring and joining). Put together, the
English of the units is the *bridged* text: what an English encoder can read. The bridge and its
effect are described in docs/search.md.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version

import Stemmer
from sudachipy import Dictionary, Morpheme, MorphemeList, SplitMode

from index.glossary.lookup import Gloss, Glossary, fold, load_glossary
from index.stopwords import COUNTERS, ENGLISH, JAPANESE

# Changes whenever the same text would be analysed in another way.
ANALYSIS_VERSION = 1
MAX_WORDS_IN_UNIT = 8
# SudachiPy refuses more than 65,535 bytes at once, counted after one character has unfolded to
# as many as 33 (U+FDFA).
MAX_CHARS_AT_ONCE = 1_900

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f々]")
_WORD = re.compile(r"[^\W_]")
_LATIN_WORDS = re.compile(r"[^\W_]+(?:\.\d+)?")
_EMPTY_POS = frozenset(
    {"助詞", "助動詞", "補助記号", "空白", "記号", "感動詞", "接続詞", "代名詞", "連体詞"}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch ``text[start:end]`` with its meaning.

    ``english`` stands for it in the bridged text; ``words`` are keywords in the text's own
    language; ``glosses`` are English keywords. All keywords are stemmed or normalised.
    """

    start: int
    end: int
    english: str
    words: tuple[str, ...]
    glosses: tuple[str, ...]

    @property
    def meaning(self) -> frozenset[str]:
        """The stems of what stands for it, without the synonyms that ``glosses`` also holds."""
        return _meaning(self.english)


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

    @property
    def words(self) -> tuple[str, ...]:
        """All keywords in the text's own language."""
        return tuple(word for unit in self.units for word in unit.words)

    @property
    def glosses(self) -> tuple[str, ...]:
        """All English keywords."""
        return tuple(gloss for unit in self.units for gloss in unit.glosses)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of Sudachi's shortest split, and the compound of which it is the first word."""

    start: int
    end: int
    folded: str
    endings: tuple[str, ...]  # forms under which it may end a dictionary entry
    part_of_speech: str
    normalised: str
    compound: str
    japanese: bool
    numeral: bool
    quantity: bool = False

    @property
    def empty(self) -> bool:
        return self.quantity or self.part_of_speech in _EMPTY_POS


class Analyzer:
    """Cuts and glosses texts. Safe to share between threads (a tokenizer each)."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._local = threading.local()
        self._dictionary = Dictionary(dict="core")
        self.fingerprint = "-".join(
            (str(ANALYSIS_VERSION), glossary.version, version("sudachidict_core"))
        )

    def analyse(self, text: str) -> Analysis:
        """Cut ``text`` into units; any text is fine, also an empty one.

        Half characters (lone surrogates) count as question marks.
        """
        text = text.encode("utf-8", "replace").decode("utf-8")
        units = tuple(unit for start, piece in _chunks(text) for unit in self._units(piece, start))
        lang = language_of(text)
        return Analysis(units, lang, _bridge(text, units), " ".join(text.split()))

    def _tokens(self, text: str) -> MorphemeList:
        tokenizer = getattr(self._local, "tokenizer", None)
        if tokenizer is None:
            tokenizer = self._local.tokenizer = self._dictionary.tokenizer(mode=SplitMode.C)
        return tokenizer.tokenize(text)

    def _units(self, text: str, offset: int) -> Iterator[Unit]:
        tokens = [token for compound in self._tokens(text) for token in _split(compound)]
        tokens = list(_without_quantities(tokens))
        position = 0
        while position < len(tokens):
            length, gloss = self._longest(text, tokens, position)
            yield _unit(text, tokens[position : position + length], gloss, offset)
            position += length

    def _longest(self, text: str, tokens: list[_Token], position: int) -> tuple[int, Gloss | None]:
        """How many tokens from ``position`` make one glossary entry (at least 1), and the entry."""
        first = tokens[position]
        if not first.empty and _WORD.search(first.folded):
            for length in range(min(MAX_WORDS_IN_UNIT, len(tokens) - position), 0, -1):
                last = tokens[position + length - 1]
                if last.empty or not _WORD.search(last.folded):
                    continue
                japanese = first.japanese or last.japanese
                if not japanese and _may_be_a_word(text[first.start : last.end]):
                    continue
                head = fold(text[first.start : last.start])
                for ending in last.endings:
                    gloss = self._gloss(head + ending, japanese=japanese)
                    if gloss is not None:
                        return length, gloss
        return 1, None

    def _gloss(self, form: str, *, japanese: bool) -> Gloss | None:
        # JMdict lists Latin forms too (CD, OL); only the trade's own abbreviations are wanted.
        return self._glossary.get(form) if japanese else self._glossary.get_trade(form)


@cache
def load_analyzer() -> Analyzer:
    """The one analyzer of the process, over the glossary that ships with the product."""
    return Analyzer(load_glossary())


def language_of(text: str) -> str:
    """ "ja", "en" or "mixed", by the script of the letters."""
    japanese = len(_JAPANESE.findall(text))
    latin = sum(len(word) for word in re.findall(r"[A-Za-z]{3,}", text))
    if not japanese:
        return "en"
    # A Japanese sentence may name a model or a material; whole English phrases make it mixed.
    return "mixed" if latin > japanese else "ja"


def _may_be_a_word(text: str) -> bool:
    """Whether a short form is written so that it may as well be an English word (rag, pet, it)."""
    return len(text) <= 3 and text.islower()


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(text), MAX_CHARS_AT_ONCE):
        yield start, text[start : start + MAX_CHARS_AT_ONCE]


def _split(compound: Morpheme) -> Iterator[_Token]:
    whole = fold(compound.normalized_form())
    # split() gives nothing when there is nothing to split; add_single=True panics in 0.7.0.
    for number, part in enumerate(compound.split(SplitMode.A, add_single=False) or (compound,)):
        folded = fold(part.surface())
        part_of_speech = part.part_of_speech()
        normalised = fold(part.normalized_form())
        japanese = bool(_JAPANESE.search(folded))
        forms = (folded, fold(part.dictionary_form()), normalised) if japanese else (folded,)
        yield _Token(
            start=part.begin(),
            end=part.end(),
            folded=folded,
            endings=tuple(dict.fromkeys(forms)),
            part_of_speech=part_of_speech[0],
            numeral=part_of_speech[1] == "数詞",
            normalised=normalised,
            compound=whole if number == 0 else "",
            japanese=japanese,
        )


def _without_quantities(tokens: list[_Token]) -> Iterator[_Token]:
    """The tokens, numbers before a counter (10個, 2社) and their counters marked as such."""
    for number, token in enumerate(tokens):
        before = tokens[number - 1].numeral if number else False
        after = number + 1 < len(tokens) and tokens[number + 1].folded in COUNTERS
        counted = (token.numeral and after) or (before and token.folded in COUNTERS)
        yield replace(token, quantity=True) if counted else token


def _unit(text: str, tokens: list[_Token], gloss: Gloss | None, offset: int) -> Unit:
    start, end = tokens[0].start, tokens[-1].end
    words = tuple(dict.fromkeys(word for token in tokens for word in _keywords(token)))
    says_nothing = not words and all(token.japanese or token.quantity for token in tokens)
    if says_nothing:
        return Unit(start + offset, end + offset, "", (), ())
    if gloss is None:
        plain = unicodedata.normalize("NFKC", text[start:end])
        english = "" if tokens[0].japanese else plain
        glosses = () if tokens[0].japanese else words
    else:
        english = gloss.terms[0] if gloss.terms else ""
        latin = () if tokens[0].japanese else words
        glosses = tuple(dict.fromkeys((*latin, *_stems(gloss.terms))))
    return Unit(start + offset, end + offset, english, words, glosses)


def _keywords(token: _Token) -> Iterator[str]:
    if token.empty:
        return
    if token.japanese:
        for form in (token.compound, token.normalised):
            if form and form not in JAPANESE:
                yield form
    else:
        yield from _stems((token.folded,))


def _stems(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        stem(word)
        for term in terms
        for word in _LATIN_WORDS.findall(term.casefold().replace(",", ""))
        if word not in ENGLISH
    )


@lru_cache(maxsize=50_000)
def _meaning(english: str) -> frozenset[str]:
    return frozenset(_stems((english,)))


_local = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English (Porter2) stem of a lower-case word; numbers stay as they are."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


def _bridge(text: str, units: tuple[Unit, ...]) -> str:
    """The English of all units. A text without Japanese keeps its own spacing."""
    if not _JAPANESE.search(text):
        pieces: list[str] = []
        for unit in units:
            # Abbreviations are written out behind themselves: the encoder may know either.
            plain = unicodedata.normalize("NFKC", text[unit.start : unit.end])
            known = unit.english not in ("", plain)
            pieces.append(f"{plain} ({unit.english})" if known else plain)
        return " ".join("".join(pieces).split())
    english = " ".join(unit.english for unit in units if unit.english.strip())
    return re.sub(r"(\s*[、。,，])+\s*", ", ", english).strip(" ,")
