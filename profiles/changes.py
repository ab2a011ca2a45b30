"""What an import would change in one member: merge the file into the store, and compare."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from profiles.consents import count_changes, merge_contacts
from profiles.model import Consent, Kind, Member
from profiles.reading import ReadMember

FieldValue = str | int | date | Kind | tuple[str, ...] | None

COMPARED = tuple(f.name for f in fields(Member) if f.name not in ("id", "contacts"))


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
        """Whether an index must be rebuilt for it: contacts are in none."""
        return bool(self.fields)


def merge(
    stored: Member | None, read: ReadMember, *, declared: Consent | None, today: date
) -> Member:
    """The member as it will be: fields that the file does not speak about stay as they were."""
    new = read.member
    known = stored.contacts if stored else ()
    if stored:
        kept = {name: getattr(stored, name) for name in COMPARED if name not in read.given}
        new = replace(new, id=stored.id, **kept)
        if "contacts" not in read.given:
            return replace(new, contacts=known)
    contacts = merge_contacts(known, new.contacts, given=read.given, declared=declared, today=today)
    return replace(new, contacts=contacts) if contacts != new.contacts else new


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
