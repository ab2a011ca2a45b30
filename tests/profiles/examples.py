"""Members, readings and doomed processes for the tests of the store."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from profiles.model import Consent, Contact, Kind, Member
from profiles.problems import Problem, Where
from profiles.reading import Reading, ReadMember, RejectedRow

TODAY = date(2026, 7, 1)
EVERYTHING = frozenset(field.name for field in fields(Member))

UDO = Contact("有働 康平", "営業部", "udo@hyoso.example", "04-0000-2101")
MAKABE = Contact("真壁 理沙", "利用相談窓口", "riyo@hyoso.example", "046-000-3120")


def a_member(member_id: str = "D001", **values: Any) -> Member:
    """A complete member; ``values`` replace its fields."""
    usual: dict[str, Any] = {
        "name_ja": f"狭山表層テクノ{member_id}株式会社",
        "name_en": f"Sayama Hyoso Techno {member_id} Co., Ltd.",
        "kind": Kind.SUPPORTING_SME,
        "capabilities": ("PTFE・PFA焼付け", "溶射：HVOF WC-Co", "-40℃での試験"),
        "prefecture": "Saitama",
        "city": "Sayama",
        "website": "https://www.hyoso.example",
        "employees": 140,
        "languages": ("ja", "en"),
        "certifications": ("ISO 9001", "ISMS (ISO/IEC 27001)"),
        "equipment": ("ワイヤカット機 4台",),
        "needs": ("Tool users in medical parts",),
        "summary": "表面のお悩み、\nまとめて承ります。",
        "contacts": (UDO,),
        "updated": date(2025, 6, 12),
    }
    return Member(id=member_id, **usual | values)


def a_reading(
    *members: Member,
    path: Path = Path("members.csv"),
    given: frozenset[str] = EVERYTHING,
    problems: tuple[Problem, ...] = (),
    headers: tuple[str, ...] = (),
    rejected: tuple[RejectedRow, ...] = (),
) -> Reading:
    """What a file with these members says; the first is in row 2."""
    rows = tuple(
        ReadMember(member, Where(path.name, row=number), given)
        for number, member in enumerate(members, start=2)
    )
    return Reading(path, "utf-8", rows, problems, headers, rejected)


def consenting(contact: Contact, consent: Consent, on: date | None = None) -> Contact:
    """The contact with a consent."""
    return Contact(contact.name, contact.role, contact.email, contact.phone, "", consent, on)


def all_bytes(folder: Path) -> bytes:
    """What is in all files of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def run_until_killed(script: str, *arguments: str) -> int:
    """Run a script of Python in a process of its own; returns its exit status."""
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    return subprocess.run(command, check=False, timeout=60).returncode
