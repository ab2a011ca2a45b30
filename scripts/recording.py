"""Answers over the sample directory, kept in a file.

The figures under an answer may differ by one on another processor; the pages must not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from index.model import Answer

_FILE = Path(__file__).with_name("answers.json")


def record(answers: Mapping[str, Answer]) -> None:
    """Keep these answers, by their names."""
    kept = (
        f"{json.dumps(name)}: {json.dumps(asdict(_lasting(answer)), ensure_ascii=False)}"
        for name, answer in answers.items()
    )
    _FILE.write_text("{\n" + ",\n".join(kept) + "\n}\n", "utf-8")


def recorded() -> dict[str, Answer]:
    """The answers as they were kept."""
    kept = json.loads(_FILE.read_text("utf-8"))
    return {name: _read(Answer, answer) for name, answer in kept.items()}


def _lasting(answer: Answer) -> Answer:
    """An answer without what differs from one build to the next and shows nowhere."""
    matches, nearest = (
        tuple(replace(match, score=0.0) for match in found)
        for found in (answer.matches, answer.nearest)
    )
    return replace(answer, matches=matches, nearest=nearest, ranking=(), snapshot="", took_ms=0.0)


def _read(kind: Any, value: Any) -> Any:
    """What JSON kept of a value of this type."""
    if is_dataclass(kind) and isinstance(kind, type):
        types = get_type_hints(kind)
        return kind(**{one.name: _read(types[one.name], value[one.name]) for one in fields(kind)})
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        types_of = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(one, part) for one, part in zip(types_of, value, strict=True))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value  # what JSON has itself
