"""Ratings and figures without a unit: IP67, クラス1000, M3, サブミクロン, ナノオーダー, 90度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PROTECTION = re.compile(r"(?<![A-Za-z0-9])IP[ -]?([0-6Xx])([0-9Xx])(?![0-9.])")
_ISO_CLASS = re.compile(
    r"(?<![A-Za-z])ISO[ -]?(?:14644-1\s?)?(?:class|クラス)[ -]?([1-9])(?![\d.])", re.I
)
# US Federal Standard 209: class 1000 is class 6 of ISO 14644.
_FED_CLASS = re.compile(
    r"(?<![A-Za-z])(?:class|クラス)[ -]?(10{1,5}|1,000|10,000|100,000)(?![\d.,]*\d)", re.I
)
_CLEAN = re.compile(r"clean|クリーン|清浄", re.I)
_ISO_OF_CLASS_ONE = 3
_PLAIN_CLASS = 100  # "class 10" may be anything

_THREAD = re.compile(r"(?<![A-Za-z0-9.&-])M(\d{1,2}(?:\.\d)?)(?![A-Za-wyz0-9])(?!\.\d)")
_THREAD_SIZES = frozenset(
    "1 1.2 1.4 1.6 2 2.5 3 3.5 4 5 6 8 10 12 14 16 18 20 22 24 27 30 33 36 42 48 56 64".split()
)
_HARDNESS = re.compile(r"(?<![A-Za-z])(HRC|HV)\s?(\d{2,4})(?![\d.])")
_BELOW_MICROMETRE = re.compile(
    r"サブミクロン|(?<![A-Za-z])sub-?(?:microns?|μm|um|micromet(?:er|re)s?)(?![A-Za-z])", re.I
)
_ORDER = re.compile(
    r"""
    (?<![\d.])(?<![\d.]\ )(?<![ァ-ヴー])(?<![A-Za-z-])
    (?:(?P<micro>ミクロン|マイクロメートル|μm|micron|micromet(?:er|re))
      |(?P<nano>ナノ(?:メートル)?|nm|nanomet(?:er|re)))
    (?:オーダー|レベル|単位|精度|台|[ -](?:level|order))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DEGREES = re.compile(r"(?<![\d.,A-Za-z第])(-?\d{1,4}(?:\.\d+)?)度(?![目数合々Ｃc])", re.I)
_TURN = re.compile(r"角|傾|回転|曲げ|勾配|テーパ|首振|旋回")
_HEAT = re.compile(r"温|耐熱|炉|加熱|冷|焼|恒温|乾燥|℃")
_AROUND = 10


@dataclass(frozen=True, slots=True)
class Rating:
    """As a Quantity, of a folded text."""

    start: int
    end: int
    low: float | None
    high: float | None
    dimension: str
    aspect: str


def find_ratings(text: str) -> Iterator[Rating]:
    """All ratings of a folded text, without overlaps."""
    yield from _protections(text)
    yield from _clean_rooms(text)
    for match in _THREAD.finditer(text):
        if match[1] in _THREAD_SIZES:
            yield _exactly(match, float(match[1]), "length", "thread")
    for match in _HARDNESS.finditer(text):
        yield _exactly(match, float(match[2]), "hardness", match[1])
    for match in _BELOW_MICROMETRE.finditer(text):
        yield Rating(match.start(), match.end(), None, 1e-3, "length", "")
    for match in _ORDER.finditer(text):
        low, high = (1e-3, 1e-2) if match["micro"] else (1e-6, 1e-5)
        yield Rating(match.start(), match.end(), low, high, "length", "tolerance")
    yield from _degrees(text)


def _protections(text: str) -> Iterator[Rating]:
    for match in _PROTECTION.finditer(text):
        solids, water = (0 if digit in "Xx" else int(digit) for digit in match.groups())
        yield _exactly(match, float(10 * solids + water), "class", "ip")


def _clean_rooms(text: str) -> Iterator[Rating]:
    for match in _ISO_CLASS.finditer(text):
        yield _exactly(match, float(match[1]), "class", "cleanroom")
    for match in _FED_CLASS.finditer(text):
        particles = match[1].replace(",", "")
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if int(particles) > _PLAIN_CLASS or _CLEAN.search(around):
            number = float(len(particles) - 1 + _ISO_OF_CLASS_ONE)
            yield _exactly(match, number, "class", "cleanroom")


def _degrees(text: str) -> Iterator[Rating]:
    """90度 turns, 200度 is hot; where nothing tells, it is neither."""
    for match in _DEGREES.finditer(text):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        turns, hot = bool(_TURN.search(around)), bool(_HEAT.search(around))
        if turns != hot:
            yield _exactly(match, float(match[1]), "temperature" if hot else "angle", "")


def _exactly(match: re.Match[str], number: float, dimension: str, aspect: str) -> Rating:
    return Rating(match.start(), match.end(), number, number, dimension, aspect)
