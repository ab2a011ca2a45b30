"""The one door: a question in, ranked members with evidence out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import Analyzer
from index.candidates import POOL, Allowed, Candidate, Finder, Found, Request
from index.choosing import Choice, choices_of, further, nearest_first, unsaid, who_fits
from index.confidence import Judge, load_judge
from index.constraints import NONE, Constraints
from index.encoder import Encoder
from index.evidence import choose, quote
from index.focus import LONG, choose_sentences, letter_of, most_telling
from index.model import Answer, Condition, Confidence, Evidence, Match, MemberCard, Outcome, Side
from index.ranking import Weights
from index.reading.conditions import Conditions
from index.reading.reader import Directory, Reader, Reading
from index.reading.repair import Repaired, Speller, load_speller
from index.snapshot import Snapshot
from index.sounds import Spellings, is_katakana
from index.suggesting import Options, options_of, suggestions_for
from profiles.text import clean

if TYPE_CHECKING:
    from index.refining import Refinement

MATCHES = 5
NEAREST = 3
# What is read of a question: more than any letter, less than a book pasted by mistake.
MAX_QUESTION_CHARS = 20_000
_MOST_QUOTES = 3
# Sentences of a long text that are read at all.
_MOST_READ = 400
# So many passages are read for the words and names of the directory.
_MOST_TEXTS = 20_000
_WORD = re.compile(r"[A-Za-z]{3,}|[ァ-ヴー]{3,}")


@dataclass(frozen=True, slots=True)
class _Result:
    """The members for a question by number: in order, kept out by a condition, and the rest.

    Nobody ``absent`` is to be named at all.
    """

    found: Sequence[Found]
    choices: Sequence[Choice]
    kept_out: Sequence[Choice]
    allowed: Allowed | None
    absent: Sequence[int]


class Searcher:
    """Answers questions from one snapshot. Immutable; safe to share between threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        analyzer: Analyzer,
        weights: Weights = Weights(),  # noqa: B008 (frozen)
        judge: Judge | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._encoder = encoder
        self._analyzer = analyzer
        self._judge = judge or load_judge()
        # The statements that are quoted are few; their questions are many.
        self._analyse_statement = lru_cache(maxsize=8192)(analyzer.analyse)
        self._finders = {
            side: Finder(snapshot, side, encoder, analyzer.glossary.thesaurus, self._judge, weights)
            for side in Side
        }

    def search(
        self,
        text: str,
        k: int = MATCHES,
        *,
        side: Side = Side.OFFERS,
        constraints: Constraints = NONE,
    ) -> Answer:
        """Answer the question ``text`` with at most ``k`` members.

        ``constraints`` take the place of what the text says of the same facets. Never raises for
        any text; an empty one finds whoever meets the constraints, or nobody if there are none.
        """
        started = perf_counter()
        # As in the profiles: what nobody sees (zero-width and bidi marks, half characters) goes.
        text = clean(text)
        reading = self.reader.read(self._focused(text[:MAX_QUESTION_CHARS], side), constraints)
        answer = Answer(
            query=replace(reading.query, text=text),
            outcome=Outcome.NOBODY if reading.asks else Outcome.NOT_A_REQUEST,
            matches=(),
            nearest=(),
            ranking=(),
            snapshot=self.snapshot.name,
            took_ms=0.0,
        )
        says_something = reading.says_something or (reading.bare and bool(constraints))
        if reading.asks and says_something and self.snapshot.manifest.members:
            result = self._result(reading, k, side, constraints.without)
            answer = self._answered(answer, reading, result, k)
        return replace(answer, took_ms=(perf_counter() - started) * 1000)

    def refinement(self, text: str) -> Refinement | None:
        """What ``text`` changes of the last question, if it is nothing but such a change."""
        # Loaded for the first follow-up: a question from the shell has none.
        from index.refining import read_refinement

        return read_refinement(clean(text), self._directory)

    @cached_property
    def options(self) -> Options:
        """What a form can offer as conditions."""
        return options_of(self.cards)

    @cached_property
    def cards(self) -> list[MemberCard]:
        """All members; the place of each is its number."""
        return self.snapshot.records.all_members()

    @cached_property
    def reader(self) -> Reader:
        """How questions to this directory are read."""
        return Reader(
            self._analyzer, self._directory, self._repaired, self._spelled, self._is_stated
        )

    @cached_property
    def _directory(self) -> Directory:
        return Directory(
            frozenset(card.prefecture for card in self.cards if card.prefecture),
            frozenset(name for card in self.cards for name in card.certifications),
        )

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {card.id: number for number, card in enumerate(self.cards)}

    @cached_property
    def _speller(self) -> Speller:
        return load_speller(self._analyzer.glossary, self._vocabulary)

    def _vocabulary(self) -> list[str]:
        return _WORD.findall("\n".join(self.snapshot.records.texts(_MOST_TEXTS)))

    def _repaired(self, text: str) -> Repaired:
        return self._speller.repair(text)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings.of(self.snapshot.records.texts(_MOST_TEXTS))

    def _spelled(self, name: str) -> str:
        # Few questions hold such a name: for the others nothing is collected.
        return self._spellings.spelled(name) if is_katakana(name) else ""

    def _is_stated(self, concept: str) -> bool:
        return bool(self._finders[Side.OFFERS].vocabulary.concepts.get(concept))

    def allowed_by(self, conditions: Conditions) -> Allowed | None:
        """Who passes the conditions, (members,); None if there are none."""
        if not conditions:
            return None
        return np.array([conditions.passed_by(card) for card in self.cards])

    def _result(self, reading: Reading, k: int, side: Side, without: Sequence[str]) -> _Result:
        conditions = reading.conditions
        absent = [self._numbers[one] for one in without if one in self._numbers]
        allowed = self.allowed_by(conditions)
        if absent:
            allowed = np.ones(len(self.cards), dtype=np.bool_) if allowed is None else allowed
            allowed[absent] = False
        request = Request(
            needs=(*reading.needs, reading.whole) if reading.parted else reading.needs,
            lang=reading.query.lang,
            allowed=allowed,
            unwanted=reading.unwanted,
            # Those who are absent take up room among those who are kept out.
            pool=max(POOL, k) + len(absent),
        )
        found = self._finders[side].find(request)
        limit = max(k, MATCHES)
        # Neighbours are looked for among all candidates: none of the likeliest may be one.
        choices = choices_of(
            [one.candidates for one in found], request.pool if conditions.near else limit
        )
        if conditions.near:
            closeness = {
                choice.number: conditions.closeness(self.cards[choice.number]) for choice in choices
            }
            choices = nearest_first(choices, closeness)[:limit]
        others = [[one for one in each.others if one.number not in absent] for each in found]
        return _Result(found, choices, choices_of(others, NEAREST), allowed, absent)

    def _answered(self, answer: Answer, reading: Reading, result: _Result, k: int) -> Answer:
        choices = result.choices
        # Of a question that names nothing but conditions whoever meets them is an answer.
        fitting = choices if reading.bare else [one for one in choices if one.fits]
        # Whether anybody fits must not depend on how many are asked for.
        found = bool(fitting) if reading.bare else any(one.fits for one in choices[:MATCHES])
        chosen = [one.number for one in choices[:k]]
        unnamed = [*chosen, *result.absent]
        ranking = chosen + further(result.found, unnamed, result.allowed, k - len(chosen))
        # Of the choices some may not fit, also the first one.
        naming = fitting[:k] if found else []
        near = [] if found else list(self._nearest(result))
        everybody = who_fits(result.found, bare=reading.bare) if found else []
        return replace(
            answer,
            outcome=Outcome.MATCHES if found else Outcome.NOBODY,
            matches=tuple(self._match(one, reading, result) for one in naming),
            nearest=tuple(
                replace(
                    self._match(one, reading, result),
                    lacks=self._lacks(one, reading.conditions, result),
                )
                for one in near
            ),
            ranking=tuple(self.cards[number].id for number in ranking),
            suggestions=suggestions_for(
                [self.cards[number] for number in everybody], reading.conditions
            ),
            further=len(everybody) - len(naming),
        )

    def _nearest(self, result: _Result) -> Iterator[Choice]:
        """Whom only a condition keeps out; where there is nobody such, whoever comes closest."""
        outside = [one for one in result.kept_out if one.fits]
        yield from (outside or result.choices)[:NEAREST]

    def _match(self, choice: Choice, reading: Reading, result: _Result) -> Match:
        card = self.cards[choice.number]
        served = choice.served
        parts = reading.query.parts
        return Match(
            member=card,
            confidence=Confidence.STRONG if choice.strong else Confidence.POSSIBLE,
            score=round(choice.probability, 4),
            evidence=tuple(self._quotes(choice, served, result)),
            parts=tuple(part for place, part in enumerate(parts) if place in served),
            met=reading.conditions.met_by(card),
        )

    def _quotes(
        self, choice: Choice, served: dict[int, Candidate], result: _Result
    ) -> Iterator[Evidence]:
        """The statements that prove the match: of several parts the best one for each."""
        quoted: dict[str, None] = {}
        needs = sorted(served) if len(result.found) > 1 and served else [-1]
        for place in needs:
            one = served[place] if place >= 0 else choice.best
            asked = result.found[choice.by_need.index(one)].asked
            statements = choose(one.rated)
            for rated in statements[:1] if len(needs) > 1 else statements:
                if rated.record.text not in quoted and len(quoted) < _MOST_QUOTES:
                    quoted[rated.record.text] = None
                    statement = self._analyse_statement(rated.record.text)
                    yield quote(rated.record, statement, asked)

    def _lacks(
        self, choice: Choice, conditions: Conditions, result: _Result
    ) -> tuple[Condition, ...]:
        """What keeps a member from being a match: conditions, or words that it never says."""
        failed = conditions.failed_by(self.cards[choice.number])
        if failed:
            return failed
        best = choice.best
        asked = result.found[choice.by_need.index(best)].asked
        return unsaid(asked, best, self.cards[choice.number])

    def _focused(self, text: str, side: Side) -> str:
        """Of a long text what it asks for (index.focus); a short one as it is."""
        sentences = letter_of(text)[:_MOST_READ]
        if not sentences or not self.snapshot.manifest.members:
            return text if len(text) <= LONG else text[:LONG]
        analyses = [self._analyzer.analyse(sentence) for sentence in sentences]
        bridge = self.snapshot.manifest.bridge
        asked = [
            (sentences[at], read)
            for at in most_telling(analyses)
            if (read := analyses[at].readable(bridge=bridge))
        ]
        if not asked:
            return text[:LONG]
        vectors = self._encoder.encode_queries([read for _, read in asked])
        search = self.snapshot.vectors[side].search
        cosines = [float(search(vector, 1).scores.max(initial=0.0)) for vector in vectors]
        chosen = choose_sentences([sentence for sentence, _ in asked], cosines)
        # What is asked of the members themselves stands anywhere in a letter.
        conditions = [one for one in sentences if one not in chosen and self.reader.restricts(one)]
        return "\n".join([chosen, *conditions])
