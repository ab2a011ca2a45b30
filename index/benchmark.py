"""Folders of judged questions: members.jsonl, queries.jsonl and qrels.tsv."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from index.errors import BadBenchmark
from profiles.model import Member

Row = TypeVar("Row")

Conditions = Mapping[str, Sequence[str]]

_SIZE = re.compile(r"(?P<bound><=|>=)(?P<employees>\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One judged question; ``groups`` are the members that satisfy each part of the need.

    ``filters`` and ``exclude`` are written as in ``index.model.Query``.
    """

    id: str
    text: str
    lang: str = ""
    type: str = ""
    twin: str = ""
    answerable: bool = True
    filters: Conditions = field(default_factory=dict)
    exclude: Conditions = field(default_factory=dict)
    groups: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A folder of judged questions. ``grades`` maps a question to its relevant members."""

    folder: Path
    questions: tuple[Question, ...]
    grades: Mapping[str, Mapping[str, int]]

    @property
    def members_file(self) -> Path:
        """The members of the folder, in the JSON Lines form of the import."""
        return self.folder / "members.jsonl"


def read_benchmark(folder: Path) -> Benchmark:
    """Read queries.jsonl and qrels.tsv of ``folder``; raises BadBenchmark with file and line."""
    for name in ("members.jsonl", "queries.jsonl", "qrels.tsv"):
        if not (folder / name).is_file():
            raise BadBenchmark(
                f"{folder} is no benchmark folder: {name} is missing. It needs members.jsonl, "
                "queries.jsonl and qrels.tsv (docs/search.md)."
            )
    questions = tuple(_lines(folder / "queries.jsonl", _question))
    grades: dict[str, dict[str, int]] = {}
    for question, member, grade in _lines(folder / "qrels.tsv", _judgment):
        if grade > 0:
            grades.setdefault(question, {})[member] = grade
    if not questions:
        raise BadBenchmark(f"{folder / 'queries.jsonl'} holds no question.")
    return Benchmark(folder, questions, grades)


def satisfies(member: Member, question: Question) -> bool:
    """Whether a member passes all filters of a question and none of its exclusions."""
    return all(_has(member, *wanted) for wanted in asked(question.filters).items()) and not any(
        _has(member, *banned) for banned in asked(question.exclude).items()
    )


def asked(conditions: Conditions) -> dict[str, frozenset[str]]:
    """The values by facet, whatever their order; a facet without values asks for nothing."""
    return {name: frozenset(values) for name, values in conditions.items() if values}


def _has(member: Member, name: str, values: frozenset[str]) -> bool:
    """Whether a member has any of the values, or is within all limits of size."""
    if name == "size":
        return all(_within(member.employees, limit) for limit in values)
    return bool(values & _values(member, name))


def _within(employees: int | None, limit: str) -> bool:
    read = _SIZE.fullmatch(limit)
    if employees is None or read is None:
        return False
    bound = int(read["employees"])
    return employees <= bound if read["bound"] == "<=" else employees >= bound


def _values(member: Member, name: str) -> set[str]:
    known = {
        "kind": {member.kind.value},
        "prefecture": {member.prefecture},
        "city": {member.city},
        "certification": set(member.certifications),
        "language": set(member.languages),
    }
    return known.get(name, set())


def _lines(path: Path, parse: Callable[[str], Row]) -> Iterator[Row]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield parse(line.decode("utf-8-sig"))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadBenchmark(
                    f"{path}, line {number}, cannot be read: {type(error).__name__}: {error}"
                ) from error


def _question(line: str) -> Question:
    found = json.loads(line)
    return Question(
        id=found["id"],
        text=found["text"],
        lang=found.get("lang") or "",
        type=found.get("type") or "",
        twin=found.get("twin") or "",
        answerable=found.get("answerable", True),
        filters=_conditions(found.get("filters")),
        exclude=_conditions(found.get("exclude")),
        groups=tuple(frozenset(group) for group in found.get("groups") or ()),
    )


def _conditions(found: Any) -> Conditions:
    """Values by facet; one that stands alone needs no list."""
    return {
        name: [values] if isinstance(values, str) else list(values)
        for name, values in dict(found or {}).items()
    }


def _judgment(line: str) -> tuple[str, str, int]:
    question, member, grade = line.rstrip("\r\n").split("\t")
    return question, member, int(grade)
