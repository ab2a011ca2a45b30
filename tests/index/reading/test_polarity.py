"""What is not wanted is told from what is, and from what would do as well."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.certificates import find_certificates
from index.reading.kinds import find_kinds
from index.reading.mentions import Facet, Mention, cut_out
from index.reading.places import find_places
from index.reading.polarity import Negation, negated_needs, with_polarity

METHODS = frozenset(
    """
    めっき メッキ 電気めっき 塗装 溶接 レーザー溶接 ろう付け はんだ付け 鋳造 鍛造 切削 放電加工
    アルマイト 剥離 検査 焼入れ 接着
    casting forging plating welding anodizing painting cnc machining drilling
    """.split()
) | {"laser welding", "heat treatment", "cnc machining", "chrome plating"}


def is_method(term: str) -> bool:
    return term in METHODS


def is_anything(term: str) -> bool:
    return True


def mention(text: str, words: str, facet: Facet = Facet.CITY) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), facet, (words.strip(" でかとor"),))


def read(text: str) -> list[tuple[str, bool]]:
    judged = with_polarity(text, [*find_kinds(text), *find_certificates(text)])
    return [(text[one.start : one.end], one.excluded) for one in judged]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("大学以外で振動試験", ["大学以外で"]),
        ("振動試験 大学ではなく企業で", ["大学ではなく企業で"]),
        ("大学じゃなくて会社で評価", ["大学じゃなくて会社で"]),
        ("大学を除いて、SEM", ["大学を除いて、"]),
        ("大学と公設試以外", ["大学と", "公設試以外"]),
        ("大学・公設試は除く", ["大学・", "公設試は除く"]),
        ("大学は避けたい", ["大学は避けたい"]),
        ("大学は不可、金属組織観察", ["大学は不可、"]),
        ("大手はNG、試作", ["大手はNG、"]),
        ("大手抜きで試作", ["大手抜きで"]),
        ("大手や商社は除いて、プレス", ["大手や商社は除いて、"]),
        ("大学は敷居が高いので企業で表面分析", ["大学は敷居が高いので企業で"]),
        ("公設試と大学は混んでいるので民間でEMC", ["公設試と", "大学は混んでいるので", "民間で"]),
        ("no banks please", ["no banks please"]),
        ("no universities or public institutes", ["no universities or ", "public institutes"]),
        ("not a university, leak test", ["not a university"]),
        ("leak test, must not be a university", ["must not be a university"]),
        ("anyone but a university", ["anyone but a university"]),
        ("other than a bank", ["other than a bank"]),
        ("except large companies", ["except large companies"]),
        ("rather than a university, vibration test", ["rather than a university"]),
        ("vibration test, universities excluded", ["universities excluded"]),
        ("avoid big corporations, sheet metal", ["avoid big corporations"]),
        ("excluding universities and chambers of commerce",
         ["excluding universities and ", "chambers of commerce"]),
    ],
)  # fmt: skip
def test_who_is_ruled_out_is_excluded(text: str, stretches: list[str]) -> None:
    assert read(text) == [(stretch, True) for stretch in stretches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大手じゃなくて町工場で", [("大手じゃなくて", True), ("町工場で", False)]),
        ("大学は混んでいるので公設試で", [("大学は混んでいるので", True), ("公設試で", False)]),
        ("民間企業ではなく大学で", [("民間企業ではなく", False), ("大学で", False)]),
        ("民間以外でEMC", [("民間以外で", False)]),
        ("大学か公設試で", [("大学か", False), ("公設試で", False)]),
        ("ISO 9001取得済みで大学以外", [("ISO 9001取得済みで", False), ("大学以外", True)]),
    ],
)
def test_one_is_wanted_and_the_other_is_not(text: str, expected: list[tuple[str, bool]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大手以外でも可",
        "大学でもよい",
        "大学に限らず",
        "not necessarily a university",
        "not only universities but companies",
        "need a university or not",
        "ISO 9001は不要、板金",
        "ISO 9001がなくてもよい板金屋",
        "ISO 9001不問",
        "no ISO 9001 needed, brackets",
        "ISO 9001 not required",
        "ISO9001 必須ではない",
        "a shop without ISO 9001",
        "a small sensor, not requiring an ISO 9001 certified site",
        "大手でなくていいので試作",
        "it doesn't have to be a university",
        "at a university is fine too",
    ],
)
def test_what_would_do_as_well_is_no_condition(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("東京以外で板金", ["東京"], [("東京以外で", True)]),
        ("東京ではなく埼玉で板金", ["東京", "埼玉で"], [("東京ではなく", True), ("埼玉で", False)]),
        (
            "not in Tokyo or Osaka",
            ["in Tokyo", "Osaka"],
            [("not in Tokyo or", True), ("Osaka", True)],
        ),
        ("outside Tokyo, plating", ["Tokyo"], [("outside Tokyo", True)]),
        ("八王子か相模原で", ["八王子か", "相模原で"], [("八王子か", False), ("相模原で", False)]),
        ("八王子で、大阪以外", ["八王子で", "大阪"], [("八王子で", False), ("大阪以外", True)]),
        ("東京は遠いので埼玉で", ["東京", "埼玉で"], [("東京は遠いので", True), ("埼玉で", False)]),
        ("東京でもいい", ["東京で"], []),
        ("東京だけでなく埼玉も", ["東京", "埼玉"], [("東京", False), ("埼玉", False)]),
        ("not far from Tokyo", ["from Tokyo"], [("from Tokyo", False)]),
        ("Saitama is fine too", ["Saitama"], []),
    ],
)
def test_places_are_turned_round_in_the_same_way(
    text: str, words: list[str], expected: list[tuple[str, bool]]
) -> None:
    judged = with_polarity(text, [mention(text, word) for word in words])
    read_back = [(text[one.start : one.end], one.excluded) for one in judged]
    assert [(words.strip(), out) for words, out in read_back] == [
        (words.strip(), out) for words, out in expected
    ]


@pytest.mark.parametrize(
    ("text", "unwanted", "stretch"),
    [
        ("めっき以外で防錆", "めっき", "めっき以外で"),
        ("めっき以外の方法で防錆", "めっき", "めっき以外の方法で"),
        ("溶接ではなく接着で", "溶接", "溶接ではなく"),
        ("レーザー溶接じゃなくてろう付けで", "レーザー溶接", "レーザー溶接じゃなくて"),
        ("無電解めっきは避けたい", "無電解めっき", "無電解めっきは避けたい"),
        ("ステンレスではなくアルミで", "ステンレス", "ステンレスではなく"),
        ("casting ではなく鍛造", "casting", "casting ではなく"),
        ("溶接なしで組み立て", "溶接", "溶接なしで"),
        ("塗装せずに防錆", "塗装", "塗装せずに"),
        ("not casting", "casting", "not casting"),
        ("without using casting, a bracket", "casting", "without using casting"),
        ("bracket, No Plating, just paint", "Plating", "No Plating"),
        ("join two sheets instead of welding", "welding", "instead of welding"),
        ("anything but CNC", "CNC", "anything but CNC"),
        ("no heat treatment please", "heat treatment", "no heat treatment please"),
        ("aluminium instead of stainless steel, case", "stainless steel",
         "instead of stainless steel"),
    ],
)  # fmt: skip
def test_a_method_that_is_not_wanted(text: str, unwanted: str, stretch: str) -> None:
    (found,) = negated_needs(text, [], is_method, is_anything)
    assert (found.text, text[found.start : found.end]) == (unwanted, stretch)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("めっきや塗装以外の方法で防錆", ["めっき", "塗装"]),
        ("other than anodizing or painting, corrosion protection", ["anodizing", "painting"]),
        ("no casting, forging or welding", ["casting", "forging", "welding"]),
    ],
)
def test_methods_in_a_list_share_the_negation(text: str, unwanted: list[str]) -> None:
    found = negated_needs(text, [], is_method, is_anything)
    assert [one.text for one in found] == unwanted
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text", ["気のせいではなく本当", "気分ではなく溶接", "luck instead of skill"]
)
def test_only_a_word_of_the_trade_is_chosen_against(text: str) -> None:
    assert negated_needs(text, [], is_method, is_method) == []


@pytest.mark.parametrize(
    "text",
    [
        "CFRPの穴あけ、剥離なし",
        "バリなし",
        "鉛フリーはんだ",
        "接着剤なしで固定",
        "図面なしの部品",
        "納期不問、溶接",
        "溶接だけではなく塗装も",
        "めっき以外にも対応",
        "めっき以外も相談したい",
        "溶接専門ではないのですが",
        "平日以外に測定",
        "without delamination",
        "no burrs",
        "no MOQ",
        "no drawing",
        "not too expensive",
        "not only welding",
        "sooner rather than later",
        "no welding spatter",
        "we have no plating line",
        "the robot is not welding",
        "A novel coating that replaces chromium instead of chrome plating for aerospace parts",
    ],
)
def test_a_quality_is_no_method(text: str) -> None:
    assert negated_needs(text, [], is_method, is_anything) == []


def test_what_is_cut_as_a_condition_is_not_cut_again() -> None:
    text = "大学以外で評価"
    cut = with_polarity(text, find_kinds(text))
    assert negated_needs(text, cut, is_method, is_anything) == []
    assert cut_out(text, [one.stretch for one in cut]) == "評価"


def test_a_negation_says_where_it_stands() -> None:
    assert negated_needs("防錆、めっき以外で", [], is_method, is_anything) == [
        Negation(3, 9, "めっき")
    ]


TELLING = st.lists(
    st.sampled_from(
        [
            "めっき",
            "大学",
            "東京",
            "以外",
            "ではなく",
            "や",
            "で",
            "no ",
            "not ",
            "bank",
            " or ",
            ",",
            "welding",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), TELLING))
def test_any_text_is_judged(text: str) -> None:
    judged = with_polarity(text, find_kinds(text))
    negations = negated_needs(text, judged, is_method, is_anything)
    for one in (*judged, *negations):
        assert 0 <= one.start < one.end <= len(text)
    assert all(one.end <= other.start for one, other in pairwise(judged))


@given(TELLING, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(Facet))))
def test_any_mentions_are_judged(text: str, spans: list[tuple[int, int, Facet]]) -> None:
    mentions = [
        Mention(start, min(start + length, len(text)), facet, ("x",))
        for start, length, facet in spans
        if start < len(text)
    ]
    assert all(0 <= one.start < one.end <= len(text) for one in with_polarity(text, mentions))


@pytest.mark.parametrize(
    "piece", ["めっき以外", "not ", "instead of a ", "や塗装", "大学は混んでいるので"]
)
def test_a_book_pasted_by_mistake_is_judged_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = perf_counter()
    negated_needs(text, with_polarity(text, find_kinds(text)), is_method, is_anything)
    assert perf_counter() - started < 1


def read_places(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    judged = with_polarity(text, find_places(text))
    return [(text[one.start : one.end].strip(), one.values, one.excluded) for one in judged]


@pytest.mark.parametrize(
    ("text", "stretch", "value"),
    [
        ("樹脂成形、千葉の業者は除外して", "千葉の業者は除外して", "Chiba"),
        ("大阪の企業はNG、試作", "大阪の企業はNG、", "Osaka"),
        ("愛知のメーカー以外で熱処理", "愛知のメーカー以外で", "Aichi"),
        ("長野はパスで、治具", "長野はパスで、", "Nagano"),
        ("静岡は対象外で、鋳物", "静岡は対象外で、", "Shizuoka"),
        ("旋盤、群馬以外どこでも", "群馬以外どこでも", "Gunma"),
        ("旋盤、栃木以外ならどこでもいいです", "栃木以外ならどこでもいいです", "Tochigi"),
        ("金型（千葉を除く）", "（千葉を除く）", "Chiba"),
        ("jigs, suppliers outside Osaka only", "suppliers outside Osaka only", "Osaka"),
        ("jigs, anywhere but Chiba", "anywhere but Chiba", "Chiba"),
        ("jigs, everywhere except Nagano", "everywhere except Nagano", "Nagano"),
        ("jigs, anyone besides Gunma firms", "anyone besides Gunma", "Gunma"),
        ("jigs, not Aichi please, we already asked there",
         "not Aichi please, we already asked there", "Aichi"),
        ("jigs (not Niigata)", "(not Niigata)", "Niigata"),
        ("jigs, any shop that's not in Chiba", "any shop that's not in Chiba", "Chiba"),
    ],
)  # fmt: skip
def test_a_place_is_ruled_out_with_all_the_words_that_say_so(
    text: str, stretch: str, value: str
) -> None:
    assert read_places(text) == [(stretch, (value,), True)]


def test_a_comma_ends_a_choice_of_places() -> None:
    assert [(values, out) for _, values, out in read_places("東京か埼玉、神奈川は除いて")] == [
        (("Tokyo",), False),
        (("Saitama",), False),
        (("Kanagawa",), True),
    ]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("自治会館で、商工会主催じゃないセミナー", ["商工会主催じゃない"]),
        ("銀行系は除いて、資金調達", ["銀行系は除いて、"]),
        ("大手の業者は外して、試作", ["大手の業者は外して、"]),
        ("大学じゃないところで硬度試験", ["大学じゃないところで"]),
        ("公設試は対象外で", ["公設試は対象外で"]),
        ("skip the universities, leak test", ["skip the universities"]),
        ("training run by anyone but a chamber of commerce", ["anyone but a chamber of commerce"]),
        ("training, run by anyone except a bank", ["run by anyone except a bank"]),
        ("leave out big corporations, die casting", ["leave out big corporations"]),
        ("molds (no universities)", ["(no universities)"]),
        ("molds, any university will do", ["any university will do"]),
    ],
)
def test_a_kind_goes_with_all_the_words_around_it(text: str, stretches: list[str]) -> None:
    assert [words.strip() for words, _ in read(text)] == stretches


@pytest.mark.parametrize(
    "text",
    [
        "It is not a bank but a database",
        "this is not a university project",
        "we are not a large company",
        "ranking of banking standings",
        "大学でなくてもOK、EMC試験",
    ],
)
def test_who_is_said_not_to_be_somebody_excludes_nobody(text: str) -> None:
    assert not any(out for _, out in read(text))


@pytest.mark.parametrize(
    ("text", "unwanted", "stretch"),
    [
        ("溝加工、放電加工以外なら何でも", "放電加工", "放電加工以外なら何でも"),
        ("鋳造以外なら工法は問いません、筐体", "鋳造", "鋳造以外なら工法は問いません"),
        ("表面処理、塗装は使わない方法で", "塗装", "塗装は使わない方法で"),
        ("塗装を除外して防錆", "塗装", "塗装を除外して"),
        ("ろう付けじゃないやつで接合", "ろう付け", "ろう付けじゃないやつで"),
        ("鍛造は対象外で、部品", "鍛造", "鍛造は対象外で、"),
        ("手作業のはんだ付け以外で実装", "はんだ付け", "手作業のはんだ付け以外で"),
        ("ブロックからの切削以外で", "切削", "ブロックからの切削以外で"),
        ("鋼の焼入れ、溶接以外で", "溶接", "溶接以外で"),
        ("薄板を接着なしでつなぐ", "接着", "接着なしで"),
        ("塗装 NG", "塗装", "塗装 NG"),
        ("塗装以外 any method ok", "塗装", "塗装以外 any method ok"),
        ("coating, anything but アルマイト", "アルマイト", "anything but アルマイト"),
        ("join foils, as long as it's not welding", "welding", "as long as it's not welding"),
        ("ring, any route is fine as long as it's not machining out of a billet", "machining",
         "any route is fine as long as it's not machining out of a billet"),
        ("rod, any method will do except plating", "plating", "any method will do except plating"),
        ("skip the plating, just paint", "plating", "skip the plating"),
        ("cut plate with no laser", "laser", "no laser"),
        ("slots, anything but drilling for the slots", "drilling", "anything but drilling"),
    ],
)  # fmt: skip
def test_a_method_goes_with_all_the_words_that_rule_it_out(
    text: str, unwanted: str, stretch: str
) -> None:
    (found,) = negated_needs(text, [], is_in_words, is_anything)
    assert (found.text, text[found.start : found.end].strip(" ,、")) == (
        unwanted,
        stretch.strip(" ,、"),
    )


def is_in_words(term: str) -> bool:
    """As the thesaurus answers: whether a method is anywhere in the term."""
    return any(method in term for method in METHODS)


def test_short_words_in_a_list_of_methods() -> None:
    found = negated_needs("profile plate, no laser, no plasma, no gas", [], is_method, is_anything)
    assert [one.text for one in found] == ["laser", "plasma", "gas"]


@pytest.mark.parametrize(
    "text",
    [
        "spindle grinding",
        "understanding bending in long-range welding",
        "findings on casting",
        "溶接歪みなし",
        "鍛造で継ぎ目なしのリング",
        "板を塗装して段差なし",
        "めっき剥がれなし",
        "塗装ムラなし",
        "切削油を使わない加工機",
        "溶接以外に塗装もできます",
        "センサ以外のデータ",
        "それはゲームではない別の何か",
        "広報以外に写真もあります",
        "besides machining we need anodizing",
        "no gas leak",
        "no laser safety officer",
        "範囲は広い",
        "it is not casting",
    ],
)
def test_what_only_looks_like_a_negated_method_is_left_alone(text: str) -> None:
    assert negated_needs(text, [], is_in_words, is_anything) == []


def test_what_follows_a_condition_ruled_out_is_still_needed() -> None:
    text = "skip the universities, machining"
    cut = with_polarity(text, find_kinds(text))
    assert negated_needs(text, cut, is_method, is_anything) == []
    assert cut_out(text, [one.stretch for one in cut]) == "machining"
