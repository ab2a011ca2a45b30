"""What coordinators read, and what the person who asked them is told."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.blocks.elements import line, paragraph, person, quote, rich, simple, text
from bot.messages import slack_words_in, words_in
from bot.outgoing.message import Message
from profiles.model import Consent, Member


def nobody_request_message(
    asker_id: str,
    question_text: str,
    nearest: Sequence[str],
    lang: str,
    *,
    is_stranger: bool,
) -> Message:
    """Somebody asks the coordinators, because no member fits. ``nearest`` are names."""
    said = slack_words_in(lang)
    near = [said.nearest_members.format(names=" / ".join(nearest))] if nearest else []
    details = [*near, said.please_help, *_outside(is_stranger, lang)]
    return _request(said.nobody_request, asker_id, question_text, details, lang)


def contact_request_message(
    asker_id: str,
    question_text: str | None,
    member: Member,
    lang: str = "ja",
    *,
    is_stranger: bool = False,
) -> Message:
    """Somebody would like to be introduced to a member.

    ``question_text`` is "" when it has expired, None when there was no question.
    """
    said = slack_words_in(lang)
    heading = said.contact_request.format(name=member.name_in(lang), id=member.id)
    details = [_consent(member, lang), said.please_introduce, *_outside(is_stranger, lang)]
    return _request(heading, asker_id, question_text, details, lang)


def _consent(member: Member, lang: str) -> str:
    """What the coordinators must know before they give anything away."""
    words = words_in(lang)
    agreed = [one for one in Consent if one in {c.effective_consent for c in member.contacts}]
    said = words.consents[agreed[0]] if agreed else words.no_contacts
    return words.labelled.format(words.contacts, said)


def request_sent_message(ui: str, *, again: bool = False, failed: bool = False) -> Message:
    """What became of the request."""
    said = slack_words_in(ui)
    if failed:
        return simple(said.request_failed)
    return simple(said.request_again if again else said.request_sent)


def _request(
    heading: str, asker_id: str, question_text: str | None, details: Sequence[str], lang: str
) -> Message:
    said, words = slack_words_in(lang), words_in(lang)
    asker = line(text(words.labelled.format(said.asked_by, "")), person(asker_id))
    asked = "" if question_text is None else question_text or said.question_unknown
    quoted = [quote(text(asked))] if asked else []
    blocks: list[Block] = [rich(line(text(heading, bold=True))), rich(asker, *quoted)]
    blocks += (paragraph(detail) for detail in details)
    return Message("\n".join(filter(None, (heading, asked, *details))), tuple(blocks))


def _outside(is_stranger: bool, lang: str) -> list[str]:
    return [slack_words_in(lang).from_outside] if is_stranger else []
