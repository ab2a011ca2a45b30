"""Shapes and limits: what ``schema.json`` says, in the words that Slack uses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from bot.playground.strict.places import Place

_TYPES = {
    "object": "an object",
    "array": "an array",
    "string": "a string",
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
}


class _Checker(Protocol):
    def iter_errors(self, instance: object) -> Iterator[ValidationError]: ...


def shape_faults(definition: str, value: object, place: Place) -> tuple[str, ...]:
    """What is wrong with the shape of ``value``; ``definition`` is a name in ``$defs``."""
    faults: dict[str, None] = {}
    for error in _compiled(definition).iter_errors(value):
        where = Place((*place.steps, *error.absolute_path))
        faults.update(dict.fromkeys(_explained(error, where)))
    return tuple(faults)


def schema() -> dict[str, Any]:
    """The schema itself."""
    text = files("bot.playground.strict").joinpath("schema.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = schema()["$defs"]
    return definitions


# Standard keywords, faster and with better explanations than in general: whatever a definition
# refers to or holds is compiled once; and every `oneOf` is a choice by `type`, so that one branch
# is looked at, and its faults are the faults.
def _by_reference(
    validator: object, reference: str, value: object, schema: object
) -> Iterator[ValidationError]:
    return _compiled(_name(reference)).iter_errors(value)


def _by_type(
    validator: object, branches: Sequence[Mapping[str, str]], value: object, schema: object
) -> Iterator[ValidationError]:
    if not isinstance(value, dict):
        yield ValidationError("", validator="type", validator_value="object")
    elif "type" not in value:
        yield ValidationError("", validator="required", validator_value=["type"], instance=value)
    elif (name := _branch(branches, value["type"])) is not None:
        yield from _compiled(name).iter_errors(value)
    else:
        yield ValidationError("", validator="const", path=["type"], instance=value["type"])


def _in_properties(
    validator: object, properties: Mapping[str, Any], value: object, schema: object
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for name, given in value.items():
            if name in properties:
                yield from _within(properties[name], given, name)


def _in_items(
    validator: object, items: Mapping[str, Any], value: object, schema: object
) -> Iterator[ValidationError]:
    if isinstance(value, list):
        for position, given in enumerate(value):
            yield from _within(items, given, position)


def _within(part: Mapping[str, Any], value: object, step: str | int) -> Iterator[ValidationError]:
    for error in _compiled_part(part).iter_errors(value):
        error.path.appendleft(step)
        yield error


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _branch(branches: Sequence[Mapping[str, str]], kind: object) -> str | None:
    for branch in branches:
        name = _name(branch["$ref"])
        if _definitions()[name]["properties"]["type"]["const"] == kind:
            return name
    return None


_checker: Callable[[Mapping[str, Any]], _Checker] = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "$ref": _by_reference,
        "oneOf": _by_type,
        "properties": _in_properties,
        "items": _in_items,
    },
)
_parts: dict[int, _Checker] = {}


@cache
def _compiled(definition: str) -> _Checker:
    return _checker(_definitions()[definition])


def _compiled_part(part: Mapping[str, Any]) -> _Checker:
    # The definitions stay as they are as long as the process lives, so an id means one part.
    if (made := _parts.get(id(part))) is None:
        made = _parts[id(part)] = _checker(part)
    return made


def _explained(error: ValidationError, where: Place) -> Iterator[str]:
    bound: Any = error.validator_value
    given: Any = error.instance
    known: Any = error.schema
    match error.validator:
        case "required":
            for name in bound:
                if name not in given:
                    yield where.says(f"missing required field: {name}")
        case "additionalProperties":
            for name in given:
                if name not in known["properties"]:
                    yield where.says(f"invalid additional property: {name}")
        case "type":
            wanted = bound if isinstance(bound, str) else bound[0]
            yield where.says(f"must provide {_TYPES[wanted]}")
        case "const":
            yield where.says(f"unsupported type: {given}")
        case _:
            yield where.says(_limit(str(error.validator), bound))


def _limit(keyword: str, bound: object) -> str:
    match keyword, bound:
        case "maxLength", int(most):
            return f"must be less than {most + 1} characters"
        case "minLength", int(least):
            return f"must be more than {least - 1} characters"
        case "maxItems", _:
            return f"no more than {bound} items allowed"
        case "minItems", _:
            return f"no fewer than {bound} items allowed"
        case "minProperties", _:
            return f"no fewer than {bound} properties allowed"
        case "maximum", _:
            return f"must be less than or equal to {bound}"
        case "minimum", _:
            return f"must be greater than or equal to {bound}"
        case "enum", list(values):
            return f"must be one of: {', '.join(map(str, values))}"
        case _:
            return f"must match {bound}"
