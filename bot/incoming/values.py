"""Values out of a payload of which nothing is certain."""

from __future__ import annotations

from collections.abc import Mapping

Payload = Mapping[str, object]


def part(body: Payload, key: str) -> Payload:
    """The object under ``key``, or an empty one."""
    found = body.get(key)
    return found if isinstance(found, dict) else {}


def parts(body: Payload, key: str) -> list[Payload]:
    """The objects in the list under ``key``."""
    found = body.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text(body: Payload, key: str) -> str:
    """The text under ``key``, or ""."""
    found = body.get(key)
    # JSON may bring halves of characters, which nothing behind this can hold.
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def number(body: Payload, key: str) -> int:
    """The whole number under ``key``, or 0."""
    found = body.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def address(body: Payload, key: str) -> str:
    """A web address, if it is one."""
    found = text(body, key)
    return found if found.startswith(("https://", "http://")) else ""
