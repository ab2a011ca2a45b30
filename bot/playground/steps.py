"""Workflow steps: what the manifest declares of them, and their executions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.playground.shapes import JsonObject

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}
# Ids of people and channels, times and the like travel as text.
_SLACKS_OWN = "slack#/types/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """An input or an output of a step."""

    name: str
    type: str
    title: str
    description: str
    is_required: bool
    items: str = ""

    def fault(self, value: object) -> str:
        """What is wrong with a value for it; empty if nothing is."""
        if not _is(value, self.type):
            return f"{self.name} must be of type {self.type}"
        if self.items and isinstance(value, list):
            wrong = [one for one in value if not _is(one, self.items)]
            return f"{self.name} holds what is not of type {self.items}" if wrong else ""
        return ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the app offers to workflows."""

    callback_id: str
    title: str
    description: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]


@dataclass(slots=True)
class Run:
    """One execution of a step. It ends once, with outputs or with an error."""

    id: str
    step: Step
    token: str
    by: str = ""
    outputs: JsonObject | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the app said how it ended."""
        return self.outputs is not None or bool(self.error)


@dataclass(slots=True)
class Runs:
    """All executions, by id."""

    by_id: dict[str, Run] = field(default_factory=dict)

    def with_token(self, token: str) -> Run | None:
        """The execution that came with a token of its own."""
        return next((run for run in self.by_id.values() if run.token == token), None)


def read_step(callback_id: str, declared: Mapping[str, Any]) -> Step:
    """A step of a manifest; raises ValueError where Slack would not take it."""
    for name in ("title", "description"):
        if not declared.get(name):
            raise ValueError(f"the function {callback_id} has no {name}")
    return Step(
        callback_id,
        declared["title"],
        declared["description"],
        _parameters(callback_id, declared, "input_parameters"),
        _parameters(callback_id, declared, "output_parameters"),
    )


def faults_in(values: Mapping[str, object], declared: Sequence[Parameter]) -> list[str]:
    """What is wrong with values: of another type, missing, or declared by nobody."""
    found = [f"{name} is not declared" for name in values.keys() - {one.name for one in declared}]
    for parameter in declared:
        value = values.get(parameter.name)
        if value is not None:
            found.append(parameter.fault(value))
        elif parameter.is_required:
            found.append(f"{parameter.name} is missing")
    return sorted(fault for fault in found if fault)


def executed(run: Run, inputs: JsonObject, app_id: str, workflow: str, ts: str) -> JsonObject:
    """The event that tells the app of an execution."""
    step = run.step
    return {
        "type": "function_executed",
        "function": {
            "id": f"Fn0{step.callback_id.upper()}",
            "callback_id": step.callback_id,
            "title": step.title,
            "description": step.description,
            "type": "app",
            "input_parameters": [_described(one) for one in step.inputs],
            "output_parameters": [_described(one) for one in step.outputs],
            "app_id": app_id,
            "date_created": 1700000000,
            "date_updated": 1700000000,
            "date_deleted": 0,
        },
        "inputs": inputs,
        "function_execution_id": run.id,
        "workflow_execution_id": workflow,
        "event_ts": ts,
        "bot_access_token": run.token,
    }


def _parameters(callback_id: str, declared: Mapping[str, Any], kind: str) -> tuple[Parameter, ...]:
    if kind not in declared:
        raise ValueError(f"the function {callback_id} has no {kind}")
    return tuple(
        _parameter(f"{callback_id}.{kind}.{name}", name, described)
        for name, described in declared[kind].items()
    )


def _parameter(place: str, name: str, described: Mapping[str, Any]) -> Parameter:
    kind, items = described.get("type", ""), described.get("items", {}).get("type", "")
    for one in (kind, *([items] if items else ())):
        if one not in _TYPES and not one.startswith(_SLACKS_OWN):
            raise ValueError(f"{place} is of no type that Slack knows: {one!r}")
    if kind == "array" and not items:
        raise ValueError(f"{place} does not say of what it is a list")
    if described.get("name", name) != name:
        raise ValueError(f"{place} has another name: {described['name']!r}")
    title, words = described.get("title", ""), described.get("description", "")
    return Parameter(name, kind, title, words, bool(described.get("is_required")), items)


def _described(parameter: Parameter) -> JsonObject:
    return {
        "type": parameter.type,
        "name": parameter.name,
        "description": parameter.description,
        "title": parameter.title,
        "is_required": parameter.is_required,
    }


def _is(value: object, kind: str) -> bool:
    types = _TYPES.get(kind, (str,))
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))
