"""What is asked of the figures, and whether they meet it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.comparing.rounds import Figures
from benchmarks.comparing.systems import NAKADACHI, PLAIN

SMALL, LARGE = 150, 25_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing asked. ``met`` is None where this run did not measure it."""

    asked: str
    found: str
    met: bool | None

    def __str__(self) -> str:
        word = {True: "met", False: "NOT MET", None: "-"}[self.met]
        return f"{self.asked:<66}{self.found:>26}  {word}"


def marks(sizes: Mapping[int, Figures]) -> list[Mark]:
    """All marks; against txtai in both of its forms the faster one counts."""
    return [*_warm(sizes), *_shell(sizes), *_memory(sizes), *_builds(sizes), *_swaps(sizes)]


def _warm(sizes: Mapping[int, Figures]) -> Iterator[Mark]:
    median = "question, median, ms"
    small, large = sizes.get(SMALL), sizes.get(LARGE)
    yield _ratio(small, median, f"warm question, {SMALL} members, plain / ours", 1.5, PLAIN)
    yield _ratio(small, median, f"warm question, {SMALL} members, txtai / ours", 2)
    yield _ratio(large, median, f"warm question, {LARGE:,} members, plain / ours", 1, PLAIN)
    yield _ratio(large, median, f"warm question, {LARGE:,} members, txtai / ours", 1.5)
    yield _below(large, median, f"warm question, {LARGE:,} members", 40, "ms")


def _shell(sizes: Mapping[int, Figures]) -> Iterator[Mark]:
    name = "shell to answer, s"
    for size, figures in sizes.items():
        yield _ratio(figures, name, f"shell to answer, {size:,} members, plain / ours", 6, PLAIN)
        yield _ratio(figures, name, f"shell to answer, {size:,} members, txtai / ours", 6)
        yield _below(figures, name, f"shell to answer, {size:,} members", 1.2, "s")


def _memory(sizes: Mapping[int, Figures]) -> Iterator[Mark]:
    name = "memory after 100 questions, resident, MB"
    asked = f"memory, {SMALL} members, ours / plain: below 0.6"
    figures = sizes.get(SMALL)
    if figures is None:
        yield Mark(asked, "not measured", None)
        return
    share = figures[name][NAKADACHI] / figures[name][PLAIN]
    yield Mark(asked, f"{share:.2f}", share < 0.6)


def _builds(sizes: Mapping[int, Figures]) -> Iterator[Mark]:
    figures = sizes.get(LARGE)
    one, full = "one member changed, s", "full build, s"
    asked = f"one of {LARGE:,} members changed, full build / reindex: at least 50"
    if figures is None:
        yield Mark(asked, "not measured", None)
    else:
        ratio = figures[full][NAKADACHI] / figures[one][NAKADACHI]
        yield Mark(asked, f"{ratio:.1f}", ratio >= 50)
    yield _below(figures, one, f"one of {LARGE:,} members changed", 5, "s")
    # A build of few members is nothing but the start of the process.
    asked = "bulk build, statements a second, ours / plain: at least 1.5"
    largest = max(sizes, default=0)
    if largest <= SMALL:
        yield Mark(asked, "not measured", None)
        return
    speeds = sizes[largest]["statements a second"]
    ratio = speeds[NAKADACHI] / speeds[PLAIN]
    yield Mark(asked, f"{ratio:.2f} ({largest:,} members)", ratio >= 1.5)


def _swaps(sizes: Mapping[int, Figures]) -> Iterator[Mark]:
    for size, figures in sizes.items():
        where = f"{size:,} members"
        after = figures["new index answers after, s"][NAKADACHI]
        failed = figures["  questions that failed"][NAKADACHI]
        p99 = figures["  question while reindexing, p99, ms"][NAKADACHI]
        slowest = figures["  slowest question from then on, ms"][NAKADACHI]
        yield Mark(f"new index answers, {where}: within 2 s", f"{after:.2f} s", after <= 2)
        yield Mark(f"  no question dropped, {where}", f"{failed:.0f} failed", not failed)
        yield Mark(
            f"  none slower than p99 before, {where}",
            f"{slowest:.0f} ms, p99 {p99:.0f} ms",
            slowest <= p99,
        )


def _ratio(
    figures: Figures | None, name: str, what: str, least: float, other: str | None = None
) -> Mark:
    """Their time over ours; without an ``other`` against the fastest of the others but plain."""
    asked = f"{what}: at least {least:g}"
    values = (figures or {}).get(name, {})
    theirs = [
        value
        for system, value in values.items()
        if (system == other if other else system not in (NAKADACHI, PLAIN))
    ]
    if not theirs:
        return Mark(asked, "not measured", None)
    ratio = min(theirs) / values[NAKADACHI]
    return Mark(asked, f"{ratio:.2f}", ratio >= least)


def _below(figures: Figures | None, name: str, what: str, limit: float, unit: str) -> Mark:
    asked = f"{what}: below {limit:g} {unit}"
    if figures is None:
        return Mark(asked, "not measured", None)
    value = figures[name][NAKADACHI]
    return Mark(asked, f"{value:.2f} {unit}", value < limit)
