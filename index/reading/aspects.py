"""What a figure is of, and whether it is a limit, as the words around it tell."""

from __future__ import annotations

import re
from functools import lru_cache

# Of these a smaller figure is a better one.
FINENESS = frozenset(
    "tolerance roughness flatness roundness straightness parallelism squareness concentricity"
    " cylindricity resolution".split()
)
# Of these a figure in another unit than that of length makes sense: 温度精度±0.1℃.
DEVIATIONS = frozenset({"tolerance", "resolution"})
# Words that tell what a figure is of. The nearest to the figure wins.
_WORDS = {
    "flatness": "平面度|平坦度|平面精度|flatness|flat to|flat within",
    "roundness": "真円度|roundness|circularity",
    "straightness": "真直度|straightness",
    "parallelism": "平行度|parallelism",
    "squareness": "直角度|垂直度|perpendicularity|squareness",
    "concentricity": "同軸度|同心度|振れ|concentricity|coaxiality|run-?out",
    "cylindricity": "円筒度|cylindricity",
    "roughness": "粗さ|粗度|あらさ|面粗|roughness|surface finish|rmax|Ra|Rz|Sa|Rq",
    "resolution": "分解能|resolution",
    "tolerance": "公差|精度|誤差|tolerances?|accurac(?:y|ies)|accurate|precision|repeatability"
    "|positioning error|位置決め|度以内",
    "diameter": "直径|内径|外径|穴径|孔径|線径|ノズル径|径|穴|孔|diameters?|dia\\.?|bores?|holes?"
    "|丸棒|パイプ|シャフト径",
    "thickness": "板厚|厚さ|厚み|膜厚|肉厚|厚|thickness(?:es)?|thick|箔|フィルム|foils?",
    "pitch": "ピッチ|pitch",
    "width": "線幅|配線幅|line width|linewidth|トラック幅|溝幅|スリット幅",
    "wavelength": "波長|wavelengths?|レーザー?光|laser",
    "size": "長さ|全長|幅|高さ|奥行き?|深さ|ストローク|サイズ|寸法|長尺|長|大型|lengths?|long|wide"
    "|widths?|heights?|tall|sizes?|depths?|deep|stroke|large|角",
}
_CLAUSE_END = re.compile(r"[。、;!?()「」\n]|,\s|\.\s|\s(?:and|with|or)\s")

_AT_MOST_BEFORE = re.compile(
    r"""
    (?:up\ to|upto|max(?:imum|\.)?|at\ most|(?:no|not)\ more\ than|less\ than|below|under|within
      |smaller\ than|finer\ than|better\ than|thinner\ than|sub-?
      |<=?|≤|~|最大[^\d]{0,8}|最長|MAX\.?)
    (?:\s*(?:of|to|is|=|:))?\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT_LEAST_BEFORE = re.compile(
    r"""
    (?:at\ least|more\ than|over|above|min(?:imum|\.)?|larger\ than|greater\ than|from|down\ to
      |thicker\ than|exceeding|>=?|≥|最小[^\d]{0,8}|MIN\.?)
    (?:\s*(?:of|is|=|:))?\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT_MOST_BEHIND = re.compile(
    r"""
    \s*(?:以下|未満|以内|まで|より(?:小さ|細|薄|短|低|良)|最大|max(?:imum)?\b
      |or\ (?:less|better|smaller|thinner|finer|below|under|lower))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AT_LEAST_BEHIND = re.compile(
    r"""
    \s*(?:以上|超|を超え|より(?:大き|太|厚|長|高)|から(?!な|で)|min(?:imum)?\b
      |or\ (?:more|larger|greater|thicker|over|above|longer|higher)|and\ (?:up|above|over))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN = re.compile(r"within\s*$", re.IGNORECASE)
_WITHIN_BEHIND = re.compile(r"\s*(?:以内|or better)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    groups = []
    for aspect, words in _WORDS.items():
        groups.append(
            f"(?P<{aspect}>"
            + "|".join(rf"(?<![A-Za-z]){w}(?![A-Za-z])" for w in words.split("|"))
            + ")"
        )
    return re.compile("|".join(groups), re.IGNORECASE)


def clause_before(text: str) -> str:
    """The end of ``text`` that still belongs to what comes next."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def clause_behind(text: str) -> str:
    """The beginning of ``text`` that still belongs to what came before."""
    end = _CLAUSE_END.search(text)
    return text[: end.start()] if end else text


def aspect_of(before: str, behind: str) -> str:
    """The aspect that the nearest word names; "" if none does."""
    named = list(_pattern().finditer(before))
    left = named[-1] if named else None
    right = _pattern().search(behind)
    if left and (right is None or len(before) - left.end() <= right.start()):
        return left.lastgroup or ""
    return (right.lastgroup or "") if right else ""


def limit_of(before: str, behind: str) -> str:
    """Whether the figure between is a limit: "<", ">" or "" for neither."""
    if _AT_MOST_BEHIND.match(behind):
        return "<"
    if _AT_LEAST_BEHIND.match(behind):
        return ">"
    if _AT_MOST_BEFORE.search(before):
        return "<"
    return ">" if _AT_LEAST_BEFORE.search(before) else ""


def is_deviation(before: str, behind: str) -> bool:
    """Whether the words say how far something may be off: "within 5 µm", 5μm以内."""
    return bool(_WITHIN.search(before) or _WITHIN_BEHIND.match(behind))
