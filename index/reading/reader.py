"""A question read: what is asked for, in how many parts, and under which conditions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.analysis import Analysis, Analyzer, Unit, language_of
from index.constraints import NONE, Constraints
from index.model import Query
from index.reading.certificates import find_certificates
from index.reading.compounds import taken_apart
from index.reading.conditions import Conditions, conditions_of
from index.reading.courtesy import without_courtesy
from index.reading.kinds import find_kinds
from index.reading.languages import find_languages
from index.reading.mentions import Mention, cut_out, without_overlaps
from index.reading.parts import split_needs
from index.reading.places import find_places
from index.reading.polarity import negated_needs, with_polarity
from index.reading.quantities import Quantity, find_quantities
from index.reading.repair import Repaired
from index.reading.requests import asks_for_nobody
from index.reading.sizes import find_sizes
from index.reading.work_words import Work

_METHODS = frozenset({"process", "heat", "surface"})
# Who is looked for when nothing else is said (stems, and normalised forms).
_FIRMS = frozenset(
    "compani firm shop supplier vendor member maker manufactur certifi list show メーカー 業者 "
    "工場 一覧 全て 全部 会員".split()
)
# A letter says so when it means a condition; a place may as well be the writer's own.
_RESTRICTS = re.compile(
    r"以外|除[いくき外]|限[りらるっ定]|必要|必須|希望|対応できる|だけ|のみ"
    r"|\b(?:must|only|except|exclud\w*|required?|requires|anyone but|other than|no|not|within)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is asked for."""

    text: str
    analysis: Analysis
    quantities: tuple[Quantity, ...] = ()

    @property
    def telling(self) -> tuple[Unit, ...]:
        """The units that say something and are no figure."""
        units = tuple(unit for unit in self.analysis.units if unit.words)
        return tuple(unit for unit in units if not self._is_figure(unit)) or units

    def _is_figure(self, unit: Unit) -> bool:
        return any(one.start < unit.end and unit.start < one.end for one in self.quantities)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood.

    ``needs`` holds one need, or the parts of a question that asks for several; ``whole`` is all of
    it. ``unwanted`` are methods that the question rules out. ``asks`` is False for small talk and
    for tasks that no member could be found for. ``bare`` questions name nothing but conditions:
    they ask for whoever meets them.
    """

    query: Query
    whole: Need
    needs: tuple[Need, ...]
    conditions: Conditions
    unwanted: tuple[Need, ...]
    asks: bool
    bare: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is a word that anybody could be found by."""
        return any(unit.words for unit in self.whole.analysis.units)

    @property
    def parted(self) -> bool:
        """Whether several needs are asked for."""
        return len(self.needs) > 1


@dataclass(frozen=True, slots=True)
class Directory:
    """What the reader must know of the members: their prefectures and their certificates."""

    prefectures: frozenset[str] = frozenset()
    certifications: frozenset[str] = frozenset()


class Reader:
    """Reads questions with one analyzer, for one directory. Safe to share between threads.

    ``repair`` mends typing errors; ``spelled`` knows how the directory writes a name in katakana,
    ``is_stated`` whether any member states a concept of the thesaurus.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        directory: Directory = Directory(),
        repair: Callable[[str], Repaired] = Repaired,
        spelled: Callable[[str], str] = lambda name: "",
        is_stated: Callable[[str], bool] = lambda concept: True,
    ) -> None:
        self._analyzer = analyzer
        self._thesaurus = analyzer.glossary.thesaurus
        self._directory = directory
        self._repair = repair
        self._spelled = spelled
        self._is_stated = is_stated

    def read(self, text: str, constraints: Constraints = NONE) -> Reading:
        """Read ``text``; never raises, whatever it is.

        ``constraints`` take the place of what the text says of the same facets.
        """
        mentions = with_polarity(text, without_overlaps(self._mentions(text)))
        ruled_out = negated_needs(text, mentions, self._is_method, self._is_trade)
        cuts = [mention.stretch for mention in mentions]
        cuts += [(one.start, one.end) for one in ruled_out]
        rest = cut_out(text, cuts)
        need = without_courtesy(rest).strip() or rest
        conditions = conditions_of(constraints.over(mentions))
        bare = bool(conditions) and self._names_nothing(need)
        # Something must be read, if only the conditions themselves.
        need = text if bare or not need else need
        repaired = self._repair(need)
        need = repaired.text
        whole = self._need(need)
        parts = split_needs(need, self._named(whole.analysis), self._close)
        return Reading(
            query=Query(
                text=text,
                lang=language_of(text),
                filters=conditions.filters,
                exclude=conditions.exclude,
                parts=parts if len(parts) > 1 else (),
                near=conditions.near,
                unwanted=tuple(one.text for one in ruled_out),
                repairs=repaired.changes,
            ),
            whole=whole,
            needs=tuple(map(self._need, parts)) if len(parts) > 1 else (whole,),
            conditions=conditions,
            unwanted=tuple(self._need(one.text) for one in ruled_out),
            asks=not asks_for_nobody(text),
            bare=bare,
        )

    def restricts(self, sentence: str) -> bool:
        """Whether a sentence of a letter states a condition, and says that it is one."""
        return bool(_RESTRICTS.search(sentence)) and bool(self._mentions(sentence))

    def _names_nothing(self, text: str) -> bool:
        """Whether nothing is left to look for: companies in Tokyo, whatever they do."""
        words = {word for unit in self._analyzer.analyse(text).units for word in unit.words}
        return words <= _FIRMS

    def _mentions(self, text: str) -> list[Mention]:
        return [
            *find_places(text, self._directory.prefectures),
            *find_kinds(text),
            *find_certificates(text, self._directory.certifications),
            *find_languages(text),
            *find_sizes(text),
        ]

    def _need(self, text: str) -> Need:
        analysis = self._analyzer.analyse(text)
        compounds = taken_apart(
            analysis.units,
            lambda without: self._analyzer.analyse(text, without).units,
            self._is_stated,
            self._thesaurus.domain,
        )
        if compounds:
            analysis = self._analyzer.analyse(text, compounds)
        return Need(text, analysis.with_names(text, self._spelled), find_quantities(text))

    def _named(self, analysis: Analysis) -> tuple[Work, ...]:
        """The concepts of the thesaurus that a text names, with their domains."""
        return tuple(
            Work(unit.start, unit.end, unit.concept, self._thesaurus.domain(unit.concept))
            for unit in analysis.units
            if unit.concept
        )

    def _close(self, one: str, other: str) -> bool:
        """Whether two concepts are related by more than the root above all of a trade."""
        first, second = (self._thesaurus.with_broader(key) for key in (one, other))
        shared = set(first) & set(second)
        return one in shared or other in shared or bool(shared - {first[-1], second[-1]})

    def _is_method(self, term: str) -> bool:
        return any(self._thesaurus.domain(one) in _METHODS for one in self._concepts(term))

    def _is_trade(self, term: str) -> bool:
        return any(map(self._thesaurus.domain, self._concepts(term)))

    def _concepts(self, term: str) -> tuple[str, ...]:
        return self._analyzer.analyse(term).concepts
