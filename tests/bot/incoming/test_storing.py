"""What is stored of a payload: enough to answer it later, and nothing that it showed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.carried import Carried
from bot.controls import FormId
from bot.incoming.interactions import read_press, read_shortcut, read_submission
from bot.incoming.keys import keys_of
from bot.incoming.storing import to_be_stored

MAIL = "tsuruta@ome-strings.example"
SHOWN: dict[str, Any] = {"type": "section", "text": {"type": "plain_text", "text": MAIL}}
WHO: dict[str, Any] = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "1.u1.a"}


def choice(kind: str) -> dict[str, Any]:
    """A field whose options name contacts, and what was chosen."""
    option = {"text": {"type": "plain_text", "text": MAIL}, "value": "a1"}
    return {"type": kind, "selected_option": option}


def window(form: FormId, *blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "V1",
        "type": "modal",
        "hash": "1.1",
        "callback_id": form,
        "private_metadata": Carried("ja", about="r1").encoded(),
        "blocks": [SHOWN, *blocks],
        "state": {"values": {"contact": {"contact": choice("radio_buttons")}}},
    }


def an_input(block_id: str) -> dict[str, Any]:
    element = {"type": "radio_buttons", "action_id": block_id, "options": [choice("x")]}
    return {"type": "input", "block_id": block_id, "label": {"text": MAIL}, "element": element}


def test_of_a_press_the_message_above_it_is_not_stored() -> None:
    body = {
        **WHO,
        "type": "block_actions",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
        "message": {"ts": "1.1", "thread_ts": "1.0", "text": MAIL, "blocks": [SHOWN]},
        "state": {"values": {"b": {"a": choice("static_select")}}},
        "actions": [
            {"type": "button", "action_id": "contact:1", "value": "q", "text": {"text": MAIL}},
        ],
    }
    stored = to_be_stored(body)
    assert MAIL not in json.dumps(stored)
    assert read_press(stored) == read_press(body)
    assert keys_of(stored) == keys_of(body)


@pytest.mark.parametrize("form", [FormId.INTRODUCTION, FormId.NOTICE])
def test_of_a_window_only_what_was_filled_in_is_stored(form: FormId) -> None:
    body = {**WHO, "type": "view_submission", "view": window(form, an_input("contact"))}
    stored = to_be_stored(body)
    assert MAIL not in json.dumps(stored)
    sent, before = read_submission(stored), read_submission(body)
    assert sent is not None
    assert before is not None
    assert sent.form.values == before.form.values == {"contact": ("a1",)}
    assert sent.form.first_input == "contact"
    assert (sent.form.carried, sent.form.hash) == (before.form.carried, before.form.hash)
    assert keys_of(stored) == keys_of(body)


def test_the_search_form_keeps_its_inputs_which_are_shown_again() -> None:
    field = an_input("text")
    body = {**WHO, "type": "view_submission", "view": window(FormId.SEARCH, field)}
    sent = read_submission(to_be_stored(body))
    assert sent is not None
    assert sent.form.inputs == (field,)


def test_of_a_message_that_is_asked_about_its_text_is_stored() -> None:
    message = {"ts": "1.1", "text": "チタンの切削", "files": [{"id": "F1"}], "blocks": [SHOWN]}
    body = {**WHO, "type": "message_action", "callback_id": "x", "message": message}
    stored = to_be_stored(body)
    assert MAIL not in json.dumps(stored)
    assert read_shortcut(stored) == read_shortcut(body)


def test_the_home_tab_that_somebody_had_is_not_stored() -> None:
    view = {"hash": "1.1", "blocks": [SHOWN]}
    event = {"type": "app_home_opened", "user": "U1", "tab": "home", "view": view}
    stored = to_be_stored({"type": "event_callback", "event_id": "Ev1", "event": event})
    assert MAIL not in json.dumps(stored)
    assert '"hash": "1.1"' in json.dumps(stored)


@pytest.mark.parametrize("odd", [None, 5, "x", [], [5], {"blocks": 5, "state": {"values": []}}])
def test_whatever_has_another_form_is_stored_all_the_same(odd: object) -> None:
    names = ("view", "message", "actions", "event", "state")
    assert to_be_stored(dict.fromkeys(names, odd)) is not None
