"""Conditions from outside a question decide who is named, with the packaged model."""

from __future__ import annotations

import pytest

from index.constraints import NONE, Constraints, wanting
from index.live import LiveSearcher
from index.model import Answer, Condition, Outcome
from index.search import Searcher
from profiles.model import Kind
from tests.index.examples import SmallIndex, ids

UNIVERSITY = wanting("kind", ["university"])


def found(answer: Answer) -> tuple[object, ...]:
    """All of an answer but the text of the question and the time it took."""
    return answer.outcome, answer.matches, answer.nearest, answer.ranking, answer.further


def test_a_question_without_constraints_is_answered_as_ever(town: Searcher):
    for question in ("振動試験", "anodizing near Hachioji", "熊谷で振動試験", "切削とアルマイト"):
        assert found(town.search(question, constraints=NONE)) == found(town.search(question))


@pytest.mark.parametrize(
    ("need", "question", "constraints"),
    [
        ("vibration testing", "vibration testing at a university", UNIVERSITY),
        ("振動試験", "大学で振動試験", UNIVERSITY),
        ("アルマイト処理", "相模原でアルマイト処理", wanting("place", ["Kanagawa/Sagamihara"])),
        ("アルマイト処理", "神奈川県でアルマイト処理", wanting("place", ["Kanagawa/"])),
        ("titanium machining", "titanium machining with ISO 9001",
         wanting("certification", ["ISO 9001"])),
        ("振動試験", "熊谷で振動試験", wanting("place", ["Saitama/Kumagaya"])),
    ],
)  # fmt: skip
def test_a_condition_from_outside_is_the_same_as_one_in_the_text(
    town: Searcher, need: str, question: str, constraints: Constraints
):
    stated, given = town.search(question), town.search(need, constraints=constraints)
    assert found(given) == found(stated)
    assert given.query.filters == stated.query.filters


def test_a_condition_from_outside_replaces_that_of_the_text(town: Searcher):
    answer = town.search("相模原でアルマイト処理", constraints=wanting("place", ["Tokyo/Hachioji"]))
    assert answer.query.filters == {"city": ["Hachioji"]}
    assert ids(answer.matches) == ["ANODE-H"]
    assert answer.matches[0].met == (Condition("city", ("Hachioji",), ("Hachioji",)),)


def test_conditions_of_other_facets_stay_those_of_the_text(town: Searcher):
    answer = town.search("大学で振動試験", constraints=wanting("place", ["Tokyo/"]))
    assert answer.query.filters == {"kind": ["university"], "prefecture": ["Tokyo"]}
    assert ids(answer.matches) == ["SHAKE-LAB"]


def test_when_only_a_condition_from_outside_keeps_members_out_they_are_the_nearest(town: Searcher):
    answer = town.search("振動試験", constraints=wanting("place", ["Saitama/Kumagaya"]))
    assert (answer.outcome, answer.suggestions, answer.further) == (Outcome.NOBODY, (), 0)
    nearest = {one.member.id: one for one in answer.nearest}
    assert nearest["SHAKE"].lacks == (Condition("city", ("Kumagaya",), ("Tachikawa",)),)


def test_who_was_named_already_appears_nowhere(town: Searcher):
    first = town.search("アルマイト処理", k=3)
    others = town.search("アルマイト処理", 20, constraints=Constraints(without=("ANODE-K",)))
    assert "ANODE-K" in ids(first.matches)
    assert "ANODE-K" not in {*ids(others.matches), *ids(others.nearest), *others.ranking}
    assert set(ids(others.matches)) == {"ANODE-H", "ANODE-S"}


def test_whom_others_leave_out_is_not_the_nearest_either(town: Searcher):
    seen = wanting("place", ["Saitama/Kumagaya"]).then(Constraints(without=("SHAKE",)))
    answer = town.search("振動試験", constraints=seen)
    assert answer.outcome is Outcome.NOBODY
    assert ids(answer.nearest) == ["SHAKE-LAB"]


def test_when_all_who_fit_have_been_named_others_are_nobody(town: Searcher):
    everybody = Constraints(without=tuple(ids(town.search("アルマイト処理").matches)))
    answer = town.search("アルマイト処理", constraints=everybody)
    assert answer.outcome is Outcome.NOBODY
    assert not {*ids(answer.nearest)} & {*everybody.without}


def test_when_everybody_is_left_out_there_is_nobody_and_no_nearest(town: Searcher):
    everybody = Constraints(without=tuple(card.id for card in town.cards))
    answer = town.search("アルマイト処理", constraints=everybody)
    assert (answer.outcome, answer.matches, answer.nearest, answer.ranking) == (
        Outcome.NOBODY,
        (),
        (),
        (),
    )


def test_ids_of_members_who_left_are_no_matter(town: Searcher):
    gone = Constraints(without=("GONE",))
    assert found(town.search("振動試験", constraints=gone)) == found(town.search("振動試験"))


def test_a_form_without_text_names_whoever_meets_its_conditions(town: Searcher):
    answer = town.search("", constraints=UNIVERSITY)
    assert answer.outcome is Outcome.MATCHES
    assert set(ids(answer.matches)) == {"TITAN-LAB", "SHAKE-LAB"}
    assert answer.query.filters == {"kind": ["university"]}


def test_a_form_without_text_and_conditions_names_nobody(town: Searcher):
    for constraints in (NONE, Constraints(without=("SHAKE",))):
        answer = town.search("", constraints=constraints)
        assert (answer.outcome, answer.matches) == (Outcome.NOBODY, ())


def test_thanks_are_no_request_under_any_condition(town: Searcher):
    assert town.search("thanks", constraints=UNIVERSITY).outcome is Outcome.NOT_A_REQUEST


def test_how_many_more_fit_is_said(town: Searcher):
    whole = town.search("アルマイト処理")
    assert (len(whole.matches), whole.further) == (3, 0)
    assert town.search("アルマイト処理", k=1).further == 2


def test_of_a_question_of_nothing_but_conditions_all_who_meet_them_are_counted(town: Searcher):
    answer = town.search("埼玉県の会社", k=2)
    assert (len(answer.matches), answer.further) == (2, 3)


@pytest.mark.parametrize("question", ["アルマイト処理", "切削とアルマイト", "振動試験", "研削"])
def test_each_suggestion_leaves_as_many_as_it_says(town: Searcher, question: str):
    answer = town.search(question, k=20)
    for one in answer.suggestions:
        narrowed = town.search(question, k=20, constraints=wanting(one.facet, [one.value]))
        assert {*ids(narrowed.matches)} < {*ids(answer.matches)}
        assert len(narrowed.matches) == one.count


def test_a_question_that_many_can_answer_has_suggestions(town: Searcher):
    assert [one.facet for one in town.search("アルマイト処理").suggestions] == ["place", "place"]


def test_a_follow_up_is_read_with_what_the_directory_knows(town: Searcher):
    change = town.refinement("相模原の大学で、ISO持ちで")
    assert change is not None
    assert [one.values for one in change.constraints.mentions] == [
        ("Sagamihara",),
        ("university",),
        ("ISO 9001",),
    ]
    assert town.refinement("相模原でアルマイト") is None


def test_a_form_can_offer_what_the_members_have(town: Searcher):
    options = town.options
    assert options.kinds == (Kind.SUPPORTING_SME, Kind.UNIVERSITY, Kind.CHAMBER)
    assert options.places[:2] == (("Tokyo", ""), ("Saitama", ""))
    assert options.certifications == ("JIS Q 9100", "ISO 9001")
    assert town.options is options


def test_the_live_searcher_passes_all_of_it_on(town_index: SmallIndex, town: Searcher):
    live = LiveSearcher(
        town_index.shelf, lambda _: town_index.analyzer, lambda _: town_index.encoder
    )
    assert found(live.search("振動試験", constraints=UNIVERSITY)) == found(
        town.search("振動試験", constraints=UNIVERSITY)
    )
    assert live.refinement("大学だけ") == town.refinement("大学だけ")
    assert live.options == town.options
