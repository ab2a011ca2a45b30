"""Several needs in one question are told apart; one need with details stays one."""

# ruff: noqa: E501 (tables of sentences)
from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import load_analyzer
from index.reading.parts import MOST_PARTS, split_needs
from index.reading.reader import Reader
from index.reading.work_words import Work, is_detail, works_in

# A little thesaurus: concept, its domain, how it is written.
WORDS = {
    "machining": ("process", "切削|machining|CNC"),
    "turning": ("process", "旋盤|turning"),
    "milling": ("process", "フライス|milling"),
    "grinding": ("process", "研削|grinding"),
    "deep drawing": ("process", "深絞り|deep drawing"),
    "forging": ("process", "鍛造|鍛えて|forging"),
    "casting": ("process", "鋳造|casting"),
    "moulding": ("process", "射出成形|mou?lding"),
    "welding": ("process", "溶接|welding"),
    "pressing": ("process", "プレス加工|stamping"),
    "bending": ("process", "曲げ|bending"),
    "plating": ("surface", "めっき|plating"),
    "anodizing": ("surface", "アルマイト|anodizing|陽極酸化"),
    "painting": ("surface", "塗装|painting"),
    "polishing": ("surface", "研磨|polishing"),
    "coating": ("surface", "コーティング|coating"),
    "carburizing": ("heat", "浸炭|carburizing"),
    "quenching": ("heat", "焼入れ|quenching"),
    "tempering": ("heat", "焼戻し|tempering"),
    "heat treatment": ("heat", "熱処理|heat treatment"),
    "design": ("design", r"設計|\bdesign\b"),
    "prototyping": ("process", "試作|prototyp"),
    "EMC test": ("test", "EMC"),
    "vibration test": ("test", "振動試験|vibration test"),
    "measurement": ("measurement", "測定|計測|measurement|検査|inspection"),
    "firmware": ("software", "ファームウェア|firmware"),
    "app": ("software", "アプリ開発|app development"),
    "subsidy": ("business", "補助金|subsid"),
    "patent": ("business", "特許|patent"),
    "training": ("training", "研修|training"),
}
FORMS = {word: re.compile(forms, re.IGNORECASE) for word, (_, forms) in WORDS.items()}


def known(text: str) -> tuple[Work, ...]:
    return tuple(
        Work(*found.span(), word, WORDS[word][0])
        for word, form in FORMS.items()
        for found in form.finditer(text)
    )


def related(one: str, other: str) -> bool:
    return {one, other} in ({"turning", "milling"}, {"machining", "turning"}, {"app", "firmware"})


def split(text: str) -> tuple[str, ...]:
    return split_needs(text, known(text), related)


SEVERAL = """
設計から試作、EMC試験まで => 設計 | 試作 | EMC試験
アルミ筐体の設計から試作、EMC試験まで => アルミ筐体の設計 | アルミ筐体の試作 | アルミ筐体のEMC試験
sensor + enclosure + firmware + subsidy partner => sensor + enclosure | firmware | subsidy partner
鍛えて、浸炭して、研削 => 鍛えて | 浸炭して | 研削
ステンレスのカップを深絞りして、外側をバフ研磨 => ステンレスのカップを深絞りして | 外側をバフ研磨
machining and anodizing of aluminium housings => machining of aluminium housings | anodizing of aluminium housings
from design to prototyping => design | prototyping
We need machining of housings, then anodizing, plus EMC testing => We need machining of housings | anodizing | EMC testing
SUS304、曲げ＋溶接＋研磨 => SUS304、曲げ | SUS304、溶接 | SUS304、研磨
設計と試作 => 設計 | 試作
設計・試作・EMC試験 => 設計 | 試作 | EMC試験
切削、アルマイト、検査 => 切削 | アルマイト | 検査
Injection moulding; rapid prototyping => Injection moulding | rapid prototyping
①設計 ②試作 ③補助金 => 設計 | 試作 | 補助金
プレス加工後、めっき => プレス加工後 | めっき
machining, plating, and painting => machining | plating | painting
design, machining and plating of small brass parts => design of small brass parts | machining of small brass parts | plating of small brass parts
補助金の申請をしたい。また、特許の相談も。 => 補助金の申請をしたい | 特許の相談も
鍛造して浸炭して研削 => 鍛造して | 浸炭して | 研削
振動試験、同時に騒音計測 => 振動試験 | 騒音計測
切削およびめっき => 切削 | めっき
EMC testing as well as design support => EMC testing | design support
設計、試作、測定、めっき、塗装、補助金、特許 => 設計 | 試作 | 測定 | めっき | 塗装、補助金、特許
チタンを切削して、表面をコーティングしたい => チタンを切削して | 表面をコーティングしたい
設計、試作およびEMC試験 => 設計 | 試作 | EMC試験
アルミの切削とアルマイト => アルミの切削 | アルミのアルマイト
筐体の板金曲げ、溶接、塗装まで一貫で => 筐体の板金曲げ | 筐体の溶接 | 筐体の塗装まで一貫で
machining + plating + inspection => machining | plating | inspection
machining / plating => machining | plating
machining; plating; inspection => machining | plating | inspection
welding and painting of steel frames => welding of steel frames | painting of steel frames
casting, then machining => casting | machining
Need forging as well as heat treatment => Need forging | heat treatment
ファームウェア開発＋EMC試験＋補助金の相談 => ファームウェア開発 | EMC試験 | 補助金の相談
射出成形、さらに塗装 => 射出成形 | 塗装
溶接してから熱処理 => 溶接 | 熱処理
鋳造後に、切削 => 鋳造後 | 切削
from casting to inspection => casting | inspection
casting of brackets. Also subsidy advice. => casting of brackets | subsidy advice
研修もお願いしたい。あと、設計の外注も。 => 研修もお願いしたい | 設計の外注も
Casting of bronze valves, machining of the seats and a leak-tight coating => Casting of bronze valves | machining of the seats | a leak-tight coating
A5052の曲げ、溶接、アルマイト => A5052の曲げ | A5052の溶接 | A5052のアルマイト
鋳造 → 切削 → 塗装 => 鋳造 | 切削 | 塗装
gears from forging to carburizing to grinding => gears from forging | carburizing | grinding
射出成形、それと筐体の設計も込みで => 射出成形 | 筐体の設計も込みで
鋳物を作って三次元測定の検査成績書つけて => 鋳物を作って | 三次元測定の検査成績書つけて
aluminium housing by casting; and then CT it => aluminium housing by casting | CT it
vibration test of a frame, painting, TVAC => vibration test of a frame | painting | TVAC
筐体のデザイン、試作、そしてEMC試験 一連で => 筐体のデザイン | 筐体の試作 | 筐体のEMC試験 一連で
カレーの加工を委託して、賞味期限の設定と菌検査も => カレーの加工を委託して | 賞味期限の設定と菌検査も
"""

ONE = """
10 pieces; plating
analysis of C++/Swift/Rust
切削とめっきをしてくれる会社
めっきと塗装の研修
切削、10個、検査成績書付き
塗装を自動化したい、検査の見逃しを減らす
切削、試作したい
casting of housings, burr free, they want all the inspection paperwork with it
めっきの剥がれ。切削した面だけです
切削と研削、どちらも10個
FPC、L/S=20μ/20μ、アルマイト
CAD/CAM machining
補助金と特許の相談
チタンの切削、10個、来週まで
electroless nickel plating (EN plating)
アルマイト（陽極酸化）
heat treatment such as quenching and tempering
CNC milling and turning
切削か研削
3D printing, casting or machining
焼入れや焼戻しなどの熱処理
溶接ではなく、接着で
めっきが剥がれるので、めっき前の研磨を見直したい
切削と研削
めっきと塗装
Synthesis and coating of polymer composites and their measurement for batteries in vehicles
めっきと母材の密着性測定
フライスで切削、精度±5ミクロン
ファームウェアとアプリ開発
旋盤・フライス・研削
plating / painting
machining without coating, inspection included
The project develops a coating for pumps, tests its adhesion with new measurement methods, and designs a plating line for two partner companies in Europe
めっき、めっき、めっき
inspection from China to Japan
アルマイト
黒アルマイト、A5052、20個
SUS304の切削、±5ミクロン
hard anodizing, small lots
旋盤とフライス
旋盤・フライス
turning and milling of titanium
めっきまたは塗装
plating or painting
アルマイトかめっきで防錆
coating (plating or painting)
射出成形（試作、量産）
焼入れ・焼戻し
溶接できないアルミの接着
めっき以外、塗装で防錆
machining without plating
CNC machining, 5-axis, Inconel, 10 pieces
振動試験、3軸、500 kg
補助金
補助金、設備投資に使えるもの
特許（国際出願を含む）
what to do when plating peels off
めっきのための検査装置
検査のために、めっき厚を測定
coatings such as plating and painting
めっきや塗装といった表面の仕上げ
both machining and inspection of gears
1,000 castings, 2,000 covers
切削、切削、切削
EMC, 30 MHz to 1 GHz
中国から日本への輸送と梱包
Design and measurement of photonic crystals with embedded quantum dots for telecom wavelengths
Prototyping and inspection of flexible sensors based on printed silver inks and polymer films for health
The research focuses on the casting of aluminium, its heat treatment and the measurement of residual stress in large parts for trains
"""


@pytest.mark.parametrize("row", SEVERAL.strip().splitlines())
def test_several_needs_are_told_apart(row: str) -> None:
    text, parts = row.split(" => ")
    assert split(text) == tuple(parts.split(" | "))


@pytest.mark.parametrize("text", ONE.strip().splitlines())
def test_one_need_stays_one(text: str) -> None:
    assert split(text) == (text,)


def test_lines_of_a_list_are_parts() -> None:
    assert split("1. 設計\n2. 試作\n3. 補助金申請") == ("設計", "試作", "補助金申請")
    assert split("- casting\n- machining") == ("casting", "machining")


def test_a_need_that_comes_back_later_is_no_part_of_its_own() -> None:
    assert split("A5052の切削、アルマイト、切削は10個") == (
        "A5052の切削",
        "A5052のアルマイト、切削は10個",
    )


def test_there_are_at_most_five_parts() -> None:
    parts = split("設計、試作、測定、めっき、塗装、補助金、特許")
    assert len(parts) == MOST_PARTS
    assert parts[-1] == "塗装、補助金、特許"


PIECES = [
    "設計",
    "めっき",
    "machining",
    "、",
    "と",
    " and ",
    ", ",
    "から",
    "まで",
    "。",
    "+",
    "(",
    "A ",
    "or ",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_split_into_parts_that_hold_something(text: str) -> None:
    parts = split(text)
    assert 1 <= len(parts) <= MOST_PARTS
    assert parts == (text,) or all(part.strip() for part in parts)


@pytest.mark.parametrize(
    "piece", ["設計、めっき", "machining, plating ", "から", "and ", "(", "設計と"]
)
@pytest.mark.parametrize("length", [2_000, 20_000])
def test_a_long_text_is_split_in_well_under_a_second(piece: str, length: int) -> None:
    text = ("設計、めっき" + piece * length)[:length]
    started = perf_counter()
    split(text)
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("板金、溶接、塗装", ("板金", "溶接", "塗装")),
        ("アルミ筐体の切削と黒アルマイト", ("アルミ筐体の切削", "アルミ筐体の黒アルマイト")),
        ("CNC milling and turning", ("CNC milling and turning",)),
        ("hard anodizing, small lots", ("hard anodizing, small lots",)),
        ("CFRPの穴あけ、剥離なし", ("CFRPの穴あけ、剥離なし",)),
    ],
)
def test_the_thesaurus_of_the_product_tells_needs_apart(text: str, parts: tuple[str, ...]) -> None:
    read = Reader(load_analyzer()).read(text).query.parts
    assert read == (parts if len(parts) > 1 else ())


def test_work_is_also_known_by_plain_words_within_the_name_of_a_thing() -> None:
    food = Work(0, 6, "retort food", "food")

    assert works_in("レトルト加工", [food]) == (food, Work(4, 6, "加工", "process"))


def test_a_material_and_a_tolerance_are_no_work() -> None:
    assert works_in("SUS304", [Work(0, 6, "stainless steel", "material")]) == ()


@pytest.mark.parametrize(
    "clause", ["10個", "クリーンルームで", "バリなし", "検査成績書付き", "burr free"]
)
def test_a_detail_is_no_need(clause: str) -> None:
    assert is_detail(clause)


@pytest.mark.parametrize("clause", ["EMC試験まで", "めっきも込みで", "plating", "salt spray test"])
def test_work_is_no_detail(clause: str) -> None:
    assert not is_detail(clause)
