"""Which conditions are worth adding, and what a form can offer."""

from __future__ import annotations

from index.constraints import Constraints, wanting
from index.model import MemberCard, Suggestion
from index.reading.conditions import conditions_of
from index.suggesting import Options, options_of, suggestions_for
from profiles.model import Kind

NO_CONDITIONS = conditions_of(())


def a_card(
    city: str = "Hachioji",
    kind: Kind = Kind.SUPPORTING_SME,
    *certifications: str,
    prefecture: str = "Tokyo",
) -> MemberCard:
    return MemberCard("M", "", "M", kind, prefecture, city, certifications)


def suggested(cards: list[MemberCard], asked: Constraints | None = None) -> list[str]:
    conditions = conditions_of(asked.mentions) if asked else NO_CONDITIONS
    return [one.value for one in suggestions_for(cards, conditions)]


def test_of_fewer_than_three_members_nobody_needs_to_choose():
    cards = [a_card("Hachioji"), a_card("Hino")]
    assert suggestions_for(cards, NO_CONDITIONS) == ()
    assert suggestions_for([*cards, a_card("Hino")], NO_CONDITIONS) != ()


def test_what_all_or_none_have_is_not_suggested():
    assert suggested([a_card()] * 4) == []


def test_what_halves_the_members_comes_first_with_how_many_it_leaves():
    cards = [
        a_card("Hachioji", Kind.UNIVERSITY),
        a_card("Hachioji"),
        a_card("Hachioji"),
        a_card("Hino", Kind.SUPPORTING_SME, "ISO 9001"),
        a_card("Machida", Kind.SUPPORTING_SME, "ISO 9001"),
        a_card("Machida", Kind.SUPPORTING_SME, "ISO 9001", "JIS Q 9100"),
    ]
    assert suggestions_for(cards, NO_CONDITIONS) == (
        Suggestion("place", "Tokyo/Hachioji", 3),
        Suggestion("certification", "ISO 9001", 3),
        Suggestion("place", "Tokyo/Machida", 2),
        Suggestion("kind", "supporting_sme", 5),
    )


def test_no_more_than_two_are_of_one_facet():
    cards = [a_card(city) for city in ("Hachioji", "Hino", "Machida", "Fuchu")]
    assert len(suggested(cards)) == 2


def test_where_there_are_many_cities_prefectures_are_suggested():
    tokyo = [a_card(city) for city in ("Hachioji", "Hino", "Machida", "Fuchu", "Tama")]
    others = [a_card(city, prefecture="Saitama") for city in ("Sayama", "Hanno")]
    assert suggested([*tokyo, *others]) == ["Tokyo/", "Saitama/"]


def test_within_a_prefecture_that_is_asked_for_cities_are_suggested():
    cities = ("Hachioji", "Hachioji", "Hino", "Machida", "Fuchu", "Tama", "Kodaira", "Fussa")
    found = suggested([a_card(city) for city in cities], wanting("place", ["Tokyo/"]))
    assert found[0] == "Tokyo/Hachioji"


def test_what_is_asked_for_already_is_not_suggested():
    cards = [a_card("Hachioji"), a_card("Hino"), a_card("Hino")]
    both = wanting("place", ["Tokyo/Hachioji", "Tokyo/Hino"])
    assert suggested(cards, both) == []


def test_a_second_certificate_is_not_suggested_as_it_would_replace_the_first():
    one = a_card("Hino", Kind.SUPPORTING_SME, "ISO 9001")
    both = a_card("Hino", Kind.SUPPORTING_SME, "ISO 9001", "JIS Q 9100")
    assert suggested([one, one, both]) == ["JIS Q 9100"]
    assert suggested([one, one, both], wanting("certification", ["ISO 9001"])) == []


def test_each_suggestion_can_be_wanted():
    cards = [
        a_card("Hino", Kind.UNIVERSITY, "ISO 9001", "JIS Q 9100"),
        a_card("Hino", Kind.SUPPORTING_SME, "ISO 9001"),
        a_card("Hachioji"),
        a_card("Sayama", prefecture="Saitama"),
    ]
    found = suggestions_for(cards, NO_CONDITIONS)
    assert {one.facet for one in found} == {"kind", "place", "certification"}
    for one in found:
        conditions = conditions_of(wanting(one.facet, [one.value]).mentions)
        assert sum(map(conditions.passed_by, cards)) == one.count


def test_a_form_offers_what_members_have_the_most_frequent_first():
    cards = [
        a_card("Hachioji", Kind.UNIVERSITY, "ISO 9001"),
        a_card("Hino", Kind.SUPPORTING_SME, "JIS Q 9100", "ISO 9001"),
        a_card("Hino"),
        a_card("Sayama", prefecture="Saitama"),
        a_card("", prefecture=""),
    ]
    assert options_of(cards) == Options(
        kinds=(Kind.SUPPORTING_SME, Kind.UNIVERSITY),
        places=(
            ("Tokyo", ""),
            ("Tokyo", "Hino"),
            ("Saitama", ""),
            ("Saitama", "Sayama"),
            ("Tokyo", "Hachioji"),
        ),
        certifications=("ISO 9001", "JIS Q 9100"),
    )


def test_a_directory_without_members_offers_nothing():
    assert options_of([]) == Options()
