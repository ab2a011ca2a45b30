"""A number of people is a size where a firm has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.mentions import Facet
from index.reading.sizes import find_sizes


@pytest.mark.parametrize(
    ("text", "stretch", "value"),
    [
        ("従業員50人以下の町工場で試作", "従業員50人以下の町工場で", "<=50"),
        ("従業員数100名未満、金型", "従業員数100名未満、", "<=99"),
        ("社員が300人以上の会社", "社員が300人以上の会社", ">=300"),
        ("50名以上、プレス", "50名以上、", ">=50"),
        ("プレス 100人超の会社", "100人超の会社", ">=101"),
        ("２０人以下の会社で溶接", "２０人以下の会社で", "<=20"),
        ("従業員1,000人以上で量産", "従業員1,000人以上で", ">=1000"),
        ("小規模な会社で試作", "小規模な会社で", "<=20"),
        ("小規模な町工場を探しています", "小規模な町工場を", "<=20"),
        ("fewer than 20 employees, gears", "fewer than 20 employees", "<=19"),
        ("gears, more than 300 people", "more than 300 people", ">=301"),
        ("a company with at least 50 employees", "with at least 50 employees", ">=50"),
        ("sheet metal firm with no more than 30 staff", "with no more than 30 staff", "<=30"),
        ("up to 1,000 employees", "up to 1,000 employees", "<=1000"),
    ],
)
def test_a_firm_of_a_size_is_asked_for(text: str, stretch: str, value: str) -> None:
    (found,) = find_sizes(text)
    assert text[found.start : found.end] == stretch
    assert (found.facet, found.values) == (Facet.SIZE, (value,))


@pytest.mark.parametrize(
    "text",
    [
        "10個以上、5人で作業",
        "5人で検査している工程",
        "30人月以下の開発",
        "参加者50名以上の研修",
        "50人以上収容できる会場",
        "作業員10人以上を派遣",
        "20名以上で工場見学",
        "小規模な実験設備",
        "小規模な工場向けの生産管理",
        "50μm以下の穴",
        "ロット1000以上",
        "training for more than 300 people",
        "canteen feeding over 500 employees",
        "more than 20 pieces",
        "an app used by more than 200 staff every day",
        "The company has more than 300 employees and was founded in 1950",
    ],
)
def test_lots_guests_and_working_days_are_no_size(text: str) -> None:
    assert find_sizes(text) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_sizes(text))


@given(st.integers(1, 999_999), st.sampled_from(["以下", "未満", "以上", "超"]))
def test_any_number_is_kept(number: int, bound: str) -> None:
    ((value,),) = [one.values for one in find_sizes(f"従業員{number}人{bound}の会社")]
    assert abs(int(value[2:]) - number) == (bound in ("未満", "超"))
