"""What a stretch of a question says about the members that are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    """What of a member a condition is about; the values are the keys of ``Query.filters``."""

    KIND = "kind"
    PREFECTURE = "prefecture"
    CITY = "city"
    CERTIFICATION = "certification"
    LANGUAGE = "language"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Mention:
    """The characters ``text[start:end]`` state a condition and nothing else.

    The stretch holds whatever goes with it (市内で, "based in"), so that the need is what remains
    when it is cut out. A member passes if it has any of ``values`` (canonical, as in the profiles;
    sizes are written "<=50" or ">=300", in employees). ``near`` asks for the neighbourhood too.
    ``places`` are prefecture and city of each city that is meant: some have one name.
    """

    start: int
    end: int
    facet: Facet
    values: tuple[str, ...]
    excluded: bool = False
    near: bool = False
    places: tuple[tuple[str, str], ...] = ()

    @property
    def stretch(self) -> tuple[int, int]:
        """Where it stands: start and end."""
        return self.start, self.end


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions by position; of two that share characters the longer one stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def cut_out(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """``text`` without these stretches (start, end), a space in the place of each."""
    return "".join(_remains(text, sorted(stretches))).strip(" 、,;")


def _remains(text: str, stretches: list[tuple[int, int]]) -> Iterator[str]:
    position = 0
    for start, end in stretches:
        yield text[position:start] + " "
        position = max(position, end)
    yield text[position:]
