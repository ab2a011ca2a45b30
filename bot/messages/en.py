"""English."""

from __future__ import annotations

from bot.messages.why_en import WHY_ENGLISH
from bot.messages.words import Words
from index.model import Confidence, Field
from profiles.model import Consent, Kind

ENGLISH = Words(
    lang="en",
    why=WHY_ENGLISH,
    kinds={
        Kind.LARGE_COMPANY: "large company",
        Kind.PRODUCT_SME: "SME (own products)",
        Kind.SUPPORTING_SME: "SME (contract processing)",
        Kind.UNIVERSITY: "university",
        Kind.RESEARCH_INSTITUTE: "research institute",
        Kind.MUNICIPALITY: "municipality",
        Kind.CHAMBER: "chamber of commerce",
        Kind.FINANCE: "bank or fund",
        Kind.SUPPORT: "support organisation",
        Kind.OTHER: "other",
    },
    confidences={
        Confidence.STRONG: "strong match",
        Confidence.POSSIBLE: "possible match",
    },
    consents={
        Consent.MEMBERS: "may be shown to members",
        Consent.ON_REQUEST: "through the coordinators only",
        Consent.NEVER: "must not be shown",
    },
    fields={
        Field.CAPABILITY: "",
        Field.EQUIPMENT: "Equipment",
        Field.SUMMARY: "About itself",
        Field.NEED: "Looking for",
    },
    quote="“{}”",
    labelled="{}: {}",
    nobody="No member of the directory fits this question.",
    nearest="The nearest members, for reference:",
    seekers="Members that look for it:",
    no_seekers="No member of the directory looks for this.",
    nearest_seekers="Members that look for something near it, for reference:",
    empty_directory="The directory holds no members yet.",
    not_a_request="Say what you are looking for: a process, a material, a size, a quantity.",
    contacts="Contact",
    no_contacts="no contact is registered",
    how_to_see_contacts="Add --contacts to see whom to call.",
    prompt="Who can help with? ",
    prompt_offer="What do you offer? ",
    prompt_help="Ask in Japanese or English. An empty line or Ctrl-D ends.",
    withdrawn="has left the directory on {}",
    undeclared="nothing declared, so: {}",
    since="{} since {}",
    website="Website",
    employees="Employees",
    corporate_number="Corporate number",
    certifications="Certifications",
    languages="Languages",
    capabilities="Offers",
    equipment="Equipment",
    needs="Looking for",
    summary="About itself",
    updated="Last confirmed",
)
