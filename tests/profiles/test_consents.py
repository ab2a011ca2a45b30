from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from profiles.consents import count_changes, merge_contacts
from profiles.keys import email_key, person_key
from profiles.model import Consent, Contact

TODAY = date(2026, 7, 1)
NOTHING_SAID: frozenset[str] = frozenset()

contacts = st.builds(
    Contact,
    name=st.sampled_from(["", "有働 康平", "有働康平", "真壁 理沙"]),
    role=st.sampled_from(["", "営業部", "受付"]),
    email=st.sampled_from(["", "a@example.jp", "A@example.jp", "b@example.jp"]),
    phone=st.sampled_from(["", "04-1111-1111", "04-2222-2222"]),
    slack_user_id=st.sampled_from(["", "U012ABC3DEF"]),
    consent=st.sampled_from([None, *Consent]),
    consent_date=st.sampled_from([None, date(2025, 4, 1)]),
)
several = st.lists(contacts, max_size=4).map(tuple)
declarations = st.sampled_from([None, *Consent])


def merged(
    stored: tuple[Contact, ...],
    incoming: tuple[Contact, ...],
    declared: Consent | None,
    today: date = TODAY,
) -> tuple[Contact, ...]:
    return merge_contacts(stored, incoming, given=NOTHING_SAID, declared=declared, today=today)


def without_consents(some: tuple[Contact, ...]) -> list[Contact]:
    return [replace(contact, consent=None, consent_date=None) for contact in some]


@given(several, several, declarations)
def test_merging_changes_consents_and_nothing_else(
    stored: tuple[Contact, ...], incoming: tuple[Contact, ...], declared: Consent | None
) -> None:
    after = merged(stored, incoming, declared)
    assert without_consents(after) == without_consents(incoming)


@given(several, several, declarations)
def test_merging_the_same_contacts_again_changes_nothing(
    stored: tuple[Contact, ...], incoming: tuple[Contact, ...], declared: Consent | None
) -> None:
    once = merged(stored, incoming, declared)
    assert merged(once, incoming, declared, date(2030, 1, 1)) == once
    assert merged(once, incoming, None, date(2030, 1, 1)) == once
    assert count_changes(once, once) == (0, 0, 0)


@given(several, several, declarations)
def test_what_the_file_says_always_holds(
    stored: tuple[Contact, ...], incoming: tuple[Contact, ...], declared: Consent | None
) -> None:
    for said, after in zip(incoming, merged(stored, incoming, declared), strict=True):
        if said.consent:
            assert after.consent is said.consent


@given(several, several, declarations)
def test_a_never_is_never_loosened_by_a_file_that_does_not_say_so(
    stored: tuple[Contact, ...], incoming: tuple[Contact, ...], declared: Consent | None
) -> None:
    for said, after in zip(incoming, merged(stored, incoming, declared), strict=True):
        relatives = [
            known
            for known in stored
            if (said.email and email_key(said.email) == email_key(known.email))
            or (said.name and person_key(said.name) == person_key(known.name))
        ]
        if said.consent is None and relatives and {c.consent for c in relatives} == {Consent.NEVER}:
            assert after.consent is Consent.NEVER


@given(several, several)
def test_nobody_is_given_a_permission_that_nobody_gave(
    stored: tuple[Contact, ...], incoming: tuple[Contact, ...]
) -> None:
    permitted = [c for c in stored if c.consent is Consent.MEMBERS]
    for said, after in zip(incoming, merged(stored, incoming, None), strict=True):
        if said.consent is None and after.consent is Consent.MEMBERS:
            names = {person_key(said.name), ""}
            assert not said.name or any(person_key(c.name) in names for c in permitted)


@given(several, several)
def test_changes_add_up(before: tuple[Contact, ...], after: tuple[Contact, ...]) -> None:
    added, changed, removed = count_changes(before, after)
    assert len(before) - removed + added == len(after)
    assert 0 <= changed <= len(after) - added
