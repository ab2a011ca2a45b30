"""Payloads are read without trusting that anything is there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.controls import Control, Pressed, Verdict, action_id, decode
from bot.incoming.interactions import read_press
from bot.incoming.keys import keys_of, origin_of
from bot.incoming.payloads import Voice, read_command, read_spoken

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "event event_id team team_id user user_id channel channel_id ts text type subtype actions "
    "container command trigger_id response_url message view files bot_id thread_ts".split()
)
PAYLOADS = st.dictionaries(KEYS, JSON | st.dictionaries(KEYS, JSON), max_size=8)


def event(**values: Any) -> dict[str, Any]:
    message = {"type": "message", "channel": "C1", "user": "U1", "ts": "1.1", "text": "x"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "E1"}
    return body | {"event": message | values}


@pytest.mark.parametrize(
    ("values", "voice"),
    [
        ({}, Voice.PERSON),
        ({"subtype": "file_share", "files": [{}]}, Voice.PERSON),
        ({"subtype": "thread_broadcast"}, Voice.PERSON),
        ({"subtype": "me_message"}, Voice.PERSON),
        ({"bot_id": "B1"}, Voice.BOT),
        ({"subtype": "bot_message", "user": None}, Voice.BOT),
        ({"bot_profile": {"id": "B1"}}, Voice.BOT),
        ({"subtype": "message_changed"}, Voice.EDIT),
        ({"subtype": "message_deleted", "deleted_ts": "1.0"}, Voice.DELETION),
        ({"subtype": "channel_join"}, Voice.OTHER),
        ({"user": None}, Voice.OTHER),
    ],
)
def test_who_speaks_is_told_apart(values: dict[str, Any], voice: Voice) -> None:
    said = read_spoken(event(**values))
    assert said is not None
    assert said.voice is voice


def test_the_two_events_about_one_message_share_a_key() -> None:
    mention = event(type="app_mention") | {"event_id": "E2"}
    assert keys_of(event())[0] == keys_of(mention)[0]
    assert keys_of(event())[-1] != keys_of(mention)[-1]


def test_an_edit_does_not_claim_the_message_that_it_changes() -> None:
    assert keys_of(event(subtype="message_changed")) == ("event:E1",)


def test_a_deletion_names_the_message_that_is_gone() -> None:
    said = read_spoken(event(subtype="message_deleted", deleted_ts="1.0"))
    assert said is not None
    assert said.ts == "1.0"


def test_a_press_tells_what_where_and_by_whom() -> None:
    press = read_press(
        {
            "type": "block_actions",
            "user": {"id": "U1", "team_id": "T1"},
            "channel": {"id": "C1"},
            "container": {"message_ts": "2.2", "is_ephemeral": True, "thread_ts": "1.1"},
            "trigger_id": "t",
            "actions": [
                {
                    "action_id": action_id(Control.CONTACT, 1),
                    "value": Pressed("q1", "会社\tA", Verdict.USEFUL).encoded(),
                }
            ],
        }
    )
    assert press is not None
    assert press.control is Control.CONTACT
    assert press.pressed == Pressed("q1", "会社\tA", "useful")
    assert (press.origin.user, press.origin.thread, press.is_ephemeral) == ("U1", "1.1", True)


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="\n")))
def test_the_value_of_a_button_comes_back_as_it_was(member_id: str, question_id: str) -> None:
    pressed = Pressed(question_id, member_id, Verdict.USEFUL)
    assert decode(pressed.encoded()) == pressed


@given(st.text())
def test_a_value_of_another_form_is_read_as_far_as_it_goes(value: str) -> None:
    assert isinstance(decode(value), Pressed)


@given(PAYLOADS)
def test_no_payload_is_too_odd_to_read(body: dict[str, Any]) -> None:
    for read in (read_spoken, read_press, read_command, origin_of, keys_of):
        read(body)
