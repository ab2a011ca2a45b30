"""What of a member is indexed."""

from __future__ import annotations

from index.model import Field, Side
from index.passages import Passage, passages_of
from tests.index.examples import PERSON, a_member

MEMBER = a_member(
    "M1",
    "titanium machining",
    "wire EDM",
    equipment=("lathe",),
    needs=("anodizing", "plating"),
    summary="difficult materials",
)


def test_each_offer_is_a_passage_of_its_own():
    assert passages_of(MEMBER, Side.OFFERS) == (
        Passage(Field.CAPABILITY, "titanium machining"),
        Passage(Field.CAPABILITY, "wire EDM"),
        Passage(Field.EQUIPMENT, "lathe"),
        Passage(Field.SUMMARY, "difficult materials"),
    )


def test_needs_are_apart_from_offers():
    assert passages_of(MEMBER, Side.NEEDS) == (
        Passage(Field.NEED, "anodizing"),
        Passage(Field.NEED, "plating"),
    )


def test_a_member_without_a_summary_has_no_empty_passage():
    assert passages_of(a_member("M1", "turning"), Side.OFFERS) == (
        Passage(Field.CAPABILITY, "turning"),
    )


def test_a_member_without_needs_has_nothing_on_that_side():
    assert passages_of(a_member(), Side.NEEDS) == ()


def test_names_and_contacts_are_in_no_passage():
    texts = " ".join(passage.text for side in Side for passage in passages_of(MEMBER, side))
    assert not any(part in texts for part in (PERSON.name, PERSON.email, MEMBER.name_ja))
