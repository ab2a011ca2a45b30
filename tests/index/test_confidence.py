"""How sure a match is: two logistic regressions over signals."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.confidence import FITTED, SHARE, TELLING, Judge, Regression, doubts, load_judge
from index.orientation import Gauge
from index.signals import NAMES, Signals

numbers = st.floats(-1e12, 1e12)


def some_signals(**values: float) -> Signals:
    return Signals(**dict.fromkeys(NAMES, 0.0) | values)


def a_regression(size: int, **values: object) -> Regression:
    usual = {
        "means": np.zeros(size), "scales": np.ones(size), "weights": np.zeros(size),
        "intercept": 0.0,
    }  # fmt: skip
    return Regression(**usual | values)  # type: ignore[arg-type]


def a_judge(**values: object) -> Judge:
    """One that finds everything half likely."""
    usual = {
        "fingerprint": "one", "member": a_regression(len(NAMES)), "japanese": 0.0,
        "anybody": a_regression(6), "possible_from": 0.5, "strong_from": 0.5,
        "cosines": Gauge(), "centred": Gauge(),
    }  # fmt: skip
    return Judge(**usual | values)  # type: ignore[arg-type]


def test_every_signal_has_a_weight_in_the_file_and_nothing_else_has():
    found = json.loads(FITTED.read_text("utf-8"))
    assert set(found["member"]["signals"]) == set(NAMES)
    assert len(found["anybody"]["doubts"]) == len(doubts(some_signals(), 0.5))


def test_the_weights_of_the_file_are_read_in_the_order_of_the_signals():
    rows = json.loads(FITTED.read_text("utf-8"))["member"]["signals"]
    member = load_judge().member
    for place, name in enumerate(NAMES):
        assert member.means[place] == rows[name]["mean"]
        assert member.scales[place] == rows[name]["scale"] > 0
        assert member.weights[place] == rows[name]["weight"]


def test_signals_are_a_vector_in_the_order_of_their_names():
    signals = some_signals(best=0.5, figures=-1.0)
    assert signals.vector()[NAMES.index("best")] == 0.5
    assert signals.vector()[NAMES.index("figures")] == -1.0
    assert signals.vector().sum() == -0.5


def test_a_regression_is_the_logistic_function_of_the_scaled_and_weighted_sum():
    regression = Regression(np.array([1.0, 2.0]), np.array([2.0, 4.0]), np.array([3.0, -1.0]), 0.5)
    # (3 - 1) / 2 * 3 + (4 - 2) / 4 * -1 + 0.5 = 3
    assert regression.probability(np.array([3.0, 4.0])) == pytest.approx(1 / (1 + math.exp(-3)))
    assert regression.probability(np.array([3.0, 4.0]), -3.0) == pytest.approx(0.5)


@given(st.lists(numbers, min_size=2, max_size=2), numbers)
def test_a_regression_gives_a_probability_for_any_numbers(values: list[float], bias: float):
    regression = a_regression(2, weights=np.array([5.0, -5.0]))
    assert 0 <= regression.probability(np.array(values), bias) <= 1


def test_the_first_doubt_is_the_log_odds():
    signals = some_signals(best=0.7, home=0.6, offside=0.5, covered=0.4, unheard=0.3, absent=0.1)
    odds, margin, at_home, *shares = doubts(signals, 0.8)
    assert odds == pytest.approx(math.log(0.8 / 0.2), abs=1e-3)
    assert margin == pytest.approx(0.2)
    assert at_home == pytest.approx(0.1)
    assert shares == [0.4, 0.3, 0.1]


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_certainty_has_log_odds_too(certain: float):
    assert np.isfinite(doubts(some_signals(), certain)).all()


def test_english_questions_are_judged_without_the_japanese_share():
    judge = a_judge(japanese=-1.0)
    signals = some_signals()
    assert judge.probability(signals, "en") == 0.5
    below = 1 / (1 + math.e)
    assert judge.probability(signals, "ja") == pytest.approx(below)
    assert judge.probability(signals, "mixed") == pytest.approx(below)


def test_a_member_is_named_from_the_threshold_on():
    signals = some_signals()
    assert a_judge(possible_from=0.5).fits(signals, 0.5)
    assert not a_judge(possible_from=0.51).fits(signals, 0.5)


def test_whether_a_member_fits_is_asked_of_the_second_regression():
    judge = a_judge(anybody=a_regression(6, weights=np.array([0.0, 10.0, 0.0, 0.0, 0.0, 0.0])))
    assert judge.fits(some_signals(best=0.6, offside=0.4), 0.01)
    assert not judge.fits(some_signals(best=0.4, offside=0.6), 0.99)


def test_a_match_is_strong_from_the_threshold_on():
    judge, signals = a_judge(strong_from=0.8), some_signals(rarest=1.0, covered=1.0, work=1.0)
    assert judge.is_strong(signals, 0.8)
    assert not judge.is_strong(signals, 0.79)


def test_a_slogan_is_never_strong():
    assert not a_judge().is_strong(some_signals(rarest=1.0, covered=1.0, work=1.0, slogan=1.0), 1.0)


def test_a_member_that_never_says_the_telling_words_is_never_strong():
    assert a_judge().is_strong(some_signals(rarest=TELLING, covered=1.0, work=1.0), 1.0)
    assert not a_judge().is_strong(some_signals(rarest=TELLING - 0.01, covered=1.0, work=1.0), 1.0)


def test_a_member_that_names_nothing_of_what_is_to_be_done_is_never_strong():
    assert not a_judge().is_strong(some_signals(rarest=1.0, covered=1.0, work=0.0), 1.0)


def test_a_member_that_names_hardly_any_of_the_need_is_never_strong():
    assert a_judge().is_strong(some_signals(rarest=1.0, covered=SHARE, work=1.0), 1.0)
    assert not a_judge().is_strong(some_signals(rarest=1.0, covered=SHARE - 0.01, work=1.0), 1.0)


@pytest.mark.parametrize("better", ["best", "standing", "named"])
def test_what_speaks_for_a_member_makes_it_likelier(better: str):
    judge, usual = load_judge(), some_signals(best=0.5, standing=0.5, named=0.3, offside=0.4)
    more = replace(usual, **{better: getattr(usual, better) + 0.3})
    assert judge.probability(more, "en") > judge.probability(usual, "en")


def test_a_question_near_everyday_matters_is_less_likely_answered():
    judge, usual = load_judge(), some_signals(best=0.5, standing=0.9, named=0.3, offside=0.3)
    beside = replace(usual, offside=0.7)
    assert judge.probability(beside, "en") < judge.probability(usual, "en")
