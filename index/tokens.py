"""A text cut into words by SudachiPy, with what the neighbours of a word say about it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sudachipy import Dictionary, Morpheme, SplitMode

from index.glossary.thesaurus import fold
from index.stopwords import COUNTERS

# SudachiPy refuses more than 65,535 bytes at once, counted after one character has unfolded to
# as many as 33 (U+FDFA).
MAX_CHARS_AT_ONCE = 1_900

JAPANESE_LETTER = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f々]")
_WORD = re.compile(r"[^\W_]")
_ENDS = re.compile(r"[\s。、,.!?！？]")
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_KANA = re.compile(r"[\u3041-\u3096ー]+")
_INFLECTED = frozenset({"動詞", "形容詞"})
# Verbs that with に before them and て behind them are but a particle, with their English.
_PARTICLES = {"つく": "について", "おく": "において", "とる": "にとって", "よる": "によって"}
_PLURALS = frozenset({"ら", "達", "たち", "等"})
_PLACE_SUFFIXES = frozenset("都道府県市区町村郡")
_EMPTY_POS = frozenset(
    {"助詞", "助動詞", "補助記号", "空白", "記号", "感動詞", "接続詞", "代名詞", "連体詞"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of Sudachi's shortest split, and the compound of which it is the first word.

    ``endings`` are the forms under which it may end an entry of the glossary, the one that is
    meant most often first: 伝え is of 伝える (to tell), though there is a noun 伝え (a legend).
    It ``is_word`` if it has a letter or a digit.
    ``empty`` words are never looked up: particles, punctuation, 市 behind the name of a city.
    ``quantity`` words (10個) say nothing, unless the trade has a word that they belong to
    (三点曲げ). ``leads`` tells whether a noun follows at once: 会社設立, unlike 会社を.
    ``reading`` is that of a name in kanji.
    """

    start: int
    end: int
    written: str
    folded: str
    endings: tuple[str, ...]
    part_of_speech: tuple[str, ...]
    normalised: str
    compound: str
    japanese: bool
    is_word: bool
    empty: bool
    quantity: bool = False
    leads: bool = False
    reading: str = ""

    @property
    def is_numeral(self) -> bool:
        """Whether it is a number."""
        return self.part_of_speech[1] == "数詞"

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun that says something."""
        return self.part_of_speech[0] == "名詞" and not self.empty

    @property
    def is_auxiliary(self) -> bool:
        """Whether it is a verb that behind て means nothing of its own: 見てみる, 増えてきた."""
        return self.part_of_speech[:2] == ("動詞", "非自立可能")

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.part_of_speech[0] == "代名詞"

    @property
    def is_place(self) -> bool:
        """Whether it is the name of a place."""
        return self.part_of_speech[2] == "地名"


@cache
def sudachi() -> Dictionary:
    """Sudachi's dictionary: opened once, 80 MB, safe to share."""
    return Dictionary(dict="core")


class Tokenizer:
    """Cuts texts into words. Safe to share between threads (SudachiPy's tokenizers are not)."""

    def __init__(self) -> None:
        self._local = threading.local()

    def tokens(self, text: str) -> list[Token]:
        """The words of ``text`` in order, blanks and punctuation included."""
        return [token for start, piece in _chunks(text) for token in self._cut(piece, start)]

    def _cut(self, piece: str, start: int) -> Iterator[Token]:
        tokenizer = getattr(self._local, "tokenizer", None)
        if tokenizer is None:
            tokenizer = self._local.tokenizer = sudachi().tokenizer(mode=SplitMode.C)
        words = [word for compound in tokenizer.tokenize(piece) for word in _split(compound, start)]
        return _in_context(_with_dimensions(words))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that SudachiPy takes, cut where a sentence or a word ends if possible."""
    start = 0
    while start < len(text):
        end = start + MAX_CHARS_AT_ONCE
        if end < len(text):
            ends = [found.end() for found in _ENDS.finditer(text, end - 200, end)]
            end = ends[-1] if ends else end
        yield start, text[start:end]
        start = end


def _split(compound: Morpheme, start: int) -> Iterator[Token]:
    whole = fold(compound.normalized_form())
    # split() gives nothing when there is nothing to split; add_single=True panics in 0.7.0.
    for number, part in enumerate(compound.split(SplitMode.A, add_single=False) or (compound,)):
        written = part.surface()
        part_of_speech = part.part_of_speech()
        form = _form(written, part.dictionary_form(), part.normalized_form(), part_of_speech)
        yield Token(
            start + part.begin(),
            start + part.end(),
            written,
            form.folded,
            form.endings,
            part_of_speech,
            form.normalised,
            whole if number == 0 else "",
            form.japanese,
            form.is_word,
            form.empty,
            reading=_reading(part) if part_of_speech[1] == "固有名詞" else "",
        )


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form of a word alone says of it; see Token."""

    folded: str
    normalised: str
    endings: tuple[str, ...]
    japanese: bool
    is_word: bool
    empty: bool


# Most of the words of a text are the same few.
@lru_cache(maxsize=20_000)
def _form(written: str, dictionary: str, normalised: str, part_of_speech: tuple[str, ...]) -> _Form:
    folded, dictionary, normalised = fold(written), fold(dictionary), fold(normalised)
    japanese = bool(JAPANESE_LETTER.search(folded))
    endings = (
        _japanese(folded, dictionary, normalised, inflected=part_of_speech[0] in _INFLECTED)
        if japanese
        else _latin(folded)
    )
    is_word = bool(_WORD.search(folded))
    # X and γ are signs to Sudachi, but X線 is a word.
    letter = part_of_speech[0] == "記号" and is_word
    empty = not letter and (part_of_speech[0] in _EMPTY_POS or not is_word)
    return _Form(folded, normalised, tuple(dict.fromkeys(endings)), japanese, is_word, empty)


def _reading(name: Morpheme) -> str:
    """How a name is read, in katakana; "" for what is written so, or in Latin letters."""
    written = name.surface()
    in_kanji = JAPANESE_LETTER.search(written) and not _KATAKANA.fullmatch(written)
    return name.reading_form() if in_kanji else ""


def _japanese(folded: str, dictionary: str, normalised: str, *, inflected: bool) -> tuple[str, ...]:
    """A word as it is written, in the dictionary, and normalised; of verbs that comes first."""
    if not inflected:
        return folded, dictionary, normalised
    # みる is written 見る in a dictionary; the other みる is a seaweed.
    return (
        (normalised, dictionary, folded)
        if _KANA.fullmatch(folded)
        else (dictionary, normalised, folded)
    )


def _latin(word: str) -> tuple[str, ...]:
    """A word and what it may be an inflection of: moulds, anodized (of anodizing)."""
    if len(word) < 4 or not word.isascii():
        return (word,)
    if word.endswith("ed"):
        return (word, f"{word[:-2]}ing")
    if word.endswith("s") and not word.endswith("ss"):
        return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1])
    return (word,)


def _with_dimensions(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, 3 and D made one: 3D is what glosses and keywords know."""
    waiting: Token | None = None
    for token in tokens:
        if waiting and token.folded == "d" and token.start == waiting.end:
            folded = waiting.folded + token.folded
            written = waiting.written + token.written
            token = replace(
                token,
                start=waiting.start,
                written=written,
                folded=folded,
                endings=(folded,),
                normalised=folded,
            )
            waiting = None
        if waiting:
            yield waiting
        waiting = token if token.is_numeral else None
        if not waiting:
            yield token
    if waiting:
        yield waiting


def _particle(verb: Token, after: Token | None) -> str:
    """The particle that に makes with a verb (について); "" if it makes none."""
    alone = "よる" in verb.endings and verb.written in ("よる", "より")
    if alone or (after is not None and after.written == "て"):
        return next((_PARTICLES[one] for one in verb.endings if one in _PARTICLES), "")
    return ""


def _in_context(found: Iterator[Token]) -> Iterator[Token]:
    """The tokens with what their neighbours say about them."""
    tokens = list(found)
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else None
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        counts = token.is_numeral and after is not None and after.folded in COUNTERS
        counted = token.folded in COUNTERS and before is not None and before.is_numeral
        ordinal = token.folded == "目" and before is not None and before.folded in COUNTERS
        if counts or counted or ordinal:
            yield replace(token, quantity=True)
        elif before and before.is_place and token.folded in _PLACE_SUFFIXES:
            yield replace(token, empty=True)
        elif before and before.written in ("て", "で") and token.is_auxiliary:
            yield replace(token, empty=True, normalised="")
        elif before and before.written == "に" and (particle := _particle(token, after)):
            yield replace(token, empty=True, normalised=particle)
        elif before and before.is_pronoun and token.folded in _PLURALS:
            yield replace(token, empty=True, normalised="")
        elif token.is_pronoun and after and after.folded in _PLURALS:
            yield replace(token, normalised=f"{token.normalised}等")
        elif token.is_noun and after and after.is_noun and after.start == token.end:
            yield replace(token, leads=True)
        else:
            yield token
