"""Messages that Slack refuses, and how; messages that it takes."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.playground.strict import Refusal, check_message
from bot.playground.strict.shapes import schema

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": action_id, **more}


def option(value: str = "a", **more: Any) -> Json:
    return {"text": plain("One"), "value": value, **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": [option()], **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(**more: Any) -> Json:
    return {"type": "section", **more}


def rich(*parts: Json, kind: str = "rich_text_section", **more: Any) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(parts), **more}]}


def said(text: str = "said", **more: Any) -> Json:
    return {"type": "text", "text": text, **more}


def feedback(**more: Any) -> Json:
    both = {
        "positive_button": {"text": plain("Useful"), "value": "useful"},
        "negative_button": {"text": plain("Not useful"), "value": "not_useful"},
    }
    return {"type": "feedback_buttons", "action_id": "feedback", **both, **more}


def below(*elements: Json) -> Json:
    return {"type": "context_actions", "elements": list(elements)}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def cell(text: str = "cell") -> Json:
    return {"type": "raw_text", "text": text}


def entry(element: Json) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element}


def without(thing: Json, key: str) -> Json:
    return {name: value for name, value in thing.items() if name != key}


TOO_LONG = "must be less than {} characters"
TEXT = "/blocks/0/text/text"
FIRST = "/blocks/0/elements/0"
RICH = "/blocks/0/elements/0/elements/0"
ACCESSORY = "/blocks/0/accessory"

REFUSED: dict[str, tuple[list[Any], str, str]] = {
    "more than 50 blocks": (
        [{"type": "divider"}] * 51,
        "no more than 50 items allowed",
        "/blocks",
    ),
    "a block that is none": (["text"], "must provide an object", "/blocks/0"),
    "a block without a type": ([{"text": plain("x")}], "missing required field: type", "/blocks/0"),
    "an unknown block": ([{"type": "banner"}], "unsupported type: banner", "/blocks/0/type"),
    "an alert in a message": (
        [{"type": "alert", "text": plain("x")}],
        "unsupported type: alert",
        "/blocks/0/type",
    ),
    "a key that the block does not have": (
        [{"type": "divider", "color": "red"}],
        "invalid additional property: color",
        "/blocks/0",
    ),
    "a long block_id": (
        [{"type": "divider", "block_id": "b" * 256}],
        TOO_LONG.format(256),
        "/blocks/0/block_id",
    ),
    "a block_id twice": (
        [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
        '`block_id` "b" already exists',
        "/blocks/1/block_id",
    ),
    "an action_id twice in a block": (
        [actions(button("a"), button("a"))],
        '`action_id` "a" already exists',
        "/blocks/0/elements/1/action_id",
    ),
    "an action_id twice in a message": (
        [actions(button("a")), section(text=plain("x"), accessory=button("a"))],
        '`action_id` "a" already exists',
        "/blocks/1/accessory/action_id",
    ),
    "two tables": (
        [table([cell()]), table([cell()])],
        "only one table is allowed in a message",
        "/blocks/1",
    ),
    "an empty text object": (
        [section(text=plain(""))],
        "must be more than 0 characters",
        TEXT,
    ),
    "a long section": ([section(text=mrkdwn("x" * 3001))], TOO_LONG.format(3001), TEXT),
    "a section of nothing": (
        [section()],
        "must define either `text` or `fields`",
        "/blocks/0",
    ),
    "a text that is only a string": (
        [section(text="words")],
        "must provide an object",
        "/blocks/0/text",
    ),
    "a text that is a number": ([section(text=plain(1))], "must provide a string", TEXT),  # type: ignore[arg-type]
    "an unknown kind of text": (
        [section(text={"type": "markdown", "text": "x"})],
        "unsupported type: markdown",
        "/blocks/0/text/type",
    ),
    "emoji in mrkdwn": (
        [section(text={**mrkdwn("x"), "emoji": True})],
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    "verbatim in plain text": (
        [section(text={**plain("x"), "verbatim": True})],
        "invalid additional property: verbatim",
        "/blocks/0/text",
    ),
    "eleven fields": (
        [section(fields=[plain("x")] * 11)],
        "no more than 10 items allowed",
        "/blocks/0/fields",
    ),
    "a long field": (
        [section(fields=[plain("x" * 2001)])],
        TOO_LONG.format(2001),
        "/blocks/0/fields/0/text",
    ),
    "feedback buttons beside a section": (
        [section(text=plain("x"), accessory=feedback())],
        "unsupported type: feedback_buttons",
        f"{ACCESSORY}/type",
    ),
    "a long header": (
        [{"type": "header", "text": plain("x" * 151)}],
        TOO_LONG.format(151),
        TEXT,
    ),
    "a header in mrkdwn": (
        [{"type": "header", "text": mrkdwn("x")}],
        "unsupported type: mrkdwn",
        "/blocks/0/text/type",
    ),
    "eleven things in a context": (
        [{"type": "context", "elements": [plain("x")] * 11}],
        "no more than 10 items allowed",
        "/blocks/0/elements",
    ),
    "a button in a context": (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button",
        f"{FIRST}/type",
    ),
    "no actions": ([actions()], "no fewer than 1 items allowed", "/blocks/0/elements"),
    "26 actions": (
        [actions(*(button(f"a{n}") for n in range(26)))],
        "no more than 25 items allowed",
        "/blocks/0/elements",
    ),
    "a text input among actions": (
        [actions({"type": "plain_text_input", "action_id": "a"})],
        "unsupported type: plain_text_input",
        f"{FIRST}/type",
    ),
    "a long button": (
        [actions(button(text=plain("x" * 76)))],
        TOO_LONG.format(76),
        f"{FIRST}/text/text",
    ),
    "a button in mrkdwn": (
        [actions(button(text=mrkdwn("x")))],
        "unsupported type: mrkdwn",
        f"{FIRST}/text/type",
    ),
    "a button with a long value": (
        [actions(button(value="x" * 2001))],
        TOO_LONG.format(2001),
        f"{FIRST}/value",
    ),
    "a long action_id": (
        [actions(button("a" * 256))],
        TOO_LONG.format(256),
        f"{FIRST}/action_id",
    ),
    "an unknown style": (
        [actions(button(style="warning"))],
        "must be one of: primary, danger",
        f"{FIRST}/style",
    ),
    "a long label for screen readers": (
        [actions(button(accessibility_label="x" * 76))],
        TOO_LONG.format(76),
        f"{FIRST}/accessibility_label",
    ),
    "a confirmation without a question": (
        [actions(button(confirm={"title": plain("Sure?")}))],
        "missing required field: text",
        f"{FIRST}/confirm",
    ),
    "a confirmation with a long button": (
        [actions(button(confirm={"text": plain("Sure?"), "deny": plain("x" * 31)}))],
        TOO_LONG.format(31),
        f"{FIRST}/confirm/deny/text",
    ),
    "101 options": (
        [actions(select(options=[option(str(n)) for n in range(101)]))],
        "no more than 100 items allowed",
        f"{FIRST}/options",
    ),
    "no options": (
        [actions(select(options=[]))],
        "no fewer than 1 items allowed",
        f"{FIRST}/options",
    ),
    "a long option": (
        [actions(select(options=[option(text=plain("x" * 76))]))],
        TOO_LONG.format(76),
        f"{FIRST}/options/0/text/text",
    ),
    "an option with a long value": (
        [actions(select(options=[option("x" * 151)]))],
        TOO_LONG.format(151),
        f"{FIRST}/options/0/value",
    ),
    "an option in mrkdwn in a menu": (
        [actions(select(options=[option(text=mrkdwn("x"))]))],
        "unsupported type: mrkdwn",
        f"{FIRST}/options/0/text/type",
    ),
    "a link in an option of a menu": (
        [actions(select(options=[option(url="https://one.example")]))],
        "invalid additional property: url",
        f"{FIRST}/options/0",
    ),
    "options and groups": (
        [actions(select(option_groups=[{"label": plain("x"), "options": [option()]}]))],
        "must not define both `options` and `option_groups`",
        FIRST,
    ),
    "neither options nor groups": (
        [actions(without(select(), "options"))],
        "must define either `options` or `option_groups`",
        FIRST,
    ),
    "an initial option that is no option": (
        [actions(select(initial_option=option("b")))],
        "must be one of the provided options",
        f"{FIRST}/initial_option",
    ),
    "an initial option that is in no group": (
        [
            actions(
                {
                    "type": "static_select",
                    "action_id": "a",
                    "option_groups": [{"label": plain("x"), "options": [option("a")]}],
                    "initial_option": option("b"),
                }
            )
        ],
        "must be one of the provided options",
        f"{FIRST}/initial_option",
    ),
    "a long placeholder": (
        [actions(select(placeholder=plain("x" * 151)))],
        TOO_LONG.format(151),
        f"{FIRST}/placeholder/text",
    ),
    "more chosen than may be": (
        [
            actions(
                {
                    "type": "multi_static_select",
                    "action_id": "a",
                    "options": [option("a"), option("b")],
                    "initial_options": [option("a"), option("b")],
                    "max_selected_items": 1,
                }
            )
        ],
        "more than max_selected_items",
        f"{FIRST}/initial_options",
    ),
    "six ways in an overflow menu": (
        [
            section(
                text=plain("x"),
                accessory={
                    "type": "overflow",
                    "action_id": "a",
                    "options": [option(str(n)) for n in range(6)],
                },
            )
        ],
        "no more than 5 items allowed",
        f"{ACCESSORY}/options",
    ),
    "eleven checkboxes": (
        [
            actions(
                {
                    "type": "checkboxes",
                    "action_id": "a",
                    "options": [option(str(n)) for n in range(11)],
                }
            )
        ],
        "no more than 10 items allowed",
        f"{FIRST}/options",
    ),
    "a day that does not exist": (
        [actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-02-30"})],
        "must be a date (YYYY-MM-DD)",
        f"{FIRST}/initial_date",
    ),
    "a date in words": (
        [actions({"type": "datepicker", "action_id": "a", "initial_date": "tomorrow"})],
        "must match ^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        f"{FIRST}/initial_date",
    ),
    "two elements in focus": (
        [
            actions(select(focus_on_load=True)),
            actions({**select(focus_on_load=True), "action_id": "b"}),
        ],
        "only one element may have focus_on_load",
        "/blocks/1/elements/0/focus_on_load",
    ),
    "one feedback button": (
        [below(without(feedback(), "negative_button"))],
        "missing required field: negative_button",
        FIRST,
    ),
    "a feedback button without a value": (
        [below(feedback(positive_button={"text": plain("Useful")}))],
        "missing required field: value",
        f"{FIRST}/positive_button",
    ),
    "feedback buttons among actions": (
        [actions(feedback())],
        "unsupported type: feedback_buttons",
        f"{FIRST}/type",
    ),
    "six context actions": (
        [below(*(feedback(action_id=f"a{n}") for n in range(6)))],
        "no more than 5 items allowed",
        "/blocks/0/elements",
    ),
    "an unknown icon": (
        [below({"type": "icon_button", "icon": "star", "text": plain("x"), "action_id": "a"})],
        "must be one of: trash",
        f"{FIRST}/icon",
    ),
    "an image without words": (
        [{"type": "image", "image_url": "https://one.example/a.png"}],
        "missing required field: alt_text",
        "/blocks/0",
    ),
    "an image from nowhere": (
        [{"type": "image", "alt_text": "x"}],
        "must define either `image_url` or `slack_file`",
        "/blocks/0",
    ),
    "an image at no web address": (
        [{"type": "image", "alt_text": "x", "image_url": "a.png"}],
        "must match ^https?://",
        "/blocks/0/image_url",
    ),
    "a file known by two names": (
        [
            {
                "type": "image",
                "alt_text": "x",
                "slack_file": {"id": "F1", "url": "https://x.example"},
            }
        ],
        "must not define both `id` and `url`",
        "/blocks/0/slack_file",
    ),
    "a long markdown block": (
        [{"type": "markdown", "text": "x" * 12_001}],
        TOO_LONG.format(12_001),
        "/blocks/0/text",
    ),
    "101 rows": (
        [table(*([[cell()]] * 101))],
        "no more than 100 items allowed",
        "/blocks/0/rows",
    ),
    "21 cells": (
        [table([cell()] * 21)],
        "no more than 20 items allowed",
        "/blocks/0/rows/0",
    ),
    "an empty cell": (
        [table([cell("")])],
        "must be more than 0 characters",
        "/blocks/0/rows/0/0/text",
    ),
    "a file input in a message": (
        [entry({"type": "file_input", "action_id": "a"})],
        "unsupported type: file_input",
        "/blocks/0/element/type",
    ),
    "an input without a label": (
        [without(entry(select()), "label")],
        "missing required field: label",
        "/blocks/0",
    ),
    "rich text of nothing": (
        [{"type": "rich_text", "elements": []}],
        "no fewer than 1 items allowed",
        "/blocks/0/elements",
    ),
    "an empty piece of rich text": (
        [rich(said(""))],
        "must be more than 0 characters",
        f"{RICH}/text",
    ),
    "an unknown style of rich text": (
        [rich(said(style={"red": True}))],
        "invalid additional property: red",
        f"{RICH}/style",
    ),
    "a style that is a word": (
        [rich(said(style="bold"))],
        "must provide an object",
        f"{RICH}/style",
    ),
    "plain text in rich text": (
        [rich(plain("x"))],
        "unsupported type: plain_text",
        f"{RICH}/type",
    ),
    "a mention of nobody": (
        [rich({"type": "user", "user_id": "alice"})],
        "must match ^[UW][A-Z0-9_]+$",
        f"{RICH}/user_id",
    ),
    "a link without an address": (
        [rich({"type": "link", "text": "x"})],
        "missing required field: url",
        RICH,
    ),
    "a link to a word": (
        [rich({"type": "link", "url": "one.example"})],
        "must match ^[A-Za-z][A-Za-z0-9+.-]*:",
        f"{RICH}/url",
    ),
    "a broadcast to the galaxy": (
        [rich({"type": "broadcast", "range": "galaxy"})],
        "must be one of: here, channel, everyone",
        f"{RICH}/range",
    ),
    "a date without a format": (
        [rich({"type": "date", "timestamp": 1})],
        "missing required field: format",
        RICH,
    ),
    "a timestamp in words": (
        [rich({"type": "date", "timestamp": "now", "format": "{date}"})],
        "must provide an integer",
        f"{RICH}/timestamp",
    ),
    "a list without a style": (
        [rich(rich(said())["elements"][0], kind="rich_text_list")],
        "missing required field: style",
        FIRST,
    ),
    "a list of texts": (
        [rich(said(), kind="rich_text_list", style="bullet")],
        "unsupported type: text",
        f"{RICH}/type",
    ),
    "a deep list": (
        [rich(rich(said())["elements"][0], kind="rich_text_list", style="bullet", indent=9)],
        "must be less than or equal to 8",
        f"{FIRST}/indent",
    ),
    "a mention in preformatted text": (
        [rich({"type": "user", "user_id": "U1"}, kind="rich_text_preformatted")],
        "unsupported type: user",
        f"{RICH}/type",
    ),
}

TAKEN: dict[str, list[Any]] = {
    "no blocks": [],
    "50 blocks": [{"type": "divider"}] * 50,
    "a section with all it may have": [
        section(
            block_id="b" * 255,
            text=mrkdwn("x" * 3000),
            fields=[plain("x")] * 10,
            accessory=button(
                "a" * 255, value="v" * 2000, style="primary", url="mailto:a@b.example"
            ),
            expand=True,
        )
    ],
    "the longest header": [{"type": "header", "text": {**plain("x" * 150), "emoji": False}}],
    "a context": [
        {
            "type": "context",
            "elements": [
                plain("x"),
                {"type": "image", "alt_text": "x", "image_url": "https://one.example/a.png"},
            ],
        }
    ],
    "25 actions": [actions(*(button(f"a{n}") for n in range(25)))],
    "elements to choose with": [
        actions(
            select(initial_option=option(), placeholder=plain("Pick")),
            {"type": "users_select", "action_id": "b", "initial_user": "U123"},
            {
                "type": "conversations_select",
                "action_id": "c",
                "filter": {"include": ["public"], "exclude_bot_users": True},
            },
            {"type": "radio_buttons", "action_id": "d", "options": [option(text=mrkdwn("*x*"))]},
            {
                "type": "checkboxes",
                "action_id": "e",
                "options": [option("a"), option("b")],
                "initial_options": [option("b")],
            },
            {"type": "overflow", "action_id": "f", "options": [option(url="https://x.example")]},
            {"type": "datepicker", "action_id": "g", "initial_date": "2026-02-28"},
            {
                "type": "multi_static_select",
                "action_id": "h",
                "option_groups": [{"label": plain("x"), "options": [option()]}],
                "initial_options": [option()],
            },
        )
    ],
    "feedback and a bin": [
        below(
            feedback(),
            {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "a"},
        )
    ],
    "a confirmation": [
        actions(
            button(
                confirm={
                    "title": plain("Sure?"),
                    "text": mrkdwn("*Really?*"),
                    "confirm": plain("Yes"),
                    "deny": plain("No"),
                    "style": "danger",
                }
            )
        )
    ],
    "every kind of rich text": [
        rich(
            said(style={"bold": True, "italic": True, "strike": True, "code": True}),
            {"type": "link", "url": "tel:+81-42-000-0000", "text": "x", "style": {"bold": True}},
            {"type": "user", "user_id": "U123", "style": {"bold": True}},
            {"type": "channel", "channel_id": "C123"},
            {"type": "usergroup", "usergroup_id": "S123"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b"},
            {"type": "date", "timestamp": 1, "format": "{date_num}", "fallback": "1970-01-01"},
            {"type": "broadcast", "range": "here"},
            {"type": "color", "value": "#1F4E5F"},
        ),
        rich(
            rich(said())["elements"][0], kind="rich_text_list", style="ordered", indent=8, border=1
        ),
        rich(said(), kind="rich_text_quote", border=1),
        rich(said(), {"type": "link", "url": "https://x.example"}, kind="rich_text_preformatted"),
    ],
    "a table": [
        table(
            [cell("Name"), cell("Members")],
            [rich(said()), {"type": "raw_number", "value": 3, "text": "3"}],
            column_settings=[None, {"align": "right", "is_wrapped": True}],
        )
    ],
    "an image and markdown": [
        {"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}, "title": plain("x")},
        {"type": "markdown", "text": "**x**"},
    ],
    "an input": [entry({"type": "plain_text_input", "action_id": "a", "multiline": True})],
    "the same option in two menus": [
        actions(select(), {**select(), "action_id": "b"}),
    ],
}


@pytest.mark.parametrize(("blocks", "said", "where"), REFUSED.values(), ids=REFUSED)
def test_blocks_that_slack_refuses_are_refused(blocks: list[Any], said: str, where: str) -> None:
    refusal = check_message({"text": "x", "blocks": blocks})

    assert refusal == Refusal("invalid_blocks", (f"{said} [json-pointer:{where}]",))


@pytest.mark.parametrize("blocks", TAKEN.values(), ids=TAKEN)
def test_blocks_that_slack_takes_are_taken(blocks: list[Any]) -> None:
    assert check_message({"text": "x", "blocks": blocks}) is None


def test_every_fault_is_named_not_only_the_first() -> None:
    blocks = [{"type": "header", "text": plain("x" * 151)}, {"type": "banner"}]

    refusal = check_message({"text": "x", "blocks": blocks})

    assert refusal is not None
    assert len(refusal.messages) == 2


@pytest.mark.parametrize("payload", [{}, {"text": ""}, {"text": " \n"}, {"text": "", "blocks": []}])
def test_a_message_of_nothing_is_refused(payload: Json) -> None:
    assert check_message(payload) == Refusal("no_text")


def test_blocks_need_no_text_and_text_needs_no_blocks() -> None:
    assert check_message({"blocks": [{"type": "divider"}]}) is None
    assert check_message({"text": "x"}) is None


def test_what_slack_would_cut_is_refused() -> None:
    assert check_message({"text": "x" * 40_000}) is None
    assert check_message({"text": "x" * 40_001}) == Refusal("msg_too_long")


def test_an_update_may_be_4000_bytes_long() -> None:
    assert check_message({"text": "x" * 4000}, "chat.update") is None
    assert check_message({"text": "あ" * 1334}, "chat.update") == Refusal("msg_too_long")


def test_blocks_that_are_not_decoded_are_refused() -> None:
    assert check_message({"text": "x", "blocks": "[]"}) == Refusal("invalid_blocks_format")


def test_a_text_that_is_no_string_is_refused() -> None:
    refusal = check_message({"text": ["x"]})

    assert refusal == Refusal("invalid_arguments", ("must provide a string [json-pointer:/text]",))


def test_all_blocks_together_hold_a_limited_amount_of_text() -> None:
    full = [rich(said("x" * 3300)) for _ in range(4)]

    assert check_message({"text": "x", "blocks": full}) is None
    refusal = check_message({"text": "x", "blocks": [*full, rich(said("x"))]})
    assert refusal is not None
    assert refusal.error == "msg_blocks_too_long"


def test_markdown_blocks_together_hold_12000_characters() -> None:
    half = {"type": "markdown", "text": "x" * 6000}

    assert check_message({"text": "x", "blocks": [half, half]}) is None
    refusal = check_message({"text": "x", "blocks": [half, half, {**half, "text": "x"}]})
    assert refusal is not None
    assert refusal.error == "msg_blocks_too_long"


def test_metadata_is_a_name_and_an_object_of_a_limited_size() -> None:
    def refused(metadata: object) -> str:
        refusal = check_message({"text": "x", "metadata": metadata})
        return refusal.error if refusal else ""

    assert refused({"event_type": "answered", "event_payload": {"id": "1"}}) == ""
    assert refused({"event_type": "answered"}) == "invalid_metadata_format"
    assert refused({"event_type": "", "event_payload": {}}) == "invalid_metadata_format"
    assert refused({"event_type": "a", "event_payload": []}) == "invalid_metadata_format"
    assert refused("{}") == "invalid_metadata_format"
    assert refused({"event_type": "a", "event_payload": {"x": "あ" * 3000}}) == "metadata_too_large"


def test_half_a_surrogate_pair_is_counted_and_no_error() -> None:
    assert check_message({"text": "\ud83d"}, "chat.update") is None


def test_the_schema_is_standard_json_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", sorted(schema()["$defs"]))
def test_every_object_of_the_schema_lists_all_that_it_may_hold(name: str) -> None:
    def objects(part: object) -> list[Json]:
        if isinstance(part, list):
            return [found for one in part for found in objects(one)]
        if not isinstance(part, dict):
            return []
        own = [part] if part.get("type") == "object" and "properties" in part else []
        return own + [found for one in part.values() for found in objects(one)]

    for found in objects(schema()["$defs"][name]):
        assert found["additionalProperties"] is False


@pytest.mark.parametrize("blocks", TAKEN.values(), ids=TAKEN)
def test_a_general_validator_takes_what_ours_takes(blocks: list[Any]) -> None:
    general = Draft202012Validator({**schema(), "$ref": "#/$defs/message_blocks"})

    assert list(general.iter_errors(blocks)) == []
