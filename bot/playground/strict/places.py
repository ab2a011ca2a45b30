"""Where in a payload something is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a payload something is: a JSON pointer."""

    steps: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> Place:
        return Place((*self.steps, step))

    def says(self, text: str) -> str:
        """``text`` about this place, as Slack writes it."""
        return f"{text} [json-pointer:{self}]"

    def __str__(self) -> str:
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Node:
    """An object somewhere in a payload, and where."""

    place: Place
    value: dict[str, Any]

    def under(self, key: str) -> list[Node]:
        """The object under ``key``, or the objects in the list there; none if there is no such."""
        match self.value.get(key):
            case dict(inner):
                return [Node(self.place / key, inner)]
            case list(several):
                return [Node(self.place / key / at, one) for at, one in enumerate(several)]
            case _:
                return []


def nodes(value: object, place: Place) -> Iterator[Node]:
    """All objects in ``value``, each before what is in it."""
    if isinstance(value, dict):
        yield Node(place, value)
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from nodes(inner, place / key)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from nodes(inner, place / position)
