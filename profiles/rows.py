"""Members as rows of the database and back. No transactions here: the store decides on those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from profiles.model import Consent, Contact, Kind, Member

LISTS = ("capabilities", "equipment", "needs", "certifications", "languages")


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A member as the store has it; a withdrawn one keeps its data and may come back."""

    member: Member
    withdrawn_on: date | None = None

    @property
    def id(self) -> str:
        """The member's id."""
        return self.member.id

    @property
    def is_withdrawn(self) -> bool:
        """Whether it has left the directory."""
        return self.withdrawn_on is not None


def load_members(db: Database, member_id: str | None = None) -> Iterator[StoredMember]:
    """Every member in the order of ids (or the one with ``member_id``), in three queries."""
    where, values = ("", ()) if member_id is None else ("WHERE {} = ?", (member_id,))
    members = db.conn.execute(
        "SELECT id, name_ja, name_en, kind, prefecture, city, website, employees,"
        f" corporate_number, summary, updated, withdrawn_on FROM members {where.format('id')}"
        " ORDER BY id",
        values,
    ).fetchall()
    statements: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for owner, field, text in db.conn.execute(
        f"SELECT member_id, field, text FROM statements {where.format('member_id')}"
        " ORDER BY member_id, field, position",
        values,
    ):
        statements[owner, field].append(text)
    contacts: defaultdict[str, list[Contact]] = defaultdict(list)
    for owner, *columns in db.conn.execute(
        "SELECT member_id, name, role, email, phone, slack_user_id, consent, consent_date"
        f" FROM contacts {where.format('member_id')} ORDER BY member_id, position",
        values,
    ):
        contacts[owner].append(_contact(*columns))
    for row in members:
        yield _stored_member(row, statements, tuple(contacts.get(row[0], ())))


def insert_members(db: Database, members: Iterable[Member]) -> None:
    """Add members that the database does not have."""
    chosen = tuple(members)
    db.conn.executemany(
        "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        map(_member_row, chosen),
    )
    _insert_parts(db, chosen)


def replace_members(db: Database, members: Iterable[Member]) -> None:
    """Overwrite members that the database has; they are active afterwards."""
    chosen = tuple(members)
    db.conn.executemany(
        "UPDATE members SET id = ?, name_ja = ?, name_en = ?, kind = ?, prefecture = ?, city = ?,"
        " website = ?, employees = ?, corporate_number = ?, summary = ?, updated = ?,"
        " withdrawn_on = NULL WHERE id = ?",
        ((*_member_row(member), member.id) for member in chosen),
    )
    ids = [(member.id,) for member in chosen]
    db.conn.executemany("DELETE FROM statements WHERE member_id = ?", ids)
    db.conn.executemany("DELETE FROM contacts WHERE member_id = ?", ids)
    _insert_parts(db, chosen)


def replace_contacts(db: Database, member: Member) -> None:
    """Overwrite the contacts of a member, and nothing else."""
    db.execute("DELETE FROM contacts WHERE member_id = ?", [member.id])
    _insert_contacts(db, (member,))


def withdraw_members(db: Database, ids: Iterable[str], today: date) -> None:
    """Take members out of the directory but keep their data."""
    db.conn.executemany(
        "UPDATE members SET withdrawn_on = ? WHERE id = ?",
        ((today.isoformat(), member_id) for member_id in ids),
    )


def _insert_parts(db: Database, members: tuple[Member, ...]) -> None:
    db.conn.executemany(
        "INSERT INTO statements VALUES (?, ?, ?, ?)",
        (
            (member.id, field, position, text)
            for member in members
            for field in LISTS
            for position, text in enumerate(getattr(member, field))
        ),
    )
    _insert_contacts(db, members)


def _insert_contacts(db: Database, members: tuple[Member, ...]) -> None:
    db.conn.executemany(
        "INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (member.id, position, *_contact_row(contact))
            for member in members
            for position, contact in enumerate(member.contacts)
        ),
    )


def _member_row(member: Member) -> tuple[str | int | None, ...]:
    return (
        member.id,
        member.name_ja,
        member.name_en,
        member.kind.value,
        member.prefecture,
        member.city,
        member.website,
        member.employees,
        member.corporate_number,
        member.summary,
        member.updated.isoformat() if member.updated else None,
    )


def _contact_row(contact: Contact) -> tuple[str | None, ...]:
    return (
        contact.name,
        contact.role,
        contact.email,
        contact.phone,
        contact.slack_user_id,
        contact.consent.value if contact.consent else None,
        contact.consent_date.isoformat() if contact.consent_date else None,
    )


def _stored_member(
    row: tuple[Any, ...],
    statements: defaultdict[tuple[str, str], list[str]],
    contacts: tuple[Contact, ...],
) -> StoredMember:
    member_id = row[0]
    lists = {field: tuple(statements.get((member_id, field), ())) for field in LISTS}
    member = Member(
        id=member_id,
        name_ja=row[1],
        name_en=row[2],
        kind=Kind(row[3]),
        prefecture=row[4],
        city=row[5],
        website=row[6],
        employees=row[7],
        corporate_number=row[8],
        summary=row[9],
        updated=_date(row[10]),
        contacts=contacts,
        **lists,
    )
    return StoredMember(member, _date(row[11]))


def _contact(
    name: str,
    role: str,
    email: str,
    phone: str,
    slack_user_id: str,
    consent: str | None,
    consent_date: str | None,
) -> Contact:
    return Contact(
        name,
        role,
        email,
        phone,
        slack_user_id,
        Consent(consent) if consent else None,
        _date(consent_date),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
