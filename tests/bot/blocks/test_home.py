"""The home tab: whatever members and askers write, it fits, and it tells no contact."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.change_form import change_form
from bot.blocks.home import home_tab
from bot.carried import read_carried
from bot.controls import Control, Pressed, decode
from bot.home import HomePage
from bot.memory.request_states import State
from bot.memory.requests import RequestKind
from bot.messages.home_words import home_words_in
from bot.outgoing.gate import home_payload, view_payload
from profiles.confirming import Aged, Dated
from profiles.model import Consent, Contact
from tests.bot.blocks.home_samples import AT, OFFICE, a_page
from tests.bot.blocks.samples import MEMBER
from tests.bot.limits_of_slack import ANY_TEXT, controls_of, faults_of_view, nodes, strings

LONG = "あ" * 20_000
TEXTS = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    ["<!channel>", "\ud83d", LONG, "&" * 5_000, "<@U0HANAKO>", " ", "\n\n"]
)


def payload_of(page: HomePage) -> dict[str, Any]:
    payload: dict[str, Any] = home_payload(home_tab(page))
    assert faults_of_view(payload) == []
    return payload


def full_page(said: str, ui: str) -> HomePage:
    """As much as there can be, all of it saying the same."""
    page, member = a_page(ui), replace(MEMBER, capabilities=(said,) * 50)
    office = replace(
        OFFICE,
        unanswered=tuple(replace(OFFICE.unanswered[0], text=said) for _ in range(200)),
        aged=Aged(900, tuple(Dated(f"D{n}", said, said, None) for n in range(10))),
        waiting=99,
        oldest_waiting=tuple(replace(OFFICE.oldest_waiting[0], about=said) for _ in range(5)),
    )
    return replace(
        page,
        questions=tuple(replace(page.questions[0], id=f"q{n}", text=said) for n in range(5)),
        organisations=tuple(replace(member, id=f"D{n}", name_ja=said) for n in range(3)),
        office=office,
    )


@pytest.mark.parametrize("ui", ["ja", "en"])
@pytest.mark.parametrize("said", [LONG, "𠮷" * 5_000])
def test_the_fullest_tab_fits_and_loses_no_control(ui: str, said: str) -> None:
    payload = payload_of(full_page(said, ui))
    assert len(payload["blocks"]) <= 100
    controls = controls_of(payload["blocks"])
    counts = {one: sum(control.startswith(f"{one}:") for control in controls) for one in Control}
    assert counts[Control.SHOW_AGAIN] == 5
    assert counts[Control.CONFIRM_PROFILE] == counts[Control.CHANGE_PROFILE] == 3
    assert counts[Control.MORE] == 3
    assert not any("以降は省略" in said for said in strings(payload["blocks"]))


@ANY_TEXT
@given(TEXTS, TEXTS, st.sampled_from(["ja", "en"]))
def test_any_text_of_members_and_askers_passes(name: str, said: str, ui: str) -> None:
    page = full_page(said, ui)
    member = replace(page.organisations[0], name_ja=name, name_en="", summary=said)
    payload_of(replace(page, organisations=(member,)))


@pytest.mark.parametrize("ui", ["ja", "en"])
def test_a_contact_that_got_as_far_as_the_tab_is_not_shown(ui: str) -> None:
    hanako = Contact(
        "見本 花子", "営業部", "h@mihon.example", "042-000-0000", "U0HANAKO", Consent.MEMBERS
    )
    page = replace(a_page(ui), organisations=(replace(MEMBER, contacts=(hanako,)),))
    said = json.dumps(payload_of(page), ensure_ascii=False)
    assert not [one for one in ("花子", "営業部", "h@mihon", "042-000", "U0HANAKO") if one in said]


def test_buttons_know_their_question_and_their_member() -> None:
    buttons = {
        node["action_id"]: decode(node["value"])
        for node in nodes(payload_of(a_page("en"))["blocks"])
        if node.get("type") == "button"
    }
    assert buttons["show_again:2"] == Pressed("q2")
    assert buttons["confirm_profile:1"] == Pressed("", "D1")
    assert buttons["change_profile:1"] == Pressed("", "D1")
    assert buttons["more:1"] == Pressed("", "D1")
    assert buttons["search_form:"] == Pressed("")


def test_the_search_box_tells_when_somebody_presses_enter() -> None:
    box = payload_of(a_page("en"))["blocks"][0]
    assert box["dispatch_action"] is True
    assert box["block_id"] == "home_search"
    assert box["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_enter_pressed"]}


def test_nobody_but_staff_sees_what_is_for_the_office() -> None:
    said = list(strings(payload_of(a_page("en"))["blocks"]))
    assert home_words_in("en").office not in said
    assert home_words_in("en").office in list(
        strings(payload_of(replace(a_page("en"), office=OFFICE))["blocks"])
    )


def test_of_a_request_it_is_said_where_it_stands() -> None:
    blocks = payload_of(replace(a_page("en"), office=OFFICE))["blocks"]
    channels = [node["channel_id"] for node in nodes(blocks) if node.get("type") == "channel"]
    assert channels == ["C12345"]
    said = "\n".join(strings(blocks))
    assert "direct messages of the coordinators" in said
    assert "not delivered" in said


def test_a_question_of_a_channel_that_slack_does_not_know_is_text() -> None:
    waiting = replace(OFFICE.oldest_waiting[0], channel="nowhere")
    page = replace(a_page("en"), office=replace(OFFICE, oldest_waiting=(waiting,)))
    assert "nowhere" in list(strings(payload_of(page)["blocks"]))


@pytest.mark.parametrize("ui", ["ja", "en"])
@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("state", State)
def test_every_kind_and_state_of_a_request_has_a_word(
    ui: str, kind: RequestKind, state: State
) -> None:
    waiting = replace(OFFICE.oldest_waiting[0], kind=kind, state=state)
    payload_of(replace(a_page(ui), office=replace(OFFICE, oldest_waiting=(waiting,))))


@pytest.mark.parametrize("ui", ["ja", "en"])
def test_the_form_knows_its_member_and_language(ui: str) -> None:
    view: dict[str, Any] = view_payload(change_form(replace(MEMBER, name_ja=LONG), ui))
    assert faults_of_view(view) == []
    carried = read_carried(view["private_metadata"])
    assert carried is not None
    assert (carried.ui, carried.about) == (ui, "D1")


def test_a_question_shows_the_day_on_which_it_was_asked() -> None:
    dates = [
        node for node in nodes(payload_of(a_page("en"))["blocks"]) if node.get("type") == "date"
    ]
    assert [date.fromisoformat(one["fallback"]) for one in dates] == [AT.date()] * 3
