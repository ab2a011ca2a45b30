"""What the page asks for, read from JSON that could be anything."""

from __future__ import annotations

from typing import Any

from bot.playground.shapes import JsonObject


class Misunderstood(Exception):
    """A request of the page that makes no sense; the message says what is wrong with it."""


class Asked:
    """The fields of a request; raises Misunderstood for those of another kind."""

    def __init__(self, given: Any) -> None:
        if not isinstance(given, dict):
            raise Misunderstood("A request is a JSON object.")
        self._given: JsonObject = given

    def has(self, name: str) -> bool:
        """Whether there is such a field."""
        return self._given.get(name) is not None

    def text(self, name: str) -> str:
        """A text that must be there."""
        if not self.has(name):
            raise Misunderstood(f"{name} is missing.")
        return self.optional(name)

    def optional(self, name: str) -> str:
        """A text, or an empty one."""
        return as_text(name, self._given.get(name) or "")

    def texts(self, name: str) -> list[str]:
        """Several texts."""
        return as_texts(name, self._given.get(name))

    def object(self, name: str) -> JsonObject:
        """An object, or an empty one."""
        return as_object(name, self._given.get(name) or {})

    def any(self, name: str) -> Any:
        """Whatever is there."""
        return self._given.get(name)


def as_text(name: str, value: Any) -> str:
    """The value, if it is a text."""
    if not isinstance(value, str):
        raise Misunderstood(f"{name} must be a text.")
    return value


def as_texts(name: str, value: Any) -> list[str]:
    """The value, if it is a list of texts."""
    if not isinstance(value, list):
        raise Misunderstood(f"{name} must be a list of texts.")
    return [as_text(name, one) for one in value]


def as_object(name: str, value: Any) -> JsonObject:
    """The value, if it is an object."""
    if not isinstance(value, dict):
        raise Misunderstood(f"{name} must be an object.")
    return value
