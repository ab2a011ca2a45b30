"""What an answer says, to whom, and what its buttons carry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.answers import Audience, answer_message
from bot.controls import Pressed, decode
from bot.outgoing.gate import message_payload
from bot.outgoing.limits import size
from bot.questions import Reply, ReplyKind
from index.model import (
    Answer,
    Condition,
    Confidence,
    Evidence,
    Field,
    Match,
    MemberCard,
    Outcome,
    Query,
    Suggestion,
)
from index.reading.mentions import Facet
from profiles.model import Kind
from tests.bot.blocks.drawing import draw
from tests.bot.blocks.samples import (
    MATCHES,
    MIHON,
    PARTS,
    conditioned,
    matched,
    narrowable,
    nobody,
    nobody_meets,
    parted,
    reply,
)
from tests.bot.limits_of_slack import ANY_TEXT, controls_of, faults_of_message, nodes

TEXTS = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "<!channel>",
        "<@U12345>",
        "<http://x.example|y>",
        "\ud83d",
        "あ" * 40_000,
        "👩‍👩‍👧‍👦" * 50,
        "",
    ]
)


FACETS = st.sampled_from([*Facet, "need", "another"])
VALUES = TEXTS | st.sampled_from(["Hachioji", "Tokyo", "university", "en", "<=50", ">=", "³"])
SEVERAL = st.lists(VALUES, max_size=6).map(tuple) | st.lists(TEXTS, max_size=2).map(
    lambda texts: tuple(texts * 100)
)
CONDITION = st.builds(Condition, FACETS, SEVERAL, SEVERAL, st.booleans())


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    said = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(said)), max_size=12)))
    marks = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    pairs = draw(st.lists(st.tuples(TEXTS, st.just(said[:20]) | TEXTS), max_size=3))
    return Evidence(draw(st.sampled_from(Field)), said, marks, tuple(pairs))


MATCH = st.builds(
    Match,
    st.builds(MemberCard, TEXTS, TEXTS, TEXTS, st.sampled_from(Kind), TEXTS, TEXTS),
    st.sampled_from(Confidence),
    st.just(0.5),
    st.lists(evidence(), max_size=2).map(tuple),
    parts=SEVERAL,
    met=st.lists(CONDITION, max_size=8).map(tuple),
    lacks=st.lists(CONDITION, max_size=8).map(tuple),
)
CONDITIONS_BY_FACET = st.dictionaries(FACETS, SEVERAL, max_size=6)
QUERY = st.builds(
    Query,
    TEXTS,
    st.sampled_from(["ja", "en", "mixed"]),
    filters=CONDITIONS_BY_FACET,
    exclude=CONDITIONS_BY_FACET,
    parts=SEVERAL,
    near=SEVERAL,
    unwanted=SEVERAL,
    repairs=st.lists(st.tuples(TEXTS, TEXTS), max_size=40).map(tuple),
)


def payload_of(given: Reply, audience: Audience = Audience.CHANNEL) -> dict[str, Any]:
    return message_payload(answer_message(given, audience))


def values_of(payload: dict[str, Any]) -> dict[str, Pressed]:
    buttons = (node for node in nodes(payload["blocks"]) if node.get("type") == "button")
    return {button["action_id"]: decode(button["value"]) for button in buttons}


SUGGESTIONS = st.lists(
    st.builds(
        Suggestion,
        st.sampled_from(["kind", "place", "certification"]),
        VALUES | st.just("x" * 5_000),
        st.integers(1, 10_000),
    ),
    max_size=4,
).map(tuple)


@ANY_TEXT
@given(
    query=QUERY,
    suggestions=SUGGESTIONS,
    further=st.sampled_from([0, 12_345]),
    found=st.lists(MATCH, max_size=4),
    times=st.sampled_from([1, 100]),
    outcome=st.sampled_from(Outcome),
    audience=st.sampled_from(Audience),
    lang=st.sampled_from(["ja", "en"]),
)
def test_every_answer_is_within_all_limits_with_all_its_controls(
    query: Query,
    suggestions: tuple[Suggestion, ...],
    further: int,
    found: list[Match],
    times: int,
    outcome: Outcome,
    audience: Audience,
    lang: str,
) -> None:
    matches = tuple(found * times)
    shown, near = (matches, ()) if outcome is Outcome.MATCHES else ((), matches)
    answer = Answer(query, outcome, shown, near, (), "s", 1.0, suggestions, further)

    payload = payload_of(reply(answer, lang), audience)

    assert faults_of_message(payload) == []
    if outcome is Outcome.NOT_A_REQUEST:
        assert controls_of(payload["blocks"]) == []
        return
    wanted = set()
    for rank, match in enumerate(matches[:5], 1):
        if len(match.member.id) < 500:
            wanted |= {f"contact:{rank}", f"more:{rank}"}
    if outcome is Outcome.NOBODY:
        wanted.add("ask_coordinators:")
    if audience is Audience.PRIVATE:
        wanted.add("share:")
    for rank, suggestion in enumerate(suggestions, 1):
        if size(suggestion.value) < 1_900:
            wanted.add(f"refine:{rank}")
    if further:
        wanted.add("refine:others")
    verdicts = {"feedback:"}
    if audience is Audience.WINDOW:
        verdicts = {"feedback:useful", "feedback:not_useful"}
    assert set(controls_of(payload["blocks"])) == wanted | verdicts


def test_an_answer_names_at_most_five_members() -> None:
    shown = draw(payload_of(reply(matched("en", MATCHES[:1] * 300), "en")))

    assert "5 members may help." in shown
    assert "**5. Mihon Ltd.**" in shown
    assert "6. " not in shown


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (5, "17 members may help. Showing the best 5."),
        # As is left when the others of the five have been forgotten since.
        (1, "13 members may help. Showing the best 1."),
    ],
)
def test_where_more_members_fit_than_are_shown_both_are_counted(shown: int, said: str) -> None:
    given = reply(replace(narrowable("en"), matches=MATCHES[:1] * shown), "en")
    message = answer_message(given, Audience.CHANNEL)
    assert said in draw(message_payload(message))
    assert message.text.startswith(said)


def test_a_usual_answer_is_sent_whole() -> None:
    long = Evidence(
        Field.CAPABILITY, "チタンの切削加工を得意とする。" * 20, ((0, 3), (4, 6), (6, 8))
    )
    full = replace(MATCHES[0], evidence=(long, long))

    shown = draw(payload_of(reply(matched("ja", (full,) * 5), "ja"), Audience.PRIVATE))

    assert "**5. 株式会社見本**" in shown
    assert "省略" not in shown


def test_an_answer_with_all_its_reasons_is_sent_whole() -> None:
    long = Evidence(
        Field.CAPABILITY,
        "チタンの切削加工を得意とする。" * 20,
        ((0, 3), (4, 6), (6, 8)),
        (("titanium", "チタン"), ("cutting", "切削")),
    )
    full = replace(conditioned("ja").matches[0], evidence=(long,) * 3, parts=PARTS["ja"])
    answer = replace(
        parted("ja"), matches=(full,) * 5, query=replace(conditioned("ja").query, parts=PARTS["ja"])
    )

    _, _, shown = draw(payload_of(reply(answer, "ja"), Audience.PRIVATE)).partition("\n\n")

    assert shown.count("対応：熱間鍛造、浸炭、芯なし研削") == 5
    assert "**5. 株式会社見本**" in shown
    assert "省略" not in shown


def test_what_the_nearest_lack_is_read_aloud_too() -> None:
    assert (
        "But: not in Hachioji or Sagamihara (in Ome)"
        in payload_of(reply(nobody_meets("en"), "en"))["text"]
    )


def test_buttons_carry_the_question_and_the_member() -> None:
    values = values_of(payload_of(reply(nobody("ja"), "ja"), Audience.PRIVATE))

    assert values["contact:1"] == Pressed("q1", "D1")
    assert values["more:2"] == Pressed("q1", "D2")
    assert values["ask_coordinators:"] == values["share:"] == Pressed("q1")


def test_feedback_carries_the_verdict() -> None:
    (feedback,) = (
        node
        for node in nodes(payload_of(reply(matched("ja"), "ja"))["blocks"])
        if node.get("type") == "feedback_buttons"
    )

    assert decode(feedback["positive_button"]["value"]) == Pressed("q1", "", "useful")
    assert decode(feedback["negative_button"]["value"]) == Pressed("q1", "", "not_useful")


def test_a_screen_reader_says_whose_contact_a_button_shows() -> None:
    labels = [
        node["accessibility_label"]
        for node in nodes(payload_of(reply(matched("en"), "en"))["blocks"])
        if "accessibility_label" in node
    ]

    assert labels[:2] == ["Contact details for Mihon Ltd.", "More about Mihon Ltd."]


def test_only_a_private_answer_can_be_shared() -> None:
    offered = {
        audience: "share:"
        in controls_of(payload_of(reply(matched("ja"), "ja"), audience)["blocks"])
        for audience in Audience
    }

    assert offered == {audience: audience is Audience.PRIVATE for audience in Audience}


def test_the_nearest_are_not_called_matches() -> None:
    payload = payload_of(reply(nobody("en"), "en"))

    assert "match" not in draw(payload)
    assert "The nearest" in payload["text"]


def test_the_answer_follows_the_question_and_the_buttons_the_asker() -> None:
    shown = draw(payload_of(replace(reply(matched("ja"), "ja"), ui="en")))

    assert "有力" in shown
    assert "[Contact]" in shown
    assert "連絡先" not in shown


def test_a_member_with_an_id_that_no_button_can_carry_is_named_without_buttons() -> None:
    far = replace(MATCHES[0], member=replace(MIHON, id="x" * 5000))

    payload = payload_of(reply(matched("en", (far,)), "en"))

    assert "Mihon Ltd." in draw(payload)
    assert controls_of(payload["blocks"]) == ["feedback:"]


@pytest.mark.parametrize("audience", Audience)
def test_a_friendly_line_has_nothing_to_press(audience: Audience) -> None:
    payload = payload_of(reply(None, "ja", ReplyKind.SMALL_TALK), audience)

    assert controls_of(payload["blocks"]) == []
    assert "チタンの切削" in payload["text"]
