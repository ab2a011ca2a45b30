"""The search form: what it offers, what it keeps, and that it always fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.blocks.search_form import PLACES, found_form, inputs_in
from bot.carried import Carried, read_carried
from bot.controls import Control, decode
from bot.incoming.forms import read_form
from bot.outgoing.gate import view_payload
from bot.outgoing.message import View
from index.model import Evidence, Field
from index.suggesting import Options
from tests.bot.blocks.form_samples import MANY, OPTIONS, found, opened, twelve
from tests.bot.blocks.samples import reply
from tests.bot.limits_of_slack import controls_of, faults_of_view, strings


def inputs_of(payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["block_id"]: one for one in payload["blocks"] if one["type"] == "input"}


def pages_of(view: View) -> dict[str, int]:
    """The buttons that turn pages, with the page that each asks for."""
    elements = [
        element
        for block in view_payload(view)["blocks"]  # type: ignore[attr-defined]
        for element in block.get("elements", ())
    ]
    return {
        element["text"]["text"]: int(decode(element["value"]).detail)
        for element in elements
        if element.get("action_id", "").startswith(Control.PAGE)
    }


def said_in(view: View) -> str:
    return "\n".join(strings(view_payload(view)["blocks"]))


@pytest.mark.parametrize("ui", ["ja", "en"])
def test_inputs_stay_the_same_from_view_to_view_so_that_slack_keeps_what_was_typed(ui: str) -> None:
    first, later = opened(ui), view_payload(found(ui, twelve(ui)))
    assert inputs_of(later) == inputs_of(first)
    assert {one["element"]["action_id"] for one in inputs_of(later).values()} == set(
        inputs_of(first)
    )


def test_everything_in_the_form_is_optional() -> None:
    assert all(one["optional"] for one in inputs_of(opened("en")).values())


def test_places_are_named_in_the_language_of_the_reader() -> None:
    labels = {
        ui: [one["text"]["text"] for one in inputs_of(opened(ui))[PLACES]["element"]["options"]]
        for ui in ("ja", "en")
    }
    assert labels["ja"][:4] == ["東京都", "神奈川県", "東京都八王子市", "埼玉県狭山市"]
    assert labels["en"][:4] == ["Tokyo", "Kanagawa", "Hachioji, Tokyo", "Sayama, Saitama"]


def test_many_places_stand_in_groups_by_prefecture() -> None:
    places = tuple(("Tokyo", f"City {number}") for number in range(101))
    (group,) = inputs_of(opened("ja", replace(OPTIONS, places=places)))[PLACES]["element"][
        "option_groups"
    ]
    assert group["label"]["text"] == "東京都"
    assert len(group["options"]) == 100


def test_the_largest_form_with_the_longest_results_fits_into_a_window() -> None:
    answer = twelve("ja").answer
    assert answer is not None
    long = Evidence(Field.CAPABILITY, "チタン" * 200)
    matches = tuple(replace(one, evidence=(long,) * 3) for one in answer.matches)
    view = found("ja", reply(replace(answer, matches=matches), "ja"), page=2, options=MANY)
    payload = view_payload(view)
    assert faults_of_view(payload) == []
    assert "contact:10" in controls_of(payload["blocks"])  # type: ignore[arg-type]
    assert "省略しました" not in said_in(view)


def test_what_the_directory_lacks_is_not_asked_for() -> None:
    assert list(inputs_of(opened("ja", replace(OPTIONS, certifications=())))) == [
        "text",
        "kinds",
        "places",
    ]
    assert list(inputs_of(opened("ja", Options()))) == ["text"]


def test_pages_are_turned_back_and_forth_as_far_as_there_are_members() -> None:
    assert pages_of(found("en", twelve("en"))) == {"Next 5": 2}
    assert pages_of(found("en", twelve("en"), page=2)) == {"Previous 5": 1, "Next 2": 3}
    everybody = twelve("en")
    assert everybody.answer is not None
    last = reply(replace(everybody.answer, further=0), "en")
    assert pages_of(found("en", last, page=2)) == {"Previous 5": 1}


def test_a_page_names_its_own_members_under_their_ranks_among_all() -> None:
    said = said_in(found("en", twelve("en"), page=2))
    assert "6. Mihon Ltd. 6" in said
    assert "Mihon Ltd. 5" not in said
    assert "12 members may help." in said
    assert "6–10 of 12" in said


def test_where_fewer_members_are_left_than_there_were_the_last_page_is_shown() -> None:
    view = found("en", twelve("en"), page=7)
    assert "6. Mihon Ltd. 6" in said_in(view)
    carried = read_carried(view.private_metadata)
    assert carried is not None
    assert (carried.question_id, carried.page) == ("q1", 2)


def test_the_form_offers_no_conditions_below_the_results_that_it_has_above_them() -> None:
    answer = twelve("en")
    inputs = inputs_in(read_form(opened("en")).inputs)
    controls = controls_of(view_payload(found_form(inputs, Carried("en"), answer))["blocks"])  # type: ignore[arg-type]
    assert not [one for one in controls if one.startswith(Control.REFINE)]
