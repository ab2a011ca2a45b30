"""Export the directory as the office's own file, contacts included: CSV, TSV, XLSX, JSON Lines.

Importing any of them again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from profiles.errors import UnwritableFile
from profiles.files import keep_apostrophe, neutralise, table, written_whole
from profiles.model import Consent, Contact, Member
from profiles.places import canonical_place, display_place
from profiles.store import Store
from profiles.values.kinds import LABELS_JA as KINDS

_CONSENTS = {
    Consent.MEMBERS: "会員に公開",
    Consent.ON_REQUEST: "仲介のみ",
    Consent.NEVER: "非公開",
}
_LANGUAGES = {"ja": "日本語", "en": "英語", "zh": "中国語", "ko": "韓国語"}
_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")

_Column = tuple[str, Callable[[Member], str]]
_ContactColumn = tuple[str, Callable[[Contact], str]]


def export_members(store: Store, path: Path) -> int:
    """Write all active members to ``path``, in the format of its suffix. Returns how many.

    An existing file is replaced only when the new one is complete. Raises UnwritableFile.
    """
    try:
        render = _FORMATS[path.suffix.lower()]
    except KeyError:
        raise UnwritableFile(
            f"{path}: the name must end in one of {', '.join(_FORMATS)}, which chooses the format."
        ) from None
    members = [stored.member for stored in store.members()]
    with written_whole(path) as aside:
        aside.write_bytes(render(members))
    return len(members)


def _csv(members: list[Member]) -> bytes:
    return table(_neutral_rows(members))


def _tsv(members: list[Member]) -> bytes:
    return table(_neutral_rows(members), delimiter="\t")


def _xlsx(members: list[Member]) -> bytes:
    from profiles.workbook import workbook  # openpyxl takes long to load

    return workbook("会員名簿", _neutral_rows(members))


def json_lines(members: list[Member]) -> bytes:
    """The members in the import format for programs, one JSON object a line, contacts included."""
    lines = (json.dumps(_record(member), ensure_ascii=False) + "\n" for member in members)
    return "".join(lines).encode()


_FORMATS: dict[str, Callable[[list[Member]], bytes]] = {
    ".csv": _csv,
    ".tsv": _tsv,
    ".xlsx": _xlsx,
    ".jsonl": json_lines,
}


def _neutral_rows(members: list[Member]) -> Iterator[list[str]]:
    return ([neutralise(cell) for cell in row] for row in _rows(members))


def _rows(members: list[Member]) -> Iterator[list[str]]:
    most = max((len(member.contacts) for member in members), default=1) or 1
    numbers = [str(number).translate(_DIGITS) for number in range(1, most + 1)]
    yield [
        *(header for header, _ in _BEFORE_CONTACTS),
        *(f"{header}{number}" for number in numbers for header, _ in _OF_CONTACT),
        *(header for header, _ in _AFTER_CONTACTS),
    ]
    for member in members:
        contacts = [*member.contacts, *(Contact(),) * (most - len(member.contacts))]
        yield [
            *(cell(member) for _, cell in _BEFORE_CONTACTS),
            *(cell(contact) for contact in contacts for _, cell in _OF_CONTACT),
            *(cell(member) for _, cell in _AFTER_CONTACTS),
        ]


@lru_cache(maxsize=8192)
def _place_ja(prefecture: str, city: str) -> tuple[str, str]:
    """A place in Japanese, as long as the reader takes that for the same place."""
    prefecture_ja = display_place(prefecture, "", "ja")
    city_ja = display_place(prefecture, city, "ja").removeprefix(prefecture_ja)
    if canonical_place(prefecture_ja, city_ja)[:2] == (prefecture, city):
        return prefecture_ja, city_ja
    return prefecture, city


def _lines(texts: Iterable[str]) -> str:
    cell = "\n".join(texts)
    # The reader parts statements at semicolons in files whose cells have no line break.
    return f"{cell}\n" if ";" in cell or "；" in cell else cell


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_BEFORE_CONTACTS: tuple[_Column, ...] = (
    ("会員番号", lambda m: m.id),
    ("会社名", lambda m: m.name_ja),
    ("英文名", lambda m: m.name_en),
    ("会員区分", lambda m: KINDS[m.kind]),
    ("都道府県", lambda m: _place_ja(m.prefecture, m.city)[0]),
    ("市区町村", lambda m: _place_ja(m.prefecture, m.city)[1]),
    ("ホームページ", lambda m: m.website),
    ("従業員数", lambda m: "" if m.employees is None else str(m.employees)),
    ("法人番号", lambda m: m.corporate_number),
    ("認証", lambda m: _lines(m.certifications)),
    ("保有技術・得意分野", lambda m: _lines(m.capabilities)),
    ("主要設備", lambda m: _lines(m.equipment)),
    ("求める連携", lambda m: _lines(m.needs)),
    ("自己PR", lambda m: m.summary),
)
_OF_CONTACT: tuple[_ContactColumn, ...] = (
    ("担当者", lambda c: c.name),
    ("役職", lambda c: c.role),
    ("メール", lambda c: c.email),
    ("電話", lambda c: c.phone),
    ("Slack ID", lambda c: c.slack_user_id),
    ("連絡先の公開", lambda c: _CONSENTS[c.consent] if c.consent else ""),
    ("同意日", lambda c: _day(c.consent_date)),
)
_AFTER_CONTACTS: tuple[_Column, ...] = (
    ("対応言語", lambda m: _lines(_LANGUAGES.get(code, code) for code in m.languages)),
    ("更新日", lambda m: _day(m.updated)),
)


def _record(member: Member) -> dict[str, object]:
    return {
        "id": keep_apostrophe(member.id),
        "name_ja": keep_apostrophe(member.name_ja),
        "name_en": keep_apostrophe(member.name_en),
        "kind": member.kind.value,
        "prefecture": keep_apostrophe(member.prefecture),
        "city": keep_apostrophe(member.city),
        "website": keep_apostrophe(member.website),
        "employees": member.employees,
        "corporate_number": member.corporate_number,
        "certifications": _list(member.certifications),
        "capabilities": _list(member.capabilities),
        "equipment": _list(member.equipment),
        "needs": _list(member.needs),
        "summary": keep_apostrophe(member.summary),
        "contacts": [_contact_record(contact) for contact in member.contacts],
        "languages": list(member.languages),
        "updated": _day(member.updated) or None,
    }


def _list(texts: tuple[str, ...]) -> list[str]:
    """The reader joins a list to one cell, so only its beginning can be taken for ours."""
    return [keep_apostrophe(text) if at == 0 else text for at, text in enumerate(texts)]


def _contact_record(contact: Contact) -> dict[str, str | None]:
    return {
        "name": keep_apostrophe(contact.name),
        "role": keep_apostrophe(contact.role),
        "email": keep_apostrophe(contact.email),
        "phone": keep_apostrophe(contact.phone),
        "slack_user_id": contact.slack_user_id,
        "consent": contact.consent.value if contact.consent else None,
        "consent_date": _day(contact.consent_date) or None,
    }
