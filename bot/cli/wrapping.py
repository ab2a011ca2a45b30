"""Breaking lines for a terminal, where a Japanese character is as wide as two Latin ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import wcswidth

# A Latin word stays whole, a space may vanish, anything else may be broken character by character.
_PIECES = re.compile(r"\s|[!-~]+|[^\s!-~]")
_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》’”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…,.:;?!)"
)
_NOT_LAST = frozenset("（「『【〔〈《‘“([")


def width_of(text: str) -> int:
    """The columns that ``text`` takes."""
    found = wcswidth(text)
    return len(text) if found < 0 else found


def pad(text: str, width: int) -> str:
    """The text with spaces up to ``width`` columns."""
    return text + " " * (width - width_of(text))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The half-open ranges of characters that make the lines of ``text``.

    A line is at most ``width`` columns wide, unless a single word is wider or a punctuation mark
    hangs over: no line begins with a closing mark or ends with an opening one.
    """
    lines: list[tuple[int, int]] = []
    start, columns = 0, 0
    for begin, end in _units(text):
        needed = width_of(text[begin:end])
        if begin > start and columns + needed > width:
            lines.append((start, begin))
            start, columns = begin, 0
            if text[begin].isspace():
                start, needed = end, 0
        columns += needed
    lines.append((start, len(text)))
    return [(start, start + len(text[start:end].rstrip())) for start, end in lines]


def _units(text: str) -> Iterator[tuple[int, int]]:
    """What may not be broken: a word or a character, with the marks that belong to it."""
    start: int | None = None
    for piece in _PIECES.finditer(text):
        if start is None:
            start = piece.start()
        following = text[piece.end() : piece.end() + 1]
        if piece[0] in _NOT_LAST or (following in _NOT_FIRST and not piece[0].isspace()):
            continue
        yield start, piece.end()
        start = None
    if start is not None:
        yield start, len(text)
