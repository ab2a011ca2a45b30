"""Conditions from outside the text: how they follow one another, and how they are kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.constraints import NONE, Constraints, read_constraints, stated, wanting
from index.reading.conditions import conditions_of
from index.reading.mentions import Facet, Mention

HACHIOJI = wanting("place", ["Tokyo/Hachioji"])
TOKYO = wanting("place", ["Tokyo/"])
UNIVERSITY = wanting("kind", ["university"])


def no(constraints: Constraints) -> Constraints:
    """The same conditions as exclusions."""
    return stated(
        Mention(0, 0, one.facet, one.values, excluded=True, places=one.places)
        for one in constraints.mentions
    )


def asked(constraints: Constraints) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    conditions = conditions_of(constraints.mentions)
    return conditions.filters, conditions.exclude


def test_a_form_asks_by_kind_place_certificate_and_language():
    form = (
        wanting("kind", ["university", "product_sme"])
        .then(wanting("place", ["Tokyo/Hachioji", "Saitama/"]))
        .then(wanting("certification", ["ISO 9001"]))
        .then(wanting("language", ["en"]))
    )
    assert asked(form)[0] == {
        "kind": ["university", "product_sme"],
        "city": ["Hachioji"],
        "prefecture": ["Saitama"],
        "certification": ["ISO 9001"],
        "language": ["en"],
    }


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("kind", ["no such kind"]),
        ("kind", []),
        ("place", ["/", ""]),
        ("size", ["<=50"]),
        ("nothing", ["x"]),
        ("certification", ["\ud800"]),
    ],
)
def test_what_is_no_value_of_a_form_is_left_out(facet: str, values: list[str]):
    assert wanting(facet, values) == NONE


def test_a_later_value_replaces_an_earlier_one_of_the_same_facet():
    later = UNIVERSITY.then(wanting("kind", ["chamber"]))
    assert asked(later) == ({"kind": ["chamber"]}, {})


def test_a_city_replaces_a_prefecture_and_the_other_way_round():
    assert asked(TOKYO.then(HACHIOJI))[0] == {"city": ["Hachioji"]}
    assert asked(HACHIOJI.then(TOKYO))[0] == {"prefecture": ["Tokyo"]}


def test_values_of_other_facets_stay():
    assert asked(HACHIOJI.then(UNIVERSITY))[0] == {"city": ["Hachioji"], "kind": ["university"]}


def test_exclusions_add_up():
    both = no(UNIVERSITY).then(no(wanting("kind", ["large_company"])))
    assert asked(both) == ({}, {"kind": ["university", "large_company"]})


def test_a_wanted_value_takes_its_exclusion_back():
    private = no(wanting("kind", ["university", "research_institute"]))
    assert asked(private.then(UNIVERSITY)) == (
        {"kind": ["university"]},
        {"kind": ["research_institute"]},
    )


def test_an_excluded_value_is_wanted_no_more():
    assert asked(UNIVERSITY.then(no(UNIVERSITY))) == ({}, {"kind": ["university"]})


def test_a_wanted_city_takes_back_that_its_prefecture_is_excluded():
    assert asked(no(TOKYO).then(HACHIOJI)) == ({"city": ["Hachioji"]}, {})


def test_an_excluded_prefecture_takes_back_that_its_city_is_wanted():
    assert asked(HACHIOJI.then(no(TOKYO))) == ({}, {"prefecture": ["Tokyo"]})


def test_an_excluded_city_leaves_the_rest_of_its_prefecture():
    assert asked(TOKYO.then(no(HACHIOJI))) == (
        {"prefecture": ["Tokyo"]},
        {"city": ["Hachioji"]},
    )


def test_of_cities_with_one_name_only_the_one_that_is_meant_is_taken_back():
    fuchu = no(wanting("place", ["Tokyo/Fuchu"]))
    assert asked(fuchu.then(wanting("place", ["Hiroshima/Fuchu"])))[1] == {"city": ["Fuchu"]}


def test_members_that_are_not_to_be_named_add_up():
    found = Constraints(without=("A",)).then(Constraints(without=("B", "A"))).without
    assert found == ("A", "B")


def test_nothing_is_nothing():
    assert not NONE
    assert NONE.encoded() == ""
    assert read_constraints("") == NONE
    assert UNIVERSITY.then(NONE) == UNIVERSITY == NONE.then(UNIVERSITY)


def test_conditions_of_a_text_lose_their_place_in_it():
    assert stated([Mention(3, 9, Facet.KIND, ("university",))]) == UNIVERSITY


_NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)
_MENTIONS = st.one_of(
    st.builds(
        lambda kinds, excluded: Mention(0, 0, Facet.KIND, tuple(kinds), excluded=excluded),
        st.lists(st.sampled_from(["university", "chamber", "finance"]), min_size=1, unique=True),
        st.booleans(),
    ),
    st.builds(
        lambda where, city, near: Mention(
            0, 0, Facet.CITY, (city,), near=near, places=((where, city),)
        ),
        st.one_of(st.just(""), _NAMES),
        _NAMES,
        st.booleans(),
    ),
    st.builds(lambda name: Mention(0, 0, Facet.PREFECTURE, (name,)), _NAMES),
    st.builds(lambda name: Mention(0, 0, Facet.CERTIFICATION, (name,)), _NAMES),
    st.builds(lambda size: Mention(0, 0, Facet.SIZE, (f"<={size}",)), st.integers(0, 99_999)),
)
_CONSTRAINTS = st.builds(
    lambda mentions, without: Constraints(tuple(mentions), tuple(without)),
    st.lists(_MENTIONS, unique=True, max_size=4),
    st.lists(_NAMES, unique=True, max_size=4),
)


@given(_CONSTRAINTS)
def test_what_was_encoded_is_read_again(constraints: Constraints):
    assert read_constraints(constraints.encoded()) == constraints


def wanted(constraints: Constraints, facets: set[Facet]) -> list[Mention]:
    return [one for one in constraints.mentions if one.facet in facets and not one.excluded]


@given(_CONSTRAINTS, _CONSTRAINTS)
def test_of_two_the_later_one_holds(earlier: Constraints, later: Constraints):
    both = earlier.then(later)
    assert set(later.mentions) <= set(both.mentions)
    for facets in ({Facet.KIND}, {Facet.CITY, Facet.PREFECTURE}, {Facet.CERTIFICATION}):
        again = wanted(later, facets)
        assert not again or wanted(both, facets) == again


@pytest.mark.parametrize(
    "text",
    [
        "{", "null", "[]", "7", '"x"', '{"mentions": 3}', '{"mentions": [3, null, []]}',
        '{"mentions": [{"facet": "kind"}]}', '{"mentions": [{"facet": "kind", "values": ["x"]}]}',
        '{"mentions": [{"facet": ["kind"], "values": ["university"]}]}',
        '{"mentions": [{"facet": "size", "values": ["<=many"]}]}',
        '{"mentions": [{"facet": "weight", "values": ["9"]}]}',
        '{"mentions": [{"facet": "city", "values": ["\\ud800"]}]}',
        '{"without": [1, "", null]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(text: str):
    assert read_constraints(text) == NONE


def test_beside_what_cannot_be_read_the_rest_stays():
    written = json.loads(UNIVERSITY.encoded())
    written["mentions"].append({"facet": "kind", "values": ["of an older version"]})
    written["more"] = True
    assert read_constraints(json.dumps(written)) == UNIVERSITY


@given(st.text())
def test_any_text_is_read_without_an_error(text: str):
    read_constraints(text)
