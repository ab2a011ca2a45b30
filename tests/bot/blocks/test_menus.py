"""The menus that follow a verdict, and the requests that coordinators read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.feedback import Shown, thanks_message
from bot.blocks.notices import help_message
from bot.blocks.reindexing import reindex_progress
from bot.blocks.requests import RequestShown, request_message
from bot.controls import Pressed, Reason, Verdict, decode
from bot.outgoing.gate import message_payload
from tests.bot.blocks.drawing import draw
from tests.bot.blocks.request_samples import NOBODY
from tests.bot.limits_of_slack import ANY_TEXT, controls_of, faults_of_message, nodes

TEXTS = st.text(st.characters(exclude_categories=()), max_size=200) | st.just("あ" * 40_000)


def options_of(payload: dict[str, Any]) -> list[Pressed]:
    return [
        decode(option["value"]) for node in nodes(payload) for option in node.get("options", ())
    ]


def thanks(verdict: Verdict, *shown: Shown) -> dict[str, Any]:
    return message_payload(thanks_message(verdict, "q1", shown, "ja"))


def test_after_useful_the_members_can_be_chosen() -> None:
    payload = thanks(Verdict.USEFUL, Shown("D1", "株式会社見本"), Shown("D2", "例題大学"))

    assert options_of(payload) == [Pressed("q1", "D1"), Pressed("q1", "D2")]
    assert controls_of(payload["blocks"]) == ["feedback_helpful:"]


def test_after_not_useful_a_reason_can_be_chosen() -> None:
    payload = thanks(Verdict.NOT_USEFUL, Shown("D1", "株式会社見本"))

    assert options_of(payload) == [Pressed("q1", "", reason) for reason in Reason]
    assert controls_of(payload["blocks"]) == ["feedback_reason:"]


def test_a_member_whose_id_no_menu_can_carry_is_left_out_of_it() -> None:
    payload = thanks(Verdict.USEFUL, Shown("x" * 200, "far"), Shown("D2", "near"))

    assert options_of(payload) == [Pressed("q1", "D2")]


@ANY_TEXT
@given(
    # An answer names a member once.
    shown=st.lists(st.builds(Shown, TEXTS, TEXTS), max_size=10, unique_by=lambda one: one.id),
    verdict=st.sampled_from(Verdict),
)
def test_every_menu_is_within_all_limits(shown: list[Shown], verdict: Verdict) -> None:
    assert faults_of_message(thanks(verdict, *shown)) == []


@ANY_TEXT
@given(question=TEXTS, nearest=st.lists(TEXTS, max_size=10), lang=st.sampled_from(["ja", "en"]))
def test_every_request_is_within_all_limits_and_mentions_the_asker_alone(
    question: str, nearest: list[str], lang: str
) -> None:
    shown = RequestShown(NOBODY, (), question, nearest=nearest, is_stranger=True)
    payload: dict[str, Any] = message_payload(request_message(shown, lang))

    assert faults_of_message(payload) == []
    mentions = [node for node in nodes(payload) if node.get("type") == "user"]
    assert mentions == [{"type": "user", "user_id": "U12345"}]


@pytest.mark.parametrize("ui", ["ja", "en"])
def test_only_the_office_reads_of_the_commands_for_the_office(ui: str) -> None:
    for is_staff in (True, False):
        shown = draw(message_payload(help_message(ui, is_staff)))
        assert ("/partners reindex" in shown) is is_staff
        assert ("/partners status" in shown) is is_staff


@pytest.mark.parametrize(
    ("done", "total", "full"), [(0, 10, 0), (5, 10, 10), (10, 10, 20), (0, 0, 20), (12, 10, 20)]
)
def test_the_bar_is_as_full_as_the_work_is_done(done: int, total: int, full: int) -> None:
    shown = reindex_progress("en", done, total).text

    assert (shown.count("█"), shown.count("░")) == (full, 20 - full)
