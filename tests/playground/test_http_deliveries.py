"""What reaches a bot with a request URL: signed, in Slack's forms, and again if need be."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.playground.journal import Route, Verdict
from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from tests.playground.conftest import (
    HASTY,
    MANIFEST,
    QUICK,
    actions,
    button,
    manifest_with,
    section,
)
from tests.playground.listening import Listener, listening


def test_every_delivery_is_signed(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    alice.mentions("チタンの切削", channel=general)
    alice.commands("/partners チタン", channel=general)
    slack.settle(quiet=0.01)

    verifier = SignatureVerifier(slack.signing_secret)
    assert len(listener.arrived) == 2
    assert all(verifier.is_valid_request(one.body, one.headers) for one in listener.arrived)
    assert not SignatureVerifier("other").is_valid_request(
        listener.arrived[0].body, listener.arrived[0].headers
    )


def test_an_address_is_verified_by_its_challenge(slack: StandIn, listener: Listener) -> None:
    assert not slack.verifies(listener.url)
    listener.reply = "3eZbrw1a"
    assert slack.verifies(listener.url)
    assert json.loads(listener.arrived[-1].body)["type"] == "url_verification"


def test_a_mention_arrives_in_its_envelope(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)

    said = alice.mentions("a < b & <https://x.example|x>", channel=general)
    slack.settle(quiet=0.01)

    (arrived,) = listener.arrived
    envelope = json.loads(arrived.body)
    assert envelope["type"] == "event_callback"
    assert envelope["team_id"] == alice.team
    assert envelope["authorizations"][0]["user_id"] == slack.bot.id
    assert envelope["is_ext_shared_channel"] is False
    event = envelope["event"]
    assert (event["type"], event["user"], event["channel"]) == (
        "app_mention",
        alice.id,
        general.id,
    )
    assert event["ts"] == event["event_ts"] == said.ts
    assert event["text"] == f"{slack.bot.mention} a &lt; b &amp; <https://x.example|x>"
    assert "channel_type" not in event


def test_a_mention_is_also_a_message_to_those_who_hear_the_channel() -> None:
    manifest = manifest_with(events={"app_mention", "message.channels"})
    with StandIn(manifest, pace=QUICK) as slack, listening() as listener:
        slack.deliver_to(listener.url)
        alice = slack.person("alice")
        general = slack.channel("general", alice, slack.bot)
        said = alice.mentions("hello", channel=general)
        slack.settle(quiet=0.01)

    (mention,), (message,) = listener.events("app_mention"), listener.events("message")
    assert mention["ts"] == message["ts"] == said.ts
    assert message["channel_type"] == "channel"
    ids = {json.loads(one.body)["event_id"] for one in listener.arrived}
    assert len(ids) == 2


def test_what_is_said_where_the_bot_is_not_never_reaches_it(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    elsewhere = slack.channel("elsewhere", alice)

    alice.mentions("hello", channel=elsewhere)
    slack.settle(quiet=0.01)

    assert not slack.deliveries


def test_a_direct_message_arrives_and_so_does_the_bots_own_answer(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")
    said = alice.writes_to_bot("hello")
    client.chat_postMessage(channel=said.channel, text="hello yourself")
    slack.settle(quiet=0.01)

    # Each travels by itself: whichever arrives first.
    asked, answered = sorted(listener.events("message"), key=lambda event: str(event["ts"]))
    assert (asked["channel_type"], asked["user"]) == ("im", alice.id)
    assert "bot_id" not in asked
    assert answered["bot_id"]
    assert answered["user"] == slack.bot.id


def test_edits_and_deletions_arrive_with_what_was_there_before(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    said = alice.writes_to_bot("frist")
    alice.deletes(alice.edits(said, "first"))
    slack.settle(quiet=0.01)

    written, changed, deleted = sorted(listener.events("message"), key=lambda one: one["event_ts"])
    assert "subtype" not in written
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["text"] == "first"
    assert changed["message"]["edited"]["user"] == alice.id
    assert changed["previous_message"]["text"] == "frist"
    assert deleted["subtype"] == "message_deleted"
    assert deleted["deleted_ts"] == said.ts


def test_naming_the_bot_in_an_edit_is_a_mention(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    said = alice.writes("who can help?", channel=general)
    said = alice.edits(said, f"{slack.bot.mention} who can help?")
    alice.edits(said, f"{slack.bot.mention} who can help us?")
    slack.settle(quiet=0.01)

    (mention,) = listener.events("app_mention")
    assert mention["edited"]
    assert mention["ts"] == said.ts


def test_files_come_along(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    alice.attaches("drawing.pdf")
    alice.attaches("photo.png", f"{slack.bot.mention} this", channel=general)
    slack.settle(quiet=0.01)

    (direct,), (mention,) = listener.events("message"), listener.events("app_mention")
    assert (direct["subtype"], direct["text"]) == ("file_share", "")
    assert direct["files"][0]["name"] == "drawing.pdf"
    assert mention["files"][0]["name"] == "photo.png"
    assert "subtype" not in mention


def test_a_reply_names_its_thread(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    root = alice.writes("root", channel=general)
    alice.mentions("and now?", channel=general, thread=root)
    slack.settle(quiet=0.01)

    (mention,) = listener.events("app_mention")
    assert (mention["thread_ts"], mention["parent_user_id"]) == (root.ts, alice.id)


def test_other_bots_are_recognisable(slack: StandIn, listener: Listener) -> None:
    robot = slack.robot("zap")
    general = slack.channel("general", robot, slack.bot)
    robot.mentions("hello", channel=general)
    slack.settle(quiet=0.01)

    (mention,) = listener.events("app_mention")
    assert mention["bot_id"]


def test_a_stranger_in_a_shared_channel_has_another_team(
    slack: StandIn, listener: Listener
) -> None:
    eve = slack.person("eve", team="T_OTHER")
    shared = slack.channel("shared", eve, slack.bot, shared=True)
    eve.mentions("hello", channel=shared)
    slack.settle(quiet=0.01)

    envelope = json.loads(listener.arrived[0].body)
    assert envelope["is_ext_shared_channel"] is True
    assert envelope["team_id"] == envelope["event"]["user_team"] == "T_OTHER"
    assert envelope["authorizations"][0]["team_id"] == slack.bot.team
    with pytest.raises(ValueError, match="shared channels only"):
        slack.channel("general", eve)


def test_a_command_is_a_form_with_all_fields(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    listener.reply = "One moment"

    invoked = alice.commands("/partners show <x>", channel=general)

    form = listener.arrived[0].form
    assert (form["command"], form["text"]) == ("/partners", "show &lt;x&gt;")
    assert (form["channel_id"], form["channel_name"]) == (general.id, "general")
    assert (form["user_id"], form["user_name"]) == (alice.id, "alice")
    assert form["response_url"].startswith(slack.platform.url)
    assert form["trigger_id"]
    assert {"token", "team_id", "team_domain", "api_app_id", "is_enterprise_install"} <= set(form)
    assert (invoked.ack_text, invoked.error) == ("One moment", "")
    assert alice.sees("One moment").is_ephemeral


def test_a_command_gets_ids_only_if_its_manifest_asks_for_them() -> None:
    escaping = manifest_with()
    escaping["features"]["slash_commands"][0]["should_escape"] = True
    texts = []
    for manifest in (manifest_with(), escaping):
        with StandIn(manifest, pace=QUICK) as slack, listening() as listener:
            slack.deliver_to(listener.url)
            alice = slack.person("alice")
            alice.commands(f"/partners {alice.mention} & https://x.example")
            texts.append(listener.arrived[0].form["text"].replace(alice.id, "ALICE"))

    assert texts == [
        "@alice &amp; https://x.example",
        "<@ALICE> &amp; <https://x.example>",
    ]


def test_a_command_without_a_word_has_an_empty_text(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    alice.commands("/partners")

    form = listener.arrived[0].form
    assert (form["text"], form["channel_name"]) == ("", "directmessage")


def test_an_acknowledgement_may_be_for_all(slack: StandIn, listener: Listener) -> None:
    alice, bob = slack.person("alice"), slack.person("bob")
    general = slack.channel("general", alice, bob)
    listener.headers = {"Content-Type": "application/json"}
    listener.reply = json.dumps({"response_type": "in_channel", "text": "for all"})

    alice.commands("/partners x", channel=general)

    assert not bob.sees("for all", channel=general).is_ephemeral


def test_a_bad_acknowledgement_fails_before_the_persons_eyes(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    listener.headers = {"Content-Type": "application/json"}
    listener.reply = json.dumps({"blocks": [section("x" * 4000)]})

    assert alice.commands("/partners x").error == "invalid_command_response"
    assert alice.sees("invalid_command_response").is_ephemeral
    assert [one.error for one in slack.refusals] == ["invalid_blocks"]


def test_an_acknowledgement_that_is_no_json_shows_nothing(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    listener.headers = {"Content-Type": "application/json"}
    listener.reply = "{"

    assert alice.commands("/partners x").ack is None


def test_a_command_is_not_tried_again_and_the_person_is_told(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    listener.status = 500

    invoked = alice.commands("/partners x")

    assert invoked.error == "dispatch_failed"
    assert alice.sees('/partners failed with the error "dispatch_failed"').is_ephemeral
    assert len(listener.arrived) == 1


@pytest.mark.parametrize("pace", [HASTY])
def test_a_command_that_takes_too_long_times_out(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    listener.free.clear()

    invoked = alice.commands("/partners x")

    assert invoked.error == "operation_timeout"
    assert invoked.took_ms >= HASTY.acknowledge * 1000


def test_what_slack_would_not_offer_cannot_be_done(slack: StandIn) -> None:
    alice, eve = slack.person("alice"), slack.person("eve", team="T_OTHER")
    closed = slack.channel("closed", alice, archived=True)

    with pytest.raises(AssertionError, match="not a command"):
        alice.commands("/partner x")
    with pytest.raises(AssertionError, match="Strangers"):
        eve.commands("/partners x")
    with pytest.raises(AssertionError, match="cannot write"):
        alice.writes("x", channel=closed)
    with pytest.raises(AssertionError, match="cannot write"):
        alice.writes("x", channel=slack.channel("other"))


def _message_with(slack: StandIn, client: WebClient, *blocks: dict[str, Any]) -> Any:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    client.chat_postMessage(channel=general.id, text="pick", blocks=list(blocks))
    return alice, alice.sees("pick")


def test_a_press_says_what_and_where(slack: StandIn, client: WebClient, listener: Listener) -> None:
    alice, message = _message_with(slack, client, actions(button("contact:1", "Contact", "q1")))

    assert message.controls == {"contact:1": "Contact"}
    assert not alice.presses(message, "contact:1").error

    payload = listener.arrived[0].interaction
    assert payload["type"] == "block_actions"
    assert payload["user"] == {
        "id": alice.id,
        "username": "alice",
        "name": "alice",
        "team_id": alice.team,
    }
    assert payload["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == message.ts
    assert payload["channel"]["id"] == message.channel
    assert payload["trigger_id"]
    assert payload["response_url"]
    (action,) = payload["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("contact:1", "q1", "button")
    assert action["block_id"]
    assert action["action_ts"]


def test_a_press_under_an_ephemeral_message_brings_no_message(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    root = alice.writes("root", channel=general)
    client.chat_postEphemeral(
        channel=general.id,
        user=alice.id,
        thread_ts=root.ts,
        text="private",
        blocks=[actions(button("go"))],
    )
    alice.presses(alice.sees("private"), "go")

    payload = listener.arrived[-1].interaction
    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True
    assert payload["container"]["thread_ts"] == root.ts


def test_one_of_two_feedback_buttons_is_pressed_by_its_label(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    def side(label: str, value: str) -> dict[str, Any]:
        return {"text": {"type": "plain_text", "text": label}, "value": value}

    element = {
        "type": "feedback_buttons",
        "action_id": "feedback:",
        "positive_button": side("Useful", "yes"),
        "negative_button": side("Not useful", "no"),
    }
    alice, message = _message_with(
        slack, client, {"type": "context_actions", "elements": [element]}
    )

    alice.presses(message, "feedback:", "Not useful")

    (action,) = listener.arrived[0].interaction["actions"]
    assert (action["type"], action["value"]) == ("feedback_buttons", "no")
    with pytest.raises(AssertionError, match="Useful, Not useful"):
        alice.presses(message, "feedback:", "Perhaps")


def test_a_choice_brings_its_option_and_the_state(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    def option(value: str) -> dict[str, Any]:
        return {"text": {"type": "plain_text", "text": f"The {value}"}, "value": value}

    select = {
        "type": "static_select",
        "action_id": "reason:",
        "placeholder": {"type": "plain_text", "text": "Why?"},
        "options": [option("field"), option("place")],
    }
    alice, message = _message_with(slack, client, actions(select))

    alice.selects(message, "reason:", "place")
    alice.selects(message, "reason:", "The field")

    first, second = (one.interaction for one in listener.arrived)
    assert first["actions"][0]["selected_option"]["value"] == "place"
    (state,) = first["state"]["values"].values()
    assert state["reason:"]["selected_option"]["value"] == "place"
    assert second["actions"][0]["selected_option"]["value"] == "field"
    with pytest.raises(AssertionError, match="cannot be chosen"):
        alice.selects(message, "reason:", "colour")


def test_what_is_not_there_cannot_be_pressed(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice, message = _message_with(slack, client, actions(button("a")))
    client.chat_update(
        channel=message.channel, ts=message.ts, text="gone", blocks=[section("none")]
    )

    with pytest.raises(AssertionError, match="no 'a' to press"):
        alice.presses(message, "a")
    bob = slack.person("bob")
    with pytest.raises(AssertionError, match="bob sees no message"):
        bob.presses(message, "a")


def test_an_event_is_tried_again_until_it_is_acknowledged(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    listener.fails = 2

    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    (delivery,) = slack.deliveries
    assert [one.verdict for one in delivery.attempts] == [
        Verdict.REFUSED,
        Verdict.REFUSED,
        Verdict.ACKNOWLEDGED,
    ]
    numbers = [one.headers.get("X-Slack-Retry-Num") for one in listener.arrived]
    reasons = [one.headers.get("X-Slack-Retry-Reason") for one in listener.arrived]
    assert numbers == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_error"]
    assert len({one.body for one in listener.arrived}) == 1


def test_an_event_is_given_up_after_three_more_attempts(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    listener.status = 500
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert len(listener.arrived) == 4
    assert not slack.deliveries[0].is_acknowledged


def test_a_bot_can_ask_not_to_be_tried_again(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    listener.status, listener.headers = 500, {"X-Slack-No-Retry": "1"}
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert len(listener.arrived) == 1


@pytest.mark.parametrize("pace", [HASTY])
def test_an_event_that_is_not_acknowledged_in_time_comes_again(
    slack: StandIn, listener: Listener
) -> None:
    alice = slack.person("alice")
    listener.free.clear()
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert [one.headers.get("X-Slack-Retry-Reason") for one in listener.arrived] == [
        None,
        "http_timeout",
        "http_timeout",
        "http_timeout",
    ]
    assert slack.deliveries[0].verdict is Verdict.TIMED_OUT


def test_nobody_at_the_address_is_noticed(slack: StandIn) -> None:
    with listening() as listener:
        slack.deliver_to(listener.url)
    alice = slack.person("alice")
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    assert slack.deliveries[0].verdict is Verdict.UNREACHABLE


def test_a_delivery_can_be_brought_once_more(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    alice.writes_to_bot("hello")
    slack.settle(quiet=0.01)

    slack.redeliver(slack.deliveries[0])
    slack.settle(quiet=0.01)

    first, second = listener.arrived
    assert first.body == second.body
    assert second.headers["X-Slack-Retry-Num"] == "1"


def test_slack_does_not_come_to_rest_before_its_deliveries_do() -> None:
    with StandIn(MANIFEST, pace=Pace(retries=(60.0,))) as slack, listening() as listener:
        slack.deliver_to(listener.url)
        listener.status = 500
        slack.person("alice").writes_to_bot("hello")
        with pytest.raises(AssertionError, match="message: 1 attempts"):
            slack.settle(within=0.2, quiet=0.01)


def test_anything_can_be_sent_signed_or_with_another_signature(
    slack: StandIn, listener: Listener
) -> None:
    verifier = SignatureVerifier(slack.signing_secret)

    slack.posts(listener.url, "{", {"Content-Type": "application/json"})
    slack.posts(listener.url, b"\xff", {"X-Slack-Signature": "v0=wrong"})
    invoked = slack.sends(Route.INTERACTION, {"type": "anything"})
    slack.sends_event({"type": "anything"})
    slack.settle(quiet=0.01)

    good, bad, *_ = listener.arrived
    assert verifier.is_valid_request(good.body, good.headers)
    assert not verifier.is_valid_request(bad.body, bad.headers)
    assert not invoked.error
    assert listener.arrived[-1].event == {"type": "anything"}


def test_opening_the_home_is_an_event(slack: StandIn, listener: Listener) -> None:
    alice = slack.person("alice")
    alice.opens_home()
    slack.settle(quiet=0.01)

    (event,) = listener.events("app_home_opened")
    assert (event["user"], event["tab"]) == (alice.id, "home")


def test_many_people_can_act_at_once(slack: StandIn, listener: Listener) -> None:
    people = [slack.person(f"person {n}") for n in range(20)]
    threads = [threading.Thread(target=one.commands, args=("/partners x",)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {one.form["user_id"] for one in listener.arrived} == {one.id for one in people}
    assert all(delivery.is_acknowledged for delivery in slack.deliveries)
