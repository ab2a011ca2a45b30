"""The values of conditions in the reader's language: kinds, places, languages, sizes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.messages.words import Words
from index.model import Answer, MemberCard
from index.reading.mentions import Facet
from index.reading.place_names import Form
from profiles.model import Kind
from profiles.places import Place, all_places, display_place

_LONGEST = 40
_SIZE = re.compile(r"(?P<bound><=|>=)?(?P<count>\d{1,9})")
# So many places are an area that the question calls by its name.
_AREA_FROM = 3
# Places stand in the question, not in what is pasted behind it.
_READ_FOR_AREAS = 1_000


def brief(said: str, longest: int = _LONGEST) -> str:
    """A text of others on one line, without what is not printed, and not long."""
    # A line is cut from a beginning: of 20,000 characters most are never looked at.
    beginning = said[: longest * 4]
    line = " ".join("".join(char if char.isprintable() else " " for char in beginning).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def listed(names: Sequence[str], words: Words, most: int = 3, between: str = "") -> str:
    """``names`` in a row; of many the first, and how many more there are."""
    shown = (between or words.why.comma).join(names[:most])
    further = len(names) - most
    return words.why.more.format(names=shown, count=further) if further > 0 else shown


@dataclass(frozen=True, slots=True)
class Naming:
    """Names the values of one answer's conditions.

    ``question`` is what was asked, ``home`` the prefectures of the members in the answer: they
    tell apart cities of one name.
    """

    words: Words
    question: str = ""
    home: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Answer, words: Words) -> Naming:
        """For this answer, in the language of ``words``."""
        members = (match.member for match in (*answer.matches, *answer.nearest))
        return cls(words, answer.query.text, frozenset(one.prefecture for one in members))

    def asked(self, facet: str, values: Sequence[str]) -> list[str]:
        """What a question asks for or rules out."""
        if facet == Facet.KIND:
            return self._kinds(values)
        if facet in (Facet.CITY, Facet.PREFECTURE) and len(values) >= _AREA_FROM:
            return _unique(self._areas(facet, values))
        return _unique(self._one(facet, value) for value in values)

    def had(self, facet: str, values: Sequence[str], member: MemberCard) -> list[str]:
        """What a member has of what is asked for."""
        if facet == Facet.CITY:
            return _unique(brief(self._city_of(member, value)) for value in values)
        if facet == Facet.KIND:
            return [self.words.kinds[kind] for kind in _known_kinds(values)]
        return _unique(self._one(facet, value) for value in values)

    def _one(self, facet: str, value: str) -> str:
        match facet:
            case Facet.PREFECTURE | Facet.CITY:
                return brief(self._place(facet, value))
            case Facet.LANGUAGE:
                return brief(self.words.why.language_names.get(value, value))
            case Facet.SIZE:
                return brief(self._size(value))
            case _:
                return brief(value)

    def _kinds(self, values: Sequence[str]) -> list[str]:
        why, kinds = self.words.why, _known_kinds(values)
        for group, name in why.a_kind_of.items():
            if group <= set(kinds):
                rest = [why.a_kind[kind] for kind in kinds if kind not in group]
                return [name, *rest]
        return [why.a_kind[kind] for kind in kinds]

    def _size(self, value: str) -> str:
        found = _SIZE.fullmatch(value)
        if found is None:
            return value
        why = self.words.why
        said = {"<=": why.at_most, ">=": why.at_least}.get(found["bound"], why.employees)
        return said.format(count=f"{int(found['count']):,}")

    def _place(self, facet: str, value: str) -> str:
        """A prefecture, or a city of which only the name is known."""
        if self.words.lang != "ja":
            return value
        cities = _cities().get(value, ())
        prefecture = display_place(value, "", "ja")
        if not cities or (facet == Facet.PREFECTURE and prefecture != value):
            return prefecture
        return max(cities, key=self._likely).city_ja

    def _likely(self, place: Place) -> tuple[bool, bool, bool]:
        """How likely a city of this name is meant, where several have it."""
        written = place.city_ja in self.question
        return written, place.prefecture_en in self.home, place.city_ja[-1] in "市区"

    def _city_of(self, member: MemberCard, city: str) -> str:
        if self.words.lang != "ja":
            return city
        prefecture = display_place(member.prefecture, "", "ja")
        return display_place(member.prefecture, city, "ja").removeprefix(prefecture)

    def _areas(self, facet: str, values: Sequence[str]) -> Iterator[str]:
        """The areas as the question calls them, and the places that are in none of them."""
        # It brings the Japanese dictionary along, which `--help` need not wait for.
        from index.reading.place_hits import find_names

        left = dict.fromkeys(values)
        for hit in find_names(self.question[:_READ_FOR_AREAS]):
            inside = {city or prefecture for prefecture, city in hit.name.places}
            if hit.name.form is Form.AREA and inside <= left.keys():
                yield brief(self.question[hit.start : hit.end])
                left = {value: None for value in left if value not in inside}
        yield from (self._one(facet, value) for value in left)


def _unique(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _known_kinds(values: Sequence[str]) -> list[Kind]:
    return [kind for kind in Kind if kind.value in values]


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, tuple[Place, ...]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in all_places():
        found[place.city_en].append(place)
    return {name: tuple(places) for name, places in found.items()}
