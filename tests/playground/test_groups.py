"""Direct messages of several, and messages that do not name the bot."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import client_of, manifest_with, refused, scopes_without
from tests.playground.doors import manifest_with_all_doors
from tests.playground.listening import Listener


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


def test_a_conversation_of_several_is_opened_once_with_the_bot_in_it(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob, carol = (slack.person(name) for name in ("alice", "bob", "carol"))

    opened = client.conversations_open(users=[alice.id, bob.id])["channel"]["id"]
    again = client.conversations_open(users=[bob.id, alice.id, bob.id])["channel"]["id"]

    assert opened == again
    client.chat_postMessage(channel=opened, text="May I introduce you?")
    group = alice.group_with(bob)
    assert group.id == opened
    assert alice.sees("introduce", channel=group).ts == bob.sees("introduce").ts
    assert ([one.id for one in bob.groups], carol.groups) == ([opened], [])
    assert client.conversations_info(channel=opened)["channel"]["is_mpim"] is True
    with pytest.raises(AssertionError, match="no such group"):
        alice.group_with(carol, within=0.01)


def test_conversations_of_several_have_their_own_scope_and_eight_people_at_most() -> None:
    with StandIn(manifest_with_all_doors()) as slack:
        nine = [slack.person(f"p{number}").id for number in range(9)]
        error = refused(client_of(slack).conversations_open, users=nine)["error"]
        client_of(slack).conversations_open(users=nine[:8])
    assert error == "too_many_users"

    with StandIn(manifest_with()) as slack:
        two = [slack.person("alice").id, slack.person("bob").id]
        body = refused(client_of(slack).conversations_open, users=two)
    assert (body["error"], body["needed"]) == ("missing_scope", "mpim:write")


def test_only_people_who_can_be_reached_are_brought_together(
    slack: StandIn, client: WebClient
) -> None:
    alice, gone = slack.person("alice"), slack.person("gone")
    eve = slack.person("eve", team="T_OTHER")
    robot = slack.robot("zap")
    slack.deactivate(gone)

    def error(*people: str) -> str:
        return refused(client.conversations_open, users=list(people))["error"]

    assert error(alice.id, gone.id) == "user_disabled"
    assert error(alice.id, robot.id) == "cannot_dm_bot"
    assert error(alice.id, "U404") == "user_not_found"
    assert error(alice.id, eve.id) == "invalid_user_combination"
    slack.channel("shared", alice, eve, slack.bot, shared=True)
    client.conversations_open(users=[alice.id, eve.id])


def test_the_bot_hears_what_is_said_among_several(slack: StandIn, listener: Listener) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    group = slack.group(alice, bob)

    alice.writes("hello both", channel=group)
    slack.settle(quiet=0.01)

    (event,) = listener.events("message")
    assert (event["channel"], event["channel_type"]) == (group.id, "mpim")


def test_reading_what_was_said_among_several_needs_its_scope() -> None:
    scopes = scopes_without() | {"mpim:write"}
    with StandIn(manifest_with(scopes=scopes)) as slack:
        group = slack.group(slack.person("alice"), slack.person("bob"))
        body = refused(client_of(slack).conversations_history, channel=group.id)

    assert (body["error"], body["needed"]) == ("missing_scope", "mpim:history")


@pytest.mark.parametrize(("private", "kind"), [(False, "channel"), (True, "group")])
def test_a_reply_that_names_nobody_reaches_the_bot_with_its_thread(
    slack: StandIn, client: WebClient, listener: Listener, private: bool, kind: str
) -> None:
    alice = slack.person("alice")
    place = slack.channel("place", alice, slack.bot, private=private)
    asked = alice.mentions("チタン", channel=place)
    client.chat_postMessage(channel=place.id, text="An answer", thread_ts=asked.ts)

    said = alice.writes("only universities", channel=place, thread=asked)
    slack.settle(quiet=0.01)

    (event,) = [one for one in listener.events("message") if one["ts"] == said.ts]
    assert (event["thread_ts"], event["channel_type"]) == (asked.ts, kind)
    assert (event["user"], event["parent_user_id"]) == (alice.id, alice.id)
    assert len(listener.events("app_mention")) == 1


def test_without_the_subscription_nothing_is_heard(listener: Listener) -> None:
    with StandIn(manifest_with()) as slack:
        slack.deliver_to(listener.url)
        alice = slack.person("alice")
        alice.writes("hello", channel=slack.channel("place", alice, slack.bot))
        slack.settle(quiet=0.01)

    assert listener.arrived == []


def test_a_message_has_an_address(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("root", channel=general)
    reply = alice.writes("reply", channel=general, thread=said)

    def link(ts: str) -> str:
        link = client.chat_getPermalink(channel=general.id, message_ts=ts)["permalink"]
        assert isinstance(link, str)
        return link

    start = f"https://minato.slack.example/archives/{general.id}/p"
    assert link(said.ts) == f"{start}{said.ts.replace('.', '')}"
    assert link(reply.ts).endswith(f"?thread_ts={said.ts}&cid={general.id}")
    body = refused(client.chat_getPermalink, channel=general.id, message_ts="1.1")
    assert body["error"] == "message_not_found"
