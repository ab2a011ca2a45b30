"""The contacts of a row. No message here repeats what a contact's cell says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from operator import not_

from profiles.cells import Cells
from profiles.columns import Column
from profiles.model import Consent, Contact
from profiles.plan import Place, Plan
from profiles.problems import ProblemKind
from profiles.text import is_blank
from profiles.values.contacts import CONSENT_ALLOWED, parse_consent, parse_email, parse_slack_id
from profiles.values.dates import EXAMPLES, parse_date

_EMAIL_IN_TEXT = re.compile(r"[\w.+-]+[@＠][\w-]+(?:[.．][\w-]+)+")
_PHONE_IN_TEXT = re.compile(r"[+＋]?[(（]?\d[\d()（）‐−ー－\- ]{7,}\d")
_LABEL = re.compile(
    r"(?:e-?mail|メール(?:アドレス)?|mail|tel|電話(?:番号)?|phone)\s*[:：.]?\s*", re.IGNORECASE
)

_LONGEST = 500

Places = Mapping[Column, tuple[Place, ...]]


def read_contacts(plan: Plan, cells: Cells) -> tuple[Contact, ...]:
    """The contacts of a row, in the order of their numbers; empty ones are left out."""
    consent, consent_date = _consent(plan.columns, cells)
    contacts = (_contact(places, cells) for places in plan.contacts)
    return tuple(
        _with_consent(contact, consent, consent_date) for contact in contacts if _is_there(contact)
    )


def contacts_given(plan: Plan, cells: Cells) -> bool:
    """Whether the file speaks about contacts, in the row at hand."""
    mappings = [*plan.contacts, _only_consent(plan.columns)]
    return any(cells.is_given(places) for mapping in mappings for places in mapping.values())


def details_given(plan: Plan, cells: Cells) -> frozenset[str]:
    """The details of contacts that the file has columns for ("contacts.phone"): a list without
    a column of Slack IDs does not erase those that are known."""
    found = {
        detail
        for contact in plan.contacts
        for column, places in contact.items()
        if cells.is_given(places)
        for detail in _DETAILS.get(column, ())
    }
    return frozenset(f"contacts.{detail}" for detail in found)


_DETAILS: Mapping[Column, tuple[str, ...]] = {
    Column.CONTACT_NAME: ("name",),
    Column.CONTACT_ROLE: ("role",),
    Column.CONTACT_EMAIL: ("email",),
    Column.CONTACT_PHONE: ("phone",),
    Column.CONTACT_SLACK: ("slack_user_id",),
}


def _only_consent(columns: Places) -> Places:
    wanted = (Column.CONSENT, Column.CONSENT_DATE)
    return {column: columns[column] for column in wanted if column in columns}


def _is_there(contact: Contact) -> bool:
    return any((contact.name, contact.role, contact.email, contact.phone, contact.slack_user_id))


def _with_consent(contact: Contact, consent: Consent | None, day: date | None) -> Contact:
    return Contact(
        contact.name,
        contact.role,
        contact.email,
        contact.phone,
        contact.slack_user_id,
        contact.consent or consent,
        contact.consent_date or day,
    )


def _contact(places: Places, cells: Cells) -> Contact:
    name = email = phone = ""
    for place in places.get(Column.CONTACT_NAME, ()):
        found = _taken_apart("" if is_blank(text := cells.text(place)) else text)
        name, email, phone = (
            known or new for known, new in zip((name, email, phone), found, strict=True)
        )
    roles = _texts(places.get(Column.CONTACT_ROLE, ()), cells)
    own_email = cells.value(
        places.get(Column.CONTACT_EMAIL, ()),
        parse_email,
        ProblemKind.BAD_EMAIL,
        "is not an e-mail address. Write one address, such as info@example.jp; a second one "
        "belongs to a second contact (メール2).",
    )
    own_phone, _ = cells.first(places.get(Column.CONTACT_PHONE, ()))
    slack_id = cells.value(
        places.get(Column.CONTACT_SLACK, ()),
        parse_slack_id,
        ProblemKind.BAD_RECORD,
        "is not a Slack member ID. It looks like U012ABC3DEF: in Slack, open the person's "
        "profile, then the three dots, then Copy member ID.",
    )
    consent, consent_date = _consent(places, cells)
    return Contact(
        name,
        " ".join(dict.fromkeys(roles)),
        own_email or email,
        own_phone or phone,
        slack_id or "",
        consent,
        consent_date,
    )


def _stripped(line: str) -> str:
    """Without what stood between name, e-mail and phone, however it was mixed with spaces."""
    while (shorter := line.strip().strip(":：,、/／()（）<>")) != line:
        line = shorter
    return line


def _texts(places: tuple[Place, ...], cells: Cells) -> Iterator[str]:
    for place in places:
        text = cells.text(place, short=True)
        if not is_blank(text):
            yield text


def _consent(places: Places, cells: Cells) -> tuple[Consent | None, date | None]:
    consent = cells.value(
        places.get(Column.CONSENT, ()),
        parse_consent,
        ProblemKind.UNKNOWN_CONSENT,
        f"is not a known consent. Write {CONSENT_ALLOWED}.",
        # なし or a dash is not "nothing said" here: it may well be a refusal.
        means_nothing=not_,
    )
    consent_date = cells.value(
        places.get(Column.CONSENT_DATE, ()),
        parse_date,
        ProblemKind.BAD_DATE,
        f"is not a date. Write it like {EXAMPLES}.",
    )
    return consent, consent_date


def _taken_apart(text: str) -> tuple[str, str, str]:
    """Name, e-mail and phone out of a cell where someone wrote all of them."""
    email = phone = ""
    if len(text) > _LONGEST:
        return text, email, phone
    if found := _EMAIL_IN_TEXT.search(text):
        email = parse_email(found[0]) or ""
        text = text.replace(found[0], "\n", 1) if email else text
    if found := _PHONE_IN_TEXT.search(text):
        phone = found[0].strip()
        text = text.replace(found[0], "\n", 1)
    if email or phone:
        text = _LABEL.sub("\n", text)
    lines = (_stripped(line) for line in text.split("\n"))
    name = " ".join(line for line in lines if line)
    return "" if is_blank(name) else name, email, phone
