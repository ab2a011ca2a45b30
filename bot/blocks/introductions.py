"""Two people brought together: a few words in Slack, or the draft of an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote as quoted

from slack_sdk.models.blocks import Block, RichTextElement

from bot.blocks.contacts import EMAIL
from bot.blocks.elements import bullets, line, link, paragraph, person, quote, rich, text
from bot.controls import FormId
from bot.messages import words_in
from bot.messages.desk_words import desk_words_in
from bot.messages.naming import brief
from bot.messages.window_words import window_words_in
from bot.outgoing import limits
from bot.outgoing.message import Message, View
from profiles.model import Contact, Member

_OFFERS = 3
_LONGEST_OFFER = 200
_LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who is brought together; ``lang`` is the coordinator's, ``question`` "" if none is kept."""

    asker: str
    coordinator: str
    member: Member
    contact: Contact
    question: str
    lang: str


def introduction_message(about: Introduction) -> Message:
    """What both read in Slack; no address and no number is in it."""
    said, words = desk_words_in(about.lang), words_in(about.lang)
    name = about.member.name_in(about.lang)

    def labelled(label: str, *pieces: RichTextElement) -> RichTextElement:
        return line(text(words.labelled.format(label, "")), *pieces)

    blocks: list[Block] = [
        paragraph(said.introduction),
        rich(
            labelled(said.wants, person(about.asker)),
            *([quote(text(about.question))] if about.question else []),
            labelled(said.contact_is.format(name=name), person(about.contact.slack_user_id)),
        ),
    ]
    offers = about.member.capabilities[:_OFFERS]
    if offers:
        label = line(text(said.offers.format(name=name), bold=True))
        blocks.append(rich(label, bullets(offers)))
    blocks.append(rich(line(text(said.please_talk), person(about.coordinator))))
    return Message(
        "\n".join(filter(None, (said.introduction, about.question, *offers))), tuple(blocks)
    )


def draft_view(about: Introduction, ui: str, metadata: str, *, slack_failed: bool) -> View:
    """An e-mail for the coordinator to send, with the contact that only they see."""
    said, words = desk_words_in(ui), words_in(ui)
    subject, body = _subject(about), _body(about)
    blocks = [paragraph(said.slack_failed)] if slack_failed else []
    blocks.append(paragraph(said.draft_how))
    email = about.contact.email
    to = " / ".join(filter(None, (_who(about.contact), email or about.contact.phone)))
    addressed = line(text(words.labelled.format(said.draft_to, "")), text(to or "–"))
    titled = line(text(words.labelled.format(said.draft_subject, "")), text(subject))
    blocks.append(rich(addressed, titled, quote(text(body))))
    if EMAIL.fullmatch(email):
        whole = _mailto(email, subject, body)
        fits = limits.size(whole) <= limits.URL
        address = whole if fits else _mailto(email, subject)
        label = said.draft_open if fits else said.draft_open_empty
        blocks.append(rich(line(link(address, label))))
    return View(
        FormId.INTRODUCTION,
        said.draft,
        window_words_in(ui).cancel,
        tuple(blocks),
        submit=said.draft_sent,
        private_metadata=metadata,
    )


def _subject(about: Introduction) -> str:
    name = about.member.name_in(about.lang)
    return desk_words_in(about.lang).subject.format(name=name)


def _body(about: Introduction) -> str:
    said = desk_words_in(about.lang)
    known = {
        "name": about.member.name_in(about.lang),
        "contact": about.contact.name or said.mail_nameless,
        "offer": brief(next(iter(about.member.capabilities), ""), _LONGEST_OFFER),
    }
    if not about.question:
        return said.mail_unasked.format(**known)
    return said.mail.format(**known, question=limits.clipped(about.question, _LONGEST_QUESTION))


def _mailto(email: str, subject: str, body: str = "") -> str:
    """An address that opens the coordinator's own mail."""
    address = f"mailto:{_in_address(email, safe='@')}?subject={_in_address(subject)}"
    return f"{address}&body={_in_address(body)}" if body else address


def _in_address(said: str, safe: str = "") -> str:
    # Half a surrogate pair, which an import may bring, has no place in an address.
    return quoted(said, safe=safe, errors="replace")


def _who(contact: Contact) -> str:
    return " ".join(filter(None, (contact.role, contact.name)))
