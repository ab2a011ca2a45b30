"""From passages and keywords to ranked members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import (
    TOP_STATEMENTS,
    Weights,
    best_first,
    by_parts,
    centred,
    fuse,
    member_cosines,
    min_max,
)
from index.vectors import Hits, passage_id

MEMBERS = 6
found = st.lists(
    st.tuples(st.integers(0, MEMBERS - 1), st.floats(-1, 1, width=32)), max_size=60
).map(lambda rows: sorted(rows, key=lambda row: -row[1]))
scores = st.lists(st.floats(-100, 100), max_size=20).map(np.array)


def hits_of(rows: list[tuple[int, float]]) -> Hits:
    """Passages by falling score, as the vectors give them."""
    positions = dict.fromkeys(range(MEMBERS), 0)
    ids = []
    for member, _ in rows:
        ids.append(passage_id(member, positions[member]))
        positions[member] += 1
    return Hits(np.array(ids, dtype=np.int64), np.array([s for _, s in rows], dtype=np.float32))


@given(found)
def test_a_member_counts_by_its_best_statement_and_by_its_best_three(rows):
    best, top = member_cosines(hits_of(rows), MEMBERS)

    floor = min((score for _, score in rows), default=0.0)
    for member in range(MEMBERS):
        own = sorted((s for owner, s in rows if owner == member), reverse=True)[:TOP_STATEMENTS]
        assert best[member] == pytest.approx(own[0] if own else floor)
        assert top[member] == pytest.approx(sum(own) / len(own) if own else floor, abs=1e-6)


def test_without_a_hit_nobody_is_ahead():
    best, top = member_cosines(hits_of([]), MEMBERS)
    assert best.tolist() == top.tolist() == [0.0] * MEMBERS


@given(scores)
def test_min_max_stays_within_0_and_1_and_keeps_the_order(values):
    moved = min_max(values)
    assert ((moved >= 0) & (moved <= 1)).all()
    assert all(
        moved[a] <= moved[b]
        for a, b in zip(*np.triu_indices(len(values)), strict=True)
        if values[a] <= values[b]
    )


def test_min_max_moves_the_lowest_to_0_and_the_highest_to_1():
    assert min_max(np.array([2.0, 4.0, 3.0])).tolist() == [0.0, 1.0, 0.5]


def test_scores_that_do_not_differ_say_nothing():
    assert min_max(np.array([0.7, 0.7])).tolist() == [0.0, 0.0]


def test_no_scores_at_all_are_fine():
    assert min_max(np.zeros(0)).tolist() == []


def test_fused_scores_are_the_weighted_sum_of_the_three_rankings():
    weights = Weights(dense=0.6, words=0.1, glosses=0.3)
    one, two, three = np.array([0.0, 1, 2]), np.array([5.0, 0, 5]), np.array([0.0, 0, 0])
    assert fuse(one, two, three, weights).tolist() == pytest.approx([0.1, 0.3, 0.7])


def test_the_usual_weights_make_scores_from_0_to_1():
    weights = Weights()
    assert weights.dense + weights.words + weights.glosses == pytest.approx(1)
    assert weights.best_statement + weights.top_statements == pytest.approx(1)


def test_ties_go_to_the_lower_number():
    assert best_first(np.array([0.5, 0.9, 0.5, 0.9]), 3) == [1, 3, 0]


def test_no_more_are_named_than_there_are():
    assert best_first(np.array([0.1, 0.2]), 10) == [1, 0]


def test_a_question_is_moved_away_from_the_mean_statement():
    question, centre = np.array([1.0, 0.0], np.float32), np.array([0.5, 0.5], np.float32)
    assert centred(question, centre, 0.4).tolist() == pytest.approx([0.8, -0.2])


def test_without_weight_a_question_stays_where_it_is():
    question = np.array([0.6, 0.8], np.float32)
    assert centred(question, np.ones(2, np.float32), 0.0).tolist() == question.tolist()


def test_a_slogan_loses_what_it_has_in_common_with_all_others():
    centre = np.array([0.8, 0.2], np.float32)
    slogan, fact = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    question = np.array([0.75, 0.66], np.float32)
    assert question @ slogan > question @ fact
    moved = centred(question, centre, 0.4)
    assert moved @ slogan < moved @ fact


def test_of_one_part_the_likeliest_come_first():
    assert by_parts([[0.2], [0.9], [0.5]], 3) == [1, 2, 0]


def test_whoever_serves_several_parts_comes_first():
    assert by_parts([[0.9, 0.0], [0.0, 0.9], [0.6, 0.6]], 3)[0] == 2


def test_a_part_that_is_served_counts_less_for_the_next():
    # Alone, the second is the next best; but its part is the first one's too.
    assert by_parts([[0.9, 0.0], [0.8, 0.0], [0.0, 0.5]], 3) == [0, 2, 1]


def test_the_gain_of_each_choice_is_what_is_left_open_of_its_parts():
    # 1.0 leaves 0.4 of the first part: 0.4 * 0.9 = 0.36 against 0.35 for the second part.
    assert by_parts([[1.0, 0.0], [0.9, 0.0], [0.0, 0.35]], 3) == [0, 1, 2]
    assert by_parts([[1.0, 0.0], [0.9, 0.0], [0.0, 0.37]], 3) == [0, 2, 1]


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), max_size=12), st.integers(0, 15))
def test_everybody_is_chosen_once_up_to_the_limit(chances, limit):
    chosen = by_parts(chances, limit)
    assert len(chosen) == len(set(chosen)) == min(limit, len(chances))
