"""Why a member matches: its statements that speak to the question, with the words that do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from index.analysis import Analysis, Unit
from index.glossary.thesaurus import Thesaurus
from index.model import Evidence
from index.reading.reader import Need
from index.records import Record
from index.vocabulary import Vocabulary

# A second statement is shown if it says nearly as much as the first, or names what that does not.
SECOND_STATEMENT = 0.9
ADDING_STATEMENT = 0.75
# A statement that names everything that is asked for counts this much above its cosine.
NAMED_BONUS = 0.3


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage with its terms as sets, ready to be compared with many questions.

    ``concepts`` holds the broader ones too: hard anodizing is named where anodizing is asked for.
    ``keys`` are all of these together.
    """

    record: Record
    words: frozenset[str]
    glosses: frozenset[str]
    concepts: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, record: Record, thesaurus: Thesaurus) -> Statement:
        """Prepare a passage."""
        concepts = frozenset(key for one in record.concepts for key in thesaurus.with_broader(one))
        words, glosses = frozenset(record.words), frozenset(record.glosses)
        return cls(record, words, glosses, concepts, words | glosses | concepts)


@dataclass(frozen=True, slots=True)
class Word:
    """A unit of the question as ``written``, and how much it tells members apart."""

    written: str
    weight: float
    terms: frozenset[str]
    meaning: frozenset[str]
    concept: str

    @property
    def keys(self) -> frozenset[str]:
        """Everything of which a statement that names it has at least one."""
        return self.terms | self.meaning | ({self.concept} if self.concept else frozenset())

    def is_in(self, statement: Statement) -> bool:
        """Whether a statement names or means it."""
        return (
            not statement.words.isdisjoint(self.terms)
            or (bool(self.meaning) and self.meaning <= statement.glosses)
            or (bool(self.concept) and self.concept in statement.concepts)
        )

    def means(self, unit: Unit) -> bool:
        """Whether a unit of a statement is another word for this one, or for a part of it.

        Among the synonyms of a concept are words that alone mean something else (anodizing is also
        called anodized aluminium, but aluminium is no other word for it), so only what stands
        first for either is compared.
        """
        if unit.concept and unit.concept == self.concept:
            return True
        mine, theirs = self.meaning, unit.meaning
        return bool(mine and theirs) and (mine <= theirs or theirs <= mine)

    def says_the_same(self, unit: Unit) -> bool:
        """Whether a unit that ``means`` this word may be shown as another word for it.

        A part of a meaning is none: 機 (machine) is not 切削加工 (machining). Of two concepts of
        the trade the wider or narrower one is: A1050 for aluminium.
        """
        return bool(unit.concept and self.concept) or unit.meaning == self.meaning


@dataclass(frozen=True, slots=True)
class Asked:
    """What a need looks for, in the form in which statements are compared with it.

    ``work`` are the words (by place) for something that is done, as opposed to what it is done to;
    ``places`` says which words a key may stand for, ``keys`` are all of these keys.
    """

    words: tuple[Word, ...]
    weight: float
    work: frozenset[int] = frozenset()
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    @property
    def heaviest(self) -> float:
        """The weight of the most telling word."""
        return max([word.weight for word in self.words], default=0.0)

    def share_of(self, places: Collection[int]) -> float:
        """The share of these words (by place) in the weight of all, 0..1."""
        if not places or not self.weight:
            return 0.0
        return sum([self.words[place].weight for place in places]) / self.weight

    def named_by(self, statement: Statement) -> frozenset[int]:
        """Which words (by place) a statement names or means."""
        # Most statements have nothing of any word, which is seen at once.
        said = self.keys & statement.keys
        if not said:
            return _NONE
        touched = {place for key in said for place in self.places[key]}
        return frozenset([place for place in touched if self.words[place].is_in(statement)])


_NONE: frozenset[int] = frozenset()


# Domains of the thesaurus whose concepts are something that is done to a part.
_WORK = frozenset({"process", "heat", "surface", "test", "measurement"})


def asked_by(need: Need, vocabulary: Vocabulary, thesaurus: Thesaurus) -> Asked:
    """The units of a need that say something. Figures are no words: index.signals compares them."""
    words = tuple(
        Word(
            written=need.text[unit.start : unit.end],
            weight=vocabulary.weight(unit),
            terms=frozenset(unit.words),
            meaning=unit.meaning,
            concept=unit.concept,
        )
        for unit in need.telling
    )
    places: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(words):
        for key in word.keys:
            places[key] = (*places.get(key, ()), place)
    work = (at for at, word in enumerate(words) if thesaurus.domain(word.concept) in _WORK)
    weight = sum(word.weight for word in words)
    return Asked(words, weight, frozenset(work), places, frozenset(places))


class Rated(NamedTuple):
    """A statement, which words of the need it names, and how well it proves the match."""

    record: Record
    cosine: float
    named: frozenset[int]
    rating: float


def rate(
    statements: Iterable[Statement], cosines: Mapping[int, float], asked: Asked
) -> list[Rated]:
    """The statements (by rising id), best proof first.

    ``cosines`` holds what the vectors found, by passage.
    """
    rated: list[Rated] = []
    for one in statements:
        named = asked.named_by(one)
        rating = cosine = cosines.get(one.record.id, 0.0)
        if named:
            rating += NAMED_BONUS * asked.share_of(named)
        rated.append(Rated(one.record, cosine, named, rating))
    # The sort is stable: of statements that prove as much the first stays before the others.
    rated.sort(key=attrgetter("rating"), reverse=True)
    return rated


def choose(rated: Sequence[Rated]) -> list[Rated]:
    """The statements worth quoting of ``rated``: the best, and one that adds to it."""
    if not rated:
        return []
    best, *others = rated
    for one in others:
        adds = ADDING_STATEMENT if one.named - best.named else SECOND_STATEMENT
        if one.rating >= best.rating * adds:
            return [best, one]
    return [best]


def quote(record: Record, statement: Analysis, asked: Asked) -> Evidence:
    """The statement (analysed as ``statement``) with marks on the words that were asked for."""
    marks: list[tuple[int, int]] = []
    pairs: dict[tuple[str, str], None] = {}
    for unit in statement.units:
        word = _asked_for(unit, asked)
        # A character that unfolds to several words (㍿) gives units without an extent.
        if word is None or unit.start == unit.end:
            continue
        if word.terms.isdisjoint(unit.words) and word.says_the_same(unit):
            pairs[word.written, record.text[unit.start : unit.end]] = None
        if marks and not record.text[marks[-1][1] : unit.start].strip():
            marks[-1] = (marks[-1][0], unit.end)
        else:
            marks.append((unit.start, unit.end))
    return Evidence(record.field, record.text, tuple(marks), tuple(pairs))


def _asked_for(unit: Unit, asked: Asked) -> Word | None:
    """The word of the question that a unit shares, or else one that means the same."""
    if not unit.words:
        return None
    same = (word for word in asked.words if not word.terms.isdisjoint(unit.words))
    alike = (word for word in asked.words if word.means(unit))
    return next(same, None) or next(alike, None)
