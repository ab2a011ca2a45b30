"""Why a member matches: its statements that speak to the question, with the words that do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.analysis import Analysis, Unit
from index.model import Evidence
from index.records import Record

MAX_STATEMENTS = 2
# A second statement is shown only if it says nearly as much as the first.
SECOND_STATEMENT = 0.9
# A statement that shares every keyword of the question counts this much above its cosine.
KEYWORD_BONUS = 0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question looks for, in the form in which statements are compared with it."""

    units: tuple[Unit, ...]
    words: frozenset[str]
    glosses: frozenset[str]
    meanings: tuple[frozenset[str], ...]


def asked_by(question: Analysis) -> Asked:
    """The units of a question that say something."""
    units = tuple(unit for unit in question.units if unit.words)
    return Asked(
        units=units,
        words=frozenset(word for unit in units for word in unit.words),
        glosses=frozenset(gloss for unit in units for gloss in unit.glosses),
        meanings=tuple(unit.meaning for unit in units if unit.meaning),
    )


def choose_statements(
    records: Iterable[Record], cosines: Mapping[int, float], asked: Asked
) -> list[Record]:
    """The statements that prove the match best, best first; at least one if there is any.

    ``cosines`` holds those of the passages that the vectors found, by passage id.
    """
    rated = sorted(
        ((_rating(record, cosines.get(record.id, 0.0), asked), record) for record in records),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not rated:
        return []
    enough = rated[0][0] * SECOND_STATEMENT
    return [record for rating, record in rated[:MAX_STATEMENTS] if rating >= enough]


def coverage(record: Record, asked: Asked) -> float:
    """The share of the question's units that the statement names or means, 0..1."""
    words, glosses = frozenset(record.words), frozenset(record.glosses)
    shared = sum(
        1
        for unit in asked.units
        if not words.isdisjoint(unit.words) or (unit.meaning and unit.meaning <= glosses)
    )
    return shared / len(asked.units) if asked.units else 0.0


def quote(record: Record, statement: Analysis, asked: Asked) -> Evidence:
    """The statement (analysed as ``statement``) with marks on the words that were asked for."""
    marks: list[tuple[int, int]] = []
    for unit in statement.units:
        # A character that unfolds to several words (㍿) gives units without an extent.
        if unit.start == unit.end or not _speaks_to(unit, asked):
            continue
        if marks and not record.text[marks[-1][1] : unit.start].strip():
            marks[-1] = (marks[-1][0], unit.end)
        else:
            marks.append((unit.start, unit.end))
    return Evidence(record.field, record.text, tuple(marks))


def _speaks_to(unit: Unit, asked: Asked) -> bool:
    """Whether a unit shares a word with the question, or one means what the other may mean."""
    if not asked.words.isdisjoint(unit.words):
        return True
    if not unit.words:
        return False
    glosses = frozenset(unit.glosses)
    return bool(unit.meaning) and (
        unit.meaning <= asked.glosses or any(meaning <= glosses for meaning in asked.meanings)
    )


def _rating(record: Record, cosine: float, asked: Asked) -> float:
    return cosine + KEYWORD_BONUS * coverage(record, asked)
