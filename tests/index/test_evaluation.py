"""Figures against values worked out by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.benchmark import Benchmark, Question
from index.evaluation import Counts, Figures, evaluate
from index.model import Answer, Outcome, Query
from tests.index.examples import a_member

MEMBERS = [a_member(f"M{number}", city="Tama" if number % 2 else "Hino") for number in range(12)]


def an_answer(
    *ranking: str,
    outcome: Outcome = Outcome.MATCHES,
    took_ms: float = 1.0,
    query: Query = Query("", "en"),  # noqa: B008 (frozen)
) -> Answer:
    return Answer(query, outcome, (), (), ranking, "snapshot", took_ms)


def figures(*rows: tuple[Question, dict[str, int], Answer]) -> Figures:
    """Evaluate questions, each with its grades and the answer that it gets."""
    answers = {question.text: answer for question, _, answer in rows}
    grades = {question.id: grades for question, grades, _ in rows if grades}
    benchmark = Benchmark(Path("bench"), tuple(question for question, *_ in rows), grades)
    return evaluate(benchmark, MEMBERS, answers.__getitem__)


def asked(number: int = 1, **values) -> Question:
    return Question(f"q{number}", f"question {number}", **values)


def test_ndcg_has_a_linear_gain():
    found = figures((asked(), {"M1": 3, "M2": 1}, an_answer("M2", "M0", "M1"))).overall
    gain = 1 / math.log2(2) + 3 / math.log2(4)
    ideal = 3 / math.log2(2) + 1 / math.log2(3)
    assert found.ndcg == pytest.approx(gain / ideal)


def test_the_first_relevant_member_decides_mrr_and_success():
    found = figures((asked(), {"M1": 1, "M2": 1}, an_answer("M0", "M1", "M2"))).overall
    assert (found.mrr, found.success_1, found.success_3) == (0.5, 0, 1)


def test_recall_is_the_share_of_relevant_members_among_the_first_ten():
    ranking = [f"M{number}" for number in range(12)]
    found = figures((asked(), {"M0": 1, "M9": 1, "M10": 1, "M11": 2}, an_answer(*ranking))).overall
    assert found.recall == 0.5


def test_what_comes_after_the_tenth_member_does_not_count():
    ranking = [f"M{number}" for number in range(12)]
    found = figures((asked(), {"M10": 1}, an_answer(*ranking))).overall
    assert (found.ndcg, found.mrr, found.recall, found.success_3) == (0, 0, 0, 0)


def test_a_perfect_ranking_is_1_throughout():
    found = figures((asked(), {"M1": 2, "M2": 1}, an_answer("M1", "M2", "M3"))).overall
    assert (found.ndcg, found.mrr, found.recall, found.success_1) == (1, 1, 1, 1)


def test_more_relevant_members_than_ten_can_still_be_perfect():
    ranking = [f"M{number}" for number in range(12)]
    found = figures((asked(), dict.fromkeys(ranking, 1), an_answer(*ranking))).overall
    assert found.ndcg == pytest.approx(1)
    assert found.recall == pytest.approx(10 / 12)


def test_figures_are_means_over_answerable_questions_whatever_the_outcome():
    found = figures(
        (asked(1), {"M1": 1}, an_answer("M1")),
        (asked(2), {"M1": 1}, an_answer("M2", "M1", outcome=Outcome.NOBODY)),
        (asked(3, answerable=False), {}, an_answer("M1")),
    ).overall
    assert (found.n, found.mrr) == (2, 0.75)


def test_languages_and_types_are_told_apart():
    found = figures(
        (asked(1, lang="ja", type="plain"), {"M1": 1}, an_answer("M1")),
        (asked(2, lang="en", type="plain"), {"M1": 1}, an_answer("M2")),
        (asked(3), {"M1": 1}, an_answer("M1")),
    )
    assert {name: part.mrr for name, part in found.by_lang.items()} == {"ja": 1, "en": 0}
    assert {name: (part.n, part.mrr) for name, part in found.by_type.items()} == {"plain": (2, 0.5)}


def test_any_outcome_but_matches_counts_as_nobody():
    found = figures(
        (asked(1, answerable=False), {}, an_answer(outcome=Outcome.NOBODY)),
        (asked(2, answerable=False), {}, an_answer(outcome=Outcome.NOT_A_REQUEST)),
        (asked(3, answerable=False), {}, an_answer("M1")),
        (asked(4), {"M1": 1}, an_answer("M1", outcome=Outcome.NOBODY)),
        (asked(5), {"M1": 1}, an_answer("M1")),
    )
    assert found.nobody_recall == pytest.approx(2 / 3)
    assert found.false_refusals == 0.5


def test_the_first_member_of_a_filtered_question_has_to_pass_its_filters():
    found = figures(
        (asked(1, filters={"city": ["Tama"]}), {"M1": 1}, an_answer("M1")),
        (asked(2, filters={"city": ["Tama"]}), {"M1": 1}, an_answer("M2", "M1")),
        (asked(3, exclude={"city": ["Tama"]}), {"M2": 1}, an_answer("M2")),
        (asked(4, exclude={"city": ["Tama"]}), {"M2": 1}, an_answer()),
        (asked(5), {"M2": 1}, an_answer("M1")),
    )
    assert found.top1_satisfies == 0.5


def test_filters_are_parsed_exactly_or_not_at_all():
    wanted = {"city": ["Tama"]}
    found = figures(
        (asked(1, filters=wanted), {"M1": 1}, an_answer("M1", query=Query("", "en", wanted))),
        (asked(2, filters=wanted), {"M1": 1}, an_answer("M1")),
    )
    assert found.parsed_exactly == 0.5


@pytest.mark.parametrize(
    ("wanted", "query"),
    [
        (
            {"filters": {"kind": ["other", "support"]}},
            Query("", "en", filters={"kind": ["support", "other"]}),
        ),
        ({"filters": {"city": ["Tama"]}}, Query("", "en", {"city": ("Tama",), "kind": ()}, {})),
        (
            {"exclude": {"kind": ["other"], "city": []}},
            Query("", "en", exclude={"kind": ["other"]}),
        ),
        ({"filters": {"city": ["Tama"]}}, Query("", "en", near=("Tama",))),
        ({"filters": {"city": ["Tama"]}}, Query("", "en", {"city": ["Tama"]}, near=("Tama",))),
        (
            {"filters": {"city": ["Tama", "Hino"]}},
            Query("", "en", {"city": ["Hino"]}, near=("Tama",)),
        ),
    ],
)
def test_filters_are_compared_as_sets_and_a_city_with_near_is_one(wanted: dict, query: Query):
    found = figures((asked(**wanted), {"M1": 1}, an_answer("M1", query=query)))
    assert found.parsed_exactly == 1


@pytest.mark.parametrize(
    "query",
    [
        Query("", "en", filters={"city": ["Tama", "Hino"]}),
        Query("", "en", filters={"city": ["Tama"], "kind": ["other"]}),
        Query("", "en", filters={"city": ["Tama"]}, exclude={"kind": ["other"]}),
        Query("", "en", exclude={"city": ["Tama"]}),
        Query("", "en", filters={"city": ["Tama"]}, near=("Hino",)),
    ],
)
def test_a_value_too_many_or_in_the_wrong_place_is_not_exact(query: Query):
    wanted = asked(filters={"city": ["Tama"]})
    assert figures((wanted, {"M1": 1}, an_answer("M1", query=query))).parsed_exactly == 0


def test_a_question_whose_conditions_are_all_empty_has_none():
    question = asked(filters={"city": []}, exclude={"kind": []})
    assert figures((question, {"M1": 1}, an_answer("M2"))).top1_satisfies is None


def test_a_question_that_nobody_can_answer_does_not_count_in_the_ranking():
    found = figures(
        (asked(1, answerable=False), {"M1": 1}, an_answer("M1")),
        (asked(2), {"M1": 1}, an_answer("M1", outcome=Outcome.NOBODY)),
    )
    assert (found.overall.n, found.nobody_recall, found.false_refusals) == (1, 0, 1)


def test_a_part_is_covered_when_one_of_its_members_is_among_the_first_ten():
    parts = (frozenset({"M1", "M2"}), frozenset({"M3"}), frozenset({"M11"}))
    found = figures(
        (asked(1, groups=parts), {"M1": 1}, an_answer("M2", "M5", "M3")),
        (asked(2, groups=(frozenset({"M1"}),)), {"M1": 1}, an_answer("M5")),
    )
    assert found.parts_covered == pytest.approx(2 / 3)


def test_parity_is_japanese_over_english_on_twins():
    found = figures(
        (asked(1, lang="ja", twin="q2"), {"M1": 1}, an_answer("M0", "M1")),
        (asked(2, lang="en", twin="q1"), {"M1": 1}, an_answer("M1")),
        (asked(3, lang="ja", twin="q9"), {"M1": 1}, an_answer()),
        (asked(4, lang="ja"), {"M1": 1}, an_answer("M1")),
    )
    assert found.parity == pytest.approx(1 / math.log2(3))


def test_of_two_twins_either_may_name_the_other_and_they_count_once():
    found = figures(
        (asked(1, lang="ja"), {"M1": 1}, an_answer("M0", "M1")),
        (asked(2, lang="en", twin="q1"), {"M1": 1}, an_answer("M1")),
        (asked(3, lang="ja", twin="q4"), {"M1": 1}, an_answer("M1")),
        (asked(4, lang="en", twin="q3"), {"M1": 1}, an_answer("M1")),
    )
    assert found.parity == pytest.approx((1 / math.log2(3) + 1) / 2)
    assert found.counts.twins == 2


def test_a_twin_in_the_same_language_says_nothing_about_parity():
    found = figures(
        (asked(1, lang="ja", twin="q2"), {"M1": 1}, an_answer("M1")),
        (asked(2, lang="mixed", twin="q1"), {"M1": 1}, an_answer("M1")),
    )
    assert found.parity is None


def test_a_hub_is_the_most_frequent_member_over_the_mean_of_all():
    found = figures(
        (asked(1), {"M1": 1}, an_answer("M1", "M2")),
        (asked(2), {"M1": 1}, an_answer("M1", "M3")),
        (asked(3), {"M1": 1}, an_answer("M1", "M4")),
    )
    # Six places over twelve members are half a place each; M1 has three.
    assert found.max_over_mean == 6


def test_latency_is_told_by_its_median_and_its_95th_percentile():
    rows = [(asked(n), {"M1": 1}, an_answer("M1", took_ms=float(n))) for n in range(1, 102)]
    found = figures(*rows)
    assert (found.median_ms, found.p95_ms) == (51, 96)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_95th_percentile_of_a_few_is_one_that_could_have_been_measured(count: int):
    rows = [(asked(n), {"M1": 1}, an_answer("M1", took_ms=float(n))) for n in range(1, count + 1)]
    assert figures(*rows).p95_ms <= count


def test_without_questions_of_a_sort_there_is_no_figure_for_them():
    found = figures((asked(), {"M1": 1}, an_answer("M1")))
    assert found.nobody_recall is found.top1_satisfies is found.parsed_exactly is None
    assert found.parts_covered is found.parity is None
    assert found.counts == Counts(nobody=0, filters=0, parts=0, twins=0)


def test_each_figure_tells_on_how_many_questions_it_rests():
    parts = (frozenset({"M1"}), frozenset({"M3"}))
    found = figures(
        (asked(1, lang="ja", twin="q2", groups=parts), {"M1": 1}, an_answer("M1")),
        (asked(2, lang="en", twin="q1", exclude={"city": ["Tama"]}), {"M1": 1}, an_answer("M1")),
        (asked(3, answerable=False), {}, an_answer()),
    )
    assert found.counts == Counts(nobody=1, filters=1, parts=1, twins=1)
    printed = found.to_dict()
    assert [printed[name]["n"] for name in ("nobody", "filters", "parts", "twins")] == [1] * 4


def test_without_an_answerable_question_the_ranking_figures_are_0():
    found = figures((asked(1, answerable=False), {}, an_answer(outcome=Outcome.NOBODY)))
    assert (found.overall.n, found.overall.ndcg, found.nobody_recall) == (0, 0, 1)


def test_the_json_has_the_keys_of_the_contract():
    rows = [
        (asked(1, lang="ja", type="plain"), {"M1": 1}, an_answer("M1")),
        (asked(2, lang="en", type="vague"), {"M1": 1}, an_answer("M1")),
    ]
    found = json.loads(json.dumps(figures(*rows).to_dict()))

    ranking = {"n", "ndcg@10", "mrr@10", "recall@10", "success@1", "success@3"}
    assert list(found) == [
        "overall", "by_lang", "by_type", "nobody", "filters", "parts", "twins", "hubs", "latency_ms"
    ]  # fmt: skip
    assert found["overall"].keys() == ranking
    assert {name: part.keys() for name, part in found["by_lang"].items()} == {
        "ja": ranking, "en": ranking
    }  # fmt: skip
    assert found["by_type"].keys() == {"plain", "vague"}
    assert found["nobody"].keys() == {"recall", "false_refusals", "n"}
    assert found["filters"].keys() == {"top1_satisfies", "parsed_exactly", "n"}
    assert found["parts"].keys() == {"covered@10", "n"}
    assert found["twins"].keys() == {"parity", "n"}
    assert found["hubs"].keys() == {"max_over_mean"}
    assert found["latency_ms"].keys() == {"median", "p95"}


names = st.sampled_from([member.id for member in MEMBERS])
outcomes = st.sampled_from(Outcome)
rows = st.lists(
    st.tuples(
        st.lists(names, unique=True, max_size=12),
        st.dictionaries(names, st.integers(1, 5), max_size=12),
        outcomes,
        st.lists(st.frozensets(names, min_size=1), max_size=3),
    ),
    min_size=1,
    max_size=8,
)


@given(rows)
def test_all_shares_lie_between_0_and_1(rows):
    found = figures(
        *(
            (
                asked(number, answerable=bool(grades), groups=tuple(groups), lang="ja"),
                grades,
                an_answer(*ranking, outcome=outcome),
            )
            for number, (ranking, grades, outcome, groups) in enumerate(rows)
        )
    )
    shares = [
        found.overall.ndcg, found.overall.mrr, found.overall.recall, found.overall.success_1,
        found.overall.success_3, found.nobody_recall, found.false_refusals, found.parts_covered,
    ]  # fmt: skip
    assert all(share is None or 0 <= share <= 1 + 1e-9 for share in shares)
    assert found.overall.success_1 <= found.overall.success_3
    assert 0 <= found.max_over_mean <= len(MEMBERS)
