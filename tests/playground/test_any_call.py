"""Whatever is sent to the Web API, it answers as Slack answers, and never breaks."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.webhook import WebhookClient

from bot.playground.standin import StandIn
from bot.playground.web_api.answering import METHODS
from tests.playground.conftest import section

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
blocks = st.lists(anything | st.just(section("x")), max_size=3)
view = st.fixed_dictionaries({"type": st.sampled_from(["home", "modal"]), "blocks": blocks})
ids = st.sampled_from(["C01000003", "U01000002", "1700000000.000100", "1.2.u01000003"])
values = ids | anything | blocks | view


def _answer(url: str, token: str, body: Any) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_arguments_are_answered(slack: StandIn, name: str, data: st.DataObject) -> None:
    slack.channel("general", slack.bot)
    method = METHODS[name]
    body = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(method.takes, values)))
    token = slack.app_token if method.with_app_token else slack.bot_token

    answered = _answer(f"{slack.api_url}{name}", token, body)

    assert isinstance(answered["ok"], bool)
    assert answered["ok"] or answered["error"]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(["text", "blocks", "response_type", "x"]), values))
def test_any_body_to_a_response_url_is_answered(slack: StandIn, body: dict[str, Any]) -> None:
    alice = slack.person("alice")
    with slack.platform.changed:
        url = slack.platform.response_url(alice.id, alice.direct.id)
    response = WebhookClient(url).send_dict(body)

    if response.status_code == 200:
        assert response.body == "ok"
    else:
        assert response.status_code == 400
        assert json.loads(response.body)["error"]
