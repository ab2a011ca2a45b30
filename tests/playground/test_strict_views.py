"""Views that Slack refuses, and how; views that it takes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.strict import Refusal, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def entry(kind: str = "plain_text_input", **more: Any) -> Json:
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "label": plain("Label"), "element": element}


DIVIDER = {"type": "divider"}
ALERT = {"type": "alert", "text": plain("x"), "level": "warning"}
GO = {"type": "button", "text": plain("Go"), "action_id": "a"}
FORM = {"submit": plain("Send")}

REFUSED: dict[str, tuple[Json, str, str]] = {
    "no type": ({"blocks": []}, "missing required field: type", "/view"),
    "an unknown type": ({"type": "dialog"}, "unsupported type: dialog", "/view/type"),
    "no title": (
        {"type": "modal", "blocks": [DIVIDER]},
        "missing required field: title",
        "/view",
    ),
    "no blocks": (
        {"type": "modal", "title": plain("x")},
        "missing required field: blocks",
        "/view",
    ),
    "a long title": (
        modal(DIVIDER, title=plain("x" * 25)),
        "must be less than 25 characters",
        "/view/title/text",
    ),
    "a title in mrkdwn": (
        modal(DIVIDER, title={"type": "mrkdwn", "text": "x"}),
        "unsupported type: mrkdwn",
        "/view/title/type",
    ),
    "a long close button": (
        modal(DIVIDER, close=plain("x" * 25)),
        "must be less than 25 characters",
        "/view/close/text",
    ),
    "a long submit button": (
        modal(DIVIDER, submit=plain("x" * 25)),
        "must be less than 25 characters",
        "/view/submit/text",
    ),
    "nothing to see": (modal(), "no fewer than 1 items allowed", "/view/blocks"),
    "101 blocks": (modal(*[DIVIDER] * 101), "no more than 100 items allowed", "/view/blocks"),
    "much private metadata": (
        modal(DIVIDER, private_metadata="x" * 3001),
        "must be less than 3001 characters",
        "/view/private_metadata",
    ),
    "a long callback_id": (
        modal(DIVIDER, callback_id="x" * 256),
        "must be less than 256 characters",
        "/view/callback_id",
    ),
    "a key of another kind of view": (
        modal(DIVIDER, submit_disabled=True),
        "invalid additional property: submit_disabled",
        "/view",
    ),
    "a title on a home tab": (
        home(DIVIDER, title=plain("x")),
        "invalid additional property: title",
        "/view",
    ),
    "inputs that cannot be sent": (
        modal(entry()),
        "missing required field: submit",
        "/view",
    ),
    "an alert on a home tab": (home(ALERT), "unsupported type: alert", "/view/blocks/0/type"),
    "a table in a modal": (
        modal({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
        "unsupported type: table",
        "/view/blocks/0/type",
    ),
    "markdown in a modal": (
        modal({"type": "markdown", "text": "x"}),
        "unsupported type: markdown",
        "/view/blocks/0/type",
    ),
    "feedback buttons in a modal": (
        modal({"type": "context_actions", "elements": []}),
        "unsupported type: context_actions",
        "/view/blocks/0/type",
    ),
    "a file input on a home tab": (
        home(entry("file_input")),
        "unsupported type: file_input",
        "/view/blocks/0/element/type",
    ),
    "a block_id twice": (
        modal({**DIVIDER, "block_id": "b"}, {**DIVIDER, "block_id": "b"}),
        '`block_id` "b" already exists',
        "/view/blocks/1/block_id",
    ),
    "an action_id twice in a block": (
        modal({"type": "actions", "elements": [GO, GO]}),
        '`action_id` "a" already exists',
        "/view/blocks/0/elements/1/action_id",
    ),
    "two elements in focus": (
        modal(entry(focus_on_load=True), entry(focus_on_load=True), **FORM),
        "only one element may have focus_on_load",
        "/view/blocks/1/element/focus_on_load",
    ),
    "a text input that takes too much": (
        modal(entry(max_length=3001), **FORM),
        "must be less than or equal to 3000",
        "/view/blocks/0/element/max_length",
    ),
    "a text input that takes nothing": (
        modal(entry(min_length=10, max_length=5), **FORM),
        "must not be greater than max_length",
        "/view/blocks/0/element/min_length",
    ),
    "a number input that does not say whether decimals will do": (
        modal(entry("number_input"), **FORM),
        "missing required field: is_decimal_allowed",
        "/view/blocks/0/element",
    ),
    "a number input that takes no number": (
        modal(
            entry("number_input", is_decimal_allowed=False, min_value="10", max_value="9"), **FORM
        ),
        "must not be greater than max_value",
        "/view/blocks/0/element/min_value",
    ),
    "eleven files": (
        modal(entry("file_input", max_files=11), **FORM),
        "must be less than or equal to 10",
        "/view/blocks/0/element/max_files",
    ),
}

TAKEN: dict[str, Json] = {
    "a modal": modal(DIVIDER),
    "a modal with all it may have": modal(
        DIVIDER,
        close=plain("x" * 24),
        submit=plain("x" * 24),
        private_metadata="x" * 3000,
        callback_id="x" * 255,
        external_id="x",
        clear_on_close=True,
        notify_on_close=False,
    ),
    "100 blocks": modal(*[DIVIDER] * 100),
    "an alert in a modal": modal(ALERT),
    "every input": modal(
        entry(min_length=0, max_length=3000, initial_value=""),
        entry("number_input", is_decimal_allowed=True, min_value="-1.5", max_value="2"),
        entry("email_text_input", initial_value="a@b.example"),
        entry("url_text_input", initial_value="https://a.example"),
        entry("file_input", filetypes=["pdf"], max_files=10),
        entry("datepicker"),
        entry("users_select"),
        entry(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
        **FORM,
    ),
    "a home tab": home(DIVIDER, entry(), callback_id="home"),
    "the same action_id in two blocks": modal(entry(), entry(), **FORM),
}


@pytest.mark.parametrize(("view", "said", "where"), REFUSED.values(), ids=REFUSED)
def test_views_that_slack_refuses_are_refused(view: Json, said: str, where: str) -> None:
    refusal = check_view(view)

    assert refusal == Refusal("invalid_arguments", (f"{said} [json-pointer:{where}]",))


@pytest.mark.parametrize("view", TAKEN.values(), ids=TAKEN)
def test_views_that_slack_takes_are_taken(view: Json) -> None:
    assert check_view(view) is None


def test_a_view_of_more_than_250_kilobytes_is_refused() -> None:
    text = {"type": "section", "text": plain("あ" * 3000)}

    assert check_view(modal(*[text] * 30)) == Refusal("view_too_large")
