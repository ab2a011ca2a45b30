"""Whether the figure that a statement offers meets the one that is asked for."""

from __future__ import annotations

import math
from enum import StrEnum

from index.reading.aspects import FINENESS
from index.reading.quantities import Quantity

# Figures this close are as good as equal, or too close to say no.
_NEAR = 1.2
_SAME = 1e-6
# The smaller of these can be made, the more so can the larger ones: a hole of 0.03 for one of 0.05.
_MINIATURE = frozenset({"diameter", "pitch", "width"})
_LARGEST_MINIATURE = 1.0
# "Up to 300 mm" says nothing about 0.05 mm.
_REACH = 100
# A press of 500 t does the work of 300 t, but not of 5 t.
_STRONGER = 4
_DEGREES_OFF = 10
_UNSPECIFIC = frozenset({"", "size"})
_SPECIFIC_LENGTHS = frozenset({"diameter", "thickness"})


class Comparison(StrEnum):
    """What an offered figure says about the one that is asked for."""

    MEETS = "meets"
    FAILS = "fails"
    UNRELATED = "unrelated"


def compare(asked: Quantity, offered: Quantity) -> Comparison:
    """Whether ``offered`` meets ``asked``. FAILS only where there can be no doubt."""
    if asked.dimension != offered.dimension or not _compatible(asked, offered):
        return Comparison.UNRELATED
    if asked.dimension == "class":
        return _of_classes(asked, offered)
    if asked.aspect in FINENESS or offered.aspect in FINENESS:
        verdict = _of_fineness(asked, offered)
    elif offered.low == offered.high:
        verdict = _with_example(asked, offered)
    else:
        verdict = _with_range(asked, offered)
    # Where one of them does not say what it is of, the other may be of something else.
    if verdict is Comparison.FAILS and asked.aspect != offered.aspect:
        return Comparison.UNRELATED
    return verdict


def _compatible(asked: Quantity, offered: Quantity) -> bool:
    aspects = {asked.aspect, offered.aspect}
    if len(aspects) == 1:
        return True
    if aspects <= _UNSPECIFIC:
        return True
    if "" not in aspects:
        return False
    # A bare "5 µm" is most often a tolerance; bare larger figures are sizes of some kind.
    fine = all(_figure(one) < 0.1 for one in (asked, offered))
    return (fine and "tolerance" in aspects) or not aspects.isdisjoint(_SPECIFIC_LENGTHS)


def _figure(quantity: Quantity) -> float:
    """The better end where small is good."""
    return next(end for end in (quantity.low, quantity.high, 0.0) if end is not None)


def _of_fineness(asked: Quantity, offered: Quantity) -> Comparison:
    """Tolerances, roughness, flatness: at most what is asked."""
    wanted = asked.high if asked.high is not None else _figure(asked)
    best = _figure(offered)
    if best <= wanted * (1 + _SAME):
        return Comparison.MEETS
    return Comparison.FAILS if best > wanted * _NEAR else Comparison.UNRELATED


def _of_classes(asked: Quantity, offered: Quantity) -> Comparison:
    wanted, best = _figure(asked), _figure(offered)
    if asked.aspect == "ip":
        # Solids and water apart: IP54 is not above IP47.
        better = best // 10 >= wanted // 10 and best % 10 >= wanted % 10
        return Comparison.MEETS if better else Comparison.UNRELATED
    return Comparison.MEETS if best <= wanted else Comparison.FAILS


def _with_example(asked: Quantity, offered: Quantity) -> Comparison:
    """The statement names one figure; no direction is known."""
    example = _figure(offered)
    if asked.low == asked.high:
        wanted = _figure(asked)
        smaller = asked.aspect in _MINIATURE and example <= wanted <= _LARGEST_MINIATURE
        stronger = asked.dimension == "force" and wanted <= example <= wanted * _STRONGER
        equal = math.isclose(wanted, example, rel_tol=1 - 1 / _NEAR)
        return Comparison.MEETS if smaller or stronger or equal else Comparison.UNRELATED
    return Comparison.MEETS if _within(example, asked) else Comparison.UNRELATED


def _with_range(asked: Quantity, offered: Quantity) -> Comparison:
    """The statement names a limit or a range: do the ends of what is asked lie in it?"""
    ends = [end for end in (asked.low, asked.high) if end is not None]
    if not ends:
        return Comparison.UNRELATED
    if all(_within(end, offered) for end in ends):
        near = all(_in_reach(end, offered) for end in ends)
        return Comparison.MEETS if near else Comparison.UNRELATED
    if any(_within(end, offered, slack=True) for end in ends):
        return Comparison.UNRELATED
    # "From 5 mm on" may still overlap with "at most 20 mm".
    overlap = (_least(asked) <= _most(offered)) and (_least(offered) <= _most(asked))
    return Comparison.UNRELATED if overlap and len(ends) > 1 else Comparison.FAILS


def _within(figure: float, quantity: Quantity, *, slack: bool = False) -> bool:
    least, most = _least(quantity), _most(quantity)
    if slack:
        by_degrees = _DEGREES_OFF if quantity.dimension == "temperature" else 0
        least -= max(by_degrees, abs(least) * (1 - 1 / _NEAR)) if math.isfinite(least) else 0
        most += max(by_degrees, abs(most) * (_NEAR - 1)) if math.isfinite(most) else 0
    tolerance = abs(figure) * _SAME
    return least - tolerance <= figure <= most + tolerance


def _in_reach(figure: float, offered: Quantity) -> bool:
    """Whether a limit at one end says something about a figure so far from it."""
    if offered.low is not None and offered.high is not None:
        return True
    limit = offered.high if offered.high is not None else _figure(offered)
    if figure <= 0 or limit <= 0:
        return (figure < 0) == (limit < 0)
    return 1 / _REACH <= figure / limit <= _REACH


def _least(quantity: Quantity) -> float:
    return -math.inf if quantity.low is None else quantity.low


def _most(quantity: Quantity) -> float:
    return math.inf if quantity.high is None else quantity.high
