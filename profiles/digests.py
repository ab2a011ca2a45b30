"""Marks made of members, persons and askers with one key; without it they say nothing."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import date

from profiles.keys import email_key, id_key, person_key, phone_key
from profiles.marks import AskerMark, MemberMark, PersonMark
from profiles.model import Contact, Member
from profiles.names import name_key


@dataclass(frozen=True, slots=True)
class Digests:
    """What the ledger would say of somebody, with this key."""

    key: bytes = field(repr=False)

    def member(self, member: Member, today: date | None = None) -> MemberMark:
        """The mark that would keep ``member`` out."""
        return MemberMark(
            id=self._hash("id", id_key(member.id)),
            name_ja=self._hash("name", name_key(member.name_ja)),
            name_en=self._hash("name", name_key(member.name_en)),
            number=self._hash("number", member.corporate_number),
            on=today.isoformat() if today else "",
        )

    def person(self, member: Member, contact: Contact, today: date | None = None) -> PersonMark:
        """The mark that would keep this person out, at this member or by its own address."""
        owner = self.member(member).hashes
        name, phone = person_key(contact.name), phone_key(contact.phone)
        return PersonMark(
            email=self._hash("email", email_key(contact.email)),
            slack_user_id=self._hash("slack", contact.slack_user_id),
            names=frozenset(self._hash("person", name, o) for o in owner if name),
            phones=frozenset(self._hash("phone", phone, o) for o in owner if phone),
            on=today.isoformat() if today else "",
        )

    def asker(self, slack_user_id: str, at: float) -> AskerMark:
        """The mark of somebody whose questions are erased."""
        return AskerMark(self._hash("asker", slack_user_id), at)

    def named(self, text: str) -> tuple[str, ...]:
        """The hashes that whoever has this id, name, corporate number or address may have."""
        return (
            self._hash("id", id_key(text)),
            self._hash("name", name_key(text)),
            self._hash("number", id_key(text)),
            self._hash("email", email_key(text)),
        )

    def _hash(self, *parts: str) -> str:
        if not parts[1]:
            return ""
        return hmac.digest(self.key, "\0".join(parts).encode(), "sha256").hex()
