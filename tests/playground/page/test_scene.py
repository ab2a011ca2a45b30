"""What somebody has before their eyes on the page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.page.setting import Directory, Setting, State, Words
from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from tests.playground.conftest import QUICK, actions, button, section
from tests.playground.doors import entry, home, modal, opened
from tests.playground.listening import Listener
from tests.playground.page.conftest import NOTE, Place
from tests.playground.page.visitor import Visitor

NASTY = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


def test_at_first_a_page_is_told_everything(slack: StandIn, visitor: Visitor, place: Place) -> None:
    tab = visitor.opens(place.alice.id)

    told = tab.told[0]
    assert (told["full"], told["gone"], told["run"]) == (True, [], slack.platform.run)
    known = tab.known
    assert known["me"] == {
        "id": place.alice.id,
        "name": "alice",
        "locale": "ja-JP",
        "role": "engineer",
        "is_stranger": False,
    }
    assert known["bot"] == {"id": slack.bot.id, "name": "Nakadachi"}
    assert known["bots"] == ["USLACKBOT", slack.bot.id]
    assert known["bot_state"] == {"state": "ready", "detail": "", "can_restart": False}
    assert known["directory"] == {
        "members": 12,
        "is_sample": True,
        "note": {"ja": NOTE.ja, "en": NOTE.en},
    }
    assert known["modals"] == known["runs"] == []
    assert "home" not in known
    assert known["wire"] == {"last": 0}


def test_one_may_be_any_of_the_personas_in_their_order(visitor: Visitor, place: Place) -> None:
    people = visitor.opens(place.bob.id).known["people"]

    assert [one["name"] for one in people] == ["alice", "bob", "eve"]
    assert people[1] == {
        "id": place.bob.id,
        "name": "bob",
        "role": "coordinator",
        "about": {"ja": "事務局", "en": "Of the office"},
        "locale": "en-US",
    }


def test_without_personas_one_may_be_anybody(slack: StandIn, visitor: Visitor) -> None:
    slack.person("alice")
    slack.robot("another bot")

    people = visitor.opens().known["people"]
    assert [(one["name"], one["role"], one["about"]["en"]) for one in people] == [("alice", "", "")]


@pytest.mark.parametrize("asked", ["", "U404", "<script>"])
def test_who_is_not_known_is_the_first_persona(visitor: Visitor, place: Place, asked: str) -> None:
    assert visitor.opens(asked).known["me"]["name"] == "alice"


def test_where_nobody_is_yet_the_page_waits_for_somebody(slack: StandIn, visitor: Visitor) -> None:
    tab = visitor.opens()
    assert (tab.known["people"], "me" in tab.known) == ([], False)

    slack.person("alice")
    assert tab.until(lambda known: known.get("me"))["name"] == "alice"


def test_who_is_deactivated_is_nobody_any_more(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.bob.id)
    slack.deactivate(place.bob)

    tab.until(lambda known: known["me"]["name"] == "alice")
    assert [one["name"] for one in tab.known["people"]] == ["alice", "eve"]


def test_the_manifest_says_what_there_is_to_use(visitor: Visitor, place: Place) -> None:
    known = visitor.opens(place.alice.id).known

    assert known["commands"] == [{"name": "/partners", "description": "Find partners", "hint": ""}]
    assert known["shortcuts"][0] == {
        "callback_id": "find_partners_for",
        "name": "Find partners",
        "type": "message",
        "description": "Asks the directory",
    }
    assert known["steps"] == [
        {
            "callback_id": "find_partners",
            "title": "Find partners",
            "inputs": [{"name": "question", "title": "Question", "description": "Question"}],
        }
    ]


def test_strangers_have_nothing_of_it(visitor: Visitor, place: Place) -> None:
    known = visitor.opens(place.eve.id).known

    assert known["me"]["is_stranger"]
    assert known["commands"] == known["shortcuts"] == known["steps"] == []


def test_people_see_their_channels_and_always_the_direct_messages_with_the_bot(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    known = visitor.opens(place.alice.id).known

    channels = {value["name"]: value for key, value in known.items() if key.startswith("channel/")}
    assert channels.keys() == {"general", "shared", "Nakadachi"}
    assert channels["general"] == {
        "id": place.general.id,
        "name": "general",
        "kind": "channel",
        "is_shared": False,
        "is_archived": False,
        "members": sorted([slack.bot.id, place.alice.id, place.bob.id]),
        "with_bot": True,
    }
    assert channels["shared"]["is_shared"]
    assert channels["Nakadachi"]["kind"] == "im"


def test_private_channels_of_others_do_not_even_have_a_name(visitor: Visitor, place: Place) -> None:
    assert place.secret.id not in visitor.opens(place.alice.id).known["names"]
    assert visitor.opens(place.bob.id).known["names"][place.secret.id] == "secret"


def test_group_messages_go_by_the_names_of_the_others(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    group = slack.group(place.alice, place.bob)
    known = visitor.opens(place.alice.id).known

    assert known[f"channel/{group.id}"]["name"] == "Nakadachi, bob"


def test_user_groups_have_names(slack: StandIn, visitor: Visitor, place: Place) -> None:
    staff = slack.user_group("staff", [place.bob])

    assert visitor.opens(place.alice.id).known["names"][staff] == "staff"


def test_a_message_comes_as_it_was_sent(visitor: Visitor, place: Place) -> None:
    tab = visitor.opens(place.bob.id)
    said = place.alice.attaches("plan.pdf", "see <https://x.example>", place.general)

    post = tab.until(lambda known: known.get(f"post/{place.general.id}/{said.ts}"))
    (file,) = post.pop("files")
    assert (file["name"], file["size"], file["mimetype"]) == (
        "plan.pdf",
        1,
        "application/octet-stream",
    )
    assert post.pop("blocks")[0]["type"] == "rich_text"
    assert post == {
        "channel": place.general.id,
        "ts": said.ts,
        "thread_ts": "",
        "author": place.alice.id,
        "text": "see <https://x.example>",
        "only_me": False,
        "edited": False,
        "is_bot": False,
    }


def test_later_only_what_changed_is_told(visitor: Visitor, place: Place) -> None:
    place.alice.writes("first", place.general)
    tab = visitor.opens(place.alice.id)
    said = place.alice.writes("second", place.general)
    key = f"post/{place.general.id}/{said.ts}"
    tab.until(lambda known: key in known)

    assert [one["full"] for one in tab.told[1:]] == [False] * len(tab.told[1:])
    posts = {name for one in tab.told[1:] for name in one["set"] if name.startswith("post/")}
    assert posts == {key}
    place.alice.edits(said, "third")
    tab.until(lambda known: known[key]["edited"])
    place.alice.deletes(said)
    tab.until(lambda known: key not in known)


def test_what_does_not_concern_somebody_is_not_told_to_them(visitor: Visitor, place: Place) -> None:
    tab = visitor.opens(place.alice.id)
    place.bob.writes("between us", place.secret)
    place.bob.writes("to all", place.general)
    tab.post_that_says("to all")

    assert "between us" not in json.dumps([tab.told, tab.known])


def test_what_only_one_person_sees_only_their_page_is_told(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    alice, bob = visitor.opens(place.alice.id), visitor.opens(place.bob.id)
    client.chat_postEphemeral(
        channel=place.general.id, user=place.alice.id, text="x", blocks=[section("for alice")]
    )
    client.chat_postMessage(channel=place.general.id, text="x", blocks=[section("for all")])

    post = alice.post_that_says("for alice")
    assert (post["only_me"], post["is_bot"]) == (True, True)
    bob.post_that_says("for all")
    posts = [value for key, value in bob.known.items() if key.startswith("post/")]
    assert len(posts) == 1


def test_who_leaves_a_channel_sees_it_no_more(
    slack: StandIn, visitor: Visitor, place: Place
) -> None:
    said = place.alice.writes("hello", place.general)
    tab = visitor.opens(place.bob.id)
    slack.remove(place.bob, place.general)

    tab.until(lambda known: f"channel/{place.general.id}" not in known)
    assert f"post/{place.general.id}/{said.ts}" not in tab.known


def test_names_and_texts_with_html_come_through_unharmed(
    slack: StandIn, client: WebClient, visitor: Visitor, place: Place
) -> None:
    mallory = slack.person(NASTY)
    place.general.members.add(mallory.id)
    tab = visitor.opens(place.alice.id)
    mallory.writes(NASTY, place.general)
    client.views_publish(user_id=place.alice.id, view=home(section(NASTY)))

    post = tab.post_that_says("onerror")
    assert post["blocks"][0]["elements"][0]["elements"][0]["text"] == NASTY
    assert tab.known["names"][mallory.id] == NASTY
    shown = tab.until(lambda known: known.get("home"))
    assert shown["blocks"][0]["text"]["text"] == NASTY


def test_a_status_is_seen_until_the_app_answers(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    said = place.alice.writes_to_bot("hello")
    tab, other = visitor.opens(place.alice.id), visitor.opens(place.bob.id)
    key = f"status/{said.channel}/{said.ts}"
    client.api_call(
        "assistant.threads.setStatus",
        json={
            "channel_id": said.channel,
            "thread_ts": said.ts,
            "status": "is searching",
            "loading_messages": ["Reading"],
        },
    )

    shown = tab.until(lambda known: known.get(key))
    assert shown == {"text": "is searching", "loading_messages": ["Reading"]}
    client.chat_postMessage(channel=said.channel, thread_ts=said.ts, text="hello")
    tab.until(lambda known: key not in known)
    assert not [one for one in other.known if one.startswith("status/")]


class TestStatusesThatAreShort:
    @pytest.fixture
    def pace(self) -> Pace:
        return replace(QUICK, status=0.3)

    def test_a_status_is_over_by_itself(
        self, client: WebClient, visitor: Visitor, place: Place
    ) -> None:
        said = place.alice.writes_to_bot("hello")
        tab = visitor.opens(place.alice.id)
        status = {"channel_id": said.channel, "thread_ts": said.ts, "status": "is searching"}
        client.api_call("assistant.threads.setStatus", json=status)

        key = f"status/{said.channel}/{said.ts}"
        tab.until(lambda known: key in known)
        tab.until(lambda known: key not in known)


def test_prompts_are_seen_where_they_were_suggested(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    direct = place.alice.direct.id
    prompts = [{"title": "Try", "message": "Who can cut titanium?"}]
    client.api_call(
        "assistant.threads.setSuggestedPrompts",
        json={"channel_id": direct, "title": "For example", "prompts": prompts},
    )

    shown = visitor.opens(place.alice.id).known[f"prompts/{direct}"]
    assert shown == {"title": "For example", "prompts": prompts}
    assert f"prompts/{direct}" not in visitor.opens(place.bob.id).known


def test_a_home_tab_is_seen_by_its_person(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    view = home(entry("plain_text_input", "search", initial_value="titanium"))
    published = client.views_publish(user_id=place.alice.id, view=view)["view"]

    shown = tab.until(lambda known: known.get("home"))
    assert (shown["id"], shown["hash"], shown["type"]) == (
        published["id"],
        published["hash"],
        "home",
    )
    assert (shown["title"], shown["submit"], shown["close"]) == (None, None, None)
    assert shown["values"] == {
        "search": {"search": {"type": "plain_text_input", "value": "titanium"}}
    }
    assert "home" not in visitor.opens(place.bob.id).known


def test_modals_are_seen_from_the_bottom_to_the_top(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    blocks = [entry("plain_text_input", "name"), actions(button("more"))]
    below = opened(place.alice, listener, client, modal(*blocks, private_metadata="internal"))
    place.alice.presses(below, "more")
    trigger = listener.arrived[-1].interaction["trigger_id"]
    client.views_push(trigger_id=trigger, view=modal(title={"type": "plain_text", "text": "Top"}))

    stack = tab.until(lambda known: len(known["modals"]) == 2 and known["modals"])
    assert [one["title"] for one in stack] == ["Form", "Top"]
    assert stack[0].keys() == {
        "id", "hash", "type", "callback_id", "title", "submit", "close", "blocks", "values",
    }  # fmt: skip
    assert (stack[0]["callback_id"], stack[0]["submit"], stack[0]["close"]) == (
        "form",
        "Send",
        None,
    )
    assert stack[0]["values"] == {"name": {"name": {"type": "plain_text_input", "value": None}}}
    assert visitor.opens(place.bob.id).known["modals"] == []


def test_the_runs_of_a_step_are_seen_by_whoever_started_them(
    slack: StandIn, client: WebClient, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    first = slack.runs_step("find_partners", {"question": "titanium"}, place.alice)
    second = slack.runs_step("find_partners", {"question": "helium"}, place.alice)
    tab.until(lambda known: [one["state"] for one in known["runs"]] == ["running"] * 2)
    outputs = {"answer": "Nobody", "outcome": "nobody"}
    client.api_call(
        "functions.completeSuccess",
        json={"function_execution_id": first.id, "outputs": outputs},
    )
    client.api_call(
        "functions.completeError", json={"function_execution_id": second.id, "error": "Away"}
    )

    runs = tab.until(lambda known: known["runs"][1]["state"] == "failed" and known["runs"])
    told = {"callback_id": "find_partners"}
    assert runs == [
        {"id": first.id, "state": "completed", "outputs": outputs, **told},
        {"id": second.id, "state": "failed", "error": "Away", **told},
    ]
    assert visitor.opens(place.bob.id).known["runs"] == []


def test_what_stands_behind_the_bot_is_told_when_it_changes(
    setting: Setting, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    setting.shows_bot(State.STARTING, "reading the index")
    setting.shows_directory(Directory(13, False, Words("自分の名簿", "Your directory")))
    setting.offers_restart(lambda: None)

    tab.until(lambda known: known["bot_state"]["can_restart"])
    assert tab.known["bot_state"]["state"] == "starting"
    assert tab.known["bot_state"]["detail"] == "reading the index"
    assert tab.known["directory"]["members"] == 13


def test_somebodys_language_is_told_when_it_changes(visitor: Visitor, place: Place) -> None:
    tab: Any = visitor.opens(place.alice.id)
    place.alice.speaks("en-US")

    tab.until(lambda known: known["me"]["locale"] == "en-US")
    assert tab.known["people"][0]["locale"] == "en-US"
