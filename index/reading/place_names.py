"""The names of places as people write them, each with the canonical places that it stands for.

Municipalities and prefectures come from the table of ``profiles``, districts and regions
(多摩地域, 県央, Kansai) from areas.tsv.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from index.reading.mentions import Facet
from profiles.places import KANJI_VARIANTS, Place, all_places, latin_key

_AREAS = Path(__file__).with_name("areas.tsv")
NamedPlaces = tuple[tuple[str, str], ...]  # prefecture and city; no city: the prefecture


class Form(Enum):
    """How plainly a name is one of a place."""

    FULL = auto()  # 八王子市, Hachioji City
    BARE = auto()  # 八王子, Hachioji
    AREA = auto()  # 多摩地域, Kansai
    MINOR = auto()  # the bare name of a town or village in Latin letters


@dataclass(frozen=True, slots=True)
class Name:
    """What one written form stands for."""

    facet: Facet
    form: Form
    places: NamedPlaces

    def meant(self, home: frozenset[str]) -> NamedPlaces:
        """The places; of cities with one name those in ``home`` if any lie there."""
        if self.facet is not Facet.CITY:
            return self.places
        return tuple(place for place in self.places if place[0] in home) or self.places


@dataclass(frozen=True, slots=True)
class Names:
    """The Japanese names by their keys (``keyed``)."""

    by_key: Mapping[str, Name]
    lengths: Mapping[str, tuple[int, ...]]  # of the names with this first letter, falling


class _Written(NamedTuple):
    """A name as it is written. With different endings the stem's key is the same."""

    stem: str
    ending: str = ""


# What the prefecture's or the area's name, or a common word, has taken: only with 市 or 区.
_ONLY_FULL = frozenset("中央 港 北 東海 光 津 中間 たつの えびの あま みやま うるま".split())
# Towns and villages whose bare name is said and is no other word.
_KNOWN_TOWNS = frozenset("愛川 寒川 毛呂山 奥多摩 檜原 坂城 軽井沢 箱根 下諏訪 箕輪 辰野".split())
_LATIN_ENDINGS = {
    "市": ("shi", "city"),
    "区": ("ku", "ward"),
    "町": ("machi", "cho", "town"),
    "村": ("mura", "son", "village"),
}


# Each question needs one of the two tables, few need both.
@lru_cache(maxsize=1)
def japanese_names() -> Names:
    """The names in Japanese."""
    by_key: dict[str, Name] = {}
    # Who comes first has the name: 大阪 and 東海 are the prefecture and the region.
    for written, name in (*_areas(), *_prefectures_ja(), *_cities(_japanese_forms)):
        if not written.stem.isascii():
            by_key.setdefault(keyed(written.stem), name)
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in by_key:
        lengths[form[0]].add(len(form))
    falling = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return Names(by_key, falling)


@lru_cache(maxsize=1)
def latin_names() -> Mapping[str, Name]:
    """The names in Latin letters by their keys (``latin_key``)."""
    by_key: dict[str, Name] = {}
    for written, name in (*_areas(), *_prefectures_en(), *_cities(_latin_forms)):
        if written.stem.isascii():
            by_key.setdefault(_stem_key(written.stem) + written.ending, name)
    return by_key


@lru_cache(maxsize=4_096)
def _stem_key(stem: str) -> str:
    return latin_key(stem)


def plain(text: str) -> str:
    """``text`` in half width and lower case, letter by letter: positions stay what they are."""
    return text.lower() if text.isascii() else "".join(map(_plain_letter, text))


@lru_cache(maxsize=20_000)
def _plain_letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter).lower()
    return folded if len(folded) == 1 else letter


def keyed(text: str) -> str:
    """The key of a Japanese name, as long as ``text``: ヶ and ケ, 滝 and 瀧 are one."""
    return plain(text).translate(KANJI_VARIANTS)


def _areas() -> Iterator[tuple[_Written, Name]]:
    with _AREAS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            facet, values = Facet(row["facet"]), row["values"].split("|")
            city = facet is Facet.CITY
            places = tuple(("", value) if city else (value, "") for value in values)
            for written in row["names"].split("|"):
                yield _Written(written), Name(facet, Form.AREA, places)


def _prefectures_ja() -> Iterator[tuple[_Written, Name]]:
    for japanese, english in _prefectures():
        yield _Written(japanese), Name(Facet.PREFECTURE, Form.FULL, ((english, ""),))
        if japanese != "北海道":
            yield _Written(japanese[:-1]), Name(Facet.PREFECTURE, Form.BARE, ((english, ""),))


def _prefectures_en() -> Iterator[tuple[_Written, Name]]:
    for _, english in _prefectures():
        yield _Written(english), Name(Facet.PREFECTURE, Form.BARE, ((english, ""),))
        for ending in ("prefecture", "pref", "ken"):
            full = Name(Facet.PREFECTURE, Form.FULL, ((english, ""),))
            yield _Written(english, ending), full


def _prefectures() -> Iterable[tuple[str, str]]:
    return dict.fromkeys((place.prefecture_ja, place.prefecture_en) for place in all_places())


def _cities(
    forms_of: Callable[[Place], Iterator[tuple[_Written, Form]]],
) -> Iterator[tuple[_Written, Name]]:
    places: dict[_Written, list[Place]] = defaultdict(list)
    form_of: dict[_Written, Form] = {}
    # 三郷 and Misato are the city's before they are the town's.
    for place in sorted(all_places(), key=lambda one: one.city_ja[-1] not in "市区"):
        for written, form in forms_of(place):
            if form_of.setdefault(written, form) is form:
                places[written].append(place)
    for written, found in places.items():
        named = tuple((place.prefecture_en, place.city_en) for place in found)
        yield written, Name(Facet.CITY, form_of[written], named)


def _is_said_bare(place: Place) -> bool:
    return place.city_ja[-1] in "市区" or place.city_ja[:-1] in _KNOWN_TOWNS


def _japanese_forms(place: Place) -> Iterator[tuple[_Written, Form]]:
    bare = place.city_ja[:-1]
    yield _Written(place.city_ja), Form.FULL
    if place.district_ja:
        yield _Written(place.district_ja + place.city_ja), Form.FULL
    if bare not in _ONLY_FULL and _is_said_bare(place):
        yield _Written(bare), Form.BARE


def _latin_forms(place: Place) -> Iterator[tuple[_Written, Form]]:
    # Esashi (Hiyama) and Misato Town have their ending within.
    english = place.city_en.partition(" (")[0]
    if english.endswith((" Town", " Village")):
        yield _Written(english), Form.FULL
        return
    yield _Written(english), Form.BARE if _is_said_bare(place) else Form.MINOR
    for ending in _LATIN_ENDINGS[place.city_ja[-1]]:
        yield _Written(english, ending), Form.FULL
