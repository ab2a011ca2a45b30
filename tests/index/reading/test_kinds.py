"""A kind is a condition only where somebody of that kind is wanted."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.kinds import find_kinds
from index.reading.mentions import Facet, cut_out
from index.reading.polarity import with_polarity

UNIVERSITY = ("university",)
INSTITUTE = ("research_institute",)
LARGE = ("large_company",)
SMES = ("product_sme", "supporting_sme")
FINANCE = ("finance",)
CHAMBER = ("chamber",)
PUBLIC = ("research_institute", "municipality", "chamber", "support")
PRIVATE = ("university", "research_institute")


@pytest.mark.parametrize(
    ("text", "stretch", "values"),
    [
        ("大学で振動試験", "大学で", UNIVERSITY),
        ("大学の先生に相談したい、電池の劣化", "大学の先生に", UNIVERSITY),
        ("大学の研究室でXPS", "大学の研究室で", UNIVERSITY),
        ("高専の先生でロボットに詳しい方", "高専の先生で", UNIVERSITY),
        ("めっきに詳しい大学の先生", "大学の先生", UNIVERSITY),
        ("大学と共同研究したい", "大学と", UNIVERSITY),
        ("大学に測定をお願いしたい", "大学に", UNIVERSITY),
        ("電池を研究している大学を探しています", "大学を", UNIVERSITY),
        ("近くに大学はありませんか、SEM", "大学は", UNIVERSITY),
        ("大学限定で破面観察", "大学限定で", UNIVERSITY),
        ("破面観察（大学希望）", "大学希望", UNIVERSITY),
        ("企業ではなく大学で評価", "企業ではなく大学で", UNIVERSITY),
        ("X線CTを借りられる公設試", "公設試", INSTITUTE),
        ("公設試の装置を借りたい", "公設試の", INSTITUTE),
        ("国の研究所で測ってもらいたい", "研究所で", INSTITUTE),
        ("試験場だけでお願いします", "試験場だけで", INSTITUTE),
        ("大手の会社で量産", "大手の会社で", LARGE),
        ("上場企業限定、共同開発", "上場企業限定、", LARGE),
        ("町工場に頼みたい、チタン", "町工場に", SMES),
        ("中小企業で5軸加工", "中小企業で", SMES),
        ("融資してくれる銀行", "銀行", FINANCE),
        ("信用金庫を紹介してほしい", "信用金庫を", FINANCE),
        ("地元の信金だけ 設備資金", "信金だけ", FINANCE),
        ("商工会議所に相談したい", "商工会議所に", CHAMBER),
        ("市役所で補助金の相談", "市役所で", ("municipality",)),
        ("支援機関の方に聞きたい", "支援機関の方に", ("support",)),
        ("NPOと連携したい", "NPOと", ("support",)),
        ("公的機関に相談したい", "公的機関に", PUBLIC),
        ("下請け限定でプレス", "下請け限定で", ("supporting_sme",)),
        ("ＮＰＯ限定", "ＮＰＯ限定", ("support",)),
        ("EMC test at a university", "at a university", UNIVERSITY),
        ("only universities: fatigue test", "only universities", UNIVERSITY),
        ("fatigue test, universities only", "universities only", UNIVERSITY),
        ("university lab that can do SEM", "university lab that can", UNIVERSITY),
        ("need a university for vibration testing", "a university", UNIVERSITY),
        ("Looking for a local university with a wind tunnel", "a local university", UNIVERSITY),
        ("joint research with a university on batteries", "with a university", UNIVERSITY),
        ("We need a professor in optics", "a professor", UNIVERSITY),
        ("X-ray CT from a public institute", "from a public institute", INSTITUTE),
        ("any bank that lends to startups?", "any bank that", FINANCE),
        ("talk to a credit union about a loan", "a credit union", FINANCE),
        ("ask the local chamber of commerce", "the local chamber of commerce", CHAMBER),
        ("prefer a small firm for prototypes", "a small firm", SMES),
        ("must be a large company, casting", "must be a large company", LARGE),
        ("looking for a university, not a company", "a university, not a company", UNIVERSITY),
        ("find me a public body for a grant", "a public body", PUBLIC),
    ],
)
def test_somebody_of_a_kind_is_wanted(text: str, stretch: str, values: tuple[str, ...]) -> None:
    (found,) = find_kinds(text)
    assert text[found.start : found.end] == stretch
    assert (found.facet, found.values, found.excluded) == (Facet.KIND, values, False)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("民間でEMC試験", "民間で"),
        ("民間の会社限定でSEM観察", "民間の会社限定で"),
        ("民間企業に頼みたい", "民間企業に"),
        ("commercial shop only: anodizing", "commercial shop only"),
        ("leak test, private sector only", "private sector only"),
    ],
)
def test_who_asks_for_the_private_sector_wants_no_university(text: str, stretch: str) -> None:
    (found,) = find_kinds(text)
    assert (text[found.start : found.end], found.values, found.excluded) == (stretch, PRIVATE, True)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("大学か公設試で評価", ["大学か", "公設試で"]),
        ("大学や公設試の先生に相談したい", ["大学や", "公設試の先生に"]),
        ("民間企業ではなく大学で", ["民間企業", "大学で"]),
        ("no universities or public institutes", ["universities or ", "public institutes"]),
        ("大学と公設試以外で", ["大学と", "公設試"]),
        ("need a bank or a credit union", ["a bank or a ", "credit union"]),
    ],
)
def test_kinds_in_a_list_share_what_is_said_of_them(text: str, stretches: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_kinds(text)] == stretches


@pytest.mark.parametrize(
    "text",
    [
        "大学発ベンチャーと組みたい",
        "大学生の採用",
        "銀行員研修",
        "bank loan for a machine",
        "データバンクの構築",
        "中小企業診断士に相談",
        "自治体向けシステム",
        "市役所に納入した実績",
        "university spin-off",
        "software for universities",
        "bank of batteries",
        "研究室の実験装置を作って",
        "大手メーカー向けの部品",
        "for large companies",
        "大学図書館の空調",
        "大学病院の給食",
        "東京大学で開発した技術",
        "多摩信用金庫で断られた",
        "大手で断られた加工",
        "大手企業で使われている部品",
        "大学で開発された触媒の量産",
        "大学の先生が開発した装置の量産",
        "銀行で使う紙幣計数機",
        "銀行のシステム開発",
        "商工会議所のセミナー",
        "財団の助成金",
        "中小企業向けの研修",
        "中小企業でも使えるロボット",
        "弊社は町工場で、検査を自動化したい",
        "うちの研究室で作った試料の分析",
        "企業か大学で",
        "大学か企業で",
        "大学でもよい",
        "大学だけでなく企業も",
        "大学に限らず",
        "メーカーを探しています",
        "切削屋さんに頼みたい",
        "会社で使う名刺",
        "加工屋を探しています",
        "not only universities",
        "not necessarily a university",
        "a company or university that can help",
        "a university or a company for EMC",
        "power bank casing",
        "capacitor bank design",
        "vacuum chamber leak test",
        "need a chamber that reaches 200 C",
        "university students as interns",
        "no overseas subcontractors",
        "a project with the University of Leeds to develop a new sensor",
        "The partner is a large company; the trial was done at a university in the north.",
        "This project will bring together SMEs and banks from a public institute.",
        "Role of SMEs in regional innovation",
        "Banks, credit and monetary policy",
        "The technology was developed at a university and licensed by a large company.",
        "I work at a university and need turned parts",
        "Lending decisions in a large company and its consequences for the workers who are "
        "employed there, with evidence from banks, universities and municipalities in several "
        "countries",
    ],
)
def test_where_a_kind_is_the_topic_nothing_is_asked(text: str) -> None:
    assert find_kinds(text) == []


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("大学で振動試験", "振動試験"),
        ("民間の会社限定でSEM観察", "SEM観察"),
        ("X-ray CT from a public institute", "X-ray CT"),
    ],
)
def test_the_need_remains_when_the_condition_is_cut_out(text: str, need: str) -> None:
    assert cut_out(text, (one.stretch for one in find_kinds(text))) == need


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_kinds(text))


@given(
    st.lists(
        st.sampled_from(
            ["大学", "で", "以外", "と", "は", "ので", "民間", "bank", " ", "no", "any", "a"]
        )
    )
)
def test_any_order_of_telling_words_is_read(words: list[str]) -> None:
    text = "".join(words)
    found = find_kinds(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["大学と", "no university or ", "大学は混んでいるので", "with a "]
)
def test_a_book_pasted_by_mistake_is_read_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = perf_counter()
    find_kinds(text)
    assert perf_counter() - started < 1


PRODUCT = ("product_sme",)
SUPPORTING = ("supporting_sme",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("自社製品を持つ中小企業で計測器", PRODUCT),
        ("自社ブランドの町工場を探しています", PRODUCT),
        ("own-product SMEs only, sensors", PRODUCT),
        ("need a small firm with its own products", PRODUCT),
        ("small companies that sell their own products only", PRODUCT),
        ("基盤技術型の中小企業限定でプレス", SUPPORTING),
        ("下請け系の中小でプレス", SUPPORTING),
        ("サポーティングSMEを探しています", SUPPORTING),
        ("looking for a supporting SME, plating", SUPPORTING),
        ("hobbing to drawing, a job-shop firm near Ome", SUPPORTING),
        ("町工場でプレス", SMES),
        ("any SME that does pressing", SMES),
    ],
)
def test_a_small_firm_is_of_one_type_only_where_that_is_spelled_out(
    text: str, values: tuple[str, ...]
) -> None:
    (found,) = find_kinds(text)
    assert (found.values, found.excluded) == (values, False)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("wear test at a univ. in Nagano", UNIVERSITY),
        ("X-ray CT at a uni", UNIVERSITY),
        ("university lab that grows crystals", UNIVERSITY),
        ("could anyone point us to a research institute for this?", INSTITUTE),
        ("which bank finances a first machine?", FINANCE),
        ("grant form: which chamber of commerce checks it?", CHAMBER),
        ("展示会をまとめてくれる商工会議所、費用も知りたい", CHAMBER),
        ("触媒に詳しい大学をご存知ですか", UNIVERSITY),
        ("手続きを教えてくれる信用金庫)", FINANCE),
    ],
)
def test_somebody_is_wanted_in_other_words(text: str, values: tuple[str, ...]) -> None:
    (found,) = find_kinds(text)
    assert (found.values, found.excluded) == (values, False)


def test_a_comma_before_or_joins_kinds() -> None:
    found = find_kinds("試作に付き合ってくれる大学、または公設試を知りませんか")
    assert [one.values for one in found] == [UNIVERSITY, INSTITUTE]


@pytest.mark.parametrize(
    "text",
    [
        "the bank which failed",
        "in which university was it built",
        "自社製品のめっきをしたい",
        "中小企業の支援をしたい",
        "サポート企業の体制",
        "supporting firms in their growth",
        "our company makes its own products, need plating",
        "大手企業であっても難しい問題",
        "大学を知っている学生が多い",
        "a table of universal joints",
        "unit tests for a uniform grid",
    ],
)
def test_such_words_ask_for_nobody(text: str) -> None:
    assert find_kinds(text) == []


@pytest.mark.parametrize(
    ("text", "stretch", "values"),
    [
        ("universities in Hachioji", "universities", UNIVERSITY),
        ("universities in Hachioji or Tachikawa", "universities", UNIVERSITY),
        ("a university in Saitama for X-ray CT", "a university", UNIVERSITY),
        ("a local university near Hino", "a local university", UNIVERSITY),
        ("chamber of commerce in Saitama", "chamber of commerce", CHAMBER),
        ("八王子市の大学", "大学", UNIVERSITY),
        ("立川周辺の大学の先生", "大学の先生", UNIVERSITY),
        ("都内の公設試", "公設試", INSTITUTE),
        ("東京の公設試", "公設試", INSTITUTE),
        ("EMC試験、八王子の大学", "大学", UNIVERSITY),
        ("X線CTが使える八王子の大学", "大学", UNIVERSITY),
        ("東京の大学、SEM観察", "大学", UNIVERSITY),
    ],
)
def test_a_kind_with_its_place_is_asked_for(
    text: str, stretch: str, values: tuple[str, ...]
) -> None:
    (found,) = find_kinds(text)
    assert (text[found.start : found.end], found.values, found.excluded) == (stretch, values, False)


@pytest.mark.parametrize(
    ("text", "stretch", "values"),
    [
        ("research institute for EMC testing", "research institute", INSTITUTE),
        ("a university for X-ray CT", "a university", UNIVERSITY),
        ("EMC testing, university lab", "university lab", UNIVERSITY),
        ("university lab, EMC testing", "university lab", UNIVERSITY),
        ("EMC research at a university", "at a university", UNIVERSITY),
        ("公設試、EMC試験", "公設試", INSTITUTE),
        ("EMC試験、公設試", "公設試", INSTITUTE),
        ("大学、SEM観察", "大学", UNIVERSITY),
    ],
)
def test_a_kind_with_nothing_but_the_work_is_asked_for(
    text: str, stretch: str, values: tuple[str, ...]
) -> None:
    (found,) = find_kinds(text)
    assert (text[found.start : found.end], found.values, found.excluded) == (stretch, values, False)


@pytest.mark.parametrize("text", ["university lab", "A university?", "大学", "大学の研究室"])
def test_a_kind_alone_is_asked_for(text: str) -> None:
    assert [one.values for one in find_kinds(text)] == [UNIVERSITY]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("EMC tests, companies only", "companies only"),
        ("EMC test, from companies only please", "companies only please"),
        ("only companies, EMC test", "only companies"),
        ("EMC試験、企業限定", "企業限定"),
        ("EMC試験 企業のみ", "企業のみ"),
        ("企業限定でSEM観察", "企業限定で"),
        ("東京の企業のみ EMC試験", "企業のみ"),
        ("企業だけでお願いします", "企業だけで"),
    ],
)
def test_companies_only_rules_out_universities_and_institutes(text: str, stretch: str) -> None:
    (found,) = find_kinds(text)
    assert (text[found.start : found.end], found.values, found.excluded) == (stretch, PRIVATE, True)


def test_companies_only_may_follow_what_it_rules_out() -> None:
    text = "SEM, no universities, companies only"
    found = with_polarity(text, find_kinds(text))
    assert [(one.values, one.excluded) for one in found] == [(UNIVERSITY, True), (PRIVATE, True)]


@pytest.mark.parametrize("text", ["大学ではなく企業で", "大学じゃなくて企業で"])
def test_the_firm_goes_with_the_university_that_is_not_wanted(text: str) -> None:
    (found,) = with_polarity(text, find_kinds(text))
    assert (found.stretch, found.values, found.excluded) == ((0, len(text)), UNIVERSITY, True)


@pytest.mark.parametrize(
    "text",
    [
        "Universities in transition",
        "Banks in crisis: a history",
        "Universities for the future",
        "Research at a university",
        "My research at a university",
        "Teaching and research at a university",
        "Teaching, learning, university",
        "Only companies that innovate survive",
        "a grant for companies only",
        "not only companies",
        "大学、病院",
        "銀行",
        "banks",
        "public sector",
        "出身は東京の大学",
        "私の母校は、東京の大学",
        "東京の大学病院",
        "東京の大学を卒業した",
        "私が好きな東京の大学",
        "企業のみなさんに聞きたい",
        "大学のみなさんへ",
        "企業限定のイベント",
        "企業だけでなく大学も",
        "あの会社だけ、対応が遅い",
    ],
)
def test_a_title_or_a_list_of_trades_asks_for_no_kind(text: str) -> None:
    assert find_kinds(text) == []
