"""Workflow steps: how one is run, and how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.standin import StandIn
from tests.playground.conftest import client_of, refused
from tests.playground.doors import manifest_with_all_doors
from tests.playground.listening import Listener

QUESTION = {"question": "チタン"}
ANSWER = {"answer": "Nobody", "outcome": "nobody"}


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


def test_a_step_is_run_and_ends_with_what_it_found(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    execution = slack.runs_step("find_partners", QUESTION, by=slack.person("alice"))
    slack.settle(quiet=0.01)

    (event,) = listener.events("function_executed")
    assert event["function"]["callback_id"] == "find_partners"
    assert event["inputs"] == QUESTION
    assert event["bot_access_token"].startswith("xwfp-")
    (declared,) = event["function"]["input_parameters"]
    assert (declared["name"], declared["type"], declared["is_required"]) == (
        "question",
        "string",
        True,
    )
    assert not execution.is_over
    client.functions_completeSuccess(
        function_execution_id=event["function_execution_id"],
        outputs={**ANSWER, "members": ["M001"]},
    )
    assert execution.outputs == {**ANSWER, "members": ["M001"]}
    with pytest.raises(AssertionError, match="succeeded"):
        execution.error.strip()


def test_a_step_may_fail_and_then_says_why(
    slack: StandIn, client: WebClient, listener: Listener
) -> None:
    execution = slack.runs_step("find_partners", QUESTION, by=slack.person("alice"))

    client.functions_completeError(function_execution_id=execution.id, error="No index")

    assert execution.error == "No index"
    with pytest.raises(AssertionError, match="failed: No index"):
        execution.outputs.clear()


def test_a_step_ends_once(slack: StandIn, client: WebClient, listener: Listener) -> None:
    execution = slack.runs_step("find_partners", QUESTION, by=slack.person("alice"))
    client.functions_completeSuccess(function_execution_id=execution.id, outputs=ANSWER)
    again = {"function_execution_id": execution.id}

    body = refused(client.functions_completeSuccess, outputs=ANSWER, **again)
    assert body["error"] == "execution_not_in_running_state"
    body = refused(client.functions_completeError, error="x", **again)
    assert body["error"] == "execution_not_in_running_state"
    body = refused(client.functions_completeError, error="x", function_execution_id="Fx404")
    assert body["error"] == "function_execution_not_found"


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        ({"answer": "x"}, "outcome is missing"),
        (ANSWER | {"more": "x"}, "more is not declared"),
        (ANSWER | {"answer": 5}, "answer must be of type string"),
        (ANSWER | {"members": "M001"}, "members must be of type array"),
        (ANSWER | {"members": [1]}, "members holds what is not of type string"),
        (ANSWER | {"outcome": None}, "outcome is missing"),
    ],
)
def test_only_what_the_manifest_declares_comes_out_of_a_step(
    slack: StandIn, client: WebClient, listener: Listener, outputs: Any, said: str
) -> None:
    execution = slack.runs_step("find_partners", QUESTION, by=slack.person("alice"))

    body = refused(
        client.functions_completeSuccess, function_execution_id=execution.id, outputs=outputs
    )

    assert body["error"] == "parameter_validation_failed"
    assert said in json.dumps(body["response_metadata"]["messages"])
    assert not execution.is_over


def test_only_what_the_manifest_declares_goes_into_a_step(
    slack: StandIn, listener: Listener
) -> None:
    alice, eve = slack.person("alice"), slack.person("eve", team="T_OTHER")

    for inputs in ({}, {"question": 5}, {**QUESTION, "colour": "red"}):
        with pytest.raises(AssertionError, match="does not run the step"):
            slack.runs_step("find_partners", inputs, by=alice)
    with pytest.raises(AssertionError, match="no function"):
        slack.runs_step("other", QUESTION, by=alice)
    with pytest.raises(AssertionError, match="Strangers"):
        slack.runs_step("find_partners", QUESTION, by=eve)


def test_the_token_of_an_execution_is_good_until_it_is_over(
    slack: StandIn, listener: Listener
) -> None:
    execution = slack.runs_step("find_partners", QUESTION, by=slack.person("alice"))
    client = client_of(slack, execution.token)

    assert client.auth_test()["user_id"] == slack.bot.id
    client.functions_completeSuccess(function_execution_id=execution.id, outputs=ANSWER)

    assert refused(client.auth_test)["error"] == "token_expired"
    assert refused(client_of(slack, "xwfp-other").auth_test)["error"] == "invalid_auth"
    opening = client_of(slack, execution.token).apps_connections_open
    assert refused(opening, app_token=execution.token)["error"] == "invalid_auth"
