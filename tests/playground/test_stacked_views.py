"""Modals on top of modals, and what the answer to a form does with them."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.person import Person
from bot.playground.standin import StandIn
from tests.playground.conftest import actions, button, refused, section
from tests.playground.doors import (
    Json,
    entry,
    manifest_with_all_doors,
    modal,
    opened,
    plain,
    replies,
    trigger_of,
)
from tests.playground.listening import Listener


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


@pytest.fixture
def alice(slack: StandIn, listener: Listener) -> Person:
    return slack.person("alice")


def layer(text: str, **more: Any) -> Json:
    return modal(section(text), actions(button("more")), **more)


def pushed(person: Person, listener: Listener, client: WebClient, view: Json) -> Any:
    """A modal on top of the one that is open, after a press in that one."""
    person.presses(person.sees_modal(), "more")
    trigger_id = listener.arrived[-1].interaction["trigger_id"]
    return client.views_push(trigger_id=trigger_id, view=view)["view"]


def test_a_modal_on_top_knows_what_is_beneath_it_and_closing_returns_there(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    first = opened(alice, listener, client, layer("First"))

    second = pushed(alice, listener, client, layer("Second"))

    assert (second["previous_view_id"], second["root_view_id"]) == (first.id, first.id)
    third = pushed(alice, listener, client, layer("Third"))
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], first.id)
    assert [view.id for view in alice.modals] == [first.id, second["id"], third["id"]]
    alice.closes(alice.sees_modal("Third"))
    alice.closes(alice.sees_modal("Second"))
    alice.closes(alice.sees_modal("First"))
    assert alice.modal is None


def test_three_modals_are_the_most(alice: Person, client: WebClient, listener: Listener) -> None:
    opened(alice, listener, client, layer("First"))
    pushed(alice, listener, client, layer("Second"))
    pushed(alice, listener, client, layer("Third"))

    body = refused(pushed, person=alice, listener=listener, client=client, view=layer("Fourth"))

    assert body["error"] == "push_limit_reached"
    alice.sees_modal("Third")


def test_what_was_done_outside_of_a_modal_puts_nothing_on_top_of_one(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First"))

    outside = trigger_of(alice, listener)

    body = refused(client.views_push, trigger_id=outside, view=layer("Second"))
    assert body["error"] == "not_found"
    body = refused(client.views_push, trigger_id=outside, view=layer("Second"))
    assert body["error"] == "exchanged_trigger_id"


def test_a_modal_that_was_closed_meanwhile_has_nothing_put_on_top(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, layer("First"))
    alice.presses(shown, "more")
    alice.closes(shown)

    trigger_id = listener.arrived[-1].interaction["trigger_id"]

    assert refused(client.views_push, trigger_id=trigger_id, view=layer("x"))["error"] == (
        "not_found"
    )


def test_only_the_modal_on_top_can_be_used(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    first = opened(alice, listener, client, layer("First"))
    pushed(alice, listener, client, layer("Second"))

    for use in (lambda: alice.presses(first, "more"), lambda: alice.submits(first)):
        with pytest.raises(AssertionError, match="another view on top"):
            use()


def test_a_modal_beneath_another_is_updated_too(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    first = opened(alice, listener, client, layer("First", external_id="the-first"))
    pushed(alice, listener, client, layer("Second"))

    client.views_update(view_id=first.id, hash=first.hash, view=layer("Changed"))
    stale = refused(client.views_update, view_id=first.id, hash=first.hash, view=layer("x"))

    assert stale["error"] == "hash_conflict"
    alice.closes(alice.sees_modal("Second"))
    assert alice.sees_modal("Changed").id == first.id


def test_a_view_is_found_by_an_external_id_that_is_given_once(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First", external_id="one"))
    bob = slack.person("bob")

    again = refused(
        client.views_open,
        trigger_id=trigger_of(bob, listener),
        view=layer("x", external_id="one"),
    )

    assert again["error"] == "duplicate_external_id"
    client.views_update(external_id="one", view=layer("Changed", external_id="one"))
    alice.sees_modal("Changed")


def test_closing_may_close_all_and_is_told_for_each_that_wants_to_know(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First", notify_on_close=True, callback_id="first"))
    pushed(
        alice,
        listener,
        client,
        layer("Second", notify_on_close=True, clear_on_close=True, callback_id="second"),
    )

    alice.closes(alice.sees_modal("Second"))
    slack.settle(quiet=0.01)

    closed = [one.interaction for one in listener.arrived[-2:]]
    assert {one["view"]["callback_id"] for one in closed} == {"first", "second"}
    assert [(one["type"], one["is_cleared"]) for one in closed] == [("view_closed", True)] * 2
    assert alice.modal is None


def test_closing_one_of_two_is_not_clearing(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First", notify_on_close=True))
    pushed(alice, listener, client, layer("Second", notify_on_close=True))

    alice.closes(alice.sees_modal("Second"))
    slack.settle(quiet=0.01)

    kinds = [one.interaction["type"] for one in listener.arrived if "payload" in one.form]
    assert kinds == ["block_actions", "view_closed"]
    assert listener.arrived[-1].interaction["is_cleared"] is False


def test_a_form_that_is_answered_with_nothing_gives_way_to_what_is_beneath(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First"))
    pushed(alice, listener, client, layer("Second"))

    alice.submits(alice.sees_modal("Second"))

    alice.sees_modal("First")


def test_the_answer_to_a_form_may_clear_all(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First"))
    pushed(alice, listener, client, layer("Second"))
    replies(listener, {"response_action": "clear"})

    alice.submits(alice.sees_modal("Second"))

    assert alice.modal is None


def test_the_answer_to_a_form_may_put_another_on_top_until_there_are_three(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    opened(alice, listener, client, layer("First"))
    replies(listener, {"response_action": "push", "view": layer("On top")})

    alice.submits(alice.sees_modal("First"))
    alice.submits(alice.sees_modal("On top"))

    assert len(alice.modals) == 3
    assert alice.submits(alice.sees_modal("On top")).error == "push_limit_reached"
    assert [one.method for one in slack.recorded] == ["views.open"] + ["response_action"] * 2


def test_a_form_that_the_app_changed_is_sent_as_it_is_now(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, layer("First"))
    client.views_update(view_id=shown.id, view=layer("Changed", private_metadata="v2"))

    with pytest.raises(AssertionError, match="another version"):
        alice.submits(shown)
    invoked = alice.submits(alice.sees_modal("Changed"))
    slack.redeliver(invoked.delivery)
    slack.settle(quiet=0.01)

    sent = [one.interaction["view"] for one in listener.arrived[-2:]]
    assert [view["private_metadata"] for view in sent] == ["v2", "v2"]
    assert alice.modal is None


def test_the_answer_to_a_form_finds_it_changed_by_the_app_itself(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener
) -> None:
    shown = opened(alice, listener, client, layer("First"))
    replies(listener, {"response_action": "update", "view": layer("Found")})
    listener.free.clear()
    sending = Thread(target=alice.submits, args=[shown])
    sending.start()
    slack.waits_for(lambda: slack.deliveries[-1].kind == "view_submission")

    client.views_update(view_id=shown.id, view=layer("Searching"))
    listener.free.set()
    sending.join(5)

    assert alice.sees_modal("Found").id == shown.id


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "Too short"}},
        {"response_action": "errors", "errors": {"more": "No input, a button"}},
        {"response_action": "errors", "errors": {"words": ""}},
        {"response_action": "errors", "errors": {"words": ["Too short"]}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "update"},
        {"response_action": "clear", "view": modal()},
        {"response_action": "explode"},
        {"errors": {"words": "Too short"}},
        {"text": "ok"},
        {"response_action": "push", "view": modal(title=plain("x" * 25))},
    ],
)
def test_an_answer_to_a_form_that_slack_cannot_use_is_refused(
    slack: StandIn, alice: Person, client: WebClient, listener: Listener, answer: Json
) -> None:
    form = modal(entry("plain_text_input", "words"), {**actions(button("b")), "block_id": "more"})
    shown = opened(alice, listener, client, form)
    replies(listener, answer)

    assert alice.submits(shown, {"words": "x"}).error == "invalid_arguments"

    assert [one.method for one in slack.refusals] == ["response_action"]
    assert alice.modal is not None


def test_a_view_without_a_button_to_send_it_is_not_sent(
    alice: Person, client: WebClient, listener: Listener
) -> None:
    view = layer("Just reading")
    del view["submit"]
    shown = opened(alice, listener, client, view)

    with pytest.raises(AssertionError, match="no button to send it"):
        alice.submits(shown)
