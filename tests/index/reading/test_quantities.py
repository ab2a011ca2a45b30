"""Quantities in comparable units, what is none, and whether an offered one meets an asked one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.comparing import Comparison, compare
from index.reading.quantities import find_quantities

# What is written: the stretch, low, high, dimension and aspect of each quantity.
WRITTEN = [
    ("φ0.05", "φ0.05", 0.05, 0.05, "length", "diameter"),
    ("Φ 0.05mm", "Φ 0.05mm", 0.05, 0.05, "length", "diameter"),
    ("最大φ300まで", "φ300", None, 300, "length", "diameter"),
    ("φ 0.1 mm以下の微細穴", "φ 0.1 mm", None, 0.1, "length", "diameter"),
    ("φ0.1〜φ0.5の穴", "φ0.1〜φ0.5", 0.1, 0.5, "length", "diameter"),
    ("Φ3×20mmのピン", "Φ3", 3, 3, "length", "diameter"),
    ("最小穴径 0.1mm", "0.1mm", 0.1, None, "length", "diameter"),
    ("holes 0.05 mm in diameter", "0.05 mm", 0.05, 0.05, "length", "diameter"),
    ("t0.3", "t0.3", 0.3, 0.3, "length", "thickness"),
    ("t=0.5のステンレス", "t=0.5", 0.5, 0.5, "length", "thickness"),
    ("板厚 3.2t の板金", "3.2t", 3.2, 3.2, "length", "thickness"),
    ("0.3 mm thick stainless", "0.3 mm", 0.3, 0.3, "length", "thickness"),
    ("厚さ50μmの銅箔", "50μm", 0.05, 0.05, "length", "thickness"),
    ("板厚0.1〜6mm", "0.1〜6mm", 0.1, 6, "length", "thickness"),
    ("±2ミクロン", "±2ミクロン", 0.002, 0.002, "length", "tolerance"),
    ("±0.001 mm", "±0.001 mm", 0.001, 0.001, "length", "tolerance"),
    ("tolerance +/- 0.01 mm", "+/- 0.01 mm", 0.01, 0.01, "length", "tolerance"),
    ("公差 ±0.01", "±0.01", 0.01, 0.01, "length", "tolerance"),
    ("0.02 or better", "0.02", None, 0.02, "length", "tolerance"),
    ("精度 0.01以内", "0.01", None, 0.01, "length", "tolerance"),
    ("within 5 µm", "5 µm", None, 0.005, "length", "tolerance"),
    ("位置決め精度 1 µm以下", "1 µm", None, 0.001, "length", "tolerance"),
    ("精度0.01mm以上", "0.01mm", None, 0.01, "length", "tolerance"),
    ("1/100ミリ台の精度", "1/100ミリ", 0.01, 0.01, "length", "tolerance"),
    ("ミクロンオーダーの精度", "ミクロンオーダー", 0.001, 0.01, "length", "tolerance"),
    ("ナノオーダー", "ナノオーダー", 1e-6, 1e-5, "length", "tolerance"),
    ("サブミクロン加工", "サブミクロン", None, 0.001, "length", ""),
    ("sub-micron finish", "sub-micron", None, 0.001, "length", ""),
    ("1000分の1ミリ", "1000分の1ミリ", 0.001, 0.001, "length", ""),
    ("百分の一ミリ", "百分の一ミリ", 0.01, 0.01, "length", ""),
    ("1/1000mm", "1/1000mm", 0.001, 0.001, "length", ""),
    ("１／１００ミリ", "１／１００ミリ", 0.01, 0.01, "length", ""),
    ("5 um", "5 um", 0.005, 0.005, "length", ""),
    ("5μm", "5μm", 0.005, 0.005, "length", ""),
    ("5µ", "5µ", 0.005, 0.005, "length", ""),
    ("５μ", "５μ", 0.005, 0.005, "length", ""),
    ("6〜15μ", "6〜15μ", 0.006, 0.015, "length", ""),
    ("３０ﾐｸﾛﾝ", "３０ﾐｸﾛﾝ", 0.03, 0.03, "length", ""),
    ("3㎝", "3㎝", 30, 30, "length", ""),
    ("12㎜の棒", "12㎜", 12, 12, "length", ""),
    ("3 m", "3 m", 3000, 3000, "length", ""),
    ("2メートル", "2メートル", 2000, 2000, "length", ""),
    ("2 m long", "2 m", 2000, 2000, "length", "size"),
    ("0.1~0.3 mm", "0.1~0.3 mm", 0.1, 0.3, "length", ""),
    ("from 5 mm to 10 mm", "5 mm to 10 mm", 5, 10, "length", ""),
    ("10 mm to 2 m", "10 mm to 2 m", 10, 2000, "length", ""),
    ("10-15 mm", "10-15 mm", 10, 15, "length", ""),
    ("up to 600 mm", "600 mm", None, 600, "length", ""),
    ("600mmまで", "600mm", None, 600, "length", ""),
    ("１，０００ｍｍ", "１，０００ｍｍ", 1000, 1000, "length", ""),
    ("600x400x300 mm", "600x400x300 mm", 600, 600, "length", "size"),
    ("5mm角", "5mm", 5, 5, "length", "size"),
    ("3/4 inch bolts", "3/4 inch", 19.05, 19.05, "length", ""),
    ("8インチウエハ", "8インチ", 203.2, 203.2, "length", ""),
    ("M8ボルト", "M8", 8, 8, "length", "thread"),
    ("M3のねじ", "M3", 3, 3, "length", "thread"),
    ("wavelength 1064 nm", "1064 nm", 0.001064, 0.001064, "length", "wavelength"),
    ("flatness under 1 µm on glass", "1 µm", None, 0.001, "length", "flatness"),
    ("平面度0.005", "0.005", 0.005, 0.005, "length", "flatness"),
    ("5ミクロンの真円度", "5ミクロン", 0.005, 0.005, "length", "roundness"),
    ("Ra 0.2", "Ra 0.2", 0.0002, 0.0002, "length", "roughness"),
    ("表面粗さRa0.05μm以下", "Ra0.05μm", None, 5e-5, "length", "roughness"),
    ("500トンプレス", "500トン", 4903325, 4903325, "force", ""),
    ("型締力 450t の射出成形機", "450t", 4412992.5, 4412992.5, "force", ""),
    ("300 t injection press", "300 t", 2941995, 2941995, "force", ""),
    ("年産500トン", "500トン", 500_000, 500_000, "mass", ""),
    ("10kN", "10kN", 10_000, 10_000, "force", ""),
    ("at least 500 N", "500 N", 500, None, "force", ""),
    ("200℃", "200℃", 200, 200, "temperature", ""),
    ("-40〜150℃", "-40〜150℃", -40, 150, "temperature", ""),
    ("−40℃〜＋150℃の恒温槽", "−40℃〜＋150℃", -40, 150, "temperature", ""),
    ("耐熱200度", "200度", 200, 200, "temperature", ""),
    ("90度曲げ", "90度", 90, 90, "angle", ""),
    ("6 GHz", "6 GHz", 6e9, 6e9, "frequency", ""),
    ("77GHzレーダー", "77GHz", 77e9, 77e9, "frequency", ""),
    ("50 kHz - 1 MHz", "50 kHz - 1 MHz", 50_000, 1_000_000, "frequency", ""),
    ("24 V", "24 V", 24, 24, "voltage", ""),
    ("20 kW", "20 kW", 20_000, 20_000, "power", ""),
    ("2×10⁻⁵ Pa", "2×10⁻⁵ Pa", 2e-5, 2e-5, "pressure", ""),
    ("IP67", "IP67", 67, 67, "class", "ip"),
    ("ISO class 7", "ISO class 7", 7, 7, "class", "cleanroom"),
    ("クラス1000", "クラス1000", 6, 6, "class", "cleanroom"),
    ("HRC60", "HRC60", 60, 60, "hardness", "HRC"),
    ("700HV", "700HV", 700, 700, "hardness", "HV"),
]

NO_QUANTITY = """
    ISO 9001|SUS304|S45C A5052|Inconel 718|64チタン|5軸|3D|COVID-19|2024-05-10|042-123-4567|10個
    |5 pcs|¥3,000|$3 m funding|3M tape|Ti-6Al-4V|純度 5N|4K video|1980s|5G|24時間365日|第3世代|100%
    |20代|1〜2個|3日 5時間|150mAh|JIS Q 9100|2026年11月|5次元|㎜|mm|コンマ5ミリ
    |20人|A4|RS-232C|USB 3.0
    |IPv4|class 1 laser|一度ご相談|3度目|FANUC 31i|Windows 11|5S活動|4M変動|MIL-STD-810G|B2B|M&A
    |We develop software for hospitals.|よろしくお願いします||.|φ|±
"""

COMPARED = [
    ("±0.005mm", "精度±0.001mm", "meets"),
    ("5μm", "精度±2ミクロン", "meets"),
    ("±0.001mm", "公差±0.02", "fails"),
    ("±0.001mm", "公差±0.0011", "unrelated"),
    ("公差0.001mm", "平面度0.001mm", "unrelated"),
    ("Ra 0.2", "Ra 0.05", "meets"),
    ("flatness under 1 µm", "平面度0.5μm", "meets"),
    ("φ0.05の穴", "φ0.03の穴あけ", "meets"),
    ("φ0.05の穴", "最小穴径0.03mm", "meets"),
    ("φ0.01の穴", "最小穴径0.03mm", "fails"),
    ("φ0.05の穴", "最大φ300", "unrelated"),
    ("φ200", "最大φ300", "meets"),
    ("φ400", "最大φ300", "fails"),
    ("φ310", "最大φ300", "unrelated"),
    ("φ20", "φ30", "unrelated"),
    ("φ20", "t20", "unrelated"),
    ("600 mm long", "up to 1,000 mm", "meets"),
    ("長さ600mm", "長さ最大300mm", "fails"),
    ("500トンプレス", "80〜800トンプレス", "meets"),
    ("500トンプレス", "最大110トンプレス", "fails"),
    ("300トンプレス", "500トンプレス", "meets"),
    ("500トンプレス", "300トンプレス", "unrelated"),
    ("IP65", "IP67", "meets"),
    ("IP67", "IP65", "unrelated"),
    ("クラス1000", "ISO class 5", "meets"),
    ("ISO class 5", "クラス10000", "fails"),
    ("耐熱200℃", "-40〜150℃", "fails"),
    ("耐熱200℃", "最高300℃まで", "meets"),
    ("200℃以上", "300℃", "meets"),
    ("t0.3", "板厚0.1〜6mm", "meets"),
    ("t10", "板厚0.1〜6mm", "fails"),
    ("77 GHz", "up to 110 GHz", "meets"),
    ("77 GHz", "24 V", "unrelated"),
    ("HRC60", "700HV", "unrelated"),
    ("1000分の1ミリ", "1 µm tolerance", "meets"),
]


@pytest.mark.parametrize(("text", "stretch", "low", "high", "dimension", "aspect"), WRITTEN)
def test_a_quantity_is_found_in_canonical_units(
    text: str, stretch: str, low: float | None, high: float | None, dimension: str, aspect: str
) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == stretch
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert (found.dimension, found.aspect) == (dimension, aspect)


@pytest.mark.parametrize("text", [text.strip() for text in NO_QUANTITY.split("|")])
def test_what_only_has_digits_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


def test_several_quantities_keep_their_own_aspects() -> None:
    found = find_quantities("φ0.05の穴、SUS304、t0.3、Ra0.4以下で10個")
    assert [one.aspect for one in found] == ["diameter", "thickness", "roughness"]


def test_over_behind_a_figure_means_along_and_not_more_than() -> None:
    _, length = find_quantities("accuracy of 5 µm over 300 mm")
    assert (length.low, length.high) == (300, 300)


@pytest.mark.parametrize(("asked", "offered", "verdict"), COMPARED)
def test_an_offered_figure_is_compared_with_the_asked_one(
    asked: str, offered: str, verdict: str
) -> None:
    (wanted,), (had,) = find_quantities(asked), find_quantities(offered)
    assert compare(wanted, had) is Comparison(verdict)


_FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *"φt±0123459.,-〜~x×/ 〃",
            "mm",
            "μ",
            "ミクロン",
            "分の",
            "℃",
            "10^",
            "まで",
            "M",
            "IP",
            "to",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(), _FRAGMENTS))
def test_any_text_can_be_read(text: str) -> None:
    position = 0
    for found in find_quantities(text):
        assert position <= found.start < found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        position = found.end


@given(_FRAGMENTS, _FRAGMENTS)
def test_any_two_quantities_can_be_compared(one: str, other: str) -> None:
    for asked in find_quantities(one):
        for offered in find_quantities(other):
            compare(asked, offered)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1x", "1~", "1,", "10^-", "分の1", "φ", "between ", " "]
)
def test_long_texts_are_read_in_a_moment(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - started < 5
