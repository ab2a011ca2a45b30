"""The names of places in a text, wherever they stand; ``places`` judges which are conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.reading.mentions import Facet
from index.reading.place_context import DOUBTFUL, ENGLISH_WORDS, SAID_OF_PLACES
from index.reading.place_names import (
    Form,
    Name,
    Names,
    japanese_names,
    keyed,
    latin_names,
)
from index.tokens import JAPANESE_LETTER, Token, Tokenizer
from profiles.places import latin_key

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+")
_WARD = re.compile(r"[\u3400-\u9fffケヶ々の]{1,3}区")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in the text. ``sure`` unless it may well be a person or a common word."""

    start: int
    end: int
    name: Name
    latin: bool
    sure: bool = True
    capital: bool = True


def find_names(text: str) -> list[Hit]:
    """The names in order and disjoint."""
    hits = sorted([*_japanese_hits(text), *_latin_hits(text)], key=lambda hit: hit.start)
    return _without_shared(hits)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return Tokenizer()


def _japanese_hits(text: str) -> Iterator[Hit]:
    if not JAPANESE_LETTER.search(text):
        return
    names, key = japanese_names(), keyed(text)
    if not any(map(names.lengths.__contains__, key)):
        return
    tokens = _tokenizer().tokens(text)
    ends = {token.end: number for number, token in enumerate(tokens)}
    position = 0
    for number, token in enumerate(tokens):
        if token.start < position or (number and _glued(tokens[number - 1], token)):
            continue
        if hit := _longest(names, key, tokens, number, ends):
            yield hit
            position = hit.end


def _glued(before: Token, token: Token) -> bool:
    """Whether the word before makes it the latter part of a compound: 南大沢, 株式会社日野."""
    if before.end != token.start or before.empty or not before.japanese or before.is_place:
        return False
    noun = before.part_of_speech[0] in ("名詞", "接頭辞", "接尾辞")
    return noun and before.part_of_speech[2] != "副詞可能"


def _longest(
    names: Names, key: str, tokens: list[Token], number: int, ends: dict[int, int]
) -> Hit | None:
    start = tokens[number].start
    for length in names.lengths.get(key[start : start + 1], ()):
        end = start + length
        name = names.by_key.get(key[start:end])
        if name is None or end > len(key):
            continue
        if name.form is not Form.BARE:
            ward = _WARD.match(key, end) if key[end - 1] == "市" else None
            return Hit(start, ward.end() if ward else end, name, latin=False)
        if end in ends:
            parts = tokens[number : ends[end] + 1]
            written = key[start:end]
            if any(part.is_place for part in parts) or name.facet is Facet.PREFECTURE:
                return Hit(start, end, name, latin=False, sure=written not in DOUBTFUL)
            if written in SAID_OF_PLACES:
                return Hit(start, end, name, latin=False, sure=False)
    return None


def _latin_hits(text: str) -> Iterator[Hit]:
    words = list(_WORD.finditer(text))
    if not any(word[0].isalpha() for word in words):
        return
    names = latin_names()
    keys = [_latin_word(word[0]) for word in words]
    position = 0
    for number, word in enumerate(words):
        for count in (3, 2, 1):
            last = words[min(number + count, len(words)) - 1]
            name = names.get("".join(keys[number : number + count]))
            if name is None or word.start() < position or not _one_name(text, word, last, count):
                continue
            written = text[word.start() : last.end()]
            if _may_be_place(written, name, text):
                capital = written[0].isupper()
                yield Hit(word.start(), last.end(), name, latin=True, capital=capital)
            position = last.end()
            break


@lru_cache(maxsize=20_000)
def _latin_word(word: str) -> str:
    return latin_key(word)


def _one_name(text: str, first: re.Match[str], last: re.Match[str], count: int) -> bool:
    """Whether the words stand together with nothing but a blank or a hyphen between them."""
    between = re.sub(_WORD, "", text[first.start() : last.end()])
    return len(between) <= count - 1 and not between.strip(" -‐‑–")


def _may_be_place(written: str, name: Name, text: str) -> bool:
    if name.form is Form.FULL or name.form is Form.AREA:
        return True
    # TAMA is the association, unless the whole text shouts.
    if written == "TAMA" and not text.isupper():
        return False
    long_enough = 5 if name.form is Form.MINOR else 4 if written.islower() else 3
    capital = written[0].isupper() or name.form is not Form.MINOR
    return capital and len(written) >= long_enough and written.lower() not in ENGLISH_WORDS


def _without_shared(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if not kept or kept[-1].end <= hit.start:
            kept.append(hit)
    return kept
