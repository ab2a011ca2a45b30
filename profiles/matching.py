"""Which stored member a row of a file speaks about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from profiles.keys import id_key
from profiles.model import Member
from profiles.names import derived_id, name_key
from profiles.reading import ReadMember, RejectedRow
from profiles.rows import StoredMember

_Groups = dict[str, list[StoredMember]]


class Matcher:
    """Matches the rows of one file with the stored members, each of which is matched once."""

    def __init__(self, known: Iterable[StoredMember]) -> None:
        self._known = {stored.id: stored for stored in known}
        self._expected: frozenset[str] = frozenset()
        self._met: set[str] = set()

    def expect(self, ids: Iterable[str]) -> None:
        """Keep the members with exactly these ids for the rows that say so."""
        self._expected = frozenset(ids)

    def match(self, read: ReadMember) -> StoredMember | None:
        """The stored member that this row continues.

        By its id; and where the file has no ids, by what the id was derived from.
        """
        found = self._known.get(read.member.id) or self._by_other_id(read)
        if found:
            self._met.add(found.id)
        return found

    def unmatched(self) -> Iterator[StoredMember]:
        """The stored members for which no row has come."""
        return (stored for stored in self._known.values() if stored.id not in self._met)

    def twin(self, member: Member) -> StoredMember | None:
        """A stored member without a row of its own that a new one looks like."""
        return next(self._lookalikes(member), None)

    def named_in(self, row: RejectedRow) -> list[StoredMember]:
        """The stored members that a bad row can be about, by any cell with an id or a name."""
        found: dict[str, StoredMember] = {}
        for cell in filter(None, map(str.strip, _cells(row))):
            for group in (
                self._by_id.get(id_key(cell), ()),
                self._by_number.get(id_key(cell), ()),
                self._by_name.get(name_key(cell), ()) if len(cell) <= _LONGEST_NAME else (),
            ):
                found.update((stored.id, stored) for stored in group)
        return list(found.values())

    def _by_other_id(self, read: ReadMember) -> StoredMember | None:
        candidates = [*self._free(self._by_id.get(id_key(read.member.id), ()))]
        if not candidates and _has_derived_id(read.member):
            candidates = list(self._lookalikes(read.member))
        return candidates[0] if len(candidates) == 1 else None

    def _lookalikes(self, member: Member) -> Iterator[StoredMember]:
        """Same corporate number, or same name where no number speaks against it."""
        same = {}
        number = member.corporate_number
        if number:
            same = {stored.id: stored for stored in self._by_number.get(number, ())}
        for name in filter(None, map(name_key, (member.name_ja, member.name_en))):
            for stored in self._by_name.get(name, ()):
                other = stored.member.corporate_number
                if not (number and other and number != other):
                    same[stored.id] = stored
        return self._free(same.values())

    def _free(self, candidates: Iterable[StoredMember]) -> Iterator[StoredMember]:
        return (
            stored
            for stored in candidates
            if stored.id not in self._met and stored.id not in self._expected
        )

    @cached_property
    def _by_id(self) -> _Groups:
        return self._grouped(lambda member: (id_key(member.id),))

    @cached_property
    def _by_number(self) -> _Groups:
        return self._grouped(lambda member: (member.corporate_number,))

    @cached_property
    def _by_name(self) -> _Groups:
        return self._grouped(lambda member: {name_key(member.name_ja), name_key(member.name_en)})

    def _grouped(self, keys_of: Callable[[Member], Iterable[str]]) -> _Groups:
        groups: defaultdict[str, list[StoredMember]] = defaultdict(list)
        for stored in self._known.values():
            for key in filter(None, keys_of(stored.member)):
                groups[key].append(stored)
        return dict(groups)


_LONGEST_NAME = 200


def _has_derived_id(member: Member) -> bool:
    return member.id == derived_id(member.corporate_number, member.name)


# What a line of JSON says, even where it is broken: its texts and numbers.
_JSON_VALUE = re.compile(r'"([^"]*)"|(\d+)')


def _cells(row: RejectedRow) -> Iterator[str]:
    for cell in row.cells:
        if cell.lstrip().startswith("{"):
            yield from (text or number for text, number in _JSON_VALUE.findall(cell))
        else:
            yield cell
