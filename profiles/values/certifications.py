"""Certifications: one spelling each, however the sheet writes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from profiles.text import fold_words, is_blank
from profiles.values.lists import split_outside_brackets

# Canonical name: other ways to write it. Spaces, hyphens, width, case and years do not matter.
_KNOWN = {
    "ISO 9001": ("JIS Q 9001", "ISO 9000"),
    "ISO 14001": ("JIS Q 14001",),
    "ISO 13485": ("JIS Q 13485",),
    "ISO 22000": (),
    "ISO 22301": (),
    "ISO 37001": (),
    "ISO 45001": ("JIS Q 45001", "OHSAS 18001"),
    "ISO 50001": (),
    "ISO 26000": (),
    "ISO 20000": ("ISO/IEC 20000", "ISO/IEC 20000-1"),
    "ISO 15189": (),
    "ISO 27701": ("ISO/IEC 27701",),
    "ISO/IEC 17025": ("ISO 17025", "JIS Q 17025"),
    "ISO/IEC 17020": ("ISO 17020",),
    "ISO/IEC 27017": ("ISO 27017", "ISMS クラウドセキュリティ"),
    "ISO/IEC 27018": ("ISO 27018",),
    "ISMS (ISO/IEC 27001)": ("ISMS", "ISO/IEC 27001", "ISO 27001", "JIS Q 27001", "ISMS認証"),
    "IATF 16949": ("IATF16949",),
    "JIS Q 9100": ("JISQ9100", "JIS9100"),
    "AS9100": ("AS 9100",),
    "EN 9100": (),
    "Nadcap": ("NADCAP", "ナドキャップ"),
    "Eco Action 21": ("エコアクション21", "EA21", "エコアクション"),
    "KES": ("KESステップ1", "KESステップ2"),
    "Privacy Mark": ("プライバシーマーク", "Pマーク", "P Mark", "JIS Q 15001"),
    "FSSC 22000": (),
    "HACCP": ("ハサップ",),
    "GMP": ("医薬品GMP",),
    "JCSS": (),
    "JNLA": (),
    "JAB": (),
    "PSE": (),
    "UL": (),
    "FSC": ("FSC認証", "FSC COC"),
}

_YEAR = re.compile(r"[:：]\s*(?:19|20)\d\d\s*年?版?|[(（](?:19|20)\d\d\s*年?版?[)）]")
_FILLER = re.compile(
    r"\s*(?:の?認証)?(?:を)?(?:取得済み?|取得|登録済み?|登録|認証|認定|適合|certified|certification)\s*$",
    re.IGNORECASE,
)
_SLASHED_STANDARD = re.compile(r"(ISO|IEC|TS)\s*[/／]\s*(?=IEC|TS|TR)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{4,5}")
_SLASH = "\ue000"
_LONGEST = 200


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = {}
    for canonical, aliases in _KNOWN.items():
        for alias in (canonical, *aliases):
            table[fold_words(alias)] = canonical
    return table


@lru_cache(maxsize=4096)
def canonical_certification(text: str) -> str:
    """The canonical name of a known certification; any other is kept as written."""
    return known_certification(text) or text.strip()


@lru_cache(maxsize=4096)
def known_certification(text: str) -> str | None:
    """The canonical name, or None if the certification is not in the table."""
    if len(text) > _LONGEST:
        return None
    key = fold_words(text)
    if key in _table():
        return _table()[key]
    return _table().get(fold_words(_bare(text)))


def _bare(text: str) -> str:
    """Without the year of the standard and words such as 取得済み."""
    if len(text) > _LONGEST:
        return text
    return _FILLER.sub("", _FILLER.sub("", _YEAR.sub("", unicodedata.normalize("NFKC", text))))


@lru_cache(maxsize=8192)
def parse_certifications(text: str) -> tuple[str, ...]:
    """The certifications in a cell, parted by line breaks or any of ``、 , ・ / ;``."""
    shielded = _SLASHED_STANDARD.sub(lambda m: m[1] + _SLASH, text)
    found: dict[str, None] = {}
    standard = ""
    for part in split_outside_brackets(shielded):
        part = part.replace(_SLASH, "/")
        if is_blank(part):
            continue
        # "ISO9001/14001": the second number is of the same family.
        number = fold_words(_bare(part))
        if standard and _BARE_NUMBER.fullmatch(number) and known_certification(standard + number):
            part = standard + number
        known = known_certification(part)
        standard = "ISO" if (known or "").startswith(("ISO", "ISMS")) else ""
        found[known or part] = None
    return tuple(found)
