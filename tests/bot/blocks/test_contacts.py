"""Contacts as the person who asked sees them; the people here are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.contacts import contact_message, no_contact_message, requested_message
from bot.blocks.profile import profile_message, profile_view
from bot.blocks.requests import RequestShown, request_message
from bot.controls import Pressed, decode
from bot.outgoing.gate import message_payload, view_payload
from profiles.model import Consent, Contact, Member
from tests.bot.blocks.drawing import draw
from tests.bot.blocks.request_samples import REQUEST
from tests.bot.blocks.samples import MEMBER, SMALL_MEMBER
from tests.bot.limits_of_slack import (
    ANY_TEXT,
    controls_of,
    faults_of_message,
    faults_of_view,
    nodes,
)

HANAKO = Contact(
    name="見本 花子",
    role="営業部",
    email="hanako@mihon.example",
    phone="042-000-0000",
    slack_user_id="U0HANAKO",
    consent=Consent.MEMBERS,
)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    [
        "<!channel>",
        "\ud83d",
        "あ" * 20_000,
        "javascript:alert(1)",
        "https://",
        "https://x.example/a b",
    ]
)


def payload_of(
    *contacts: Contact, member: Member = MEMBER, ui: str = "ja", **options: Any
) -> dict[str, Any]:
    options = {"can_send_to_me": True, **options}
    return message_payload(contact_message(member, contacts, ui, "q1", **options))


def test_everything_that_is_known_of_a_contact_is_shown() -> None:
    assert draw(payload_of(HANAKO)).split("\n\n", 1)[1] == (
        "**株式会社見本の連絡先**\n"
        "\n"
        "**見本 花子 / 営業部**\n"
        "メール：hanako@mihon.example<mailto:hanako@mihon.example>\n"
        "電話：042-000-0000<tel:0420000000>\n"
        "Slack：@U0HANAKO\n"
        "\n"
        "ウェブサイト：https://mihon.example/<https://mihon.example/>\n"
        "\n"
        "(ご連絡の際は、会員名簿で見つけた旨をお伝えください。この連絡先は、あなただけに表示されています。)\n"
        "\n"
        "[自分宛てのメッセージに送る]\n"
    )


def test_what_is_not_known_has_no_line() -> None:
    shown = draw(payload_of(Contact(email="info@tiny.example"), member=SMALL_MEMBER, ui="en"))

    assert "E-mail: info@tiny.example<mailto:info@tiny.example>\n" in shown
    assert "Phone" not in shown
    assert "Slack" not in shown
    assert "Website" not in shown


def test_those_who_see_no_blocks_read_the_contact_too() -> None:
    assert payload_of(HANAKO)["text"] == (
        "株式会社見本の連絡先\n見本 花子 / 営業部 hanako@mihon.example 042-000-0000"
    )


def test_a_contact_that_is_kept_already_is_not_offered_again() -> None:
    assert controls_of(payload_of(HANAKO)["blocks"]) == ["contact_to_me:"]
    assert controls_of(payload_of(HANAKO, can_send_to_me=False)["blocks"]) == []


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (Contact(phone="+81 42 (000) 0000"), "電話：+81 42 (000) 0000<tel:+81420000000>"),
        (Contact(phone="内線 12"), "電話：内線 12"),
        (Contact(email="see the website"), "メール：see the website"),
        (Contact(email="a@x.example?bcc=b@y.example"), "メール：a@x.example?bcc=b@y.example"),
        (Contact(slack_user_id="@hanako"), "Slack：@hanako"),
    ],
)
def test_only_what_can_be_called_is_a_link(known: Contact, shown: str) -> None:
    assert shown in draw(payload_of(known)).split("\n")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "mihon.example", "https:///"])
def test_a_website_that_is_none_is_text(website: str) -> None:
    payload = payload_of(HANAKO, member=replace(MEMBER, website=website))

    assert website in [node["text"] for node in nodes(payload) if node.get("type") == "text"]


@ANY_TEXT
@given(
    contacts=st.lists(st.builds(Contact, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=30),
    name=TEXTS,
    website=TEXTS,
    ui=st.sampled_from(["ja", "en"]),
)
def test_every_contact_is_within_all_limits(
    contacts: list[Contact], name: str, website: str, ui: str
) -> None:
    member = replace(MEMBER, name_ja=name, name_en=name, website=website)

    payload = payload_of(*contacts, member=member, ui=ui)

    assert faults_of_message(payload) == []
    assert controls_of(payload["blocks"]) == ["contact_to_me:"]


@ANY_TEXT
@given(
    said=st.lists(TEXTS, max_size=60).map(tuple),
    one=TEXTS,
    employees=st.none() | st.integers(0, 10**9),
    ui=st.sampled_from(["ja", "en"]),
)
def test_every_profile_is_within_all_limits(
    said: tuple[str, ...], one: str, employees: int | None, ui: str
) -> None:
    member = replace(
        MEMBER,
        name_en=one,
        capabilities=said,
        equipment=said,
        needs=said,
        summary=one,
        website=one,
        certifications=said,
        employees=employees,
        city=one,
    )

    message = message_payload(profile_message(member, ui, "q1"))
    assert faults_of_message(message) == []
    assert controls_of(message["blocks"]) == ["contact:"]  # type: ignore[arg-type]
    assert faults_of_view(view_payload(profile_view(member, ui))) == []


@pytest.mark.parametrize("ui", ["ja", "en"])
def test_no_contact_is_anywhere_but_in_the_message_for_it(ui: str) -> None:
    member = replace(MEMBER, contacts=(HANAKO,))
    elsewhere = [
        view_payload(profile_view(member, ui)),
        message_payload(profile_message(member, ui, "q1")),
        message_payload(no_contact_message(member, ui, "q1")),
        message_payload(requested_message(member, ui, again=False)),
        message_payload(request_message(RequestShown(REQUEST, (), "?", member), ui)),
    ]

    shown = json.dumps(elsewhere, ensure_ascii=False)
    for secret in (HANAKO.name, HANAKO.email, HANAKO.phone, HANAKO.slack_user_id):
        assert secret not in shown


def test_who_does_not_publish_a_contact_can_be_asked_for_by_name() -> None:
    payload: dict[str, Any] = message_payload(no_contact_message(MEMBER, "ja", "q1"))

    (button,) = (node for node in nodes(payload) if node.get("type") == "button")
    assert decode(button["value"]) == Pressed("q1", "D1")
