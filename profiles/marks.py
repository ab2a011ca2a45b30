"""The marks that forgotten members, persons and askers leave: keyed hashes, how to compare them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MemberMark:
    """The hashes by which a forgotten member is known again; "" where there was nothing."""

    id: str
    name_ja: str
    name_en: str
    number: str
    on: str = field(default="", compare=False)

    @property
    def hashes(self) -> frozenset[str]:
        """All of them, as keys to look the mark up by."""
        return frozenset({self.id, self.name_ja, self.name_en, self.number} - {""})

    def is_same_as(self, other: MemberMark) -> bool:
        """A number decides; else a name; else the id, unless the names are known to differ.

        So a forgotten member stays out under a new id or a new spelling of one of its names,
        and an unrelated organisation that was given its old id comes in.
        """
        if self.number and other.number:
            return self.number == other.number
        if {self.name_ja, self.name_en} & {other.name_ja, other.name_en} - {""}:
            return True
        names_differ = (self.name_ja and other.name_ja) or (self.name_en and other.name_en)
        return self.id == other.id and not names_differ


@dataclass(frozen=True, slots=True)
class PersonMark:
    """The hashes by which a forgotten person is known again.

    Names and phones are hashed together with the member, once for each way to know the member.
    """

    email: str
    slack_user_id: str
    names: frozenset[str]
    phones: frozenset[str]
    on: str = field(default="", compare=False)

    @property
    def hashes(self) -> frozenset[str]:
        """All of them, as keys to look the mark up by."""
        return self.names | self.phones | {self.email, self.slack_user_id} - {""}

    def is_same_as(self, other: PersonMark) -> bool:
        """A phone is often shared, so it decides only where there is no name at all."""
        if self.email and self.email == other.email:
            return True
        if self.slack_user_id and self.slack_user_id == other.slack_user_id:
            return True
        if self.names & other.names:
            return True
        return not other.names and bool(self.phones & other.phones)


@dataclass(frozen=True, slots=True)
class AskerMark:
    """Somebody in Slack whose questions were erased at a time (seconds since 1970, UTC).

    It keeps nobody out of the directory, and nobody from asking again: it is for backups from
    before.
    """

    person: str
    at: float

    @property
    def hashes(self) -> frozenset[str]:
        """The one hash, as a key to look the mark up by."""
        return frozenset({self.person} - {""})


Mark = MemberMark | PersonMark | AskerMark


_KINDS = {MemberMark: "member", PersonMark: "person", AskerMark: "asker"}


def is_same(known: Mark, mark: Mark) -> bool:
    """Whether two marks are of the same member, or of the same person."""
    if isinstance(known, MemberMark):
        return isinstance(mark, MemberMark) and known.is_same_as(mark)
    if isinstance(known, PersonMark):
        return isinstance(mark, PersonMark) and known.is_same_as(mark)
    return False


def mark_from_line(line: bytes) -> Mark:
    """Raises ValueError, KeyError or TypeError when the line is damaged."""
    entry: dict[str, Any] = json.loads(line)
    kind = entry.pop("kind")
    if kind == "member":
        return MemberMark(**entry)
    if kind == "asker":
        return AskerMark(**entry)
    names, phones = frozenset(entry.pop("names")), frozenset(entry.pop("phones"))
    return PersonMark(names=names, phones=phones, **entry)


def mark_to_line(mark: Mark) -> bytes:
    """One line of the ledger."""
    entry = {"kind": _KINDS[type(mark)]} | {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(mark).items()
    }
    return json.dumps(entry).encode() + b"\n"
