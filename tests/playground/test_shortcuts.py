"""Shortcuts: on a message, and from anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient, WebhookClient

from bot.playground.standin import StandIn
from tests.playground.doors import manifest_with_all_doors, modal
from tests.playground.listening import Listener


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


def test_a_shortcut_on_a_message_brings_the_message_also_where_the_bot_is_not(
    slack: StandIn, listener: Listener
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    board = slack.channel("board", alice, bob, private=True)
    said = bob.writes("Who can cut titanium?", channel=board)

    invoked = alice.uses_shortcut_on(said, "find_partners_for")

    payload = listener.arrived[-1].interaction
    assert invoked.error == ""
    assert (payload["type"], payload["callback_id"]) == ("message_action", "find_partners_for")
    assert payload["channel"] == {"id": board.id, "name": "privategroup"}
    assert (payload["message_ts"], payload["message"]["text"]) == (said.ts, said.text)
    assert (payload["message"]["user"], payload["user"]["id"]) == (bob.id, alice.id)
    assert payload["message"]["blocks"]
    assert payload["team"]["id"] == alice.team


def test_the_response_url_of_a_message_shortcut_reaches_the_person_only(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob)
    alice.uses_shortcut_on(bob.writes("Titanium?", channel=general), "find_partners_for")

    url = listener.arrived[-1].interaction["response_url"]
    WebhookClient(url).send(text="Only for you")

    assert alice.sees("Only for you", channel=general).is_ephemeral
    bob.does_not_see("Only for you", quiet=0.01)


def test_a_shortcut_from_anywhere_names_no_channel_and_opens_a_form(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")

    alice.uses_shortcut("search")

    payload = listener.arrived[-1].interaction
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "search")
    assert not {"channel", "message", "response_url"} & payload.keys()
    client.views_open(trigger_id=payload["trigger_id"], view=modal())
    alice.sees_modal("Nothing yet")


def test_only_shortcuts_of_the_manifest_can_be_used(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    said = alice.writes("hello", channel=slack.channel("here", alice))

    with pytest.raises(AssertionError, match="no global shortcut 'other'"):
        alice.uses_shortcut("other")
    with pytest.raises(AssertionError, match="no global shortcut 'find_partners_for'"):
        alice.uses_shortcut("find_partners_for")
    with pytest.raises(AssertionError, match="no message shortcut 'search'"):
        alice.uses_shortcut_on(said, "search")


def test_strangers_have_no_shortcuts(slack: StandIn, listener: Listener) -> None:
    eve = slack.person("eve", team="T_OTHER")

    with pytest.raises(AssertionError, match="Strangers"):
        eve.uses_shortcut("search")


def test_a_message_that_somebody_does_not_see_has_no_shortcuts_for_them(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    board = slack.channel("board", bob, slack.bot, private=True)
    client.chat_postEphemeral(channel=board.id, user=bob.id, text="psst")

    with pytest.raises(AssertionError, match="sees no message"):
        alice.uses_shortcut_on(bob.writes("secret", channel=board), "find_partners_for")
    with pytest.raises(AssertionError, match="only one person sees"):
        bob.uses_shortcut_on(bob.sees("psst"), "find_partners_for")
