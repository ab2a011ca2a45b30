"""Requests as coordinators and askers see them: what they can press, and what must not be there."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from string import Formatter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.blocks.introductions import draft_view, introduction_message
from bot.blocks.request_forms import contact_view, member_view
from bot.blocks.request_news import news_message
from bot.blocks.requests import Mark, read_mark, request_message
from bot.controls import decode
from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import RequestKind
from bot.messages.desk_words import DeskWords, desk_words_in
from bot.outgoing.gate import message_payload, view_payload
from profiles.model import Contact
from tests.bot.blocks.request_samples import (
    CHANGE,
    CONTACT,
    DECLINED,
    DONE,
    INTRODUCED,
    NOBODY,
    REQUEST,
    TAKEN,
    introduction,
    shown,
)
from tests.bot.blocks.samples import MEMBER
from tests.bot.limits_of_slack import ANY_TEXT, faults_of_message, faults_of_view, nodes

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    ["<!channel>", "\ud83d", "あ" * 20_000]
)
NAMES = [field.name for field in fields(DeskWords)]


def buttons(payload: dict[str, Any]) -> list[str]:
    found = (node for node in nodes(payload) if node.get("type") == "button")
    return [node["action_id"] for node in found]


@pytest.mark.parametrize(
    ("history", "there"),
    [
        ((), ["take:", "introduce:", "decline:", "done:"]),
        ((TAKEN,), ["introduce:", "decline:", "done:", "take:over", "take:back"]),
        ((TAKEN, INTRODUCED), ["done:"]),
        ((TAKEN, DECLINED), []),
        ((TAKEN, INTRODUCED, DONE), []),
    ],
)
def test_each_state_offers_what_is_sensible_in_it(
    history: tuple[Any, ...], there: list[str]
) -> None:
    assert buttons(message_payload(request_message(shown("ja", REQUEST, *history), "ja"))) == there


def test_a_button_knows_the_request_and_the_version_it_was_drawn_for() -> None:
    payload = message_payload(request_message(shown("ja", REQUEST, TAKEN), "ja"))
    (over,) = (node for node in nodes(payload) if node.get("action_id") == "take:over")
    assert read_mark(decode(over["value"]).detail) == Mark("r1", 1, "over")


def test_a_member_that_left_and_a_correction_are_not_introduced() -> None:
    left = replace(shown("ja", REQUEST), member=None)
    for one in (left, shown("ja", CHANGE)):
        assert "introduce:" not in buttons(message_payload(request_message(one, "ja")))
    assert "introduce:" in buttons(message_payload(request_message(shown("ja", NOBODY), "ja")))


@given(st.text(max_size=40), st.integers(0, 10**6), st.sampled_from(["", "over", "sent"]))
def test_a_mark_is_read_as_it_was_written(member_id: str, version: int, act: str) -> None:
    mark = Mark("0123456789abcdef", version, act, member_id)
    assert read_mark(mark.encoded()) == mark


@pytest.mark.parametrize("other", ["", "useful", "a:b:c:d", "a:1:c", "a:-1::"])
def test_what_is_no_mark_is_none(other: str) -> None:
    assert read_mark(other) is None


def test_a_note_for_the_staff_is_told_to_nobody_else() -> None:
    payloads = [
        message_payload(request_message(shown("ja", REQUEST, TAKEN, DONE), "ja")),
        message_payload(news_message(DONE, REQUEST, MEMBER, "", "ja")),
    ]
    assert DONE.note not in json.dumps(payloads, ensure_ascii=False)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_introduction_in_slack_holds_no_address_and_no_number(lang: str) -> None:
    said = json.dumps(message_payload(introduction_message(introduction(lang))), ensure_ascii=False)
    for secret in (CONTACT.name, CONTACT.email, CONTACT.phone):
        assert secret not in said
    assert CONTACT.slack_user_id in said


@pytest.mark.parametrize("length", [10, 5_000])
def test_the_draft_opens_a_mail_however_long_the_question_is(length: int) -> None:
    view = view_payload(draft_view(introduction("ja", "あ" * length), "ja", "", slack_failed=False))
    (link,) = (node for node in nodes(view) if node.get("type") == "link")
    assert link["url"].startswith("mailto:taro@example.com?subject=%E4%BC%9A")
    assert ("&body=" in link["url"]) == (length == 10)
    assert ("貼り付けて" in link["text"]) == (length == 5_000)


def test_what_is_no_address_opens_no_mail() -> None:
    about = replace(introduction("ja"), contact=Contact(email="taro@example.com?bcc=x@y.z"))
    view = view_payload(draft_view(about, "ja", "", slack_failed=False))
    assert not [node for node in nodes(view) if node.get("type") == "link"]


@ANY_TEXT
@given(TEXTS, TEXTS, st.sampled_from(["ja", "en"]))
@example("\ud800", "a@b", "ja")
def test_whatever_members_and_askers_write_slack_takes_it(one: str, two: str, ui: str) -> None:
    member = replace(MEMBER, name_ja=one or "x", capabilities=(two,))
    contact = Contact(name=one, role=two, email=two, slack_user_id=one)
    about = replace(introduction(ui, two), member=member, contact=contact)
    request = replace(CHANGE, text=two)
    for message in (
        request_message(replace(shown(ui, request), member=member, nearest=(one, two)), ui),
        introduction_message(about),
        news_message(replace(DECLINED, note=two), REQUEST, member, one, ui),
    ):
        assert faults_of_message(message_payload(message)) == []
    for view in (
        draft_view(about, ui, "", slack_failed=False),
        contact_view(member, [("m1", contact, True)], ui, ""),
        member_view(ui, "", one[:200], [two]),
    ):
        assert faults_of_view(view_payload(view)) == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_state_reason_and_outcome_has_a_word(lang: str) -> None:
    said = desk_words_in(lang)
    for table, values in (
        (said.states, State),
        (said.steps, State),
        (said.news, State),
        (said.refusals, Refusal),
        (said.outcomes, Outcome),
        (said.ways, Way),
        (said.abouts, RequestKind),
    ):
        assert set(table) == set(values)
        assert all(table.values())


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_blanks(name: str) -> None:
    found = [getattr(desk_words_in(lang), name) for lang in ("ja", "en")]
    pairs = zip(*([one] if isinstance(one, str) else one.values() for one in found), strict=True)
    for pair in pairs:
        ja, en = (
            sorted(filter(None, (one[1] for one in Formatter().parse(said)))) for said in pair
        )
        assert all(pair)
        assert ja == en
