"""Bring a member's contacts up to date without losing what each of them agreed to.

What the file says wins; else what the store knows about the same person; else what the office
declares for the whole file. A declaration never loosens what somebody has restricted before.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from profiles.keys import email_key, person_key, phone_key
from profiles.model import Consent, Contact

_DETAIL = "contacts."
_DETAILS = frozenset({"name", "role", "email", "phone", "slack_user_id"})
_RESTRICTIONS = (Consent.NEVER, Consent.ON_REQUEST)
_ContactKey = Callable[[Contact], tuple[str, ...]]


def merge_contacts(
    stored: tuple[Contact, ...],
    incoming: tuple[Contact, ...],
    *,
    given: frozenset[str],
    declared: Consent | None,
    today: date,
) -> tuple[Contact, ...]:
    """The contacts of the file, with the consents that hold for them.

    ``given`` may name the details that the file has columns for ("contacts.phone"); where it
    does, a contact that was known keeps its other details.
    """
    if incoming == stored and declared is None:
        return stored
    absent = _absent_details(given)
    partners = _pair(stored, incoming)
    rows = [
        (_completed(contact, partner, absent), partner)
        for contact, partner in zip(incoming, partners, strict=True)
    ]

    def consenting(others: tuple[Contact, ...]) -> tuple[Contact, ...]:
        restricted = [other for other in others if other.consent in _RESTRICTIONS]
        return tuple(_with_consent(*row, restricted, declared, today) for row in rows)

    # What restricts one contact may restrict the next, or a second import would add to it.
    # Restrictions only ever grow, so this comes to an end.
    merged = tuple(contact for contact, _ in rows)
    while (further := consenting((*stored, *merged))) != merged:
        merged = further
    return merged


def count_changes(before: tuple[Contact, ...], after: tuple[Contact, ...]) -> tuple[int, int, int]:
    """How many contacts were added, changed and removed; never who."""
    partners = _pair(before, after)
    changed = sum(
        1 for now, then in zip(after, partners, strict=True) if then is not None and now != then
    )
    added = partners.count(None)
    return added, changed, len(before) - (len(after) - added)


def _absent_details(given: frozenset[str]) -> frozenset[str]:
    said = {name.removeprefix(_DETAIL) for name in given if name.startswith(_DETAIL)}
    return _DETAILS - said if said else frozenset()


def _completed(contact: Contact, partner: Contact | None, absent: frozenset[str]) -> Contact:
    if partner is None or not absent:
        return contact
    # What the file says all the same (an address in the cell of the name) stands.
    unsaid = [name for name in absent if not getattr(contact, name)]
    return replace(contact, **{name: getattr(partner, name) for name in unsaid})


def _pair(stored: tuple[Contact, ...], incoming: tuple[Contact, ...]) -> list[Contact | None]:
    """For each incoming contact the stored one that it continues; each is used once."""
    partners: list[Contact | None] = [None] * len(incoming)
    free = dict(enumerate(stored))
    for key_of in _WAYS:
        if not free or None not in partners:
            break
        by_key: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for position, contact in free.items():
            by_key[key_of(contact)].append(position)
        for position, contact in enumerate(incoming):
            key = key_of(contact)
            if partners[position] is None and all(key) and by_key[key]:
                partners[position] = free.pop(by_key[key].popleft())
    return partners


def _entry(contact: Contact) -> tuple[str, ...]:
    said = (contact.name, contact.role, contact.email, contact.phone, contact.slack_user_id)
    return ("\0".join(said),)


def _email_and_name(contact: Contact) -> tuple[str, ...]:
    return email_key(contact.email), person_key(contact.name)


def _email(contact: Contact) -> tuple[str, ...]:
    return (email_key(contact.email),)


def _name_and_role(contact: Contact) -> tuple[str, ...]:
    return person_key(contact.name), person_key(contact.role)


def _name(contact: Contact) -> tuple[str, ...]:
    return (person_key(contact.name),)


def _desk_phone(contact: Contact) -> tuple[str, ...]:
    return ("" if contact.name else phone_key(contact.phone),)


def _desk(contact: Contact) -> tuple[str, ...]:
    return ("" if contact.name else person_key(contact.role),)


_WAYS: tuple[_ContactKey, ...] = (
    _entry,
    _email_and_name,
    _email,
    _name_and_role,
    _name,
    _desk_phone,
    _desk,
)


def _with_consent(
    contact: Contact,
    partner: Contact | None,
    restricted: list[Contact],
    declared: Consent | None,
    today: date,
) -> Contact:
    if contact.consent:
        same = partner and partner.consent is contact.consent
        given = contact.consent_date or (partner.consent_date if partner and same else None)
        return replace(contact, consent_date=given)
    known = _known(contact, partner, restricted)
    if known:
        return replace(contact, consent=known.consent, consent_date=known.consent_date)
    if declared:
        return replace(contact, consent=declared, consent_date=contact.consent_date or today)
    return replace(contact, consent_date=None)


def _known(contact: Contact, partner: Contact | None, restricted: list[Contact]) -> Contact | None:
    """The contact whose consent holds for this one.

    A permission belongs to a person: whoever takes over a shared mailbox does not inherit it.
    A restriction holds for whatever shares the name or the address.
    """
    agreed = partner if partner and partner.consent else None
    if agreed and _email_and_name(contact) == _email_and_name(agreed):
        return agreed
    similar = {other.consent: other for other in restricted if _overlaps(contact, other)}
    if Consent.NEVER in similar:
        return similar[Consent.NEVER]
    if agreed and _may_be_same_person(contact, agreed):
        return agreed
    return similar.get(Consent.ON_REQUEST)


def _may_be_same_person(one: Contact, other: Contact) -> bool:
    names = person_key(one.name), person_key(other.name)
    return not all(names) or names[0] == names[1]


def _overlaps(one: Contact, other: Contact) -> bool:
    return any(all(key_of(one)) and key_of(one) == key_of(other) for key_of in (_email, _name))
