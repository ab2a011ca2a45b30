"""A directory of twenty members with places, kinds and certificates, for the real model."""

from __future__ import annotations

from typing import Any

from profiles.model import Kind, Member
from tests.index.examples import a_member

SLOGAN = "We solve every problem of manufacturing with high precision and short delivery."


def a_town() -> list[Member]:
    """Members of a region; what they offer differs, but for a few who offer the same."""
    return [
        _in("Hachioji", "ANODE-H", "アルマイト処理、小ロット対応", "硬質アルマイト 膜厚50μm"),
        _in("Sagamihara", "ANODE-S", "anodizing of aluminium housings"),
        _in("Kumagaya", "ANODE-K", "アルマイト処理と染色"),
        _in("Hino", "GEAR-H", "歯車の研削", "歯車のホブ切り"),
        _in("Sayama", "GEAR-S", "grinding of gears", certifications=("JIS Q 9100",)),
        _in("Sayama", "TITAN", "チタンの切削加工", "5-axis milling of Inconel",
            certifications=("JIS Q 9100", "ISO 9001")),
        _in("Hachioji", "TITAN-LAB", "Research on the machining of titanium alloys",
            kind=Kind.UNIVERSITY, needs=("looking for a partner for helium leak testing",)),
        _in("Tachikawa", "SHAKE", "振動試験、加振力30kNまで", "温湿度サイクル試験"),
        _in("Hachioji", "SHAKE-LAB", "vibration testing of satellites", kind=Kind.UNIVERSITY),
        _in("Akishima", "LEAK", "ヘリウムリーク試験", "真空チャンバーの製作"),
        _in("Machida", "FIRM", "組込みファームウェアの開発", "無線モジュールの設計"),
        _in("Fuchu", "CASE", "樹脂筐体の設計と試作", "射出成形金型"),
        _in("Kawagoe", "PLATE", "無電解ニッケルめっき", "硬質クロムめっき"),
        _in("Hanno", "COAT", "DLC coating of sliding parts", "PVDコーティング"),
        _in("Atsugi", "FOOD", "食品の包装", "filling of liquid foods"),
        _in("Kodaira", "WIRE", "ゾディラック製ワイヤ放電加工機による微細加工"),
        _in("Chofu", "SHEET", "sheet metal and welding of stainless steel",
            needs=("アルミ筐体のアルマイト処理を頼める会社を探しています",), employees=12),
        _in("Tama", "VISION", "画像検査装置の開発", "machine learning for visual inspection"),
        _in("Tachikawa", "GRANT", "補助金の申請支援", kind=Kind.CHAMBER),
        _in("Fussa", "TALK", "box packing", summary=SLOGAN),
    ]  # fmt: skip


def _in(city: str, member_id: str, *capabilities: str, **values: Any) -> Member:
    # Most firms present themselves with the same words.
    firm = values.get("kind", Kind.SUPPORTING_SME) is Kind.SUPPORTING_SME
    usual = {"summary": "高精度・短納期・小ロットで対応します" if firm else ""}
    prefecture = _PREFECTURES.get(city, "Tokyo")
    return a_member(member_id, *capabilities, city=city, prefecture=prefecture, **usual | values)


_PREFECTURES = {
    "Sagamihara": "Kanagawa",
    "Atsugi": "Kanagawa",
    "Kumagaya": "Saitama",
    "Sayama": "Saitama",
    "Kawagoe": "Saitama",
    "Hanno": "Saitama",
}
