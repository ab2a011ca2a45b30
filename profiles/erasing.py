"""Erase rows for good, so that not even the bytes are left in the database's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from profiles.database import overwrite_deleted
from profiles.forgotten import Ledger
from profiles.model import Member
from profiles.names import name_key
from profiles.rows import load_members, replace_contacts
from profiles.text import fold_words

# One letter is in too many names.
_SHORTEST_KEY = 2


def erase_marked(db: Database, ledger: Ledger) -> int:
    """Delete the members and contacts that the ledger marks. Returns how many."""
    stored = [one.member for one in load_members(db)]
    members = [member for member in stored if ledger.blocks_member(member)]
    erase_members(db, members)
    erased = len(members)
    gone = {member.id for member in members}
    for member in stored:
        if member.id not in gone:
            erased += _erase_contacts_of(db, ledger, member)
    return erased


def erase_members(db: Database, members: Iterable[Member]) -> None:
    """Delete these members with all they have, and their names from the log of imports."""
    for member in members:
        db.execute("DELETE FROM members WHERE id = ?", [member.id])
        erase_from_log(db, member.name_ja, member.name_en)


def erase_from_log(db: Database, *names: str) -> None:
    """Blank the names of imported files that are about a forgotten member or person."""
    keys = [key for key in map(name_key, names) if len(key) >= _SHORTEST_KEY]
    logged = db.execute("SELECT id, file_name FROM imports").fetchall()
    for number, file_name in logged:
        if any(key in fold_words(file_name) for key in keys):
            db.execute("UPDATE imports SET file_name = '' WHERE id = ?", [number])


def overwrite(db: Database, ledger: Ledger) -> bool:
    """Remove the bytes, and only then note that the ledger has been carried out.

    False when another program still reads the old bytes; the next Store.open tries again.
    """
    done = overwrite_deleted(db)
    if done:
        db.execute("UPDATE state SET ledger = ?", [ledger.state])
    return done


def _erase_contacts_of(db: Database, ledger: Ledger, member: Member) -> int:
    blocked = [one for one in member.contacts if ledger.blocks_contact(member, one)]
    if blocked:
        kept = tuple(one for one in member.contacts if one not in blocked)
        replace_contacts(db, replace(member, contacts=kept))
        erase_from_log(db, *(text for one in blocked for text in (one.name, one.email)))
    return len(blocked)
