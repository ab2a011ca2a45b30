"""Numbers with their units and marks as they are written: φ0.05, 6〜15μ, 1000分の1ミリ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.reading.units import MICROMETRE, MILLIMETRE, Unit, unit_named, unit_pattern

_FOLDS = str.maketrans(
    {"〜": "~", "∼": "~", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "x", "⁻": "^-",
     "Φ": "φ", "ø": "φ", "Ø": "φ", "⌀": "φ", "∅": "φ", "″": '"', "”": '"'}
)  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SHARES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "一": 1, "二": 2, "三": 3, "五": 5}
_ROUGHNESS_MARKS = ("ra", "rz", "rmax", "sa", "rq")
# The number belongs to the word before it: ISO 9001, Inconel 718.
_DESIGNATION = re.compile(
    r"""
    (?:\b(?:iso|iec|jis|sus|aisi|astm|din|en|mil|ams|inconel|hastelloy|monel|type|no|nr|grade|rev
       |version|ver|page|fig|chapter|stage|phase|tel|covid)\.?
      |インコネル|ハステロイ|番号|第)\s?-?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_DESIGNATION = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """The characters ``text[start:end]`` (of the folded text) are one or two numbers and a unit.

    Two numbers are a range. ``mark`` is what stands before them (φ, t, ±, Ra); ``unit`` is None
    where only the words around can tell it. ``written_with_t`` are 500t and 3.2t, unlike 500トン;
    of the ``sides`` of a body the longest is the number.
    """

    start: int
    end: int
    mark: str
    numbers: tuple[float, ...]
    unit: Unit | None
    written_with_t: bool = False
    sides: bool = False


@lru_cache(maxsize=20_000)
def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character.translate(_FOLDS)).translate(_FOLDS)


def fold_figures(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain characters (half width, one kind of dash), and where each came from."""
    if text.isascii():
        return text, range(len(text))
    pieces: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        plain = character if character.isascii() else _plain(character)
        pieces.append(plain)
        origin.extend([position] * len(plain))
    return "".join(pieces), origin


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    unit = unit_pattern()
    return re.compile(
        rf"""
        (?P<between>between\s+)?
        (?:
            (?P<mark>φ|±|\+/-|(?<![A-Za-z0-9])(?:t|Ra|Rz|Rmax|Sa|Rq))\s?[=:]?\s?
          | (?<![A-Za-z0-9_.,^$¥€£/])(?<![A-Za-z)]-)(?<!\d-)(?<!コンマ)
        )
        (?:
            (?P<power>(?:{_NUMBER}\s?[x*]\s?)?10\^-?\d{{1,2}})
          | (?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|[十百千万])分の(?P<part>\d{{1,3}}|[一二三五])
          | (?P<upper>\d{{1,3}})/(?P<lower>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![/\d])
          | (?P<first>-?{_NUMBER})
        )
        (?:\s?-?(?P<unit1>{unit}))?
        (?:
            (?(between)\s+and\s+|(?:\s?[~-]\s?|\s?から\s?|\s+to\s+))
            (?:φ|±|t)?(?P<second>[+-]?{_NUMBER})(?![\d.,]*\d)(?:\s?(?P<unit2>{unit}))?
          | (?P<sides>(?:\s?[xX*]\s?{_NUMBER}\s?(?:[mc]?m(?![A-Za-z]))?){{1,2}})
            (?:\s?(?P<unit3>{unit}))?
        )?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def find_figures(text: str) -> Iterator[Figure]:
    """All figures of a folded text, in order."""
    for match in _pattern().finditer(text):
        start = match.start("first") if match["between"] and not match["second"] else match.start()
        before = text[max(0, start - _LONGEST_DESIGNATION) : start]
        if match["mark"] or not _DESIGNATION.search(before):
            figure = _figure(match, start)
            if figure is not None:
                yield figure


def _figure(match: re.Match[str], start: int) -> Figure | None:
    mark = (match["mark"] or "").lower()
    numbers, spelling, end = _measured(match)
    unit = unit_named(spelling) if spelling else _implied(mark)
    if spelling and unit is None:
        return None
    if mark == "t" and unit is not None and unit.dimension != "length":
        return None
    return Figure(
        start,
        end,
        mark,
        numbers,
        unit,
        written_with_t=spelling == "t",
        sides=bool(match["sides"]) and not match["mark"] and end == match.end(),
    )


def _measured(match: re.Match[str]) -> tuple[tuple[float, ...], str, int]:
    """The numbers, the unit as written and the end of what really belongs together."""
    first = _first(match)
    if match["second"]:
        spelling = match["unit2"] or ""
        marked_only = match["mark"] and not match["unit1"]
        if spelling or marked_only:
            second = _number(match["second"])
            if match["unit1"] and match["unit1"] != spelling:
                factor = _converted(match["unit1"], spelling)
                if not factor:
                    return (first,), match["unit1"], match.end("unit1")
                first *= factor
            return (min(first, second), max(first, second)), spelling, match.end()
    elif match["sides"] and not match["mark"]:
        spelling = match["unit3"] or _last_unit(match["sides"]) or match["unit1"] or ""
        if spelling:
            sides = [_number(side) for side in re.findall(_NUMBER, match["sides"])]
            return (max(first, *sides),), spelling, match.end()
    end = match.end("unit1") if match["unit1"] else _end_of_first(match)
    return (first,), match["unit1"] or "", end


def _converted(spelling: str, other: str) -> float:
    """The factor from one unit to another; 0 if they have nothing in common."""
    one, into = unit_named(spelling), unit_named(other)
    if one is None or into is None or one.dimension != into.dimension:
        return 0
    return one.size / into.size


def _first(match: re.Match[str]) -> float:
    if match["power"]:
        factor, power = re.fullmatch(
            rf"(?:({_NUMBER})\s?[x*]\s?)?10\^(-?\d+)", match["power"], re.IGNORECASE
        ).groups()  # type: ignore[union-attr]  # the group was found by this very pattern
        return _number(factor or "1") * 10.0 ** int(power)
    if match["part"]:
        return _share(match["part"]) / (_share(match["whole"]) or 1)
    if match["lower"]:
        return _number(match["upper"]) / (_number(match["lower"]) or 1)
    return _number(match["first"])


def _end_of_first(match: re.Match[str]) -> int:
    return max(match.end(group) for group in ("power", "part", "lower", "first"))


def _number(written: str) -> float:
    return float(written.replace(",", ""))


def _share(written: str) -> float:
    return _SHARES[written] if written in _SHARES else _number(written)


def _last_unit(sides: str) -> str:
    found = re.search(r"[mc]?m$", sides.rstrip(), re.IGNORECASE)
    return found.group() if found else ""


def _implied(mark: str) -> Unit | None:
    if mark in _ROUGHNESS_MARKS:
        return MICROMETRE
    return MILLIMETRE if mark in ("φ", "t") else None
