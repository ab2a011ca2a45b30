"""Every phrase there is, by name, so that no language can lack one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages.why_words import WhyWords
from index.model import Confidence, Field
from profiles.model import Consent, Kind


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language. ``{}`` in a phrase is filled in with str.format."""

    lang: str
    why: WhyWords
    kinds: Mapping[Kind, str]
    confidences: Mapping[Confidence, str]
    consents: Mapping[Consent, str]
    fields: Mapping[Field, str]
    quote: str
    labelled: str
    nobody: str
    nearest: str
    seekers: str
    no_seekers: str
    nearest_seekers: str
    empty_directory: str
    not_a_request: str
    contacts: str
    no_contacts: str
    how_to_see_contacts: str
    prompt: str
    prompt_offer: str
    prompt_help: str
    withdrawn: str
    undeclared: str
    since: str
    website: str
    employees: str
    corporate_number: str
    certifications: str
    languages: str
    capabilities: str
    equipment: str
    needs: str
    summary: str
    updated: str
