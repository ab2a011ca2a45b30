"""Forget a member or a person everywhere, and let them back in when they want to come back.

The ledger is written first, then the rows are deleted, then the bytes are overwritten, and only
then is the ledger noted as carried out: whatever is cut short is finished by the next Store.open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from profiles import erasing
from profiles.database import explained
from profiles.errors import MemberNotFound
from profiles.forgotten import Ledger, create_key
from profiles.keys import email_key, person_key, phone_key
from profiles.marks import Mark, MemberMark
from profiles.model import Contact, Kind, Member
from profiles.rows import LISTS, load_members, replace_contacts
from profiles.store import Store

_TEXTS = ("name_ja", "name_en", "website", "summary")
_SHORTEST_MENTION = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of the store that still says a forgotten name or address; a person must edit it."""

    member_id: str
    field: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased. ``overwritten`` is False while another program still reads old bytes."""

    member_ids: tuple[str, ...]
    contacts: int
    mentions: tuple[Mention, ...]
    overwritten: bool


@dataclass(frozen=True, slots=True)
class _Person:
    member: Member
    contact: Contact


def forget_member(store: Store, member_id: str, *, today: date | None = None) -> Forgotten:
    """Erase a member with all its contacts, and keep it from ever being imported again.

    Raises MemberNotFound.
    """
    with store.writing() as db:
        member = store.get(member_id).member
        create_key(store.folder)
        ledger = Ledger.load(store.folder)
        ledger = ledger.append(ledger.mark_member(member, today or date.today()))
        erasing.erase_members(db, [member])
        store.touch(db, indexed=True)
    overwritten = _overwrite(store, ledger)
    mentions = _mentions(store, (member.name_ja, member.name_en))
    return Forgotten((member.id,), len(member.contacts), mentions, overwritten)


def forget_person(store: Store, email: str, *, today: date | None = None) -> Forgotten:
    """Erase whoever has this address, at every member, and keep the address out for good.

    The address is blocked even when nobody has it now: an old file or backup may.
    """
    wanted = email_key(email)
    if not wanted:
        raise MemberNotFound("Give the e-mail address of the person to forget.")
    with store.writing() as db:
        members = [one.member for one in load_members(db)]
        persons = [p for p in _persons(members) if email_key(p.contact.email) == wanted]
        create_key(store.folder)
        ledger = Ledger.load(store.folder)
        nobody = Member("", "", "", Kind.OTHER, ())
        address = ledger.mark_person(nobody, Contact(email=email), today or date.today())
        marks = [_mark(ledger, person, today) for person in persons]
        ledger = ledger.append(address, *marks)
        contacts = _erase_persons(store, persons)
    overwritten = _overwrite(store, ledger)
    names = (person.contact.name for person in persons)
    return Forgotten((), contacts, _mentions(store, (email, *names)), overwritten)


def forget_contact(
    store: Store, member_id: str, name: str, *, today: date | None = None
) -> Forgotten:
    """Erase the contact of this name at this member, and keep that person out for good.

    Raises MemberNotFound when there is no such member or the member has no such contact.
    """
    with store.writing():
        member = store.get(member_id).member
        wanted = person_key(name)
        persons = [p for p in _persons([member]) if person_key(p.contact.name) == wanted]
        if not wanted or not persons:
            raise MemberNotFound(
                f"Member {member.id} ({member.name}) has no contact of that name. "
                f"`nakadachi members {member.id} --contacts` shows those it has."
            )
        create_key(store.folder)
        ledger = Ledger.load(store.folder)
        ledger = ledger.append(*(_mark(ledger, person, today) for person in persons))
        contacts = _erase_persons(store, persons)
    overwritten = _overwrite(store, ledger)
    texts = {text for p in persons for text in (p.contact.name, p.contact.email)}
    return Forgotten((), contacts, _mentions(store, texts), overwritten)


def is_forgotten(store: Store, text: str) -> bool:
    """Whether ``text`` is the id or name of a member that was forgotten."""
    marks = Ledger.load(store.folder).named(text)
    return any(isinstance(mark, MemberMark) for mark in marks)


def is_contact_forgotten(store: Store, member_id: str, name: str) -> bool:
    """Whether the person of this name at this member was forgotten. Raises MemberNotFound."""
    member = store.get(member_id).member
    return bool(Ledger.load(store.folder).of_person(member, Contact(name=name)))


def note_asker(folder: Path, slack_user_id: str, at: float) -> None:
    """Keep what somebody in Slack asked until ``at`` from coming back with a backup.

    Call it before that is erased, while holding the lock of a database of the folder.
    """
    create_key(folder)
    ledger = Ledger.load(folder)
    ledger.append(ledger.mark_asker(slack_user_id, at))


def let_back(store: Store, text: str) -> int:
    """Lift the forgetting of whoever has this id, name, corporate number or e-mail address.

    Returns how many marks were removed; the next import brings the member or person back.
    """
    with store.writing():
        ledger = Ledger.load(store.folder)
        return _lift(store, ledger, ledger.named(text)) if ledger else 0


def let_back_contact(store: Store, member_id: str, name: str) -> int:
    """Lift the forgetting of the person of this name at this member."""
    with store.writing():
        member = store.get(member_id).member
        ledger = Ledger.load(store.folder)
        if not ledger:
            return 0
        return _lift(store, ledger, ledger.of_person(member, Contact(name=name)))


def _lift(store: Store, ledger: Ledger, marks: frozenset[Mark]) -> int:
    if marks:
        done = store.ledger_done
        after = ledger.remove(marks)
        if done == ledger.state:
            # Nothing new is to be carried out: spare the next start a full comparison.
            store.database.execute("UPDATE state SET ledger = ?", [after.state])
    return len(marks)


def _mark(ledger: Ledger, person: _Person, today: date | None) -> Mark:
    """Leave out of the mark what colleagues share: a forgotten name must not silence a desk."""
    mine, others = person.contact, [c for c in person.member.contacts if c != person.contact]
    shared_email = email_key(mine.email) in {email_key(c.email) for c in others}
    shared_phone = phone_key(mine.phone) in {phone_key(c.phone) for c in others}
    own = replace(
        mine,
        email="" if shared_email else mine.email,
        phone="" if shared_phone else mine.phone,
    )
    return ledger.mark_person(person.member, own, today or date.today())


def _persons(members: Iterable[Member]) -> Iterator[_Person]:
    return (_Person(member, contact) for member in members for contact in member.contacts)


def _erase_persons(store: Store, persons: list[_Person]) -> int:
    """Inside a transaction."""
    db = store.database
    for member in {person.member.id: person.member for person in persons}.values():
        gone = [person.contact for person in persons if person.member.id == member.id]
        kept = tuple(contact for contact in member.contacts if contact not in gone)
        replace_contacts(db, replace(member, contacts=kept))
        erasing.erase_from_log(db, *(text for c in gone for text in (c.name, c.email)))
    store.touch(db, indexed=False)
    return len(persons)


def _overwrite(store: Store, ledger: Ledger) -> bool:
    with explained(store.path):
        return erasing.overwrite(store.database, ledger)


def _mentions(store: Store, texts: Iterable[str]) -> tuple[Mention, ...]:
    """Where a forgotten name or address is still written, withdrawn members included."""
    wanted = [key for key in map(person_key, texts) if len(key) >= _SHORTEST_MENTION]
    found = []
    for stored in store.members(include_withdrawn=True):
        for field in (*_TEXTS, *LISTS):
            value = getattr(stored.member, field)
            said = person_key(value if isinstance(value, str) else "\n".join(value))
            if any(key in said for key in wanted):
                found.append(Mention(stored.id, field))
    return tuple(found)
