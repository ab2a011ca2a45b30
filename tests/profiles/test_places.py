"""Prefectures and municipalities in every form."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import profiles.places
from profiles.places import (
    all_places,
    canonical_place,
    coordinates_of,
    display_place,
    distance_km,
    split_address,
)

with Path(profiles.places.__file__).with_name("places.csv").open(encoding="utf-8") as file:
    TABLE = list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("prefecture", "city"),
    [
        ("埼玉県", "狭山市"), ("埼玉", "狭山"), ("Saitama", "Sayama"),
        ("saitama-ken", "Sayama-shi"),
        ("Saitama Prefecture", "Sayama City"), ("", "狭山市"), ("埼玉県狭山市", ""),
        ("", "埼玉県狭山市"), ("埼玉県", "狭山市入間川1-2"), ("SAITAMA", "ＳＡＹＡＭＡ"),
    ],
)  # fmt: skip
def test_one_place_in_every_form(prefecture: str, city: str) -> None:
    assert canonical_place(prefecture, city) == ("Saitama", "Sayama", True)


@pytest.mark.parametrize(
    ("prefecture", "city", "expected"),
    [
        ("東京都", "府中市", ("Tokyo", "Fuchu", True)),
        ("広島県", "府中市", ("Hiroshima", "Fuchu", True)),
        ("", "府中市", ("", "府中市", False)),
        ("", "中央区", ("", "中央区", False)),
        ("神奈川県", "相模原市中央区", ("Kanagawa", "Sagamihara", True)),
        ("東京都", "西多摩郡瑞穂町", ("Tokyo", "Mizuho", True)),
        ("埼玉県", "三郷市", ("Saitama", "Misato", True)),
        ("埼玉県", "美里町", ("Saitama", "Misato Town", True)),
        ("東京都狭山市", "", ("東京都狭山市", "", False)),
        ("東京都", "狭山市", ("Tokyo", "狭山市", False)),
        ("Gumma", "Maebashi", ("Gunma", "Maebashi", True)),
        ("Tokyo", "Ōme", ("Tokyo", "Ome", True)),
        ("千葉県", "袖ヶ浦市", ("Chiba", "Sodegaura", True)),
        ("東京都", "", ("Tokyo", "", True)),
        ("", "", ("", "", True)),
    ],
)
def test_places_that_are_easily_confused(
    prefecture: str, city: str, expected: tuple[str, str, bool]
) -> None:
    assert canonical_place(prefecture, city) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("〒350-1305 埼玉県狭山市入間川1-23-5", ("Saitama", "Sayama")),
        ("狭山市入間川1", ("Saitama", "Sayama")),
        ("大阪市北区梅田1", ("Osaka", "Osaka")),
        ("京都府京都市左京区", ("Kyoto", "Kyoto")),
        ("1-23-5 Irumagawa, Sayama, Saitama 350-1305, Japan", ("Saitama", "Sayama")),
        ("Tama City, Tokyo", ("Tokyo", "Tama")),
        ("Hanoi", ("", "")),
    ],
)
def test_addresses_are_taken_apart(address: str, expected: tuple[str, str]) -> None:
    assert split_address(address) == expected


def test_every_municipality_is_found_by_each_of_its_names() -> None:
    for row in TABLE:
        wanted = (row["prefecture_en"], row["city_en"], True)
        assert canonical_place(row["prefecture_ja"], row["city_ja"]) == wanted
        assert canonical_place(row["prefecture_ja"], row["district_ja"] + row["city_ja"]) == wanted
        assert canonical_place(row["prefecture_en"], row["city_en"]) == wanted
        address = row["prefecture_ja"] + row["district_ja"] + row["city_ja"] + "1-2-3"
        assert split_address(address) == wanted[:2]


def test_a_place_is_shown_in_the_language_of_the_reader() -> None:
    assert display_place("Saitama", "Sayama", "ja") == "埼玉県狭山市"
    assert display_place("Saitama", "Sayama", "en") == "Sayama, Saitama"
    assert display_place("海外", "ハノイ", "ja") == "海外ハノイ"
    assert display_place("", "", "en") == ""
    assert display_place("Saitama", "Misato Town", "ja") == "埼玉県美里町"


def test_the_table_is_whole() -> None:
    assert len(TABLE) == 1741
    assert len({row["prefecture_en"] for row in TABLE}) == 47
    assert len({(row["prefecture_en"], row["city_en"]) for row in TABLE}) == len(TABLE)


# Where an association of the region between Osaka and Niigata has its members.
COMPLETE = frozenset(
    "Tokyo Kanagawa Saitama Chiba Gunma Tochigi Ibaraki Yamanashi Nagano Shizuoka Niigata Osaka "
    "Aichi".split()
)
POINTS = st.tuples(st.floats(min_value=-90, max_value=90), st.floats(min_value=-180, max_value=180))


def test_the_places_of_the_region_all_have_coordinates() -> None:
    for place in all_places():
        where = coordinates_of(place.prefecture_en, place.city_en)
        assert where is not None or place.prefecture_en not in COMPLETE, place
        if where:
            assert 24 <= where[0] <= 46, place
            assert 122 <= where[1] <= 146, place


def test_a_place_lies_near_the_others_of_its_prefecture() -> None:
    for prefecture, widest in (("Saitama", 75), ("Kanagawa", 55), ("Osaka", 60), ("Gunma", 85)):
        centre = coordinates_of(*{"Saitama": ("Saitama", "Higashimatsuyama"),
                                  "Kanagawa": ("Kanagawa", "Isehara"),
                                  "Osaka": ("Osaka", "Sakai"),
                                  "Gunma": ("Gunma", "Maebashi")}[prefecture])  # fmt: skip
        assert centre
        for place in all_places():
            if place.prefecture_en == prefecture:
                where = coordinates_of(prefecture, place.city_en)
                assert where
                assert distance_km(centre, where) < widest, place


def test_what_is_not_in_the_table_has_no_coordinates() -> None:
    assert coordinates_of("Tokyo", "Atlantis") is None
    assert coordinates_of("Tokyo", "") is None
    assert coordinates_of("Tokyo", "Sayama") is None


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (("Tokyo", "Hachioji"), ("Tokyo", "Tama"), 13),
        (("Tokyo", "Hachioji"), ("Kanagawa", "Sagamihara"), 10),
        (("Saitama", "Sayama"), ("Saitama", "Iruma"), 4),
        (("Tokyo", "Chiyoda"), ("Osaka", "Osaka"), 400),
        (("Niigata", "Tsubame"), ("Niigata", "Sanjo"), 7),
        (("Hokkaido", "Sapporo"), ("Okinawa", "Naha"), 2240),
    ],
)
def test_distances_of_known_pairs(one: tuple[str, str], other: tuple[str, str], km: float) -> None:
    here, there = coordinates_of(*one), coordinates_of(*other)
    assert here
    assert there
    assert distance_km(here, there) == pytest.approx(km, rel=0.05, abs=2.5)


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_never_round_the_globe(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    distance = distance_km(one, other)
    assert 0 <= distance <= 20_016
    assert distance == pytest.approx(distance_km(other, one))
    assert distance_km(one, one) == 0
