"""Members as the directory has them at this moment, for a bot that outlives imports."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.errors import NothingImported
from profiles.confirming import Aged, Confirmation, confirm, confirmed_before, members_of
from profiles.errors import MemberNotFound
from profiles.model import Consent, Contact, Member
from profiles.store import Store

_MOST_OF_ONE_PERSON = 3
_PARTS = ("name", "role", "email", "phone", "slack_user_id")


class Directory:
    """Opens the members' database once there is one. Contacts and consent come from here only."""

    def __init__(self, open_store: Callable[[], Store | None]) -> None:
        self._open = open_store
        self._store: Store | None = None
        self._opening = threading.Lock()

    def store(self) -> Store | None:
        """The database, or None as long as nothing was imported. Raises StoreError."""
        if self._store is None:
            with self._opening:
                if self._store is None:
                    self._store = self._open()
        return self._store

    def member(self, member_id: str) -> Member | None:
        """The member with exactly this id, unless it has left the directory."""
        store = self.store()
        if store is None:
            return None
        try:
            stored = store.get(member_id)
        except MemberNotFound:
            return None
        # A member that has gone may have left its name to another.
        return None if stored.is_withdrawn or stored.id != member_id else stored.member

    def find(self, key: str) -> Member:
        """The member that staff or members call ``key``, an id or a name.

        Raises MemberNotFound, which names the closest, and NothingImported.
        """
        store = self.store()
        if store is None:
            raise NothingImported("Nothing has been imported yet.")
        try:
            stored = store.get(key)
        except MemberNotFound as error:
            closest = tuple(one for one in error.closest if self.member(one[0]))
            raise MemberNotFound(str(error), closest) from None
        if stored.is_withdrawn:
            raise MemberNotFound(f"There is no member {key!r}.")
        return stored.member

    def of_person(self, slack_user_id: str) -> tuple[Member, ...]:
        """The members that somebody in Slack is a contact of, up to three."""
        store = self.store()
        return members_of(store, slack_user_id, _MOST_OF_ONE_PERSON) if store else ()

    def confirm(self, member_id: str, slack_user_id: str, today: date) -> Confirmation:
        """Note that a profile is still true, if a contact of that member says so."""
        store = self.store()
        if store is None:
            return Confirmation.GONE
        return confirm(store, member_id, slack_user_id, today)

    def confirmed_before(self, day: date, most: int) -> Aged:
        """The members whose profile nobody has confirmed since."""
        store = self.store()
        return confirmed_before(store, day, most) if store else Aged(0, ())

    def close(self) -> None:
        """Close the database."""
        if self._store is not None:
            self._store.close()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be told of a member's contacts: ``shown`` to any member who asks, now.

    ``on_request`` says that there is somebody whom the coordinators may ask.
    """

    shown: tuple[Contact, ...]
    on_request: bool


def disclosure_of(member: Member) -> Disclosure:
    """What the contacts of a member have consented to; whoever declared nothing is asked first."""
    consents = [contact.effective_consent for contact in member.contacts]
    return Disclosure(
        shown=tuple(
            contact
            for contact, consent in zip(member.contacts, consents, strict=True)
            if consent is Consent.MEMBERS
        ),
        on_request=Consent.ON_REQUEST in consents,
    )


def fields_of(contact: Contact) -> tuple[str, ...]:
    """Which parts of a contact there are to see: names of fields, never their values."""
    return tuple(part for part in _PARTS if getattr(contact, part))


def basis_of(contact: Contact) -> str:
    """On what ground a contact is shown, for the log of reveals."""
    since = f" since {contact.consent_date.isoformat()}" if contact.consent_date else ""
    return f"consent {contact.effective_consent.value}{since}"
