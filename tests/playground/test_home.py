"""The home tab, and the event that somebody opened it."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import manifest_with, refused, section
from tests.playground.doors import home
from tests.playground.listening import Listener


def test_opening_home_brings_the_view_that_is_there_already(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    alice = slack.person("alice")

    alice.opens_home()
    published = client.views_publish(user_id=alice.id, view=home(section("Welcome")))["view"]
    alice.opens_home()
    alice.opens_home("messages")
    slack.settle(quiet=0.01)

    first, again, messages = listener.events("app_home_opened")
    assert "view" not in first
    assert (again["view"]["id"], again["view"]["hash"]) == (published["id"], published["hash"])
    assert (again["tab"], again["user"], again["channel"]) == ("home", alice.id, alice.direct.id)
    assert (messages["tab"], "view" in messages) == ("messages", False)


def test_a_version_of_a_home_tab_that_never_was_is_not_replaced(
    slack: StandIn, client: WebClient
) -> None:
    alice = slack.person("alice")

    body = refused(client.views_publish, user_id=alice.id, view=home(), hash="1700000000.1")

    assert body["error"] == "hash_conflict"
    assert not alice.has_home


@pytest.mark.parametrize("tab", ["home", "messages"])
def test_a_tab_that_the_manifest_does_not_have_cannot_be_opened(tab: str) -> None:
    manifest = manifest_with()
    manifest["features"]["app_home"][f"{tab}_tab_enabled"] = False
    with StandIn(manifest) as slack, pytest.raises(AssertionError, match=f"{tab} tab"):
        slack.person("alice").opens_home(tab)
