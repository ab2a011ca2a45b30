"""Trouble on demand: errors, limits, lost answers, calls that hang."""

from __future__ import annotations

import threading
from http.client import HTTPException

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.standin import StandIn
from tests.playground.conftest import client_of, refused


def test_a_method_fails_as_often_as_it_is_told_to(slack: StandIn, client: WebClient) -> None:
    general = slack.channel("general", slack.bot)
    slack.fail("chat.postMessage", error="not_in_channel", times=2)

    for _ in range(2):
        body = refused(client.chat_postMessage, channel=general.id, text="x")
        assert body["error"] == "not_in_channel"
    client.chat_postMessage(channel=general.id, text="x")

    assert [call.error for call in slack.calls] == ["not_in_channel", "not_in_channel", ""]
    assert not slack.refusals


def test_several_troubles_come_one_after_the_other(slack: StandIn, client: WebClient) -> None:
    slack.fail("auth.test", error="fatal_error")
    slack.fail("auth.test", status=429, retry_after=7)

    assert refused(client.auth_test)["error"] == "fatal_error"
    with pytest.raises(SlackApiError) as caught:
        client.auth_test()
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    client.auth_test()


def test_an_error_may_carry_more(slack: StandIn, client: WebClient) -> None:
    slack.fail("auth.test", error="missing_scope", needed="users:read", provided="chat:write")

    assert refused(client.auth_test)["needed"] == "users:read"


def test_slack_itself_may_be_down(slack: StandIn) -> None:
    slack.fail("auth.test", status=503)
    client = client_of(slack)
    client.retry_handlers = []

    with pytest.raises(SlackApiError) as caught:
        client.auth_test()
    assert caught.value.response.status_code == 503


def test_an_answer_may_be_lost_after_the_deed(slack: StandIn) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    client = client_of(slack)
    client.retry_handlers = []
    slack.lose_answer("chat.postMessage")

    with pytest.raises((OSError, HTTPException)):
        client.chat_postMessage(channel=general.id, text="posted all the same")

    alice.sees("posted all the same", channel=general)


def test_a_call_may_hang_until_it_is_released(slack: StandIn, client: WebClient) -> None:
    alice = slack.person("alice")
    general = slack.channel("general", alice, slack.bot)
    hang = slack.hang("chat.postMessage")
    thread = threading.Thread(
        target=client.chat_postMessage, kwargs={"channel": general.id, "text": "late"}
    )
    thread.start()

    assert hang.caught.wait(5)
    assert not alice.reads(general)
    with pytest.raises(AssertionError, match="1 calls under way"):
        slack.settle(within=0.1, quiet=0.01)
    hang.release()
    alice.sees("late", channel=general)
    thread.join()


def test_a_call_that_still_hangs_does_not_keep_slack_from_closing() -> None:
    with StandIn({}) as slack:
        slack.hang("auth.test")
        hang = slack.hang("auth.test")
        errors: list[Exception] = []

        def call() -> None:
            try:
                client_of(slack).auth_test()
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        assert hang.caught.wait(5)
    thread.join(5)

    assert not thread.is_alive()
