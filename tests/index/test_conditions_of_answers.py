"""What a question asks of the members themselves decides who is named, with the packaged model."""

from __future__ import annotations

import pytest

from index.model import Condition, Confidence, Outcome
from index.search import Searcher
from tests.index.examples import ids


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("anodizing in Hachioji", "ANODE-H"),
        ("相模原でアルマイト処理", "ANODE-S"),
        ("JIS Q 9100 で歯車の研削", "GEAR-S"),
        ("vibration testing at a university", "SHAKE-LAB"),
    ],
)
def test_only_who_meets_the_condition_is_named(town: Searcher, question: str, member: str):
    answer = town.search(question)
    assert answer.outcome is Outcome.MATCHES
    assert ids(answer.matches) == [member]
    assert answer.ranking[0] == member


def test_the_condition_that_a_match_meets_is_named_with_what_it_has(town: Searcher):
    (match,) = town.search("titanium machining with ISO 9001").matches
    assert match.met == (Condition("certification", ("ISO 9001",), ("ISO 9001",)),)


def test_filters_are_applied_before_the_cut_off(town: Searcher, monkeypatch: pytest.MonkeyPatch):
    # The best of all is in Kumagaya; with room for one, the one in Sagamihara must still come.
    monkeypatch.setattr("index.search.POOL", 1)
    assert town.search("アルマイト処理", k=1).ranking == ("ANODE-K",)
    assert town.search("相模原でアルマイト処理", k=1).ranking == ("ANODE-S",)


@pytest.mark.parametrize(
    "question", ["大学ではなく企業で振動試験", "vibration testing, anyone but a university"]
)
def test_an_excluded_kind_never_appears_among_the_matches(town: Searcher, question: str):
    assert "SHAKE-LAB" in ids(town.search("振動試験").matches)
    answer = town.search(question)
    assert answer.query.exclude == {"kind": ["university"]}
    assert ids(answer.matches) == ["SHAKE"]


def test_when_nobody_meets_the_condition_nobody_is_named_and_the_nearest_would_fit_without(
    town: Searcher,
):
    answer = town.search("熊谷で振動試験")
    assert (answer.outcome, answer.matches) == (Outcome.NOBODY, ())
    assert set(ids(answer.nearest)) == set(ids(town.search("振動試験").matches))


def test_the_nearest_say_which_condition_they_do_not_meet(town: Searcher):
    nearest = {one.member.id: one for one in town.search("熊谷で振動試験").nearest}
    assert nearest["SHAKE"].lacks == (Condition("city", ("Kumagaya",), ("Tachikawa",)),)
    assert nearest["SHAKE-LAB"].lacks == (Condition("city", ("Kumagaya",), ("Hachioji",)),)


def test_a_member_that_an_exclusion_keeps_out_lacks_it_as_such(town: Searcher):
    answer = town.search("ヘリウムリーク試験、昭島以外で")
    assert answer.outcome is Outcome.NOBODY
    assert ids(answer.nearest)[0] == "LEAK"
    (lacking,) = answer.nearest[0].lacks
    assert lacking == Condition("city", ("Akishima",), ("Akishima",), excluded=True)


@pytest.mark.parametrize("question", ["八王子の近くでアルマイト", "anodizing near Hachioji"])
def test_near_a_city_means_that_city_first_and_then_by_distance(town: Searcher, question: str):
    answer = town.search(question)
    assert answer.query.near == ("Hachioji",)
    assert ids(answer.matches) == ["ANODE-H", "ANODE-S", "ANODE-K"]


def test_near_a_city_keeps_nobody_out(town: Searcher):
    answer = town.search("熊谷付近で振動試験")
    assert answer.outcome is Outcome.MATCHES
    assert all(match.lacks == () for match in answer.matches)


def test_conditions_do_not_make_a_match_of_who_says_nothing_about_the_need(town: Searcher):
    answer = town.search("titanium machining by a chamber of commerce")
    assert answer.outcome is Outcome.NOBODY
    assert answer.ranking[0] == "GRANT", "whoever meets the condition is measured first"
    assert "GRANT" not in ids(answer.nearest)


def test_a_method_that_is_ruled_out_proves_nothing(town: Searcher):
    answer = town.search("めっき以外で摺動部品の表面処理")
    assert answer.query.unwanted == ("めっき",)
    assert ids(answer.matches)[0] == "COAT"
    quoted = [found.text for match in answer.matches for found in match.evidence]
    assert not [text for text in quoted if "めっき" in text]
    assert all(match.evidence for match in (*answer.matches, *answer.nearest))


def test_a_statement_that_says_no_more_than_asked_for_is_strong(town: Searcher):
    assert town.search("歯車の研削").matches[0].confidence is Confidence.STRONG
