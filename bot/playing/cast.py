"""Who one can be in the playground, and for which member they speak. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from profiles.model import Consent, Contact, Kind, Member

_COMPANIES = (Kind.SUPPORTING_SME, Kind.PRODUCT_SME, Kind.LARGE_COMPANY)
_SCIENCE = (Kind.UNIVERSITY, Kind.RESEARCH_INSTITUTE)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom the visitor may be. ``id`` is "" for one who gets a new id.

    ``member_id`` and ``contact`` say as whom of the directory they are known.
    """

    role: str
    name: str
    locale: str
    about_ja: str
    about_en: str
    id: str = ""
    member_id: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The four, in the order in which the page offers them."""

    engineer: Persona
    liaison: Persona
    coordinator: Persona
    stranger: Persona

    def __iter__(self) -> Iterator[Persona]:
        return iter((self.engineer, self.liaison, self.coordinator, self.stranger))


_ANYWHERE = Cast(
    engineer=Persona(
        "engineer",
        "早川 悠",
        "ja-JP",
        "会員企業の技術者。加工や計測の相談先を探しています。",
        "Engineer of a member company, looking for somebody to machine and to measure.",
    ),
    liaison=Persona(
        "liaison",
        "Megumi Kobayashi",
        "en-US",
        "大学の産学連携コーディネーター。Slack は英語で使っています。",
        "Liaison officer of a university; uses Slack in English.",
    ),
    coordinator=Persona(
        "coordinator",
        "中川 佳代",
        "ja-JP",
        "事務局のコーディネーター。紹介を取り次ぎ、名簿を更新します。",
        "Coordinator of the office: makes introductions, and keeps the directory up to date.",
    ),
    stranger=Persona(
        "stranger",
        "Lena Hoffmann",
        "en-US",
        "ほかのワークスペースの人。共有チャンネルにだけ参加しています。",
        "From another workspace, in the shared channel only.",
    ),
)
# Those of the sample by whose names the engineer and the liaison go.
_ENGINEER_OF_SAMPLE = ("D022", "早川 悠")
_LIAISON_OF_SAMPLE = ("D035", "小林 めぐみ")


def cast_of_sample() -> Cast:
    """The cast over the sample directory."""
    return replace(
        _ANYWHERE,
        engineer=_speaking(_ANYWHERE.engineer, *_ENGINEER_OF_SAMPLE),
        liaison=_speaking(_ANYWHERE.liaison, *_LIAISON_OF_SAMPLE),
    )


def cast_of(members: Iterable[Member]) -> Cast:
    """The cast over somebody's own directory.

    Engineer and liaison are contacts who are known in Slack, and whom every member may see; where
    there are none they speak for nobody.
    """
    known = list(members)
    return replace(
        _ANYWHERE,
        engineer=_known(_ANYWHERE.engineer, known, _COMPANIES),
        liaison=_known(_ANYWHERE.liaison, known, _SCIENCE),
    )


def with_slack_ids(member: Member, ids: dict[tuple[str, str], str]) -> Member:
    """The member with the Slack ids of its contacts, by member and name."""
    contacts = tuple(
        replace(one, slack_user_id=ids.get((member.id, one.name), one.slack_user_id))
        for one in member.contacts
    )
    return replace(member, contacts=contacts)


def _known(persona: Persona, members: list[Member], kinds: tuple[Kind, ...]) -> Persona:
    for member in members:
        for contact in member.contacts if member.kind in kinds else ():
            if _may_be_played(contact):
                return replace(
                    _speaking(persona, member.id, contact.name),
                    id=contact.slack_user_id,
                    name=contact.name,
                )
    return persona


def _may_be_played(contact: Contact) -> bool:
    is_open = contact.effective_consent is Consent.MEMBERS
    return is_open and bool(contact.name and contact.slack_user_id)


def _speaking(persona: Persona, member_id: str, contact: str) -> Persona:
    return replace(persona, member_id=member_id, contact=contact)
