"""Who may call what."""

from __future__ import annotations

import json
import urllib.request

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import (
    MANIFEST,
    client_of,
    manifest_with,
    refused,
    scopes_without,
)


def _posted(url: str, body: bytes, headers: dict[str, str]) -> dict[str, object]:
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as response:
        return json.load(response)


def test_a_good_token_is_told_whose_it_is_and_what_it_may(
    slack: StandIn, client: WebClient
) -> None:
    response = client.auth_test()

    assert response["user_id"] == slack.bot.id
    granted = response.headers["X-OAuth-Scopes"].split(",")
    assert granted == MANIFEST["oauth_config"]["scopes"]["bot"]


def test_without_a_token_nobody_is_let_in(slack: StandIn) -> None:
    body = _posted(f"{slack.api_url}auth.test", b"", {})

    assert body == {"ok": False, "error": "not_authed"}


def test_a_wrong_token_is_not_let_in(slack: StandIn) -> None:
    assert refused(client_of(slack, "xoxb-other").auth_test)["error"] == "invalid_auth"


def test_an_app_token_is_for_connections_only(slack: StandIn) -> None:
    app_client = client_of(slack, slack.app_token)

    assert refused(app_client.auth_test)["error"] == "not_allowed_token_type"
    opened = app_client.apps_connections_open(app_token=slack.app_token)
    assert opened["url"].startswith("ws://127.0.0.1:")


def test_a_bot_token_opens_no_connections(slack: StandIn, client: WebClient) -> None:
    body = refused(client.apps_connections_open, app_token=slack.bot_token)

    assert body["error"] == "not_allowed_token_type"


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
def test_a_token_that_was_taken_away_is_refused_everywhere(
    slack: StandIn, client: WebClient, error: str
) -> None:
    slack.revoke_tokens(error)

    assert refused(client.auth_test)["error"] == error
    assert refused(client.chat_postMessage, channel="C1", text="hello")["error"] == error
    app_client = client_of(slack, slack.app_token)
    body = refused(app_client.apps_connections_open, app_token=slack.app_token)
    assert body["error"] == error


def test_a_missing_scope_is_named_with_those_that_are_there() -> None:
    scopes = scopes_without("chat:write")
    with StandIn(manifest_with(scopes=scopes)) as slack:
        body = refused(client_of(slack).chat_postMessage, channel="C1", text="hello")

    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write")
    assert set(body["provided"].split(",")) == scopes


def test_the_history_of_a_private_channel_needs_its_own_scope() -> None:
    with StandIn(manifest_with(scopes=scopes_without("groups:history"))) as slack:
        hidden = slack.channel("board", slack.bot, private=True)
        body = refused(client_of(slack).conversations_history, channel=hidden.id)

    assert (body["error"], body["needed"]) == ("missing_scope", "groups:history")


def test_another_name_needs_a_scope_of_its_own(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)

    body = refused(client.chat_postMessage, channel=general.id, text="hello", username="Boss")

    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write.customize")


def test_a_manifest_whose_subscription_lacks_its_scope_is_not_installed() -> None:
    with pytest.raises(ValueError, match="im:history"):
        StandIn(manifest_with(scopes=scopes_without("im:history")))


def test_a_method_that_the_bot_does_not_need_is_unknown(slack: StandIn, client: WebClient) -> None:
    assert refused(client.reactions_add, channel="C1", name="eyes", timestamp="1")["error"] == (
        "unknown_method"
    )
    assert [(one.method, one.error) for one in slack.refusals] == [
        ("reactions.add", "unknown_method")
    ]


def test_an_unknown_argument_is_refused_by_name(slack: StandIn, client: WebClient) -> None:
    body = refused(client.users_info, user=slack.bot.id, colour="red")

    assert body["error"] == "invalid_arguments"
    assert body["response_metadata"]["messages"] == [
        "[ERROR] no such argument [json-pointer:/colour]"
    ]


def test_a_missing_argument_is_refused_by_name(client: WebClient) -> None:
    body = refused(client.api_call, api_method="chat.postMessage", json={"text": "hello"})

    assert body["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


def test_an_argument_of_the_wrong_type_is_refused(client: WebClient) -> None:
    body = refused(client.api_call, api_method="chat.postMessage", json={"channel": 5})

    assert (
        "[ERROR] must be of type str [json-pointer:/channel]"
        in (body["response_metadata"]["messages"])
    )


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_a_body_that_is_no_json_object_is_refused(slack: StandIn, body: bytes, error: str) -> None:
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {slack.bot_token}",
    }

    assert _posted(f"{slack.api_url}auth.test", body, headers)["error"] == error


def test_a_form_may_carry_blocks_as_json(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)
    blocks = json.dumps([{"type": "divider"}])

    client.api_call(
        "chat.postMessage", data={"channel": general.id, "text": "hi", "blocks": blocks}
    )

    assert slack.bot.reads(general)[0].blocks[0]["type"] == "divider"


def test_people_are_described_as_slack_describes_them(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice", locale="ja-JP")
    eve = slack.person("eve", team="T_OTHER")
    gone = slack.person("gone")
    slack.deactivate(gone)
    robot = slack.robot("zap")

    known = client.users_info(user=alice.id, include_locale=True)["user"]
    assert (known["locale"], known["deleted"], known["is_bot"]) == ("ja-JP", False, False)
    assert "locale" not in client.users_info(user=alice.id)["user"]
    stranger = client.users_info(user=eve.id, include_locale=True)["user"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T_OTHER")
    assert client.users_info(user=gone.id)["user"]["deleted"] is True
    assert client.users_info(user=robot.id)["user"]["is_bot"] is True
    assert refused(client.users_info, user="U404")["error"] == "user_not_found"


def test_a_user_group_lists_its_people(slack: StandIn, client: WebClient) -> None:
    staff = slack.person("staff")
    group = slack.user_group("staff", [staff])

    assert client.usergroups_users_list(usergroup=group)["users"] == [staff.id]
    assert refused(client.usergroups_users_list, usergroup="S404")["error"] == "no_such_subteam"
