"""The same id, or the same member under two ids, in one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from profiles.model import Member
from profiles.names import name_key
from profiles.problems import Problem, ProblemKind, Where
from profiles.reading import ReadMember
from profiles.text import fold, shortened


def duplicate_ids(found: Sequence[ReadMember]) -> dict[Where, Problem]:
    """For every row whose id another row has too, the problem. Which is right cannot be told."""
    by_id: dict[str, list[ReadMember]] = defaultdict(list)
    for read in found:
        by_id[fold(read.member.id)].append(read)
    problems = {}
    for same in by_id.values():
        for read in same if len(same) > 1 else ():
            others = [other.where for other in same if other is not read]
            problems[read.where] = Problem(
                ProblemKind.DUPLICATE_ID,
                read.where,
                _duplicate_message(read, others),
                member=shortened(read.member.name),
            )
    return problems


def _duplicate_message(read: ReadMember, others: Sequence[Where]) -> str:
    rows = _rows(others)
    if "id" in read.given:
        return (
            f'has the same id "{shortened(read.member.id)}" as {rows}. Give every member an id of '
            "its own, or remove the row that is too many."
        )
    return (
        f"has no id, and the same name or corporate number as {rows}. Remove the row that is too "
        "many, or give both an id."
    )


def likely_duplicates(found: Sequence[ReadMember]) -> Iterator[Problem]:
    """A note for every row that seems to be the member of an earlier row under another id."""
    seen: dict[tuple[str, str], ReadMember] = {}
    for read in found:
        earlier = None
        for key in _identities(read.member):
            earlier = earlier or seen.get(key)
            seen.setdefault(key, read)
        if earlier:
            rows = _rows([earlier.where])
            yield Problem(
                ProblemKind.LIKELY_DUPLICATE,
                read.where,
                f"seems to be the same member as {rows} (same name or corporate number), under "
                "another id. Both were kept; if they are one, keep one row.",
            )


def _identities(member: Member) -> Iterator[tuple[str, str]]:
    if member.corporate_number:
        yield "corporate number", member.corporate_number
    if member.name_ja:
        yield "name", name_key(member.name_ja)
    elif member.name_en:
        yield "name", name_key(member.name_en)


def _rows(others: Sequence[Where]) -> str:
    """``row 5 of members.xlsx, sheet B``: clear in any file that the message is copied to."""
    by_sheet: dict[Where, list[str]] = defaultdict(list)
    for where in others[:5]:
        by_sheet[Where(where.file, where.sheet)].append(str(where.row))
    named = [
        f"row{'s' if len(rows) > 1 else ''} {' and '.join(rows)} of {sheet}"
        for sheet, rows in by_sheet.items()
    ]
    return " and ".join(named) + (" and others" if len(others) > 5 else "")
