"""Who sees what, and what there is to read."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.playground.reading import read_blocks, read_mrkdwn
from bot.playground.standin import StandIn
from bot.playground.writing import as_rich_text, as_sent
from tests.playground.conftest import MANIFEST, client_of, manifest_with, section


def _same(id_: str) -> str:
    return id_


def test_people_see_the_channels_that_they_are_in(slack: StandIn) -> None:
    alice, bob, carol = (slack.person(name) for name in ("alice", "bob", "carol"))
    general = slack.channel("general", alice, bob)

    said = alice.writes("hello everybody", channel=general)

    assert bob.sees("hello", channel=general).ts == said.ts
    carol.does_not_see("hello", quiet=0.01)


def test_direct_messages_are_between_two(slack: StandIn) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    alice.writes_to_bot("between us")

    slack.bot.sees("between us")
    bob.does_not_see("between us", quiet=0.01)


def test_looking_in_one_place_does_not_find_what_is_elsewhere(slack: StandIn) -> None:
    alice = slack.person("alice")
    here, there = slack.channel("here", alice), slack.channel("there", alice)
    root = alice.writes("root", channel=here)
    alice.writes("in the thread", channel=here, thread=root)

    assert alice.sees("in the thread", thread=root).thread_ts == root.ts
    alice.does_not_see("root", channel=there, quiet=0.01)
    other = alice.writes("other", channel=here)
    alice.does_not_see("in the thread", thread=other, quiet=0.01)


def test_who_sees_what_they_should_not_is_told_where(slack: StandIn) -> None:
    alice = slack.person("alice")
    alice.writes("oops", channel=slack.channel("here", alice))

    with pytest.raises(AssertionError, match="alice sees 'oops'"):
        alice.does_not_see("oops", quiet=0.01)


def test_who_waits_in_vain_is_told_what_there_is(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    said = alice.writes("something else", channel=slack.channel("here", alice))
    client.api_call("auth.test")

    with pytest.raises(AssertionError, match=r"no answer, but: \n.*something else"):
        alice.sees_answer_to(said, within=0.01)


def test_the_answer_to_a_message_is_the_bots_and_in_its_thread(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob, slack.bot)
    first = alice.writes("first", channel=general)
    second = alice.writes("second", channel=general)
    bob.writes("I know", channel=general, thread=first)
    client.chat_postMessage(channel=general.id, text="to the second", thread_ts=second.ts)
    client.chat_postMessage(channel=general.id, text="to the first", thread_ts=first.ts)
    client.chat_postMessage(channel=general.id, text="to nobody")

    assert alice.sees_answer_to(first).text == "to the first"
    assert [answer.text for answer in alice.answers_to(second)] == ["to the second"]


def test_the_answers_to_a_message_are_for_those_who_see_the_channel(
    slack: StandIn, client: WebClient
) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("hello", channel=general)
    client.chat_postMessage(channel=general.id, text="hello", thread_ts=said.ts)
    client.chat_postEphemeral(channel=general.id, user=alice.id, text="for you", thread_ts=said.ts)

    assert [seen.text for seen in alice.answers_to(said)] == ["hello", "for you"]
    assert bob.answers_to(said) == []


def test_a_test_may_wait_for_anything_that_happens(slack: StandIn, client: WebClient) -> None:
    timer = threading.Timer(0.05, client.auth_test)
    timer.start()

    slack.waits_for(lambda: len(slack.calls) == 1)
    timer.join()
    with pytest.raises(AssertionError, match="still not so"):
        slack.waits_for(lambda: len(slack.calls) == 2, within=0.01)


def test_in_direct_messages_an_answer_needs_no_thread(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    said = alice.writes_to_bot("hello")
    client.chat_postMessage(channel=said.channel, text="hello yourself")

    assert alice.sees_answer_to(said).text == "hello yourself"


def test_in_a_channel_a_new_message_is_no_answer(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("hello", channel=general)
    client.chat_postMessage(channel=general.id, text="hello yourself")

    assert alice.answers_to(said) == []


def test_everything_that_is_in_blocks_can_be_read(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Title"}},
        section(f"See <https://x.example|the page> of {alice.mention} in <#{general.id}>"),
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "チタン", "style": {"bold": True}},
                        {"type": "text", "text": "の切削"},
                    ],
                }
            ],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "&lt;small&gt;"}]},
    ]
    client.chat_postMessage(channel=general.id, text="Fallback", blocks=blocks)

    assert alice.sees("チタンの切削").shown.splitlines() == [
        "Title",
        "See the page of @alice in #general",
        "チタンの切削",
        "<small>",
    ]


def test_names_and_signs_in_rich_text_are_read(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    group = slack.user_group("staff", [alice])
    elements = [
        {"type": "user", "user_id": alice.id},
        {"type": "text", "text": " "},
        {"type": "channel", "channel_id": general.id},
        {"type": "text", "text": " "},
        {"type": "usergroup", "usergroup_id": group},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "wave"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
        {"type": "text", "text": " "},
        {"type": "link", "url": "https://x.example", "text": "link"},
        {"type": "text", "text": " "},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
        {"type": "text", "text": " "},
        {"type": "color", "value": "#FFFFFF"},
    ]
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }
    client.chat_postMessage(channel=general.id, text="Fallback", blocks=[rich])

    (seen,) = alice.reads(general)
    assert seen.shown == "@alice #general @staff :wave: @here link then #FFFFFF"


def test_pictures_tables_and_buttons_are_read(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    sides = {
        f"{name}_button": {"text": {"type": "plain_text", "text": name}, "value": name}
        for name in ("positive", "negative")
    }
    feedback = {"type": "feedback_buttons", "action_id": "feedback:", **sides}
    nameless = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}
    blocks: list[dict[str, Any]] = [
        {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A lathe"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]},
        {"type": "context_actions", "elements": [feedback]},
        {"type": "actions", "elements": [nameless]},
    ]
    client.chat_postMessage(channel=general.id, text="Fallback", blocks=blocks)

    (seen,) = alice.reads(general)
    assert seen.shown.splitlines() == ["A lathe", "cell", "positive", "negative", "Press"]
    assert seen.controls == {"feedback:": "positive / negative", "a001": "Press"}


def test_an_id_that_nobody_has_is_read_as_it_is(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)
    client.chat_postMessage(channel=general.id, text="<@U404> <!date^1^{date}|then>")

    assert [seen.text for seen in slack.bot.reads(general)] == ["@U404 then"]


def test_a_mention_of_everybody_shows_as_one() -> None:
    assert read_mrkdwn("<!channel> &lt;!here&gt; <!subteam^S1>", _same) == ("@channel <!here> @S1")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="@:")))
def test_what_somebody_types_is_read_as_it_was_typed(typed: str) -> None:
    assert read_mrkdwn(as_sent(typed), _same) == typed
    assert read_blocks([as_rich_text(typed)], _same) == typed


def test_links_and_addresses_are_sent_as_slack_sends_them() -> None:
    typed = "see https://x.example/?a=1&b=2 or a@x.example, <@U1> & <b>"
    named = "<#C1|general> <!subteam^S1> <!here>"

    assert as_sent(typed) == (
        "see <https://x.example/?a=1&amp;b=2> or <mailto:a@x.example|a@x.example>, "
        "<@U1> &amp; &lt;b&gt;"
    )
    kinds = [one["type"] for one in as_rich_text(typed)["elements"][0]["elements"]]
    assert kinds == ["text", "link", "text", "link", "text", "user", "text"]
    kinds = [one["type"] for one in as_rich_text(named)["elements"][0]["elements"]]
    assert kinds == ["channel", "text", "usergroup", "text", "broadcast"]


def test_who_left_or_was_removed_sees_no_more(slack: StandIn) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob, slack.bot)
    slack.remove(bob, general)
    alice.writes("without bob", channel=general)

    bob.does_not_see("without bob", quiet=0.01)
    carol = slack.person("carol")
    general.members.add(carol.id)
    slack.deactivate(carol)
    alice.writes("without carol", channel=general)
    carol.does_not_see("without carol", quiet=0.01)
    slack.archive(general)
    with pytest.raises(AssertionError, match="cannot write"):
        alice.writes("too late", channel=general)


def test_every_accepted_payload_is_written_down(tmp_path: Path) -> None:
    with StandIn(MANIFEST, record_to=tmp_path / "payloads") as slack:
        general = slack.channel("general", slack.bot)
        client = client_of(slack)
        client.chat_postMessage(channel=general.id, text="one", blocks=[section("one")])
        client.views_publish(
            user_id=slack.person("alice").id, view={"type": "home", "blocks": [section("x")]}
        )
        with pytest.raises(Exception, match="invalid_blocks"):
            client.chat_postMessage(channel=general.id, text="x", blocks=[section("")])

    written = [json.loads(path.read_text()) for path in sorted(tmp_path.glob("payloads/*.json"))]
    assert [one["method"] for one in written] == ["chat.postMessage", "views.publish"]
    assert written[0]["payload"]["blocks"] == [section("one")]
    assert [one.method for one in slack.recorded] == ["chat.postMessage", "views.publish"]


def test_the_messages_tab_may_be_closed() -> None:
    manifest = manifest_with()
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    with StandIn(manifest) as slack, pytest.raises(AssertionError, match="messages tab"):
        slack.person("alice").writes_to_bot("hello")
