"""The agent's view: prompts, and what it is doing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import QUICK, client_of, manifest_with, refused
from tests.playground.doors import manifest_with_all_doors

PROMPT = {"title": "Titanium", "message": "Who can cut titanium?"}


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


def test_prompts_are_seen_where_the_person_writes_and_ask_what_they_say(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")

    client.assistant_threads_setSuggestedPrompts(
        channel_id=alice.direct.id, title="For example", prompts=[PROMPT]
    )

    assert alice.sees_prompts() == ("For example", [("Titanium", "Who can cut titanium?")])
    assert alice.picks_prompt("Titanium").text == PROMPT["message"]
    slack.bot.sees(PROMPT["message"])
    with pytest.raises(AssertionError, match="no prompts"):
        bob.sees_prompts(within=0.01)


@pytest.mark.parametrize(
    "arguments",
    [
        {"prompts": []},
        {"prompts": [PROMPT] * 5},
        {"prompts": [{"title": "No message"}]},
        {"prompts": [{"title": "Blank", "message": " "}]},
        {"prompts": [PROMPT | {"colour": "red"}]},
        {"prompts": ["Titanium"]},
        {"prompts": [PROMPT], "thread_ts": "1700000000.000001"},
    ],
)
def test_prompts_that_nobody_would_see_are_refused(
    slack: StandIn, client: WebClient, arguments: dict[str, Any]
) -> None:
    direct = slack.person("alice").direct.id

    body = refused(client.assistant_threads_setSuggestedPrompts, channel_id=direct, **arguments)

    assert body["error"] == "invalid_arguments"


def test_prompts_are_for_conversations_with_an_agent(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    ask = {"prompts": [PROMPT]}

    body = refused(client.assistant_threads_setSuggestedPrompts, channel_id=general.id, **ask)
    assert body["error"] == "channel_not_found"
    with StandIn(manifest_with()) as other:
        direct = other.person("alice").direct.id
        setting = client_of(other).assistant_threads_setSuggestedPrompts
        assert refused(setting, channel_id=direct, **ask)["needed"] == "assistant:write"


def test_a_status_is_shown_until_the_app_posts_in_its_thread(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    said, other = alice.writes_to_bot("チタン"), alice.writes_to_bot("another")
    place = {"channel_id": said.channel, "thread_ts": said.ts}

    client.assistant_threads_setStatus(status="is searching", loading_messages=["One"], **place)

    (status,) = alice.statuses
    assert (status.text, status.loading_messages) == ("is searching", ("One",))
    assert (status.thread_ts, status.is_over) == (said.ts, False)
    assert bob.statuses == []
    client.chat_postMessage(channel=said.channel, thread_ts=other.ts, text="elsewhere")
    assert not alice.statuses[0].is_over
    client.chat_postMessage(channel=said.channel, thread_ts=said.ts, text="here")
    assert alice.statuses[0].is_over


def test_a_status_gives_way_to_the_next_and_to_none(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    said = alice.writes_to_bot("チタン")
    place = {"channel_id": said.channel, "thread_ts": said.ts}

    for text in ("is searching", "is writing", ""):
        client.assistant_threads_setStatus(status=text, **place)

    assert [(one.text, one.is_over) for one in alice.statuses] == [
        ("is searching", True),
        ("is writing", True),
    ]


def test_a_status_does_not_last_for_ever(manifest: Any) -> None:
    with StandIn(manifest, pace=replace(QUICK, status=0.0)) as slack:
        alice = slack.person("alice")
        said = alice.writes_to_bot("チタン")
        client_of(slack).assistant_threads_setStatus(
            channel_id=said.channel, thread_ts=said.ts, status="is searching"
        )
        assert alice.statuses[0].is_over


def test_a_status_may_be_shown_in_a_channel_where_the_app_is(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    elsewhere = slack.channel("elsewhere", alice)
    said, there = alice.writes("hi", channel=general), alice.writes("hi", channel=elsewhere)

    def error(channel: str, ts: str, **more: Any) -> str:
        ask = {"channel_id": channel, "thread_ts": ts, "status": "is searching", **more}
        return refused(client.api_call, api_method="assistant.threads.setStatus", json=ask)["error"]

    client.assistant_threads_setStatus(channel_id=general.id, thread_ts=said.ts, status="x")
    assert error(elsewhere.id, there.ts) == "not_in_channel"
    assert error(general.id, "1.1") == "invalid_thread_ts"
    assert error(general.id, said.ts, loading_messages=["x"] * 11) == "invalid_arguments"
    assert error(general.id, said.ts, loading_messages=[""]) == "invalid_arguments"
    missing = {"channel_id": general.id, "thread_ts": said.ts}
    body = refused(client.api_call, api_method="assistant.threads.setStatus", json=missing)
    assert body["error"] == "invalid_arguments"
