"""What leaves the gate, Slack takes; what people can press is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    ImageElement,
    InputBlock,
    MarkdownBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    RichTextElementParts,
    SectionBlock,
    StaticSelectElement,
)

from bot.blocks.elements import (
    actions,
    bullets,
    button,
    channel,
    line,
    link,
    note,
    paragraph,
    person,
    plain,
    quote,
    rich,
    select,
    text,
    website,
)
from bot.controls import Control, FormId, Pressed
from bot.errors import Unsendable
from bot.outgoing.gate import message_payload, text_only, view_payload
from bot.outgoing.message import Message, View
from tests.bot.limits_of_slack import (
    ANY_TEXT,
    controls_of,
    faults_of_message,
    faults_of_view,
    nodes,
    strings,
)

NASTY = (
    "<!channel>",
    "<@U12345>",
    "<http://x.example|y>",
    "&amp; & < >",
    "\x00\x1b[31m\u202e",
    "\ud83d",
    "👩‍👩‍👧‍👦" * 40,
    "  \n\n ",
    "",
    "あ" * 40_000,
    "&" * 5_000,
    "*bold* _italic_ `code` :smile: @here",
)
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=()), max_size=300)
LEAVES = st.one_of(
    TEXTS.map(text),
    TEXTS.map(lambda said: text(said, bold=True)),
    st.builds(link, TEXTS | TEXTS.map(lambda said: f"https://x.example/{said}"), TEXTS),
    TEXTS.map(website),
    TEXTS.map(person),
    st.just(person("U12345")),
    st.just(channel("C12345")),
)
PARAGRAPHS = st.lists(LEAVES, max_size=6).map(lambda leaves: line(*leaves))
CONTENT = st.one_of(
    st.lists(PARAGRAPHS, max_size=4).map(lambda lines: rich(*lines)),
    st.lists(LEAVES, max_size=6).map(lambda leaves: rich(quote(*leaves))),
    st.lists(TEXTS, max_size=30).map(lambda items: rich(bullets(items))),
    TEXTS.map(note),
    TEXTS.map(lambda said: HeaderBlock(text=plain(said))),
    TEXTS.map(lambda said: SectionBlock(text=plain(said))),
    st.just(DividerBlock()),
)


@st.composite
def blocks_of(draw: st.DrawFn, most_controls: int = 20) -> list[Block]:
    """Content of any kind, in any order, with controls between."""
    content: list[Block] = draw(st.lists(CONTENT, max_size=80))
    for number in range(draw(st.integers(0, most_controls))):
        pressed = Pressed("q", f"D{number}")
        control = actions(
            button(Control.CONTACT, draw(TEXTS), pressed, about=number, read_as=draw(TEXTS))
        )
        at = draw(st.integers(0, len(content)))
        content[at:at] = control
    return content


def message(*blocks: Block) -> Message:
    return Message("words", blocks)


def sent(*blocks: Block) -> list[dict[str, Any]]:
    payload: dict[str, Any] = message_payload(message(*blocks))
    assert faults_of_message(payload) == []
    found: list[dict[str, Any]] = payload["blocks"]
    return found


def buttons(count: int, label: str = "Press") -> list[Block]:
    found: list[Block] = []
    for number in range(count):
        found += actions(button(Control.MORE, label, Pressed("q", str(number)), about=number))
    return found


@ANY_TEXT
@given(words=TEXTS, blocks=blocks_of())
def test_every_message_is_within_all_limits_and_keeps_its_controls(
    words: str, blocks: list[Block]
) -> None:
    payload = message_payload(Message(words, tuple(blocks)))

    assert faults_of_message(payload) == []
    wanted = [block.elements[0].action_id for block in blocks if isinstance(block, ActionsBlock)]
    assert controls_of(payload["blocks"]) == wanted  # type: ignore[arg-type]


@ANY_TEXT
@given(title=TEXTS, blocks=blocks_of())
def test_every_view_is_within_all_limits(title: str, blocks: list[Block]) -> None:
    view = View(FormId.PROFILE, title, title, (paragraph("words"), *blocks))

    assert faults_of_view(view_payload(view)) == []


def test_a_view_takes_twice_as_many_blocks() -> None:
    view = View(FormId.PROFILE, "t", "c", tuple(paragraph(str(number)) for number in range(120)))

    payload: dict[str, Any] = view_payload(view)

    assert faults_of_view(payload) == []
    assert list(strings(payload["blocks"]))[98] == "98"
    assert "left out" in list(strings(payload["blocks"]))[-1]


@ANY_TEXT
@given(words=TEXTS)
def test_words_alone_are_within_all_limits(words: str) -> None:
    assert faults_of_message(text_only(Message(words, tuple(buttons(3))))) == []


@pytest.mark.parametrize("words", ["<!channel>", "<@U12345>", "<http://x.example|y>"])
def test_what_slack_would_read_in_a_text_is_only_text(words: str) -> None:
    payload = message_payload(Message(words, (rich(line(text(words))), note(words))))

    assert payload["text"] == words.replace("<", "&lt;").replace(">", "&gt;")
    assert list(strings(payload["blocks"])) == [words, words]
    kinds = {node["type"] for node in nodes(payload["blocks"])}
    assert kinds == {"rich_text", "rich_text_section", "text", "context", "plain_text"}


def test_a_text_is_not_escaped_where_slack_reads_no_marks() -> None:
    assert list(strings(sent(paragraph("R&D <1 mm>")))) == ["R&D <1 mm>"]


def test_a_long_text_ends_in_an_ellipsis() -> None:
    (shown,) = strings(sent(paragraph("あ" * 4000)))

    assert shown == "あ" * 2999 + "…"


def test_an_entity_is_never_cut_in_the_fallback() -> None:
    assert message_payload(Message("&" * 3000))["text"] == "&amp;" * 259 + "…"


def test_a_character_of_two_units_is_never_cut() -> None:
    (shown,) = strings(sent(HeaderBlock(text=plain("𠮟" * 100))))

    assert shown == "𠮟" * 74 + "…"


def test_labels_of_controls_are_shortened() -> None:
    blocks = sent(
        *buttons(1, "x" * 100),
        *actions(select(Control.HELPFUL, "y" * 200, [("z" * 100, Pressed("q"))])),
    )

    assert blocks[0]["elements"][0]["text"]["text"] == "x" * 74 + "…"
    menu = blocks[1]["elements"][0]
    assert menu["placeholder"]["text"] == "y" * 149 + "…"
    assert menu["options"][0]["text"]["text"] == "z" * 74 + "…"


def test_a_control_without_a_label_stays() -> None:
    (block,) = sent(*buttons(1, "\x00"))

    assert block["elements"][0]["text"]["text"] == "…"


def test_blocks_that_show_nothing_are_left_out() -> None:
    blocks = sent(
        paragraph(""),
        rich(line(text(" "), text("\u202e")), quote(), bullets(["", " "])),
        note("\n"),
        HeaderBlock(text=plain("\x07")),
        paragraph("words"),
    )

    assert list(strings(blocks)) == ["words"]


def test_too_many_blocks_end_with_a_notice_where_they_end() -> None:
    blocks = sent(*(paragraph(str(number)) for number in range(60)), *buttons(2))

    shown = list(strings(blocks))
    assert len(blocks) == 50
    assert shown[:47] == [str(number) for number in range(47)]
    assert "省略しました" in shown[47]
    assert "left out" in shown[47]
    assert controls_of(blocks) == ["more:0", "more:1"]


def test_too_much_text_is_cut_in_the_block_where_it_is_too_much() -> None:
    blocks = sent(rich(bullets(["あ" * 900] * 40)), *buttons(1), paragraph("the end"))

    items = blocks[0]["elements"][0]["elements"]
    assert 10 < len(items) < 14
    assert items[-1]["elements"][0]["text"].endswith("…")
    assert [block["type"] for block in blocks] == ["rich_text", "context", "actions"]


def test_what_fits_is_not_touched() -> None:
    blocks = [paragraph("あ" * 2000) for _ in range(5)]

    assert list(strings(sent(*blocks))) == ["あ" * 2000] * 5


def test_an_address_that_slack_would_refuse_is_text() -> None:
    blocks = sent(
        rich(
            line(link("javascript:alert(1)", "a"), link("https://x.example/" + "y" * 3000, "b")),
            line(link("mailto:a@x.example", "c"), link("https://x.example/ y", "")),
        )
    )

    leaves = [node for node in nodes(blocks) if node["type"] in ("text", "link")]
    assert [(leaf["type"], leaf.get("text")) for leaf in leaves] == [
        ("text", "a"),
        ("text", "b"),
        ("link", "c"),
        ("text", "https://x.example/ y"),
    ]


def test_somebody_who_is_nobody_in_slack_is_text() -> None:
    wrong = RichTextElementParts.User(user_id="@taro")

    (leaf,) = (node for node in nodes(sent(rich(line(wrong)))) if "rich" not in node["type"])
    assert leaf == {"type": "text", "text": "@taro"}


def test_a_message_of_nothing_is_an_ellipsis() -> None:
    assert message_payload(Message(" \x00")) == {"text": "…", "blocks": []}


def plain_button(**options: Any) -> ActionsBlock:
    given: dict[str, Any] = {"text": plain("x"), "action_id": "more:1", **options}
    return ActionsBlock(elements=[ButtonElement(**given)])


BAD = {
    "mrkdwn": [SectionBlock(text=MarkdownTextObject(text="*x*"))],
    "mrkdwn in a context": [ContextBlock(elements=[MarkdownTextObject(text="x")])],
    "markdown": [MarkdownBlock(text="x")],
    "an image": [
        ContextBlock(elements=[ImageElement(image_url="https://x.example/", alt_text="x")])
    ],
    "broadcast": [rich(line(RichTextElementParts.Broadcast(range="channel")))],
    "the same action_id": [*buttons(1), *buttons(1)],
    "the same block_id": [
        ActionsBlock(block_id="b", elements=[ButtonElement(text=plain("x"), action_id=one)])
        for one in "ab"
    ],
    "a long action_id": [plain_button(action_id="x" * 256)],
    "a long value": [plain_button(value="x" * 2001)],
    "a long option": [
        ActionsBlock(
            elements=[
                StaticSelectElement(
                    action_id="a",
                    placeholder=plain("p"),
                    options=[{"text": plain("x").to_dict(), "value": "x" * 151}],
                )
            ]
        )
    ],
    "26 elements": [
        ActionsBlock(
            elements=[ButtonElement(text=plain("x"), action_id=str(one)) for one in range(26)]
        )
    ],
    "too many controls": buttons(51),
    "a bad style": [plain_button(style="loud")],
}


@pytest.mark.parametrize("blocks", BAD.values(), ids=BAD.keys())
def test_what_shortening_cannot_mend_is_refused(blocks: list[Block]) -> None:
    with pytest.raises(Unsendable, match=r"^Slack would not take this message: .*bot/blocks"):
        message_payload(message(*blocks))


def test_fifty_controls_are_sent_without_words() -> None:
    assert len(sent(*buttons(50))) == 50


def test_a_refusal_says_nothing_of_what_was_to_be_sent() -> None:
    with pytest.raises(Unsendable) as refused:
        message_payload(message(plain_button(value="090-0000-0000" * 200)))
    assert "090" not in str(refused.value)


def test_a_view_with_an_input_needs_a_button_to_submit_it() -> None:
    asked = InputBlock(
        label=PlainTextObject(text="x" * 3000), element=PlainTextInputElement(action_id="a")
    )
    view = View(FormId.PROFILE, "Search", "Close", (asked,))

    with pytest.raises(Unsendable, match="submit"):
        view_payload(view)
    payload = view_payload(View(FormId.PROFILE, "Search", "Close", (asked,), submit="Find"))
    assert faults_of_view(payload) == []
    assert payload["blocks"][0]["label"]["text"].endswith("…")  # type: ignore[index]


@pytest.mark.parametrize(
    "view",
    [
        View(FormId.PROFILE, "t", "c", (paragraph("x"),), private_metadata="x" * 3001),
        View(FormId.PROFILE, "t", "c", (paragraph(""),)),
    ],
)
def test_a_view_that_shortening_cannot_mend_is_refused(view: View) -> None:
    with pytest.raises(Unsendable):
        view_payload(view)
