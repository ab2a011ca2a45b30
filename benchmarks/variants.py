"""The system with one step of the ranking switched off, for benchmarks/ablation.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from unittest.mock import patch

import marisa_trie
import numpy as np

from index.analysis import Analyzer, language_of, load_analyzer
from index.confidence import Judge, load_judge
from index.glossary.lookup import JMDICT, Glossary
from index.glossary.thesaurus import Thesaurus
from index.model import Query
from index.ranking import Weights
from index.reading.conditions import Conditions
from index.reading.reader import Reader, Reading
from index.reading.repair import Repaired
from index.signals import NAMES, Signals
from index.stems import meaning_of, stem, stems_of

USUAL = Weights()


class BySum(Judge):
    """Orders members by the sum of the rankings, as if no regression had been fitted."""

    def probability(self, signals: Signals, lang: str) -> float:
        """The place between the worst and the best member."""
        return signals.standing

    def fits(self, signals: Signals, probability: float) -> bool:
        """As without this class."""
        return super().fits(signals, super().probability(signals, "en"))


def by_sum() -> Judge:
    """The judge that ships, but for the order."""
    usual = load_judge()
    return BySum(*(getattr(usual, one.name) for one in fields(usual)))


def deaf_to(*signals: str) -> Judge:
    """The judge that ships, with these signals at their mean for every member."""
    usual = load_judge()
    heard = np.array([name not in signals for name in NAMES])
    return replace(usual, member=replace(usual.member, weights=usual.member.weights * heard))


def usual_signal(name: str) -> float:
    """Its mean over the candidates of the fit."""
    return float(load_judge().member.means[NAMES.index(name)])


def without_thesaurus() -> Analyzer:
    """An analyzer that knows the general dictionary only."""
    jmdict = marisa_trie.BytesTrie()
    jmdict.mmap(str(JMDICT))
    return Analyzer(Glossary(Thesaurus(()), jmdict, "no thesaurus"))


def as_typed(reader: Reader, text: str) -> Reading:
    """A question that nobody has read: its text is the need."""
    need = reader._need(text)
    query = Query(text, language_of(text))
    return Reading(query, need, (need,), Conditions(), unwanted=(), asks=True)


@dataclass(frozen=True)
class Variant:
    """The system with one step switched off.

    ``patches`` replaces what dotted names stand for. ``rebuilt`` variants change what is indexed.
    """

    name: str
    weights: Weights = USUAL
    judge: Callable[[], Judge] = load_judge
    patches: Mapping[str, object] = field(default_factory=dict)
    rebuilt: bool = False
    analyzer: Callable[[], Analyzer] = load_analyzer

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While the step is switched off."""
        with ExitStack() as stack:
            for name, other in self.patches.items():
                stack.enter_context(patch(name, other))
            forget_stems()
            yield
        forget_stems()


def forget_stems() -> None:
    """A stem that is remembered would hide how it is made now."""
    stem.cache_clear()
    stems_of.cache_clear()
    meaning_of.cache_clear()


WHOLE = Variant("the whole system")
ALONE = (
    Variant("vectors alone", replace(USUAL, words=0, glosses=0), by_sum),
    Variant("BM25 over words alone", replace(USUAL, dense=0, glosses=0), by_sum),
    Variant("BM25 over glosses alone", replace(USUAL, dense=0, words=0), by_sum),
    Variant("their sum: no order by confidence", judge=by_sum),
)
ASKED = (
    Variant("no vectors", replace(USUAL, dense=0), lambda: deaf_to("best", "rest")),
    Variant("no BM25 over words", replace(USUAL, words=0), lambda: deaf_to("words")),
    Variant("no BM25 over glosses", replace(USUAL, glosses=0), lambda: deaf_to("glosses")),
    Variant("no centring", replace(USUAL, centring=0)),
    Variant(
        "one best statement only",
        replace(USUAL, best_statement=1, top_statements=0),
        lambda: deaf_to("rest"),
    ),
    Variant("no words of the evidence", judge=lambda: deaf_to("named", "covered", "rarest")),
    Variant("no signal of figures", judge=lambda: deaf_to("figures")),
    Variant("no signal of slogans", judge=lambda: deaf_to("slogan")),
    Variant(
        "no everyday matters",
        patches={"index.orientation.Orientation.offside": lambda *asked: usual_signal("offside")},
    ),
    Variant("nothing read: the text as typed", patches={"index.search.Reader.read": as_typed}),
    Variant("courtesy kept", patches={"index.reading.reader.without_courtesy": lambda text: text}),
    Variant(
        "conditions read, not applied",
        patches={
            "index.search.Searcher.allowed_by": lambda searcher, conditions: None,
            "index.search.nearest_first": lambda choices, closeness: choices,
        },
    ),
    Variant(
        "methods ruled out are kept",
        patches={"index.reading.reader.negated_needs": lambda *asked: []},
    ),
    Variant(
        "no parts",
        patches={"index.reading.reader.split_needs": lambda text, *known: (text,)},
    ),
    Variant(
        "no repair of typing errors",
        patches={"index.search.Searcher._repaired": lambda searcher, text: Repaired(text)},
    ),
)
REBUILT = (
    Variant("no thesaurus: JMdict alone", rebuilt=True, analyzer=without_thesaurus),
    Variant("no sounds", patches={"index.analysis.sounds_of": lambda written: ()}, rebuilt=True),
    Variant(
        "British and American kept apart",
        patches={"index.stems.american": lambda word: word},
        rebuilt=True,
    ),
    Variant(
        "no function words in the bridge",
        patches={"index.analysis.FUNCTION_WORDS": {}},
        rebuilt=True,
    ),
)
