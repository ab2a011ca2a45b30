"""The buttons that narrow an answer: what they say, and what they carry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blocks.answers import Audience, answer_message
from bot.blocks.refining import read_detail
from bot.controls import Control, action_id, decode
from bot.outgoing.gate import message_payload
from bot.questions import Reply
from index.constraints import NONE, wanting
from index.model import Suggestion
from index.refining import Refinement
from tests.bot.blocks.drawing import draw
from tests.bot.blocks.samples import SUGGESTIONS, matched, narrowable, nobody, reply
from tests.bot.limits_of_slack import nodes


def buttons(given: Reply) -> dict[str, str]:
    """What each button that refines says, by what it carries."""
    payload = message_payload(answer_message(given, Audience.CHANNEL))
    return {
        decode(node["value"]).detail: node["text"]["text"]
        for node in nodes(payload["blocks"])
        if str(node.get("action_id", "")).startswith(action_id(Control.REFINE))
    }


def test_buttons_name_what_is_wanted_in_japanese() -> None:
    assert list(buttons(reply(narrowable("ja"), "ja")).values()) == [
        "大学に絞る（3件）",
        "相模原市に絞る（2件）",
        "東京都に絞る（7件）",
        "ISO 13485に絞る（1件）",
        "ほかの会員を見る（12件）",
    ]


def test_buttons_name_what_is_wanted_in_english() -> None:
    assert list(buttons(reply(narrowable("en"), "en")).values()) == [
        "Universities only (3)",
        "Only in Sagamihara (2)",
        "Only in Tokyo (7)",
        "Only with ISO 13485 (1)",
        "Show others (12)",
    ]


def test_what_a_button_carries_is_read_as_the_condition_of_its_suggestion() -> None:
    *narrowing, others = map(read_detail, buttons(reply(narrowable("ja"), "ja")))
    assert narrowing == [Refinement(wanting(one.facet, (one.value,)), False) for one in SUGGESTIONS]
    assert others == Refinement(NONE, others=True)


@pytest.mark.parametrize("detail", ["", "kind", "kind:", "kind:bakery", "colour:red", "else"])
def test_what_no_button_of_this_version_carries_means_nothing(detail: str) -> None:
    assert read_detail(detail) is None


def test_nothing_to_narrow_has_no_buttons() -> None:
    assert buttons(reply(matched("ja"), "ja")) == {}
    assert buttons(reply(nobody("ja"), "ja")) == {}


def test_a_name_that_is_too_long_for_a_label_is_cut_where_the_count_still_shows() -> None:
    long = replace(narrowable("en"), suggestions=(Suggestion("certification", "x" * 300, 4),))
    said, _ = buttons(reply(long, "en")).values()
    assert said.startswith("Only with xxx")
    assert said.endswith("… (4)")
    assert len(said) <= 75


def test_a_refined_answer_says_which_question_it_is_about_and_who_changed_it() -> None:
    given = replace(reply(narrowable("en"), "en"), is_refined=True)
    shown = draw(message_payload(answer_message(given, Audience.CHANNEL, refined_by="U12345")))
    assert "@U12345 searched again with other conditions." in shown
    assert "(Question: Who can turn titanium parts" in shown


def test_that_nobody_is_left_is_said_as_such() -> None:
    given = replace(reply(nobody("ja", ()), "ja"), is_refined=True, left_out=5)
    shown = draw(message_payload(answer_message(given, Audience.DIRECT)))
    assert "これまでに挙げた会員のほかに、該当しそうな会員は見つかりませんでした。" in shown
    assert "（5件）は除いています" in shown
