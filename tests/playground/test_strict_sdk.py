"""What Slack's own Python models make, when they find it valid, is taken; and quickly."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextActionsBlock,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.playground.strict import check_message, check_view

Parts = RichTextElementParts


def text(most: int) -> st.SearchStrategy[str]:
    return st.text(min_size=1, max_size=min(most, 40))


plain = st.builds(PlainTextObject, text=text(75), emoji=st.booleans())
any_text = plain | st.builds(MarkdownTextObject, text=text(75), verbatim=st.booleans())
style = st.builds(Parts.TextStyle, bold=st.none() | st.booleans(), italic=st.none() | st.booleans())
parts = st.lists(
    st.builds(Parts.Text, text=text(3000), style=st.none() | style)
    | st.builds(Parts.Link, url=st.just("https://one.example/"), text=text(100))
    | st.builds(Parts.User, user_id=st.just("U0123ABCD"))
    | st.builds(Parts.Channel, channel_id=st.just("C0123ABCD"))
    | st.builds(Parts.Emoji, name=st.just("wave")),
    min_size=1,
    max_size=4,
)
lines = st.lists(st.builds(RichTextSectionElement, elements=parts), min_size=1, max_size=3)
rich_texts = st.builds(
    RichTextBlock,
    elements=st.lists(
        st.builds(RichTextSectionElement, elements=parts)
        | st.builds(RichTextQuoteElement, elements=parts)
        | st.builds(
            RichTextListElement,
            elements=lines,
            style=st.sampled_from(["bullet", "ordered"]),
            indent=st.integers(0, 8),
        )
        | st.builds(
            RichTextPreformattedElement,
            elements=st.lists(st.builds(Parts.Text, text=text(50)), min_size=1, max_size=2),
        ),
        min_size=1,
        max_size=3,
    ),
)
options = st.lists(
    st.builds(Option, text=plain, value=text(150), description=st.none() | plain),
    min_size=1,
    max_size=5,
    unique_by=lambda option: option.value,
)
confirms = st.none() | st.builds(ConfirmObject, title=plain, text=any_text)
# Ids must differ, so they are given when the message is put together.
elements = (
    st.builds(ButtonElement, text=plain, value=text(2000), confirm=confirms)
    | st.builds(StaticSelectElement, options=options, placeholder=st.none() | plain)
    | st.builds(StaticMultiSelectElement, options=options)
    | st.builds(RadioButtonsElement, options=options)
    | st.builds(CheckboxesElement, options=options, confirm=confirms)
    | st.builds(DatePickerElement, initial_date=st.dates().map(lambda day: f"{day:%F}".zfill(10)))
    | st.builds(UserSelectElement, placeholder=plain)
)
feedback = st.builds(
    FeedbackButtonsElement,
    positive_button=st.builds(FeedbackButtonObject, text=plain, value=text(2000)),
    negative_button=st.builds(FeedbackButtonObject, text=plain, value=text(2000)),
)
images = st.builds(
    ImageBlock, image_url=st.just("https://one.example/a.png"), alt_text=text(2000), title=plain
)
anywhere = (
    rich_texts
    | st.builds(HeaderBlock, text=plain)
    | st.builds(DividerBlock)
    | st.builds(SectionBlock, text=any_text, accessory=st.none() | elements)
    | st.builds(SectionBlock, fields=st.lists(any_text, min_size=1, max_size=10))
    | st.builds(ContextBlock, elements=st.lists(any_text, min_size=1, max_size=10))
    | st.builds(ActionsBlock, elements=st.lists(elements, min_size=1, max_size=5))
    | images
)
in_messages = anywhere | st.builds(
    ContextActionsBlock, elements=st.lists(feedback, min_size=1, max_size=2)
)
inputs = st.builds(
    InputBlock,
    label=plain,
    element=st.builds(PlainTextInputElement, multiline=st.booleans(), placeholder=plain)
    | elements.filter(lambda element: element.type != "button"),
)


def numbered(blocks: list[Block]) -> list[Block]:
    """The blocks, their elements with ids of their own; all that the models can find is valid."""
    for row, block in enumerate(blocks):
        some: list[Any] = [*(getattr(block, "elements", None) or [])]
        some += [getattr(block, name) for name in ("accessory", "element") if hasattr(block, name)]
        for place, element in enumerate(some):
            if hasattr(element, "action_id"):
                element.action_id = f"{row}:{place}"
        block.validate_json()
    return blocks


@settings(max_examples=150, deadline=None)
@given(st.lists(in_messages, min_size=1, max_size=6).map(numbered))
def test_messages_of_the_models_are_taken(blocks: list[Block]) -> None:
    assert check_message({"text": "x", "blocks": [block.to_dict() for block in blocks]}) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(anywhere | inputs, min_size=1, max_size=6).map(numbered))
def test_modals_of_the_models_are_taken(blocks: list[Block]) -> None:
    view = View(type="modal", title="Title", submit="Send", close="Close", blocks=blocks)
    view.validate_json()

    assert check_view(view.to_dict()) is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from("type text elements options element label rows fields value".split()),
            inner | st.sampled_from("section rich_text actions input image text button".split()),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(json, min_size=1, max_size=3))
def test_whatever_is_sent_there_is_an_answer(blocks: list[object]) -> None:
    refusal = check_message({"text": "x", "blocks": blocks})

    assert refusal is None or refusal.messages


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["type", "title", "blocks", "submit"]), json))
def test_whatever_is_opened_there_is_an_answer(view: dict[str, object]) -> None:
    refusal = check_view(view)

    assert refusal is None or refusal.messages


def test_a_long_message_is_checked_in_a_few_milliseconds() -> None:
    piece = {"type": "text", "text": "titanium", "style": {"bold": True}}
    line = {"type": "rich_text_section", "elements": [piece] * 8}
    lines = [{"type": "rich_text", "elements": [line]}] * 15
    payload = {"text": "x", "blocks": lines}
    assert check_message(payload) is None

    def took() -> float:
        began = perf_counter()
        check_message(payload)
        return perf_counter() - began

    # The quickest of many is what it costs; the rest is what else the machine does.
    assert min(took() for _ in range(30)) < 0.015
