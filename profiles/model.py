"""What a member is. Every other module speaks in these classes, never in dicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of organisation a member is; the values are those of the import format."""

    LARGE_COMPANY = "large_company"
    PRODUCT_SME = "product_sme"
    SUPPORTING_SME = "supporting_sme"
    UNIVERSITY = "university"
    RESEARCH_INSTITUTE = "research_institute"
    MUNICIPALITY = "municipality"
    CHAMBER = "chamber"
    FINANCE = "finance"
    SUPPORT = "support"
    OTHER = "other"


class Consent(StrEnum):
    """Who may see a contact. A contact that declares nothing is treated as ``ON_REQUEST``."""

    MEMBERS = "members"
    ON_REQUEST = "on_request"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or a desk at a member. Personal data: never logged, never in a snapshot.

    ``consent`` is None as long as neither the file nor the office has declared anything.
    """

    name: str = field(default="", repr=False)
    role: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    slack_user_id: str = field(default="", repr=False)
    consent: Consent | None = None
    consent_date: date | None = None

    @property
    def effective_consent(self) -> Consent:
        """What holds: a contact that declares nothing is shown by the coordinators only."""
        return self.consent or Consent.ON_REQUEST


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation of the directory, validated and canonical.

    ``prefecture`` and ``city`` hold the canonical English form ("Saitama", "Sayama") where the
    table of places knows the place, else the text as given. ``languages`` are ISO 639-1 codes.
    """

    id: str
    name_ja: str
    name_en: str
    kind: Kind
    capabilities: tuple[str, ...]
    prefecture: str = ""
    city: str = ""
    website: str = ""
    employees: int | None = None
    corporate_number: str = ""
    languages: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    summary: str = ""
    contacts: tuple[Contact, ...] = ()
    updated: date | None = None

    @property
    def name(self) -> str:
        """The Japanese name, or the English one where there is no other."""
        return self.name_ja or self.name_en

    def name_in(self, lang: str) -> str:
        """The name in ``lang`` ("ja" or "en"), or the one there is."""
        return (self.name_en or self.name_ja) if lang == "en" else self.name
