"""The ledger of those who were forgotten: keyed hashes only, in files beside the database.

It stops a later import, a restored backup or a roll-back from bringing somebody back. Without
``forgotten.key`` the hashes in ``forgotten.jsonl`` say nothing, so the two belong together in
every backup of the folder, and only there. It holds several keys, one after the other, once a
backup of another folder was restored here: hashes cannot be made anew with another key.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from profiles.digests import Digests
from profiles.durable import append_durably, write_durably
from profiles.errors import StoreError
from profiles.marks import (
    AskerMark,
    Mark,
    MemberMark,
    PersonMark,
    is_same,
    mark_from_line,
    mark_to_line,
)
from profiles.model import Contact, Member

LEDGER_NAME = "forgotten.jsonl"
KEY_NAME = "forgotten.key"
_KEY_BYTES = 32


class Ledger:
    """What the ledger of a folder says at this moment. Changes go through append and remove."""

    def __init__(self, folder: Path, keys: bytes, lines: bytes) -> None:
        self._folder = folder
        # New marks are made with the first; others came with backups of other folders.
        self._digests = [Digests(key) for key in split_keys(keys) or [b""]]
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
        lines = whole_lines(folder)
        return cls(folder, _read_keys(folder, needed=bool(lines)), lines)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def blocks_member(self, member: Member) -> bool:
        """Whether this is a member that was forgotten."""
        return bool(self._marks) and any(
            self._knows(digests.member(member)) for digests in self._digests
        )

    def blocks_contact(self, member: Member, contact: Contact) -> bool:
        """Whether this contact of ``member`` is a person who was forgotten."""
        return bool(self._marks) and any(
            self._knows(digests.person(member, contact)) for digests in self._digests
        )

    def mark_member(self, member: Member, today: date | None = None) -> MemberMark:
        """The mark that would keep ``member`` out."""
        return self._digests[0].member(member, today)

    def mark_person(
        self, member: Member, contact: Contact, today: date | None = None
    ) -> PersonMark:
        """The mark that would keep this person out, at this member or by its own address."""
        return self._digests[0].person(member, contact, today)

    def mark_asker(self, slack_user_id: str, at: float) -> AskerMark:
        """The mark of somebody whose questions are erased now."""
        return self._digests[0].asker(slack_user_id, at)

    @property
    def askers(self) -> frozenset[AskerMark]:
        """The marks of those whose questions were erased."""
        return frozenset(mark for mark in self._marks if isinstance(mark, AskerMark))

    def is_asker(self, slack_user_id: str, marks: frozenset[AskerMark]) -> bool:
        """Whether one of ``marks`` is of this person."""
        hashes = {digests.asker(slack_user_id, 0.0).person for digests in self._digests}
        return any(mark.person in hashes for mark in marks)

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
        ways = {digest for digests in self._digests for digest in digests.named(text)}
        return frozenset(mark for digest in ways for mark in self._by_hash.get(digest, ()))

    def of_person(self, member: Member, contact: Contact) -> frozenset[Mark]:
        """The marks of this person at this member."""
        return frozenset(
            known
            for mark in (digests.person(member, contact) for digests in self._digests)
            for known in self._candidates(mark)
            if is_same(known, mark)
        )

    def remove(self, marks: frozenset[Mark]) -> Ledger:
        """Let somebody back in: rewrite the ledger without these marks."""
        kept = b"".join(mark_to_line(mark) for mark in self._marks if mark not in marks)
        write_durably(self._folder / LEDGER_NAME, kept)
        return Ledger.load(self._folder)

    def _knows(self, mark: Mark) -> bool:
        return any(is_same(known, mark) for known in self._candidates(mark))

    def _candidates(self, mark: Mark) -> list[Mark]:
        return [known for digest in mark.hashes for known in self._by_hash.get(digest, ())]


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


def split_keys(keys: bytes) -> list[bytes]:
    """The keys of a file; none if it is damaged."""
    if len(keys) % _KEY_BYTES:
        return []
    return [keys[start : start + _KEY_BYTES] for start in range(0, len(keys), _KEY_BYTES)]


def _read_keys(folder: Path, *, needed: bool) -> bytes:
    path = folder / KEY_NAME
    keys = path.read_bytes() if path.exists() else b""
    if needed and not split_keys(keys):
        raise StoreError(
            f"{path}: the key of {LEDGER_NAME} is missing or damaged, so those who asked to be "
            "forgotten can no longer be recognised. Restore it from a backup of the folder."
        )
    return keys


def whole_lines(folder: Path) -> bytes:
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
        os.truncate(path, len(whole_lines(path.parent)))
