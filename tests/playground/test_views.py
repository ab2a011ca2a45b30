"""Modals and the home tab: triggers, hashes, forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import (
    MANIFEST,
    QUICK,
    actions,
    button,
    client_of,
    manifest_with,
    refused,
    section,
)
from tests.playground.listening import Listener, listening


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "search",
        "title": plain("Search"),
        "submit": plain("Go"),
        "blocks": list(blocks) or [section("Searching")],
        **more,
    }


def home(text: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [section(text)]}


def words_input() -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": "words",
        "label": plain("Words"),
        "element": {"type": "plain_text_input", "action_id": "text"},
    }


def kinds_input() -> dict[str, Any]:
    options = [{"text": plain(f"The {kind}"), "value": kind} for kind in ("large", "small")]
    return {
        "type": "input",
        "block_id": "kinds",
        "optional": True,
        "label": plain("Kinds"),
        "element": {"type": "checkboxes", "action_id": "kind", "options": options},
    }


@pytest.fixture
def trigger(slack: StandIn, listener: Listener) -> Iterator[str]:
    """A trigger of alice's."""
    slack.person("alice").commands("/partners search")
    return listener.arrived[0].form["trigger_id"]


def test_a_trigger_opens_one_modal_for_its_person(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    alice.commands("/partners search")
    trigger_id = listener.arrived[0].form["trigger_id"]

    opened = client.views_open(trigger_id=trigger_id, view=modal())["view"]

    seen = alice.sees_modal("Searching")
    assert (seen.id, seen.title, seen.callback_id) == (opened["id"], "Search", "search")
    assert opened["hash"] == seen.hash
    assert bob.modal is None
    body = refused(client.views_open, trigger_id=trigger_id, view=modal())
    assert body["error"] == "exchanged_trigger_id"


def test_a_trigger_that_was_never_issued_is_refused(client: WebClient) -> None:
    body = refused(client.views_open, trigger_id="1.2.abc", view=modal())

    assert body["error"] == "invalid_trigger_id"


def test_a_trigger_dies_soon() -> None:
    with StandIn(MANIFEST, pace=replace(QUICK, trigger=0.0)) as slack, listening() as listener:
        slack.deliver_to(listener.url)
        slack.person("alice").commands("/partners search")
        trigger_id = listener.arrived[0].form["trigger_id"]
        body = refused(client_of(slack).views_open, trigger_id=trigger_id, view=modal())

    assert body["error"] == "expired_trigger_id"


def test_a_view_may_be_too_large(client: WebClient, trigger: str) -> None:
    sections = [section("あ" * 3000) for _ in range(100)]

    body = refused(client.views_open, trigger_id=trigger, view=modal(*sections))

    assert body["error"] == "view_too_large"


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain("x" * 25)),
        modal(*[section("x")] * 101),
        {"type": "modal", "blocks": []},
        home("at the wrong door"),
    ],
)
def test_a_view_that_slack_does_not_take_is_refused(
    slack: StandIn, client: WebClient, trigger: str, view: dict[str, Any]
) -> None:
    body = refused(client.views_open, trigger_id=trigger, view=view)

    assert body["error"] == "invalid_arguments"
    assert body["response_metadata"]["messages"]


def test_an_update_of_what_changed_meanwhile_is_refused(
    slack: StandIn, client: WebClient, trigger: str
) -> None:
    first = client.views_open(trigger_id=trigger, view=modal())["view"]
    client.views_update(view_id=first["id"], hash=first["hash"], view=modal(section("Second")))

    body = refused(client.views_update, view_id=first["id"], hash=first["hash"], view=modal())

    assert body["error"] == "hash_conflict"
    assert refused(client.views_update, view_id="V404", view=modal())["error"] == "not_found"
    nameless = {"view": modal()}
    body = refused(client.api_call, api_method="views.update", json=nameless)
    assert body["error"] == "invalid_arguments"


def test_the_home_tab_is_published_for_one_person(slack: StandIn, client: WebClient) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")

    first = client.views_publish(user_id=alice.id, view=home("Welcome"))["view"]
    client.views_publish(user_id=alice.id, view=home("Hello again"), hash=first["hash"])

    assert alice.sees_home("Hello again").id == first["id"]
    assert not bob.has_home
    body = refused(client.views_publish, user_id=alice.id, view=home("x"), hash=first["hash"])
    assert body["error"] == "hash_conflict"


def test_a_form_brings_what_was_filled_in_and_closes(
    slack: StandIn, client: WebClient, listener: Listener, trigger: str
) -> None:
    alice = _alice(slack)
    view = modal(words_input(), kinds_input(), private_metadata="q1")
    client.views_open(trigger_id=trigger, view=view)

    alice.submits(alice.sees_modal(), {"text": "チタン", "kinds": ["small", "The large"]})

    payload = listener.arrived[-1].interaction
    assert payload["type"] == "view_submission"
    assert payload["view"]["private_metadata"] == "q1"
    values = payload["view"]["state"]["values"]
    assert values["words"]["text"] == {"type": "plain_text_input", "value": "チタン"}
    chosen = [option["value"] for option in values["kinds"]["kind"]["selected_options"]]
    assert chosen == ["small", "large"]
    assert alice.modal is None


def test_a_form_with_an_empty_field_is_not_sent(
    slack: StandIn, client: WebClient, trigger: str
) -> None:
    alice = _alice(slack)
    client.views_open(trigger_id=trigger, view=modal(words_input()))

    with pytest.raises(AssertionError, match="words is empty"):
        alice.submits(alice.sees_modal())


def test_errors_stay_in_the_form(
    slack: StandIn, client: WebClient, listener: Listener, trigger: str
) -> None:
    alice = _alice(slack)
    client.views_open(trigger_id=trigger, view=modal(words_input()))
    _reply(listener, {"response_action": "errors", "errors": {"words": "Too short"}})

    invoked = alice.submits(alice.sees_modal(), {"text": "x"})

    assert invoked.errors == {"words": "Too short"}
    assert alice.modal is not None


def test_an_answer_may_take_the_forms_place(
    slack: StandIn, client: WebClient, listener: Listener, trigger: str
) -> None:
    alice = _alice(slack)
    client.views_open(trigger_id=trigger, view=modal(words_input()))
    _reply(listener, {"response_action": "update", "view": modal(section("Found"))})
    alice.submits(alice.sees_modal(), {"text": "x"})

    shown = alice.sees_modal("Found")
    _reply(listener, {"response_action": "update", "view": modal(title=plain("x" * 25))})
    assert alice.submits(shown).error == "invalid_arguments"


def test_a_form_whose_answer_makes_no_sense_or_never_comes_stays_open(
    slack: StandIn, client: WebClient, listener: Listener, trigger: str
) -> None:
    alice = _alice(slack)
    client.views_open(trigger_id=trigger, view=modal(words_input()))
    shown = alice.sees_modal()

    _reply(listener, {"response_action": "explode"})
    assert alice.submits(shown, {"text": "x"}).error == "invalid_arguments"
    listener.status = 500
    assert alice.submits(shown, {"text": "x"}).error == "dispatch_failed"
    assert alice.modal is not None


def test_a_home_tab_that_the_manifest_does_not_have_is_refused() -> None:
    manifest = manifest_with()
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    with StandIn(manifest) as slack:
        alice = slack.person("alice")
        body = refused(client_of(slack).views_publish, user_id=alice.id, view=home("x"))

    assert body["error"] == "not_enabled"


def test_controls_in_a_view_are_pressed_and_closing_is_told(
    slack: StandIn, client: WebClient, listener: Listener, trigger: str
) -> None:
    alice = _alice(slack)
    view = modal(actions(button("more")), notify_on_close=True)
    client.views_open(trigger_id=trigger, view=view)
    shown = alice.sees_modal()

    alice.presses(shown, "more")
    alice.closes(shown)
    slack.settle(quiet=0.01)

    pressed, closed = (one.interaction for one in listener.arrived[-2:])
    assert pressed["container"] == {"type": "view", "view_id": shown.id}
    assert pressed["view"]["hash"] == shown.hash
    assert closed["type"] == "view_closed"
    with pytest.raises(AssertionError, match="does not have that view open"):
        alice.presses(shown, "more")


def _alice(slack: StandIn) -> Any:
    from bot.playground.person import Person

    accounts = slack.platform.workspace.accounts.values()
    return next(Person(slack.platform, one) for one in accounts if one.name == "alice")


def _reply(listener: Listener, body: dict[str, Any]) -> None:
    listener.headers = {"Content-Type": "application/json"}
    listener.reply = json.dumps(body)
