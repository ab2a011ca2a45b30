"""What an import would change in one member: merge the file into the store, and compare."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from profiles.consents import count_changes, merge_contacts
from profiles.model import Consent, Kind, Member
from profiles.reading import ReadMember

FieldValue = str | int | date | Kind | tuple[str, ...] | None

COMPARED = tuple(f.name for f in fields(Member) if f.name not in ("id", "contacts"))
# When a profile was last confirmed stands in the members' database only.
_IN_NO_INDEX = frozenset({"updated"})
# Two machines need not agree on what day it is.
_ANOTHER_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after."""

    field: str
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class ContactChanges:
    """How many contacts differ. Who they are is nobody's business in a report."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What differs in one member."""

    member_id: str
    name: str
    fields: tuple[FieldChange, ...]
    contacts: ContactChanges | None

    @property
    def is_indexed(self) -> bool:
        """Whether an index must be rebuilt for it: contacts and dates are in none."""
        return any(change.field not in _IN_NO_INDEX for change in self.fields)


def merge(
    stored: Member | None, read: ReadMember, *, declared: Consent | None, today: date
) -> Member:
    """The member as it will be: fields that the file does not speak about stay as they were.

    A profile that was confirmed since the file was written stays confirmed.
    """
    new = read.member
    known = stored.contacts if stored else ()
    if stored:
        kept = {name: getattr(stored, name) for name in COMPARED if name not in read.given}
        kept["updated"] = _later(stored.updated, new.updated, today)
        new = replace(new, id=stored.id, **kept)
        if "contacts" not in read.given:
            return replace(new, contacts=known)
    contacts = merge_contacts(known, new.contacts, given=read.given, declared=declared, today=today)
    return replace(new, contacts=contacts) if contacts != new.contacts else new


def _later(stored: date | None, read: date | None, today: date) -> date | None:
    """The later day. A stored one that is still to come is a slip, which a file may mend."""
    if stored is None or (read is not None and stored > today + _ANOTHER_CLOCK):
        return read
    return max(stored, read or stored)


def compare(before: Member, after: Member) -> MemberChange | None:
    """The differences, or None where there are none."""
    if before == after:
        return None
    changed = tuple(
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in COMPARED
        if getattr(before, name) != getattr(after, name)
    )
    contacts = None
    if before.contacts != after.contacts:
        contacts = ContactChanges(*count_changes(before.contacts, after.contacts))
    return MemberChange(after.id, after.name, changed, contacts)
