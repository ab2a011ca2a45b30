"""Questions, matches and answers as programs read them."""

from __future__ import annotations

import pytest

from index.model import (
    Answer,
    Condition,
    Confidence,
    Evidence,
    Field,
    Match,
    MemberCard,
    Outcome,
    Query,
)  # fmt: skip
from profiles.model import Kind

CARD = MemberCard("D001", "株式会社甲", "Kou Co., Ltd.", Kind.PRODUCT_SME, "Saitama", "Sayama")
MATCH = Match(
    CARD,
    Confidence.STRONG,
    0.8123,
    (Evidence(Field.CAPABILITY, "チタンの切削", ((0, 3), (4, 6)), (("titanium", "チタン"),)),),
    parts=("titanium",),
    met=(Condition("city", ("Sayama", "Hanno"), ("Sayama",)),),
    lacks=(Condition("kind", ("product_sme",), ("product_sme",), excluded=True),),
)
MATCH_AS_JSON = {
    "member_id": "D001",
    "name_ja": "株式会社甲",
    "name_en": "Kou Co., Ltd.",
    "kind": "product_sme",
    "prefecture": "Saitama",
    "city": "Sayama",
    "confidence": "strong",
    "score": 0.8123,
    "evidence": [
        {
            "field": "capability",
            "text": "チタンの切削",
            "marks": [[0, 3], [4, 6]],
            "pairs": [["titanium", "チタン"]],
        }
    ],
    "parts": ["titanium"],
    "met": [{"facet": "city", "asked": ["Sayama", "Hanno"], "has": ["Sayama"], "excluded": False}],
}


def test_an_answer_is_the_object_of_the_contract():
    answer = Answer(
        Query("チタン", "ja"), Outcome.MATCHES, (MATCH,), (), ("D001",), "20260701T120000Z-ab", 7.25
    )
    assert answer.to_dict() == {
        "query": {
            "text": "チタン", "lang": "ja", "filters": {}, "exclude": {}, "parts": [],
            "near": [], "unwanted": [], "repairs": [],
        },
        "outcome": "matches",
        "matches": [MATCH_AS_JSON],
        "nearest": [],
        "snapshot": "20260701T120000Z-ab",
        "took_ms": 7.2,
    }  # fmt: skip


def test_who_came_nearest_is_shown_with_what_it_lacks():
    answer = Answer(Query("x", "en"), Outcome.NOBODY, (), (MATCH,), ("D001",), "s", 1.0)
    lacks = {"facet": "kind", "asked": ["product_sme"], "has": ["product_sme"], "excluded": True}
    assert answer.to_dict()["nearest"] == [{**MATCH_AS_JSON, "lacks": [lacks]}]


def test_what_was_understood_is_plain_lists():
    query = Query(
        "x", "en", {"city": ("Tama",)}, {"kind": ("university",)}, ("a", "b"),
        near=("Tama",), unwanted=("plating",), repairs=(("anodaizing", "anodizing"),),
    )  # fmt: skip
    found = Answer(query, Outcome.NOBODY, (), (), (), "s", 1.0).to_dict()["query"]
    assert found == {
        "text": "x", "lang": "en",
        "filters": {"city": ["Tama"]}, "exclude": {"kind": ["university"]}, "parts": ["a", "b"],
        "near": ["Tama"], "unwanted": ["plating"], "repairs": [["anodaizing", "anodizing"]],
    }  # fmt: skip


def test_an_answer_without_some_members_names_them_nowhere():
    answer = Answer(Query("x", "en"), Outcome.MATCHES, (MATCH,), (), ("D001", "D2"), "s", 1.0)
    assert answer.without(frozenset()) is answer
    left = answer.without(frozenset({"D001"}))
    assert (left.outcome, left.matches, left.ranking) == (Outcome.NOBODY, (), ("D2",))


@pytest.mark.parametrize(
    ("ja", "en", "lang", "name"),
    [
        ("甲", "Kou", "ja", "甲"),
        ("甲", "Kou", "en", "Kou"),
        ("甲", "", "en", "甲"),
        ("", "Kou", "ja", "Kou"),
    ],
)
def test_a_member_is_named_in_the_readers_language_if_it_can_be(ja, en, lang, name):
    assert MemberCard("1", ja, en, Kind.OTHER, "", "").name_in(lang) == name
