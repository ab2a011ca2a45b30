"""What reaches Bolt over HTTP, and what is refused before: raw requests to the WSGI application."""

from __future__ import annotations

import io
import json
import logging
import time
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.signature import Clock, SignatureVerifier

from bot.metrics import Metrics
from bot.server.events import MOST_BYTES, SlackEvents
from bot.server.pages import Pages
from tests.bot.server.stub import SECRET, make_app

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EVENTS = SlackEvents(make_app(), SECRET)
PAGES = Pages(Metrics(), tuple, EVENTS)


def sign(body: bytes, at: float | None = None) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(SECRET, Clock()).generate_signature(
        timestamp=timestamp, body=body.decode("utf-8", "replace")
    )
    assert signature
    return {
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp,
        "HTTP_X_SLACK_SIGNATURE": signature,
    }


def post(body: bytes, kind: str = JSON, pages: Pages = PAGES, **changes: Any) -> tuple[int, str]:
    """The status and the text of the answer to a signed delivery; ``changes`` spoil it."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/slack/events",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **sign(body),
        **changes,
    }
    setup_testing_defaults(environ)
    statuses: list[str] = []
    said = b"".join(pages(environ, lambda status, _headers: statuses.append(status)))  # type: ignore[arg-type,return-value]
    return int(statuses[0][:3]), said.decode()


def event(**fields: object) -> bytes:
    return json.dumps({"type": "event_callback", "team_id": "T1", **fields}).encode()


def test_a_signed_delivery_reaches_the_bot() -> None:
    assert post(event(text="チタン")) == (200, "チタン")


def test_a_form_reaches_the_bot() -> None:
    body = urlencode({"command": "/partners", "text": "チタン"}).encode()
    assert post(body, FORM) == (200, "チタン")


def test_a_command_about_payloads_reaches_the_bot() -> None:
    text = "payload structures for a satellite"
    body = urlencode({"command": "/partners", "text": text, "payload_kind": "x"}).encode()
    assert post(body, FORM) == (200, text)


def test_an_interaction_reaches_the_bot() -> None:
    body = urlencode({"payload": json.dumps({"type": "block_actions", "text": "payload"})})
    assert post(body.encode(), FORM) == (200, "payload")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"HTTP_X_SLACK_SIGNATURE": "v0=0"},
        {"HTTP_X_SLACK_SIGNATURE": "v0=é"},
        {"HTTP_X_SLACK_SIGNATURE": ""},
        {"HTTP_X_SLACK_REQUEST_TIMESTAMP": "yesterday"},
        {"HTTP_X_SLACK_REQUEST_TIMESTAMP": "9" * 5000},
        sign(event(text="x"), time.time() - 301),
        sign(event(text="y")),
    ],
)
def test_what_slack_did_not_sign_is_refused(spoilt: dict[str, str]) -> None:
    assert post(event(text="x"), **spoilt)[0] == 401


def test_what_is_not_signed_at_all_is_refused_before_anybody_reads_it() -> None:
    unsigned = {"HTTP_X_SLACK_SIGNATURE": None, "HTTP_X_SLACK_REQUEST_TIMESTAMP": None}
    assert post(b"{broken", **unsigned)[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        b"{broken",
        b"[]",
        b"5",
        b'"text"',
        b"null",
        b"[" * 100_000,
        b'{"a":' * 20_000,
        event(authorizations={"0": 1}),
        event(team=5),
        event(event=None),
        event(event="message"),
        b"payload=",
        b"payload=%7Bbroken",
        b"payload=[]",
    ],
    ids=lambda body: body[:20].decode(),
)
def test_a_signed_body_that_is_no_delivery_is_a_bad_request(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    kind = FORM if body.startswith(b"payload") else JSON
    status, said = post(body, kind)
    assert status == 400
    assert "Traceback" not in said
    assert not caplog.records


def test_a_body_that_is_no_utf_8_is_a_bad_request() -> None:
    assert post("チタン".encode("cp932"))[0] == 400


def test_a_large_body_is_refused_unread() -> None:
    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("it was read")

    for length in (str(MOST_BYTES + 1), "9" * 5000):
        changes = {"CONTENT_LENGTH": length, "wsgi.input": Unread()}
        assert post(event(), **changes)[0] == 413


@pytest.mark.parametrize(
    ("length", "status"),
    [("", 411), ("-1", 400), ("1.5", 400), ("ten", 400), ("１０", 400), ("999", 400)],
)
def test_a_length_that_cannot_be_is_refused(length: str, status: int) -> None:
    assert post(event(), CONTENT_LENGTH=length)[0] == status


def test_only_deliveries_are_taken_at_their_address() -> None:
    assert post(b"", REQUEST_METHOD="GET")[0] == 405
    assert post(event(), PATH_INFO="/slack/events/")[0] == 404


def test_nothing_is_taken_before_the_bot_is_ready() -> None:
    closed = Pages(Metrics(), tuple, SlackEvents(make_app(), SECRET, lambda: False))
    assert post(event(), pages=closed)[0] == 503


def test_a_mistake_of_ours_has_slack_deliver_again_and_quotes_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "チタンの切削"

    def fail(*_: object) -> None:
        raise RuntimeError(question)

    monkeypatch.setattr(EVENTS._app, "dispatch", fail)
    with caplog.at_level(logging.DEBUG):
        status, said = post(event(text=question))
    assert status == 500
    assert question not in said + caplog.text
    assert "RuntimeError" in caplog.text


@settings(max_examples=300, deadline=None)
@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.integers() | st.text() | st.booleans(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["type", "event", "team", "user", "authorizations", "view"]),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
    ),
    kind=st.sampled_from([JSON, FORM, "", "text/plain"]),
)
def test_any_signed_body_is_taken_or_refused(body: bytes, kind: str) -> None:
    assert post(body, kind)[0] in (200, 400)
