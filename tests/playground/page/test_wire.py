"""The inspector: what went over the wire."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.standin import StandIn
from tests.playground.conftest import HASTY, section
from tests.playground.doors import entry, modal, opened, replies
from tests.playground.listening import Listener
from tests.playground.page.conftest import Place
from tests.playground.page.visitor import Tab, Visitor

Json = dict[str, Any]


def lines(tab: Tab, kind: str, number: int = 1) -> list[Json]:
    """What the page knows of a kind, as soon as there are so many, and they are over."""

    def find(known: Json) -> list[Json]:
        wire = [one for key, one in known.items() if key.startswith("wire/")]
        found = [one for one in wire if one["kind"] == kind]
        is_over = all(one["verdict"] != "waiting" for one in found)
        return found if is_over and len(found) == number else []

    found: list[Json] = tab.until(find)
    return found


def payload_of(visitor: Visitor, line: Json) -> Json:
    status, body, _ = visitor.gets(f"/page/wire/{line['n']}")
    assert status == 200
    payload: Json = json.loads(body)
    return payload


def test_both_directions_are_listed_with_their_verdict(
    listener: Listener, client: WebClient, visitor: Visitor, place: Place
) -> None:
    began = time.time()
    tab = visitor.opens(place.alice.id)
    place.alice.commands("/partners titanium", place.general)
    client.chat_postMessage(channel=place.general.id, text="Nobody")

    (told,) = lines(tab, "/partners")
    assert told | {"at": 0, "took_ms": 0} == {
        "n": 1,
        "at": 0,
        "direction": "to_bot",
        "kind": "/partners",
        "verdict": "acknowledged",
        "error": None,
        "messages": [],
        "took_ms": 0,
        "attempts": 1,
    }
    assert began <= told["at"] <= time.time()
    assert told["took_ms"] > 0
    (call,) = lines(tab, "chat.postMessage")
    assert (call["n"], call["direction"], call["verdict"]) == (2, "from_bot", "accepted")
    assert tab.known["wire"]["last"] >= 2


def test_a_refusal_says_why_in_slacks_own_words(
    client: WebClient, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=place.general.id, text="x", blocks=[section("")])

    (line,) = lines(tab, "chat.postMessage")
    assert (line["verdict"], line["error"]) == ("refused", "invalid_blocks")
    assert "[json-pointer:/blocks/0/text" in line["messages"][0]
    shown = payload_of(visitor, line)
    assert shown["payload"]["blocks"]
    assert (shown["reply"]["ok"], shown["reply"]["error"]) == (False, "invalid_blocks")


def test_trouble_that_is_not_the_bots_is_a_failure(
    slack: StandIn, client: WebClient, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    slack.fail("auth.test", error="internal_error")
    with pytest.raises(SlackApiError):
        client.auth_test()

    (line,) = lines(tab, "auth.test")
    assert (line["verdict"], line["error"]) == ("failed", "internal_error")


def test_what_is_under_way_is_waiting(
    slack: StandIn, client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    listener.free.clear()
    place.alice.opens_home()
    tab.until(lambda known: known.get("wire/1", {}).get("verdict") == "waiting")
    assert (tab.known["wire/1"]["took_ms"], tab.known["wire/1"]["attempts"]) == (None, 0)
    listener.free.set()

    tab.until(lambda known: known["wire/1"]["verdict"] == "acknowledged")


def test_deliveries_that_fail_say_how(
    slack: StandIn, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    listener.status = 500
    place.alice.commands("/partners x")
    slack.deliver_to("http://127.0.0.1:9/")
    place.alice.uses_shortcut("search")

    (command,) = lines(tab, "/partners")
    assert (command["verdict"], command["error"]) == ("refused", "http_500")
    (shortcut,) = lines(tab, "shortcut")
    assert (shortcut["verdict"], shortcut["error"]) == ("unreachable", "connection_failed")


class TestAnAppThatIsSlow:
    @pytest.fixture
    def pace(self) -> Any:
        return HASTY

    def test_a_delivery_that_nobody_acknowledges_timed_out(
        self, listener: Listener, visitor: Visitor, place: Place
    ) -> None:
        tab = visitor.opens(place.alice.id)
        listener.free.clear()
        place.alice.commands("/partners x")

        (line,) = lines(tab, "/partners")
        assert (line["verdict"], line["error"]) == ("timed_out", "operation_timeout")


def test_what_an_acknowledgement_says_is_a_line_of_its_own(
    client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    view = opened(place.alice, listener, client, modal(entry("plain_text_input", "name")))
    replies(listener, {"response_action": "errors", "errors": {"nothing": "wrong"}})
    place.alice.submits(view, {"name": "Sato"})
    replies(listener, {"text": "Looking", "response_type": "ephemeral"})
    place.alice.commands("/partners x")

    (errors,) = lines(tab, "response_action")
    assert (errors["direction"], errors["verdict"]) == ("from_bot", "refused")
    assert "no such input" in errors["messages"][0]
    (said,) = lines(tab, "acknowledgement")
    assert (said["verdict"], payload_of(visitor, said)["payload"]["text"]) == (
        "accepted",
        "Looking",
    )


def test_uses_of_response_urls_and_files_are_lines_too(
    slack: StandIn, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    place.alice.commands("/partners x")
    url = listener.arrived[-1].form["response_url"].removeprefix(visitor.url)
    visitor.asks("POST", url, b'{"text": "hello"}', Content_Type="application/json")
    visitor.asks("POST", url, b"nonsense", Content_Type="application/json")
    visitor.asks("POST", "/upload/v1/F404", b"x")

    verdicts = [(one["verdict"], one["error"]) for one in lines(tab, "response_url", 2)]
    assert verdicts == [("accepted", None), ("refused", "invalid_json")]
    (file,) = lines(tab, "file_upload")
    assert (file["verdict"], file["error"]) == ("refused", "http_404")


def test_no_line_and_no_payload_holds_a_secret(
    slack: StandIn, client: WebClient, listener: Listener, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    run = slack.runs_step("find_partners", {"question": "titanium"}, place.alice)
    place.alice.commands("/partners x")
    client.api_call("chat.postMessage", params={"channel": place.general.id, "text": "x"})
    client.chat_postMessage(channel=place.general.id, text=f"my token is {slack.bot_token}")
    client.api_call("auth.test", params={"token": slack.bot_token})
    WebClient(slack.app_token, base_url=slack.api_url).apps_connections_open(
        app_token=slack.app_token
    )
    visitor.asks("POST", "/api/auth.test", f"token={slack.bot_token}".encode(),
                 Content_Type="application/x-www-form-urlencoded")  # fmt: skip
    slack.settle(quiet=0.01)
    last = tab.until(lambda known: known["wire"]["last"] >= 7 and known["wire"]["last"])
    shown = [json.dumps(payload_of(visitor, {"n": number})) for number in range(1, last + 1)]

    command = next(one for one in listener.arrived if "command" in one.form)
    secrets = [
        slack.bot_token,
        slack.app_token,
        slack.signing_secret,
        run.token,
        *slack.platform.tickets,
        command.form["trigger_id"],
        command.form["response_url"],
    ]
    told = json.dumps([value for key, value in tab.known.items() if key.startswith("wire")])
    assert [one for one in secrets if one in told or one in "".join(shown)] == []
    assert "my token is (hidden)" in "".join(shown)


def test_only_the_last_lines_are_kept_before_the_eyes(
    slack: StandIn, client: WebClient, visitor: Visitor, place: Place
) -> None:
    tab = visitor.opens(place.alice.id)
    for _ in range(230):
        slack.platform.journal.hear("api.test").end()
    client.auth_test()

    tab.until(lambda known: known["wire"]["last"] == 231)
    numbers = sorted(one["n"] for key, one in tab.known.items() if key.startswith("wire/"))
    assert numbers == list(range(32, 232))
    assert visitor.gets("/page/wire/1")[0] == 200


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9999999999"])
def test_a_line_that_is_not_there_is_not_found(visitor: Visitor, place: Place, number: str) -> None:
    assert visitor.gets(f"/page/wire/{number}")[0] == 404
