"""Response URLs: five uses in half an hour, without a token."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.playground.standin import StandIn
from tests.playground.conftest import (
    MANIFEST,
    QUICK,
    actions,
    button,
    client_of,
    refused,
    section,
)
from tests.playground.listening import Listener, listening


def _asked(slack: StandIn, listener: Listener) -> WebhookClient:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob)
    alice.commands("/partners x", channel=general)
    return WebhookClient(listener.arrived[0].form["response_url"])


def test_an_answer_is_for_the_asker_unless_it_says_otherwise(
    slack: StandIn, listener: Listener
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob)
    alice.commands("/partners x", channel=general)
    hook = WebhookClient(listener.arrived[0].form["response_url"])

    hook.send(text="only you")
    hook.send(text="all of you", response_type="in_channel")

    assert alice.sees("only you", channel=general).is_ephemeral
    assert not bob.sees("all of you", channel=general).is_ephemeral
    bob.does_not_see("only you", quiet=0.01)


def test_the_sixth_use_is_refused(slack: StandIn, listener: Listener) -> None:
    hook = _asked(slack, listener)

    statuses = [hook.send(text="again").status_code for _ in range(5)]
    sixth = hook.send(text="again")

    assert statuses == [200] * 5
    assert (sixth.status_code, json.loads(sixth.body)["error"]) == (404, "used_url")


def test_after_its_time_it_is_refused() -> None:
    pace = replace(QUICK, response_url=0.0)
    with StandIn(MANIFEST, pace=pace) as slack, listening() as listener:
        slack.deliver_to(listener.url)
        late = _asked(slack, listener).send(text="late")

    assert (late.status_code, json.loads(late.body)["error"]) == (404, "expired_url")


def test_an_address_that_was_never_given_is_refused(slack: StandIn) -> None:
    response = WebhookClient(f"{slack.platform.url}/response/T1/404").send(text="x")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"response_type": "ephemeral"}, "no_text"),
        ({"text": "x", "response_type": "loud"}, "invalid_arguments"),
        ({"text": "x", "colour": "red"}, "invalid_arguments"),
    ],
)
def test_what_slack_does_not_take_is_refused(
    slack: StandIn, listener: Listener, body: dict[str, object], error: str
) -> None:
    response = _asked(slack, listener).send_dict(body)

    assert response.status_code == 400
    assert json.loads(response.body)["error"] == error
    assert [one.error for one in slack.refusals] == [error]


def test_the_message_that_was_pressed_is_replaced_or_deleted(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    blocks = [actions(button("go"))]
    client.chat_postEphemeral(channel=general.id, user=alice.id, text="pick", blocks=blocks)
    alice.presses(alice.sees("pick"), "go")
    hook = WebhookClient(listener.arrived[-1].interaction["response_url"])

    hook.send(text="picked", blocks=[section("picked")], replace_original=True)
    (shown,) = alice.reads(general)
    assert (shown.shown, shown.is_ephemeral) == ("picked", True)
    hook.send(delete_original=True)
    assert alice.reads(general) == []
    assert json.loads(hook.send(delete_original=True).body)["error"] == "message_not_found"


def test_without_being_asked_nothing_is_replaced(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    client.chat_postMessage(channel=general.id, text="pick", blocks=[actions(button("go"))])
    message = alice.sees("pick")
    alice.presses(message, "go")

    WebhookClient(listener.arrived[-1].interaction["response_url"]).send(text="also")

    assert [seen.text for seen in alice.reads(general)] == ["pick", "also"]
    assert refused(client_of(slack).chat_update, channel=general.id, ts="1.1", text="x")
