"""How an answer says how it was read, who covers what, and who meets what."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import words_in
from bot.messages.naming import Naming, brief, listed
from bot.messages.reasons import (
    coverage_line,
    lacks_line,
    nobody_meets_conditions,
    reading_line,
    reasons_line,
)
from index.model import Answer, Condition, Evidence, Field, Match, Outcome, Query
from index.reading.mentions import Facet
from tests.bot.blocks.samples import MATCHES, MIHON, matched, nobody, parted
from tests.bot.limits_of_slack import ANY_TEXT

JA, EN = words_in("ja"), words_in("en")
IN_HINO = replace(MIHON, prefecture="Tokyo", city="Hino")
TAMA = (
    "Akiruno Akishima Chofu Fuchu Fussa Hachioji Hamura Higashikurume Higashimurayama "
    "Higashiyamato Hino Hinode Hinohara Inagi Kiyose Kodaira Koganei Kokubunji Komae Kunitachi "
    "Machida Mitaka Mizuho Musashimurayama Musashino Nishitokyo Okutama Ome Tachikawa Tama"
).split()


def asking(query: Query) -> Answer:
    return replace(matched("ja"), query=query)


def lacking(*lacks: Condition, lang: str = "ja") -> str:
    return lacks_line(replace(MATCHES[0], member=IN_HINO, lacks=lacks), Naming(words_in(lang)))


def test_a_question_without_conditions_needs_no_line() -> None:
    assert reading_line(asking(Query("切削", "ja")), JA) == ""


@pytest.mark.parametrize(
    ("filters", "japanese", "english"),
    [
        ({"city": ["Hachioji"]}, "場所：八王子市", "Place: Hachioji"),
        ({"prefecture": ["Saitama"]}, "場所：埼玉県", "Place: Saitama"),
        ({"city": ["Saitama"]}, "場所：さいたま市", "Place: Saitama"),
        (
            {"prefecture": ["Tokyo"], "city": ["Kawasaki"]},
            "場所：東京都、川崎市",
            "Place: Tokyo, Kawasaki",
        ),
        ({"kind": ["university"]}, "種別：大学", "Kind: a university"),
        ({"kind": ["product_sme", "supporting_sme"]}, "種別：中小企業", "Kind: an SME"),
        (
            {"kind": ["large_company", "product_sme", "supporting_sme", "university"]},
            "種別：企業、大学",
            "Kind: a company, a university",
        ),
        ({"certification": ["ISO 13485"]}, "認証：ISO 13485", "Certificate: ISO 13485"),
        ({"language": ["vi", "xh"]}, "言語：ベトナム語、xh", "Language: Vietnamese, xh"),
        ({"size": [">=1000"]}, "規模：従業員1,000人以上", "Size: at least 1,000 employees"),
    ],
)
def test_conditions_are_said_in_the_readers_language(
    filters: dict[str, list[str]], japanese: str, english: str
) -> None:
    answer = asking(Query("?", "ja", filters=filters))
    assert reading_line(answer, JA) == japanese
    assert reading_line(answer, EN) == english


def test_a_city_whose_neighbours_will_do_is_said_once() -> None:
    query = Query("町田の近く", "ja", filters={"city": ["Machida"]}, near=("Machida",))
    assert reading_line(asking(query), JA) == "近く：町田市"
    assert reading_line(asking(query), EN) == "Near: Machida"


def test_what_is_ruled_out_stands_together() -> None:
    query = Query("?", "ja", exclude={"kind": ["university"]}, unwanted=("めっき",))
    assert reading_line(asking(query), JA) == "除外：大学、めっき"


def test_words_that_were_read_as_others_are_named() -> None:
    query = Query("?", "en", repairs=(("anodaizing", "anodizing"), ("alumi", "aluminium")))
    assert reading_line(asking(query), JA) == (
        "anodaizing → anodizing、alumi → aluminium と読みました"
    )
    assert reading_line(asking(query), EN) == (
        "Read “anodaizing” as “anodizing”, “alumi” as “aluminium”"
    )


def test_an_area_is_called_as_the_question_calls_it() -> None:
    area = Query("多摩地域か狭山市で切削", "ja", filters={"city": [*TAMA, "Sayama"]})
    assert reading_line(asking(area), JA) == "場所：多摩地域、狭山市"
    english = Query("turning in the Tama area", "en", filters={"city": TAMA})
    assert reading_line(asking(english), EN) == "Place: Tama area"


def test_of_many_places_the_first_are_named_and_the_others_counted() -> None:
    query = Query("?", "ja", filters={"city": TAMA})
    assert reading_line(asking(query), JA) == "場所：あきる野市、昭島市、調布市ほか27件"
    assert reading_line(asking(query), EN) == "Place: Akiruno, Akishima, Chofu and 27 more"


def test_of_cities_with_one_name_the_one_that_is_written_is_meant() -> None:
    city = asking(Query("日野で溶接", "ja", filters={"city": ["Hino"]}))
    town = asking(Query("日野町で溶接", "ja", filters={"city": ["Hino"]}))
    assert reading_line(city, JA) == "場所：日野市"
    assert reading_line(town, JA) == "場所：日野町"


def test_parts_are_listed_with_whoever_serves_them() -> None:
    answer = parted("ja")
    assert coverage_line(answer, answer.matches, JA) == (
        "熱間鍛造：株式会社見本、例題大学 ／ 浸炭：株式会社見本 ／ 芯なし研削：見つかりません"
    )
    assert coverage_line(matched("ja"), MATCHES, JA) == ""
    assert coverage_line(replace(answer, outcome=Outcome.NOBODY), (), JA) == ""


def test_pairs_are_short_and_of_words_that_can_be_seen_and_at_most_two() -> None:
    pairs = (
        ("x" * 60, "筐体"),
        ("plating", "めっき"),
        ("anodizing", "アルマイト"),
        ("anodizing", "陽極酸化"),
        ("lots", "ロット"),
        ("small", "小"),
    )
    quoted = Evidence(Field.CAPABILITY, "筐体のアルマイト(陽極酸化)、小ロット", (), pairs)
    match = replace(MATCHES[0], evidence=(quoted, quoted))
    assert reasons_line(match, Naming(JA)) == ("アルマイト、陽極酸化 ← anodizing · ロット ← lots")


def test_a_word_that_the_statement_says_as_asked_needs_no_other() -> None:
    pairs = (("ヘリウムリーク", "漏れ検査"), ("Case", "case"))
    quoted = Evidence(Field.CAPABILITY, "ヘリウムリーク試験、漏れ検査 (case)", (), pairs)
    assert reasons_line(replace(MATCHES[0], evidence=(quoted,)), Naming(JA)) == ""


def test_of_many_who_serve_a_part_the_first_are_named() -> None:
    answer = parted("ja")
    many = answer.matches[:1] * 20
    assert coverage_line(answer, many, JA).startswith(
        "熱間鍛造：株式会社見本、株式会社見本、株式会社見本ほか17件 ／ "
    )


def test_a_member_is_said_to_meet_what_it_has() -> None:
    match = replace(
        MATCHES[0],
        member=IN_HINO,
        evidence=(),
        met=(
            Condition(Facet.CITY, ("Hachioji", "Hino"), ("Hino",)),
            Condition(Facet.KIND, ("supporting_sme",), ("supporting_sme",)),
            Condition(Facet.SIZE, ("<=50",), ("12",)),
            Condition(Facet.LANGUAGE, ("en",), ("en",)),
        ),
    )
    assert (
        reasons_line(match, Naming(JA)) == "✓ 日野市 · ✓ 基盤技術型中小企業 · ✓ 従業員12人 · ✓ 英語"
    )
    assert reasons_line(match, Naming(EN)) == (
        "✓ Hino · ✓ SME (contract processing) · ✓ 12 employees · ✓ English"
    )


@pytest.mark.parametrize(
    ("lack", "japanese", "english"),
    [
        (
            Condition("city", ("Hachioji",), ("Hino",)),
            "八王子市ではありません（日野市）",
            "not in Hachioji (in Hino)",
        ),
        (Condition("city", ("Hachioji",)), "所在地の記載なし", "place not stated"),
        (
            Condition("prefecture", ("Saitama",), ("Tokyo",)),
            "埼玉県ではありません（東京都）",
            "not in Saitama (in Tokyo)",
        ),
        (
            Condition("prefecture", ("Tokyo",), ("Tokyo",), excluded=True),
            "東京都にあります（除外）",
            "in Tokyo (ruled out)",
        ),
        (
            Condition("kind", ("university",), ("finance",)),
            "大学ではありません",
            "not a university",
        ),
        (
            Condition("kind", ("university",), ("university",), excluded=True),
            "大学です（除外）",
            "a university (ruled out)",
        ),
        (
            Condition("certification", ("ISO 13485",), ("ISO 9001",)),
            "ISO 13485の記載なし",
            "ISO 13485 not stated",
        ),
        (Condition("language", ("en",), ("ja",)), "英語対応の記載なし", "English not stated"),
        (
            Condition("size", ("<=50",), ("1200",)),
            "従業員50人以下ではありません（従業員1,200人）",
            "1,200 employees (asked for: at most 50 employees)",
        ),
        (Condition("size", ("<=50",)), "従業員数の記載なし", "number of employees not stated"),
        (
            Condition("need", ("ヘリウムリーク",)),
            "会員の紹介に「ヘリウムリーク」の記載がありません",
            "the profile does not mention “ヘリウムリーク”",
        ),
    ],
)
def test_what_a_member_lacks_is_said_plainly(lack: Condition, japanese: str, english: str) -> None:
    assert lacking(lack) == f"合わない点：{japanese}"
    assert lacking(lack, lang="en") == f"But: {english}"


def test_who_lacks_nothing_has_no_line() -> None:
    assert lacking() == ""


@pytest.mark.parametrize(
    ("lacks", "only_conditions"),
    [
        ((Condition("city", ("Hachioji",), ("Hino",)),), True),
        ((Condition("kind", ("university",), ("university",), excluded=True),), True),
        ((Condition("need", ("リーク",)),), False),
        # Near Machida nobody is kept out for being elsewhere.
        ((Condition("city", ("Machida",), ("Hino",)),), False),
        ((), False),
    ],
)
def test_whether_only_conditions_keep_everybody_out(
    lacks: tuple[Condition, ...], only_conditions: bool
) -> None:
    nearest = (replace(MATCHES[0], lacks=lacks),)
    answer = replace(nobody("ja", nearest), query=Query("?", "ja", near=("Machida",)))
    assert nobody_meets_conditions(answer) is only_conditions
    assert not nobody_meets_conditions(replace(answer, nearest=()))


ANY = st.text(st.characters(exclude_categories=()), max_size=60) | st.just("長" * 5000)
FACETS = st.sampled_from([*Facet, "need", "another"])
CONDITION = st.builds(
    Condition, FACETS, st.lists(ANY).map(tuple), st.lists(ANY).map(tuple), st.booleans()
)


@ANY_TEXT
@given(
    texts=st.lists(ANY, max_size=40).map(tuple),
    condition=CONDITION,
    facet=FACETS,
    lang=st.sampled_from(["ja", "en"]),
)
def test_lines_stay_lines_whatever_they_say(
    texts: tuple[str, ...], condition: Condition, facet: str, lang: str
) -> None:
    words = words_in(lang)
    pairs = tuple(pairwise(texts))
    query = Query("".join(texts), lang, {facet: texts}, {facet: texts}, texts, texts, texts, pairs)
    quoted = Evidence(Field.SUMMARY, "".join(texts), (), pairs)
    match: Match = replace(
        MATCHES[0], evidence=(quoted,), parts=texts, met=(condition,), lacks=(condition,)
    )
    answer = replace(matched(lang, (match,)), query=query)
    naming = Naming.of(answer, words)
    for line in (
        reading_line(answer, words),
        coverage_line(answer, (match,), words),
        reasons_line(match, naming),
        lacks_line(match, naming),
    ):
        assert len(line) < 1500
        assert all(char.isprintable() for char in line)


@given(ANY)
def test_a_brief_text_is_short_and_printable(text: str) -> None:
    assert len(brief(text)) <= 40
    assert brief(text).isprintable()


def test_a_list_is_cut_only_where_it_is_long() -> None:
    assert listed(["a", "b", "c"], EN) == "a, b, c"
    assert listed(["a", "b", "c", "d"], EN) == "a, b, c and 1 more"
    assert listed(["a", "b", "c", "d"], JA) == "a、b、cほか1件"
