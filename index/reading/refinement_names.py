"""The names in a message that may change conditions, and the message with marks in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jaconv import kana2alphabet

from index.reading.certificates import certificate_names
from index.reading.kind_words import KIND_WORDS, compile_kind_words
from index.reading.mentions import Facet, Mention
from index.reading.place_hits import find_names
from index.reading.place_names import Form, latin_names
from index.reading.reader import Directory
from index.reading.refinement_marks import CERTIFICATE, KIND, PLACE
from index.reading.wording import level
from profiles.places import latin_key

# さがみはらで: only with words behind it that are said of places.
_KANA_PLACE = re.compile(
    r"(?<![ぁ-ん])(?P<name>[ぁ-ゖ]{3,8}?)(?:し)?"
    r"(?=(?:で|だけで?|のみで?|(?:の|から)?(?:近く|周辺|あたり|会社|大学|企業).*|限定.*|以外で?)(?:$|[。、?!お]))"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a message: where it stands, its mark, and how the readers know it."""

    start: int
    end: int
    mark: str
    written: str
    mention: Mention | None = None


def marked(text: str, names: Sequence[Name]) -> str:
    """``text`` with a mark in the place of each name."""
    pieces, position = [], 0
    for name in names:
        pieces += [text[position : name.start], name.mark]
        position = name.end
    return "".join([*pieces, text[position:]])


def names_in(text: str, directory: Directory) -> list[Name]:
    """The names in a sentence, in order and disjoint; of two the longer one."""
    found = [*_places(text, directory), *_kinds(text), *_certificates(text, directory)]
    kept: list[Name] = []
    for name in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda one: one.start)


def _places(text: str, directory: Directory) -> Iterator[Name]:
    for hit in find_names(text):
        yield Name(hit.start, hit.end, PLACE, text[hit.start : hit.end])
    for found in _KANA_PLACE.finditer(text):
        name = latin_names().get(latin_key(_romanised(found["name"])))
        home = name and any(where in directory.prefectures for where, _ in name.places)
        if name and home and name.form in (Form.FULL, Form.BARE):
            where, city = name.meant(directory.prefectures)[0]
            yield Name(*found.span(), PLACE, city or where)


@lru_cache(maxsize=1024)
def _romanised(kana: str) -> str:
    return str(kana2alphabet(kana))


@lru_cache(maxsize=1)
def _kind_words() -> re.Pattern[str]:
    return compile_kind_words()


def _kinds(text: str) -> Iterator[Name]:
    for found in _kind_words().finditer(level(text)):
        words = KIND_WORDS[(found.lastgroup or "").rpartition("_")[0]]
        # What only the patterns of this module tell from other uses is left to them.
        if not words.vague and not words.limiting:
            values = tuple(kind.value for kind in words.kinds)
            mention = Mention(0, 0, Facet.KIND, values, excluded=words.excluded)
            yield Name(*found.span(), KIND, found[0], mention)


def _certificates(text: str, directory: Directory) -> Iterator[Name]:
    for start, end, value in certificate_names(text, directory.certifications):
        mention = Mention(0, 0, Facet.CERTIFICATION, (value,))
        yield Name(start, end, CERTIFICATE, text[start:end], mention)
