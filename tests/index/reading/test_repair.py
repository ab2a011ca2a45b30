"""Typing errors are repaired, and what is no typing error stays."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.glossary.lookup import load_glossary
from index.reading.repair import Speller, load_speller
from index.reading.spelling import Lexicon

MISTYPED = """
    anodaizing for alumi case = anodizing for alumi case
    titanum machning = titanium machining
    passivaton of stainless = passivation of stainless
    spectroscpy = spectroscopy
    injeciton molding = injection molding
    aluminum extrution = aluminum extrusion
    stainles steel weldng = stainless steel welding
    vaccum chamber leak test = vacuum chamber leak test
    heattreatment of gears = heat treatment of gears
    spotwelding = spot welding
    Titanum parts wanted = Titanium parts wanted
    galvinizing = galvanizing
    electrolpating = electroplating
    eletroplating = electroplating
    anodisng = anodising
    semicondutor test = semiconductor test
    ceramcs = ceramics
    polyurathane = polyurethane
    vibraton test = vibration test
    nitridng = nitriding
    5軸でtitanum = 5軸でtitanium
    マシニングせんた 空いてる？ = マシニングセンタ 空いてる？
    アルマイドしたい = アルマイトしたい
    ｱﾙﾏｲﾄﾞ = アルマイト
    シュミレーション = シミュレーション
    ベアリンング = ベアリング
    ふらいす加工 = フライス加工
    ふらいすをさがしています = フライスをさがしています
    陽極参加をお願いしたい = 陽極酸化をお願いしたい
    無電界めっき = 無電解めっき
    電界研磨 = 電解研磨
    マイクロフルディクス = マイクロフルイディクス
    ラピットプロトタイピング = ラピッドプロトタイピング
    トレーサビリテイ = トレーサビリティ
"""

RIGHT = """
    anodizing|anodising|galvanising known|alumi case|wirecut edm|colour of aluminium mouldings
    |hard anodizing|DLC coating|CFRP|ISO 9001|SUS304 t0.3|INCONEL|inconel 718|Slack|Kubernetes
    |Salesforce|NVIDIA|nvidia|We use Datadog and Zendesk|migrate from Trello to Notion|makino
    |Mazak Okuma Sodick|Mitutoyo|Keyence|snowflake databricks|openvino|tablefmt|colorama
    |cpython|pthreads|aiosignal|matchinfo|Meditech Ltd|info@machning.example
    |https://example.com/machning|machning.py|x-machning|titanum2|MACHNING|iPhone
    |Tanaka Watanabe Kobayashi|Hachioji Tachikawa Sagamihara|Mueller Schmidt Lindqvist
    |electrolysers|The quick brown fox jumps over the lazy dog
    |Could you help us with this problem|thanks a lot
    |wir bauen eine Maschine für die Kunststoffverarbeitung
    |mekki kakou dekiru kaisha arimasu ka|アルマイト|めっき|メッキ|コンタミ対策|ダイキャスト
    |マシニングセンター|マシニングセンタ|モータ|モーター|サーボモーター|キーエンスのセンサ
    |ファナック|ミツトヨ|パナソニック|サイボウズ|キントーンの導入|セールスフォース
    |ソリッドワークス|モノタロウ|ストライカー|ハードニング|ドライラミネータ|高度測定
    |会社紹介資料を作成|上記設備|参加したい|展示会参加|生成方法|よろしくお願いいたします
    |ありがとうございます|すみません、どなたか教えてください|いつもおせわになっております
    |八王子か相模原で|東京都多摩市|田中さん|株式会社山田製作所|振動試験|検討会|強度計算|熱処理
    |真空蒸着|電界効果トランジスタ|カメラ|テスト|ガス|ねじ|ばね|ふくろ|おさかな||.|5|あ|ー
    |ーーーーー|ッッッッッ|😀
"""


@cache
def shipped() -> Speller:
    return load_speller(load_glossary())


@pytest.fixture
def speller() -> Speller:
    return shipped()


def cases(table: str) -> list[tuple[str, str]]:
    lines = [line.strip().split(" = ") for line in table.strip().splitlines()]
    return [(wrong, right) for wrong, right in lines]


@pytest.mark.parametrize(("wrong", "right"), cases(MISTYPED))
def test_a_typing_error_is_repaired(speller: Speller, wrong: str, right: str) -> None:
    repaired = speller.repair(wrong)
    assert repaired.text == right
    assert repaired.changes


@pytest.mark.parametrize("text", [text.strip() for text in RIGHT.split("|")])
def test_what_is_no_error_stays(speller: Speller, text: str) -> None:
    assert speller.repair(text).changes == ()
    assert speller.repair(text).text == text


def test_the_words_of_the_directory_are_known_and_are_candidates() -> None:
    speller = Speller(
        Lexicon(lambda: ["anodizing"], lambda: ["zirblox", "anodaizing", "ゾルタクス"])
    )
    assert speller.repair("zirblocx anodaizing").text == "zirblox anodaizing"
    assert speller.repair("ゾルタックス").text == "ゾルタクス"


def test_two_candidates_as_near_leave_the_word_alone() -> None:
    speller = Speller(Lexicon(lambda: ["frobbing", "frobling"]))
    assert speller.repair("frobing").changes == ()


def test_the_changes_tell_what_was_written(speller: Speller) -> None:
    assert speller.repair("titanum machning").changes == (
        ("titanum", "titanium"),
        ("machning", "machining"),
    )


def test_a_long_text_stays_as_it_is(speller: Speller) -> None:
    text = "titanum " * 2_500
    assert speller.repair(text).text == text


PIECES = st.lists(
    st.sampled_from(
        "titanum|machning|anodaizing|heattreatment|陽極|参加|電界|めっき|を|の|ふらいす|せんた|無"
        "|マシニング|アルマイド|ー|ッ|ン|加工| |.".split("|")
    ),
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(
    st.one_of(st.text(), PIECES, st.text("アイウシミュレーションめっきふらす加工研磨", max_size=20))
)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = shipped().repair(text).text
    assert shipped().repair(once).text == once


QUESTIONS = """
    アルミ筐体に黒アルマイト、小ロット|hard anodizing, small lots|マシニングせんた 空いてる？
    |CFRPの穴あけ、剥離なし|heattreatment of gears|ふらいすをさがしています|陽極参加をお願いしたい
    |シュミレーション|八王子か相模原で精密板金|zirblocx anodaizing|ゾルタックス
"""


@pytest.mark.parametrize("text", [text.strip() for text in QUESTIONS.split("|")])
def test_the_first_question_is_repaired_as_every_later_one(text: str) -> None:
    def fresh() -> Speller:
        return load_speller(load_glossary(), lambda: ["zirblox", "ゾルタクス", "板金"])

    later = fresh()
    later.repair("titanum ふらいす アルマイド ゾルタックス 陽極参加")
    assert fresh().repair(text) == later.repair(text)


@pytest.mark.parametrize(
    "text",
    ["アルミ筐体に黒アルマイト、小ロット", "hard anodizing, small lots", "検査を自動化したい"],
)
def test_the_directory_is_not_read_for_words_that_dictionaries_know(text: str) -> None:
    def vocabulary() -> list[str]:
        raise AssertionError

    assert load_speller(load_glossary(), vocabulary).repair(text).text == text


def test_a_question_of_known_words_costs_next_to_nothing(speller: Speller) -> None:
    text = "who can do hard anodizing on aluminium housings in small lots"
    speller.repair(text)
    started = time.perf_counter()
    for _ in range(100):
        speller.repair(text)
    assert (time.perf_counter() - started) / 100 < 0.003
