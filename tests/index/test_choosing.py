"""From candidates to an order."""

from __future__ import annotations

import numpy as np
import pytest

from index.candidates import Candidate, Found
from index.choosing import Choice, choices_of, further, nearest_first
from index.evidence import Asked
from index.signals import NAMES, Signals

NO_SIGNALS = Signals(**dict.fromkeys(NAMES, 0.0))


def a_candidate(
    number: int, probability: float, *, fits: bool = True, strong: bool = False
) -> Candidate:
    return Candidate(number, probability, fits, strong, NO_SIGNALS, ())


def a_choice(number: int, probability: float, *, fits: bool = True) -> Choice:
    return Choice(number, (a_candidate(number, probability, fits=fits),))


def found(*scores: float) -> Found:
    return Found(Asked((), 0.0), (), (), np.array(scores))


def numbers(choices: list[Choice]) -> list[int]:
    return [choice.number for choice in choices]


def test_candidates_of_one_need_come_by_their_probability():
    need = [a_candidate(4, 0.2), a_candidate(1, 0.9), a_candidate(3, 0.5)]
    assert numbers(choices_of([need], 5)) == [1, 3, 4]
    assert numbers(choices_of([need], 2)) == [1, 3]


def test_ties_go_to_the_lower_number():
    assert numbers(choices_of([[a_candidate(7, 0.5), a_candidate(2, 0.5)]], 5)) == [2, 7]


def test_a_strong_match_never_stands_behind_a_possible_one():
    need = [a_candidate(1, 0.9), a_candidate(2, 0.6, strong=True)]
    assert numbers(choices_of([need], 5)) == [2, 1]


def test_a_choice_is_strong_if_it_is_for_any_need():
    possible, strong = a_candidate(1, 0.9), a_candidate(1, 0.8, strong=True)
    assert Choice(1, (possible, strong)).strong
    assert not Choice(1, (possible, None)).strong


def test_a_member_is_one_choice_for_all_needs():
    needs = [[a_candidate(1, 0.9)], [a_candidate(1, 0.2, fits=False), a_candidate(2, 0.8)]]
    choices = choices_of(needs, 5)
    (one,) = [choice for choice in choices if choice.number == 1]
    assert one.probability == 0.9
    assert list(one.served) == [0]
    assert one.fits


def test_a_choice_fits_if_any_need_is_served():
    assert not a_choice(1, 0.9, fits=False).fits
    assert Choice(1, (None, a_candidate(1, 0.5))).fits


def test_members_that_serve_several_needs_come_first():
    needs = [[a_candidate(1, 0.9), a_candidate(3, 0.7)], [a_candidate(2, 0.9), a_candidate(3, 0.7)]]
    assert numbers(choices_of(needs, 5))[0] == 3


def test_no_needs_choose_nobody():
    assert choices_of([[]], 5) == choices_of([[], []], 5) == []


def test_who_fits_in_the_city_itself_comes_first():
    choices = [a_choice(1, 0.9), a_choice(2, 0.3), a_choice(3, 0.95, fits=False)]
    assert numbers(nearest_first(choices, {1: 0.5, 2: 1.0, 3: 1.0}))[0] == 2


def test_outside_the_city_the_distance_takes_from_the_probability():
    choices = [a_choice(1, 0.9), a_choice(2, 0.8)]
    assert numbers(nearest_first(choices, {1: 0.1, 2: 0.8})) == [2, 1]
    assert numbers(nearest_first(choices, {1: 0.8, 2: 0.8})) == [1, 2]


def test_further_members_come_by_score_behind_the_chosen():
    assert further([found(0.1, 0.9, 0.5)], [2], None, 5) == [1, 0]
    assert further([found(0.1, 0.9, 0.5)], [2], None, 1) == [1]
    assert further([found(0.1, 0.9, 0.5)], [], None, 0) == []


def test_further_members_that_a_condition_keeps_out_come_last():
    allowed = np.array([True, False, True])
    assert further([found(0.1, 0.9, 0.5)], [], allowed, 5) == [2, 0, 1]


def test_the_scores_of_all_needs_count_for_further_members():
    assert further([found(0.1, 0.9, 0.5), found(0.9, 0.2, 0.8)], [], None, 3) == [2, 1, 0]


@pytest.mark.parametrize("allowed", [None, np.array([False, True])])
def test_who_has_nothing_to_say_is_never_a_further_member(allowed: np.ndarray | None):
    assert further([found(-np.inf, 0.4)], [], allowed, 5) == [1]
