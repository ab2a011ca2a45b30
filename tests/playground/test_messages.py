"""``chat.*`` and ``conversations.*``: what Slack takes, keeps, and refuses."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.limits import PostingLimit
from bot.playground.standin import StandIn
from tests.playground.conftest import client_of, manifest_with, refused, scopes_without, section

METADATA = {"event_type": "answered", "event_payload": {"claim": "7"}}


def test_a_message_is_in_the_channel_and_comes_back_with_its_time_stamp(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)

    response = client.chat_postMessage(
        channel=general.id, text="Fallback", blocks=[section("*One* &amp; two")]
    )

    seen = alice.sees("two", channel=general)
    assert seen.ts == response["ts"]
    assert (seen.text, seen.shown) == ("Fallback", "*One* & two")
    assert response["message"]["blocks"][0]["block_id"]


def test_time_stamps_only_ever_grow(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)

    stamps = [client.chat_postMessage(channel=general.id, text="x")["ts"] for _ in range(20)]

    assert stamps == sorted(set(stamps))
    assert all(len(ts.split(".")[1]) == 6 for ts in stamps)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x", "blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x")] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x" * 2900)] * 5}, "msg_blocks_too_long"),
        (
            {
                "text": "x",
                "metadata": {"event_type": "t", "event_payload": {"large": "x" * 20_000}},
            },
            "metadata_too_large",
        ),
    ],
)
def test_content_that_slack_does_not_take_is_refused_everywhere(
    slack: StandIn, client: WebClient, arguments: dict[str, Any], error: str
) -> None:
    general = slack.channel("general", slack.bot)
    ts = client.chat_postMessage(channel=general.id, text="first")["ts"]

    post = {"channel": general.id, **arguments}
    assert refused(client.api_call, api_method="chat.postMessage", json=post)["error"] == error
    update = {**post, "ts": ts}
    assert refused(client.api_call, api_method="chat.update", json=update)["error"] == error
    assert [one.error for one in slack.refusals] == [error, error]
    assert [seen.text for seen in slack.bot.reads()] == ["first"]


def test_a_refused_block_is_pointed_at(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)

    body = refused(
        client.chat_postMessage, channel=general.id, text="x", blocks=[section("x" * 3001)]
    )

    assert body["errors"]
    assert body["response_metadata"]["messages"] == [f"[ERROR] {body['errors'][0]}"]
    assert "/blocks/0/text/text" in body["errors"][0]


def test_an_update_takes_less_text_than_a_new_message(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)
    ts = client.chat_postMessage(channel=general.id, text="x" * 5000)["ts"]

    body = refused(client.chat_update, channel=general.id, ts=ts, text="x" * 5000)

    assert body["error"] == "msg_too_long"


def test_where_the_bot_is_not_it_cannot_write(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    public = slack.channel("public", alice)
    hidden = slack.channel("hidden", alice, private=True)
    old = slack.channel("old", alice, slack.bot, archived=True)

    def error(channel: str) -> str:
        return refused(client.chat_postMessage, channel=channel, text="x")["error"]

    assert error(public.id) == "not_in_channel"
    assert error(hidden.id) == "channel_not_found"
    assert error("C404") == "channel_not_found"
    assert error("#public") == "channel_not_found"
    assert error(old.id) == "is_archived"


def test_with_a_scope_for_it_the_bot_writes_in_public_channels_it_is_not_in() -> None:
    scopes = scopes_without() | {"chat:write.public"}
    with StandIn(manifest_with(scopes=scopes)) as slack:
        alice = slack.person("alice")
        public = slack.channel("public", alice)
        client_of(slack).chat_postMessage(channel=public.id, text="hello")
        alice.sees("hello", channel=public)


def test_a_thread_that_is_not_there_is_refused(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)

    body = refused(
        client.chat_postMessage, channel=general.id, text="x", thread_ts="1700000000.000100"
    )

    assert body["error"] == "thread_not_found"


def test_a_person_is_written_to_by_id_or_in_an_opened_channel(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")

    opened = client.conversations_open(users=alice.id)["channel"]["id"]
    direct = client.chat_postMessage(channel=alice.id, text="for you")

    assert direct["channel"] == opened
    alice.sees("for you")
    bob.does_not_see("for you", quiet=0.01)


def test_those_who_cannot_be_written_to_are_named(slack: StandIn, client: WebClient) -> None:
    gone, eve = slack.person("gone"), slack.person("eve", team="T_OTHER")
    robot = slack.robot("zap")
    slack.deactivate(gone)

    def error(user: str) -> str:
        return refused(client.conversations_open, users=user)["error"]

    assert error("U404") == "user_not_found"
    assert error(gone.id) == "user_disabled"
    assert error(robot.id) == "cannot_dm_bot"
    assert error(eve.id) == "user_not_visible"
    assert error(f"{robot.id},{eve.id}") == "missing_scope"
    body = refused(client.chat_postMessage, channel=gone.id, text="x")
    assert body["error"] == "channel_not_found"


def test_an_ephemeral_message_is_seen_by_one_person_only(slack: StandIn, client: WebClient) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob, slack.bot)

    client.chat_postEphemeral(channel=general.id, user=alice.id, text="call 03-0000-0000")

    assert alice.sees("03-0000-0000", channel=general).is_ephemeral
    bob.does_not_see("03-0000-0000", quiet=0.01)
    slack.bot.does_not_see("03-0000-0000", quiet=0.01)
    assert client.conversations_history(channel=general.id)["messages"] == []


def test_an_ephemeral_message_is_for_people_in_the_channel(
    slack: StandIn, client: WebClient
) -> None:
    outsider = slack.person("outsider")
    general = slack.channel("general", slack.bot)

    body = refused(client.chat_postEphemeral, channel=general.id, user=outsider.id, text="x")

    assert body["error"] == "user_not_in_channel"


def test_only_ones_own_messages_can_be_changed(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("mine", channel=general)
    ephemeral = client.chat_postEphemeral(channel=general.id, user=alice.id, text="psst")

    def error(ts: str) -> str:
        return refused(client.chat_update, channel=general.id, ts=ts, text="x")["error"]

    own = client.chat_postMessage(channel=general.id, text="own")["ts"]

    assert error(said.ts) == "cant_update_message"
    assert error("1700000000.000100") == "message_not_found"
    assert error(ephemeral["message_ts"]) == "message_not_found"
    slack.archive(general)
    assert error(own) == "is_archived"


def test_an_update_shows_as_edited_and_keeps_blocks_that_it_does_not_name(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    ts = client.chat_postMessage(channel=general.id, text="Working", blocks=[section("10 %")])["ts"]

    client.chat_update(channel=general.id, ts=ts, text="Done")
    kept = alice.sees("10 %", channel=general)
    assert (kept.text, kept.edited) == ("Done", True)
    client.chat_update(channel=general.id, ts=ts, text="Done", blocks=[])
    assert alice.sees("Done", channel=general).shown == "Done"


def test_metadata_is_kept_and_shown_only_to_those_who_ask(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("question", channel=general)
    client.chat_postMessage(channel=general.id, text="answer", thread_ts=said.ts, metadata=METADATA)

    asked = client.conversations_replies(channel=general.id, ts=said.ts, include_all_metadata=True)[
        "messages"
    ]
    unasked = client.conversations_replies(channel=general.id, ts=said.ts)["messages"]

    assert [message.get("metadata") for message in asked] == [None, METADATA]
    assert all("metadata" not in message for message in unasked)


def test_replies_come_in_pages_after_the_message_that_began_them(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    root = alice.writes("root", channel=general)
    replies = [alice.writes(f"reply {n}", channel=general, thread=root) for n in range(4)]

    page = client.conversations_replies(channel=general.id, ts=root.ts, limit=3)
    rest = client.conversations_replies(
        channel=general.id, ts=root.ts, limit=3, cursor=page["response_metadata"]["next_cursor"]
    )
    late = client.conversations_replies(channel=general.id, ts=root.ts, oldest=replies[1].ts)

    assert [one["text"] for one in page["messages"]] == ["root", "reply 0", "reply 1"]
    assert page["messages"][0]["reply_count"] == 4
    assert [one["text"] for one in rest["messages"]] == ["reply 2", "reply 3"]
    assert not rest["has_more"]
    assert [one["text"] for one in late["messages"]] == ["root", "reply 2", "reply 3"]


def test_a_history_runs_backwards_without_replies(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    first = alice.writes("first", channel=general)
    alice.writes("a reply", channel=general, thread=first)
    second = alice.writes("second", channel=general)

    history = client.conversations_history(channel=general.id)["messages"]
    one = client.conversations_history(
        channel=general.id, latest=second.ts, oldest=second.ts, inclusive=True
    )

    assert [message["text"] for message in history] == ["second", "first"]
    assert [message["text"] for message in one["messages"]] == ["second"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cursor": "%%%"}, "invalid_cursor"),
        ({"limit": 0}, "invalid_limit"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "today"}, "invalid_ts_latest"),
    ],
)
def test_a_page_that_cannot_be_is_refused(
    slack: StandIn, client: WebClient, arguments: dict[str, Any], error: str
) -> None:
    general = slack.channel("general", slack.bot)

    body = refused(client.conversations_history, channel=general.id, **arguments)

    assert body["error"] == error


def test_what_was_said_elsewhere_is_not_told(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    public = slack.channel("public", alice)
    said = alice.writes("secret", channel=public)

    assert refused(client.conversations_history, channel=public.id)["error"] == "not_in_channel"
    body = refused(client.conversations_replies, channel=public.id, ts=said.ts)
    assert body["error"] == "not_in_channel"
    general = slack.channel("general", slack.bot)
    body = refused(client.conversations_replies, channel=general.id, ts="1.000001")
    assert body["error"] == "thread_not_found"


def test_a_channel_is_described(slack: StandIn, client: WebClient) -> None:
    shared = slack.channel("shared", slack.bot, shared=True)

    described = client.conversations_info(channel=shared.id)["channel"]

    assert (described["is_ext_shared"], described["is_member"]) == (True, True)


def test_more_than_a_message_a_second_is_too_many_after_a_burst() -> None:
    limit = PostingLimit(per_second=0.01, burst=2)
    with StandIn(manifest_with(), limit=limit) as slack:
        general, other = slack.channel("general", slack.bot), slack.channel("other", slack.bot)
        client = client_of(slack)
        for _ in range(2):
            client.chat_postMessage(channel=general.id, text="x")
        with pytest.raises(Exception, match="ratelimited") as caught:
            client.chat_postMessage(channel=general.id, text="x")
        client.chat_postMessage(channel=other.id, text="x")

    assert caught.value.response.status_code == 429
    assert int(caught.value.response.headers["Retry-After"]) >= 1
