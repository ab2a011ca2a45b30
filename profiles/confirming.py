"""Who of Slack speaks for which member, and the day on which a profile was last confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from profiles.model import Member
from profiles.rows import load_members
from profiles.store import Store


class Confirmation(StrEnum):
    """What became of "this is still true"."""

    DONE = "done"
    NOT_A_CONTACT = "not_a_contact"  # whoever said so does not speak for the member
    GONE = "gone"  # there is no such member, or it has left the directory


@dataclass(frozen=True, slots=True)
class Dated:
    """A member, and when its profile was last confirmed."""

    id: str
    name_ja: str
    name_en: str
    updated: date | None

    def name_in(self, lang: str) -> str:
        """The name in ``lang`` ("ja" or "en"), or the one there is."""
        first, second = (
            (self.name_en, self.name_ja) if lang == "en" else (self.name_ja, self.name_en)
        )
        return first or second


@dataclass(frozen=True, slots=True)
class Aged:
    """How many profiles are old, and the oldest of them; those without a date come first."""

    count: int
    oldest: tuple[Dated, ...]


def members_of(store: Store, slack_user_id: str, most: int) -> tuple[Member, ...]:
    """The members of the directory that have this person as a contact, by their ids."""
    with store.reading() as db:
        found = db.execute(
            "SELECT DISTINCT members.id FROM contacts JOIN members ON members.id = member_id"
            " WHERE slack_user_id = ? AND slack_user_id <> '' AND withdrawn_on IS NULL"
            " ORDER BY members.id LIMIT ?",
            [slack_user_id, most],
        ).fetchall()
        return tuple(one.member for (member_id,) in found for one in load_members(db, member_id))


def confirm(store: Store, member_id: str, slack_user_id: str, today: date) -> Confirmation:
    """Note that the profile of a member is still true, if this person may say so.

    Whether they may is looked up in the same transaction. Only the date changes: no index holds
    it, so none becomes outdated, and a second time on one day changes nothing at all.
    """
    with store.writing() as db:
        found = db.execute(
            "SELECT updated, EXISTS (SELECT 1 FROM contacts WHERE member_id = members.id"
            " AND slack_user_id = ? AND slack_user_id <> '')"
            " FROM members WHERE id = ? AND withdrawn_on IS NULL",
            [slack_user_id, member_id],
        ).fetchone()
        if found is None:
            return Confirmation.GONE
        updated, is_contact = found
        if not is_contact:
            return Confirmation.NOT_A_CONTACT
        if updated != today.isoformat():
            db.execute(
                "UPDATE members SET updated = ? WHERE id = ?", [today.isoformat(), member_id]
            )
            store.touch(db, indexed=False)
    return Confirmation.DONE


def confirmed_before(store: Store, day: date, most: int) -> Aged:
    """The members whose profile nobody has confirmed since ``day``; at most so many are named."""
    old = "FROM members WHERE withdrawn_on IS NULL AND (updated IS NULL OR updated < ?)"
    with store.reading() as db:
        (count,) = db.execute(f"SELECT count(*) {old}", [day.isoformat()]).fetchone()
        rows = db.execute(
            f"SELECT id, name_ja, name_en, updated {old}"
            " ORDER BY updated IS NOT NULL, updated, id LIMIT ?",
            [day.isoformat(), most],
        ).fetchall()
    return Aged(
        count,
        tuple(
            Dated(id_, name_ja, name_en, date.fromisoformat(updated) if updated else None)
            for id_, name_ja, name_en, updated in rows
        ),
    )
