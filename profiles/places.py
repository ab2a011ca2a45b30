"""Prefectures and municipalities of Japan, in Japanese and English.

The table (places.csv, made by scripts/build_places.py) comes from the postal code data of Japan
Post, which claims no copyright in it. A place is held by its English name, unique within the
prefecture; the wards of a city stand for the city, Tokyo's special wards for themselves.
The coordinates are from GeoNames (www.geonames.org, CC BY 4.0).
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from profiles.text import fold, has_japanese

_TABLE = Path(__file__).with_name("places.csv")
_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality: a city, town, village or special ward of Tokyo."""

    prefecture_ja: str
    prefecture_en: str
    district_ja: str
    city_ja: str
    city_en: str


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The table, looked up by folded keys; a key of several places names them all."""

    prefectures: dict[str, str]  # any form -> English
    cities: dict[str, tuple[Place, ...]]  # any form -> places
    longest: int  # the longest Japanese name with its 郡


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def _places() -> tuple[Place, ...]:
    names = tuple(field.name for field in fields(Place))
    return tuple(Place(*(row[name] for name in names)) for row in _rows())


@lru_cache(maxsize=1)
def _coordinates() -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (row["prefecture_en"], row["city_en"]): (float(row["lat"]), float(row["lon"]))
        for row in _rows()
        if row["lat"]
    }


@lru_cache(maxsize=1)
def _cities_ja() -> dict[tuple[str, str], str]:
    return {(place.prefecture_en, place.city_en): place.city_ja for place in _places()}


@lru_cache(maxsize=1)
def _prefectures_ja() -> dict[str, str]:
    return {place.prefecture_en: place.prefecture_ja for place in _places()}


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    places = _places()
    prefectures = {
        form: english
        for english, japanese in _prefectures_ja().items()
        for form in _prefecture_forms(japanese, english)
    }
    cities: dict[str, list[Place]] = defaultdict(list)
    for forms in (_full_forms, _bare_forms):
        # 三郷 and Misato are the city's before they are the town's.
        found = [(form, place) for place in places for form in forms(place)]
        taken = {(form, p.prefecture_en) for form, ps in cities.items() for p in ps}
        for form, place in found:
            if (form, place.prefecture_en) not in taken:
                cities[form].append(place)
    return _Gazetteer(
        prefectures,
        {form: tuple(dict.fromkeys(found)) for form, found in cities.items()},
        max(len(place.district_ja + place.city_ja) for place in places),
    )


def _prefecture_forms(japanese: str, english: str) -> Iterator[str]:
    yield _kanji(japanese)
    if japanese != "北海道":
        yield _kanji(japanese[:-1])
    key = latin_key(english)
    suffix = {"県": "ken", "府": "fu", "都": "to", "道": "do"}[japanese[-1]]
    yield from (key, key + "prefecture", key + "pref", key + suffix)
    if english == "Tokyo":
        yield from ("tokyometropolis", "tokyometropolitan")


def _full_forms(place: Place) -> Iterator[str]:
    yield _kanji(place.city_ja)
    yield _kanji(place.district_ja + place.city_ja)
    yield latin_key(place.city_en)


def _bare_forms(place: Place) -> Iterator[str]:
    yield _kanji(place.city_ja[:-1])
    key = latin_key(place.city_en.removesuffix(" Town").removesuffix(" Village"))
    ending = {
        "市": ("shi", "city"),
        "区": ("ku", "ward", "city"),
        "町": ("machi", "cho", "town"),
        "村": ("mura", "son", "village"),
    }[place.city_ja[-1]]
    yield from (key + end for end in ending)
    yield key


def _kanji(text: str) -> str:
    """A key of a Japanese name: ケ, ヶ and が are written as one likes."""
    return re.sub(r"[\s　]", "", fold(text)).translate(KANJI_VARIANTS)


# Letter by letter, so that a key is as long as what it was made of.
KANJI_VARIANTS = str.maketrans("ヶヵがガ瀧嶋龍", "ケケケケ滝島竜")
_MACRONS = re.compile("[\u0300-\u036f]")


def latin_key(text: str) -> str:
    """A key of a romanised name: Ōme = Ohme = Oume = Ome, Gumma = Gunma, Higashi-Murayama."""
    letters = _MACRONS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    letters = re.sub("[^a-z0-9()]", "", letters)
    letters = re.sub("m(?=[bmp])", "n", letters)
    return re.sub("oh(?=[bcdfgjkmnprstwz]|$)|o[ou]|uu", lambda m: m[0][0], letters)


@lru_cache(maxsize=8192)
def canonical_place(prefecture: str, city: str) -> tuple[str, str, bool]:
    """The English names of a prefecture and a city, and whether both are known.

    A city without a prefecture gets one if only one has such a city. What is not known is
    returned as written.
    """
    if not prefecture and not city:
        return "", "", True
    known_prefecture = _prefecture(prefecture) if prefecture else ""
    if prefecture and not known_prefecture:
        return _from_text(prefecture, city)
    if not city:
        return known_prefecture or "", "", True
    if place := _city(known_prefecture or "", city):
        return place.prefecture_en, place.city_en, True
    named, town = split_address(city)
    if town and named and (not known_prefecture or named == known_prefecture):
        return named, town, True
    if not named and not town and known_prefecture:
        named, town = split_address(f"{_prefectures_ja()[known_prefecture]}{city}")
        if town:
            return named, town, True
    return known_prefecture or "", city, False


def _from_text(prefecture: str, city: str) -> tuple[str, str, bool]:
    """A prefecture column that holds more or other than a prefecture."""
    named, town = split_address(f"{prefecture} {city}" if city else prefecture)
    return (named, town, True) if town else (prefecture, city, False)


def _prefecture(text: str) -> str | None:
    table = _gazetteer().prefectures
    return table.get(_kanji(text)) or table.get(latin_key(text) or "-")


# Without a prefecture they may be Tokyo's as well as Osaka's.
_WARDS_OF_MANY = frozenset({"中央区", "港区", "北区"})


@lru_cache(maxsize=8192)
def _city(prefecture: str, text: str) -> Place | None:
    """The one city of that name (in the English prefecture, if given), or None."""
    table = _gazetteer().cities
    if not prefecture and text in _WARDS_OF_MANY:
        return None
    key = _kanji(text) if has_japanese(text) else latin_key(text)
    found = table.get(key, ())
    if not found and (ward := re.match("(.+?市).+区$", key)):
        found = table.get(ward[1], ())
    places = [place for place in found if prefecture in ("", place.prefecture_en)]
    return places[0] if len(places) == 1 else None


@lru_cache(maxsize=8192)
def split_address(text: str) -> tuple[str, str]:
    """The English names of the prefecture and the city in an address; "" for what is not there."""
    return _split_japanese(text) if has_japanese(text) else _split_english(text)


_POSTAL_CODE = re.compile(r"〒?\s*\d{3}[-‐−ー]?\d{4}\s*|〒")


def _split_japanese(text: str) -> tuple[str, str]:
    rest = _kanji(_POSTAL_CODE.sub("", fold(text)))
    gazetteer = _gazetteer()
    prefecture = ""
    for length in (4, 3, 2):
        # 大阪市北区 names the city: 大阪 alone would be the prefecture.
        whole = rest[:length]
        if whole[-1:] in ("都", "道", "府", "県") and whole in gazetteer.prefectures:
            prefecture, rest = gazetteer.prefectures[whole], rest[length:]
            break
    if place := _longest_city(prefecture, rest):
        return place.prefecture_en, place.city_en
    if not prefecture:
        for length in (3, 2):
            if named := gazetteer.prefectures.get(rest[:length]):
                found = _longest_city(named, rest[length:])
                return named, found.city_en if found else ""
    return prefecture, ""


def _longest_city(prefecture: str, text: str) -> Place | None:
    """The city that the text begins with, by its longest name (with 市, 区, 町 or 村)."""
    for length in range(min(len(text), _gazetteer().longest), 1, -1):
        if text[length - 1] in "市区町村" and (place := _city(prefecture, text[:length])):
            return place
    return None


_ENGLISH_PARTS = re.compile(r"[,;/\n]|\s-\s|\b\d{3}-\d{4}\b")


def _split_english(text: str) -> tuple[str, str]:
    """The last part that names a prefecture, and the part before it that names a city."""
    parts = [part.strip() for part in _ENGLISH_PARTS.split(text) if part.strip()]
    if len(parts) == 1 and " " in text.strip():
        parts = parts[0].split()
    for at in range(len(parts) - 1, -1, -1):
        prefecture = _prefecture(parts[at])
        if not prefecture:
            continue
        for part in reversed(parts[:at]):
            if place := _city(prefecture, part):
                return prefecture, place.city_en
        if at + 1 < len(parts) and (place := _city(prefecture, parts[at + 1])):
            return prefecture, place.city_en
        return prefecture, ""
    places = {place for part in parts if (place := _city("", part))}
    if len(places) == 1:
        (place,) = places
        return place.prefecture_en, place.city_en
    return "", ""


def display_place(prefecture: str, city: str, lang: str) -> str:
    """A canonical place to be read: 埼玉県狭山市 in "ja", "Sayama, Saitama" in "en"."""
    if lang != "ja":
        return ", ".join(name for name in (city, prefecture) if name)
    city_ja = _cities_ja().get((prefecture, city), city)
    return _prefectures_ja().get(prefecture, prefecture) + city_ja


def all_places() -> tuple[Place, ...]:
    """All municipalities of the table."""
    return _places()


def coordinates_of(prefecture: str, city: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a canonical place, or None if they are not known."""
    return _coordinates().get((prefecture, city))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points of the globe along a great circle (haversine formula)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    across = math.sin((lat2 - lat1) / 2) ** 2
    along = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    # Rounding may lift antipodes a hair above 1.
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, across + along)))
