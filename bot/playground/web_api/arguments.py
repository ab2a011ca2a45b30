"""The arguments of a call: what a method takes, and what was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from bot.playground.shapes import JsonObject, Refused


class Takes(Enum):
    """What an argument may be."""

    TEXT = str
    FLAG = bool
    NUMBER = int
    OBJECT = dict
    LIST = list


_FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}


def read_arguments(
    given: Mapping[str, Any], takes: Mapping[str, Takes], required: tuple[str, ...]
) -> JsonObject:
    """What was given, in the right types; raises ``invalid_arguments``.

    Forms carry everything as text, so numbers, flags and JSON are read from it.
    """
    complaints = [
        f"[ERROR] no such argument [json-pointer:/{name}]" for name in given if name not in takes
    ]
    read: JsonObject = {}
    for name in given.keys() & takes.keys():
        value = _as(given[name], takes[name])
        if value is None:
            wanted = takes[name].value.__name__
            complaints.append(f"[ERROR] must be of type {wanted} [json-pointer:/{name}]")
        else:
            read[name] = value
    complaints += [
        f"[ERROR] missing required field: {name}"
        for name in required
        if read.get(name) in (None, "")
    ]
    if complaints:
        raise Refused("invalid_arguments", *sorted(complaints))
    return read


def _as(value: Any, takes: Takes) -> Any:
    """The value in its type, or None if it cannot be."""
    if isinstance(value, takes.value) and not (takes is Takes.NUMBER and isinstance(value, bool)):
        return value
    if not isinstance(value, str):
        return _FLAGS.get(str(value)) if takes is Takes.FLAG else None
    if takes is Takes.FLAG:
        return _FLAGS.get(value.lower())
    if takes is Takes.NUMBER:
        return int(value) if value.isascii() and value.isdigit() else None
    try:
        parsed = json.loads(value)
    except ValueError:
        return None
    return parsed if isinstance(parsed, takes.value) else None
