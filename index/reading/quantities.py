"""The quantities of a text (φ0.05, ±2ミクロン, 1000分の1ミリ, up to 600 mm) in comparable units.

Standards, materials and names with digits (ISO 9001, SUS304, 5軸, 64チタン), pieces, prices and
dates are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.reading.aspects import (
    DEVIATIONS,
    FINENESS,
    aspect_of,
    clause_before,
    clause_behind,
    is_deviation,
    limit_of,
)
from index.reading.classes import Rating, find_ratings
from index.reading.figures import Figure, find_figures, fold_figures
from index.reading.units import MILLIMETRE, SCALES, TON_OF_FORCE, Unit

# So far to either side the words are looked at that tell what a figure is of.
_WINDOW = 24
# A deviation of at most so much is in millimetres where no unit is written.
_LARGEST_BARE = 0.5
_MARKS = {"φ": "diameter", "t": "thickness", "±": "tolerance", "+/-": "tolerance",
          "ra": "roughness", "rz": "roughness", "rmax": "roughness", "sa": "roughness",
          "rq": "roughness"}  # fmt: skip
# 500トン of these is their force; of anything else its weight.
_PRESS = re.compile(
    r"プレス|成形機|成型機|射出|ダイカスト|型締|鍛造機|press|injection|die.?cast|clamp",
    re.IGNORECASE,
)
_SHEET = re.compile(r"板|ステン|SUS|SS400|SPC|アルミ|銅|チタン|鉄|厚|sheet|plate", re.IGNORECASE)
_LARGEST_SHEET = 30
_PURITY = re.compile(r"純度|purity|pure", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """The characters ``text[start:end]`` are a figure with its unit.

    ``low`` and ``high`` are in the canonical unit of ``dimension`` (mm, N, Pa, °C, Hz, V, A, W, kg,
    s ...), None where that end is open; a single figure is both. ``aspect`` is what the figure is
    of where the text tells (tolerance, diameter, thickness, roughness ...), else "".
    """

    start: int
    end: int
    low: float | None
    high: float | None
    dimension: str
    aspect: str


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of ``text`` in order, without overlaps."""
    folded, origin = fold_figures(text)
    ratings = list(find_ratings(folded))
    measured = _measured(folded, [(one.start, one.end) for one in ratings])
    found = sorted([*(_rated(one) for one in ratings), *measured], key=lambda one: one.start)
    return tuple(
        Quantity(
            origin[one.start], origin[one.end - 1] + 1, one.low, one.high, one.dimension, one.aspect
        )
        for one in found
    )


def _rated(rating: Rating) -> Quantity:
    return Quantity(
        rating.start, rating.end, rating.low, rating.high, rating.dimension, rating.aspect
    )


def _measured(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[Quantity]:
    spans = list(taken)
    end_of_last = 0
    for figure in find_figures(text):
        if any(start < figure.end and figure.start < end for start, end in spans):
            continue
        before = text[max(end_of_last, figure.start - _WINDOW) : figure.start]
        # "5 µm over 300 mm": along, not more than.
        before = "" if end_of_last and before.strip() == "over" else before
        behind = text[figure.end : figure.end + _WINDOW]
        quantity = _quantity(figure, before, behind)
        if quantity is not None:
            yield quantity
            end_of_last = figure.end


def _quantity(figure: Figure, before: str, behind: str) -> Quantity | None:
    limit = limit_of(before, behind)
    aspect = _MARKS.get(figure.mark) or aspect_of(clause_before(before), clause_behind(behind))
    if figure.sides and not aspect:
        aspect = "size"
    unit = _unit_in_context(figure, aspect, before, behind)
    if unit is None or _is_purity(figure, unit, before + behind):
        return None
    low, high = (
        _rounded(number * unit.size) for number in (min(figure.numbers), max(figure.numbers))
    )
    if unit.english in SCALES:
        aspect = unit.english
    elif unit.dimension == "length" and not aspect and high <= _LARGEST_BARE:
        aspect = "tolerance" if is_deviation(before, behind) else ""
    elif unit.dimension != "length" and aspect not in DEVIATIONS:
        aspect = ""
    if len(figure.numbers) > 1:
        return Quantity(figure.start, figure.end, low, high, unit.dimension, aspect)
    # 精度0.01mm以上 means that or better.
    if limit == ">" and aspect in FINENESS:
        limit = "<"
    return Quantity(
        figure.start,
        figure.end,
        None if limit == "<" else low,
        None if limit == ">" else high,
        unit.dimension,
        aspect,
    )


def _unit_in_context(figure: Figure, aspect: str, before: str, behind: str) -> Unit | None:
    if figure.unit is None:
        # "or better" and 以内 may stand in the place of a word such as tolerance.
        fine = aspect in FINENESS or (not aspect and is_deviation(before, behind))
        return MILLIMETRE if fine and _is_bare_deviation(figure) else None
    if figure.unit.english != "tons":
        return figure.unit
    if _PRESS.search(before) or _PRESS.search(behind):
        return TON_OF_FORCE
    # 板3.2t: the letter of thickness, behind its figure.
    thin = figure.numbers[-1] <= _LARGEST_SHEET and figure.written_with_t
    return MILLIMETRE if thin and _SHEET.search(before + behind) else figure.unit


def _is_bare_deviation(figure: Figure) -> bool:
    """Whether it is so fine a figure without a unit that millimetres are meant: ±0.01."""
    return 0 < figure.numbers[-1] <= _LARGEST_BARE


def _is_purity(figure: Figure, unit: Unit, around: str) -> bool:
    """純度4N: four nines, not newtons."""
    return unit.english == "N" and bool(_PURITY.search(around))


def _rounded(number: float) -> float:
    """Without the noise of binary fractions: 0.3 mm is the same from 300 µm and from 0.3."""
    return float(f"{number:.9g}")
