"""Recognising header cells, however they are decorated."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from profiles.columns import ALIASES, CONTACT_DETAILS, CONTACT_WORDS, Column
from profiles.text import fold_words


@dataclass(frozen=True, slots=True)
class Match:
    """What a header means; ``number`` is that of 担当者２ or "Capability 10", else 0."""

    column: Column
    number: int = 0


_BRACKETS = re.compile(r"[(\[【〔〈<「『](.*?)[)\]】〕〉>」』]")
_REMARK = re.compile(r"※.*|(?:例|ex\.?|e\.g\.)\s*[::].*", re.DOTALL | re.IGNORECASE)
_DEMAND = re.compile(r"(?:必須|任意|required|optional|mandatory)[\s*]*$", re.IGNORECASE)
_PARTS = re.compile(r"[・/,、&]|および|及び|または|又は|\band\b|\bor\b")
_POLITE = re.compile("^[ごお御]")
_NUMBERED = re.compile(r"(\D*?)第?(\d{1,2})(\D*)")
# The reading of a name is not the name.
_READING = re.compile(
    r"フリガナ|ふりがな|カナ$|かな$|カナ[)\]]|よみ|読み|furigana|\bkana\b", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, Column]:
    table = {fold_words(column.value): column for column in Column}
    for column, aliases in ALIASES.items():
        for alias in aliases.split("|"):
            table.setdefault(fold_words(alias), column)
    for word in CONTACT_WORDS.split("|"):
        for column, details in CONTACT_DETAILS.items():
            for detail in details.split("|"):
                table.setdefault(fold_words(word + detail), column)
    return table


@lru_cache(maxsize=8192)
def match_header(header: str) -> Match | None:
    """What a header cell means, or None if it is not known."""
    if len(header) > 200 or _READING.search(text := unicodedata.normalize("NFKC", header)):
        return None
    if (person := _person(text)) is not None:
        return person
    for candidate in _candidates(text.strip()):
        if found := _lookup(fold_words(candidate)):
            return found
    # 探している技術・課題, TEL/FAX: as long as the parts that are known mean one column.
    parts = {_lookup(fold_words(part)) for part in _PARTS.split(text)} - {None}
    return parts.pop() if len(parts) == 1 else None


def _person(text: str) -> Match | None:
    """窓口担当者/メール: such a cell is read as that of a name, which is taken apart."""
    parts = _PARTS.split(_DEMAND.sub("", _REMARK.sub("", text)))
    if len(parts) == 1 or not _PERSON.search(parts[0]):
        return None
    found = [_lookup(fold_words(part)) for part in parts]
    first, *others = found
    if first is None or first.column is not Column.CONTACT_NAME:
        return None
    return first if any(other and other.column in _IN_ONE_CELL for other in others) else None


# 連絡先/電話 is about the phone alone.
_PERSON = re.compile("担当|氏名|者名?$|person|name", re.IGNORECASE)
_IN_ONE_CELL = frozenset({Column.CONTACT_EMAIL, Column.CONTACT_PHONE})


def _candidates(text: str) -> Iterator[str]:
    """From the header as it is to its barest form: 【必須】ご担当者（氏名）※1名 -> 担当者."""
    for whole in (text, text.split("\n")[0]):
        yield whole
        plain = _DEMAND.sub("", _REMARK.sub("", whole))
        yield plain
        bare = _DEMAND.sub("", _BRACKETS.sub(_number_only, plain)).strip()
        yield bare
        yield _POLITE.sub("", bare)


def _number_only(bracket: re.Match[str]) -> str:
    return bracket[1] if bracket[1].strip().isdigit() else " "


def _lookup(key: str) -> Match | None:
    if column := _aliases().get(key):
        return Match(column)
    if numbered := _NUMBERED.fullmatch(key):
        column = _aliases().get(numbered[1] + numbered[3])
        return Match(column, int(numbered[2])) if column else None
    return None


def closest_headers(
    headers: tuple[str, ...], limit: int = 5, cutoff: float = 0.5
) -> list[tuple[str, str]]:
    """For unknown headers, the known ones that look most like them."""
    readable = _readable_aliases()
    pairs = []
    unknown = [header for header in headers if match_header(header) is None]
    for header in unknown[:60]:
        close = difflib.get_close_matches(fold_words(header)[:50], readable, n=1, cutoff=cutoff)
        if close:
            pairs.append((header, readable[close[0]]))
    return pairs[:limit]


@lru_cache(maxsize=1)
def _readable_aliases() -> dict[str, str]:
    return {
        fold_words(alias): alias for aliases in ALIASES.values() for alias in aliases.split("|")
    }
