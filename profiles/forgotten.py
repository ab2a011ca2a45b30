"""The ledger of those who were forgotten: keyed hashes only, in files beside the database.

It stops a later import, a restored backup or a roll-back from bringing somebody back. Without
``forgotten.key`` the hashes in ``forgotten.jsonl`` say nothing, so the two belong together in
every backup of the folder, and only there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from profiles.durable import append_durably, write_durably
from profiles.errors import StoreError
from profiles.keys import email_key, id_key, person_key, phone_key
from profiles.marks import Mark, MemberMark, PersonMark, is_same, mark_from_line, mark_to_line
from profiles.model import Contact, Member
from profiles.names import name_key

LEDGER_NAME = "forgotten.jsonl"
KEY_NAME = "forgotten.key"
_KEY_BYTES = 32


class Ledger:
    """What the ledger of a folder says at this moment. Changes go through append and remove."""

    def __init__(self, folder: Path, key: bytes, lines: bytes) -> None:
        self._folder = folder
        self._key = key
        self._marks = tuple(_parse(folder, lines))
        self._by_hash: dict[str, list[Mark]] = {}
        for mark in self._marks:
            for digest in mark.hashes:
                self._by_hash.setdefault(digest, []).append(mark)
        self.state = _state(lines)
        members = (mark for mark in self._marks if isinstance(mark, MemberMark))
        # All that an index depends on: there are no persons in it.
        self.state_of_members = _state(b"".join(map(mark_to_line, members)))

    @classmethod
    def load(cls, folder: Path) -> Ledger:
        """Read the ledger of ``folder``; an absent one is empty."""
        lines = _whole_lines(folder)
        return cls(folder, _read_key(folder, needed=bool(lines)), lines)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def blocks_member(self, member: Member) -> bool:
        """Whether this is a member that was forgotten."""
        return bool(self._marks) and self._knows(self.mark_member(member))

    def blocks_contact(self, member: Member, contact: Contact) -> bool:
        """Whether this contact of ``member`` is a person who was forgotten."""
        return bool(self._marks) and self._knows(self.mark_person(member, contact))

    def mark_member(self, member: Member, today: date | None = None) -> MemberMark:
        """The mark that would keep ``member`` out."""
        return MemberMark(
            id=self._hash("id", id_key(member.id)),
            name_ja=self._hash("name", name_key(member.name_ja)),
            name_en=self._hash("name", name_key(member.name_en)),
            number=self._hash("number", member.corporate_number),
            on=today.isoformat() if today else "",
        )

    def mark_person(
        self, member: Member, contact: Contact, today: date | None = None
    ) -> PersonMark:
        """The mark that would keep this person out, at this member or by its own address."""
        owner = self.mark_member(member).hashes
        name, phone = person_key(contact.name), phone_key(contact.phone)
        return PersonMark(
            email=self._hash("email", email_key(contact.email)),
            slack_user_id=self._hash("slack", contact.slack_user_id),
            names=frozenset(self._hash("person", name, o) for o in owner if name),
            phones=frozenset(self._hash("phone", phone, o) for o in owner if phone),
            on=today.isoformat() if today else "",
        )

    def append(self, *marks: Mark) -> Ledger:
        """Write marks down for good, before anything is erased. Returns the ledger as it is now."""
        new = [mark for mark in marks if mark.hashes and mark not in self._marks]
        if not new:
            return self
        _cut_torn_line(self._folder / LEDGER_NAME)
        append_durably(self._folder / LEDGER_NAME, b"".join(map(mark_to_line, new)))
        return Ledger.load(self._folder)

    def named(self, text: str) -> frozenset[Mark]:
        """The marks of whoever has this id, name, corporate number or e-mail address."""
        ways = (
            self._hash("id", id_key(text)),
            self._hash("name", name_key(text)),
            self._hash("number", id_key(text)),
            self._hash("email", email_key(text)),
        )
        return frozenset(mark for digest in ways for mark in self._by_hash.get(digest, ()))

    def like(self, mark: Mark) -> frozenset[Mark]:
        """The marks of the one whom ``mark`` describes."""
        return frozenset(known for known in self._candidates(mark) if is_same(known, mark))

    def remove(self, marks: frozenset[Mark]) -> Ledger:
        """Let somebody back in: rewrite the ledger without these marks."""
        kept = b"".join(mark_to_line(mark) for mark in self._marks if mark not in marks)
        write_durably(self._folder / LEDGER_NAME, kept)
        return Ledger.load(self._folder)

    def _knows(self, mark: Mark) -> bool:
        return any(is_same(known, mark) for known in self._candidates(mark))

    def _candidates(self, mark: Mark) -> list[Mark]:
        return [known for digest in mark.hashes for known in self._by_hash.get(digest, ())]

    def _hash(self, *parts: str) -> str:
        if not parts[1]:
            return ""
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256").hex()


def ledger_stamp(folder: Path) -> tuple[int, int, int]:
    """Changes whenever the ledger of ``folder`` does; costs no reading."""
    try:
        found = (folder / LEDGER_NAME).stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def create_key(folder: Path) -> None:
    """Make the key of this folder's ledger, once. Call it while holding the database's lock."""
    path = folder / KEY_NAME
    if not path.exists():
        write_durably(path, secrets.token_bytes(_KEY_BYTES))


def _state(lines: bytes) -> str:
    return hashlib.sha256(lines).hexdigest() if lines else ""


def _read_key(folder: Path, *, needed: bool) -> bytes:
    path = folder / KEY_NAME
    key = path.read_bytes() if path.exists() else b""
    if needed and len(key) != _KEY_BYTES:
        raise StoreError(
            f"{path}: the key of {LEDGER_NAME} is missing or damaged, so those who asked to be "
            "forgotten can no longer be recognised. Restore it from a backup of the folder."
        )
    return key


def _whole_lines(folder: Path) -> bytes:
    """The ledger up to its last line break: a torn last line was never carried out."""
    path = folder / LEDGER_NAME
    lines = path.read_bytes() if path.exists() else b""
    return lines[: lines.rfind(b"\n") + 1]


def _parse(folder: Path, lines: bytes) -> Iterator[Mark]:
    for number, line in enumerate(lines.splitlines(), start=1):
        try:
            yield mark_from_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{folder / LEDGER_NAME}, line {number}: damaged, so those who asked to be "
                "forgotten can no longer be recognised. Restore it from a backup of the folder."
            ) from error


def _cut_torn_line(path: Path) -> None:
    if path.exists():
        os.truncate(path, len(_whole_lines(path.parent)))
