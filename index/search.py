"""The one door: a question in, ranked members with evidence out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

import numpy as np

from index.analysis import Analysis, Analyzer
from index.confidence import MOST_POSSIBLE, confidence_of, fits, support
from index.encoder import Encoder
from index.evidence import Asked, asked_by, choose_statements, coverage, quote
from index.focus import LONG, choose, most_telling, sentences_of
from index.keywords import Terms
from index.model import Answer, Evidence, Field, Match, Outcome, Query, Side
from index.ranking import Scores, Weights, best_first, fuse, member_cosines
from index.records import Record
from index.smalltalk import is_small_talk
from index.snapshot import Snapshot
from index.vectors import Hits, owners_of
from profiles.text import clean

MATCHES = 5
NEAREST = 3
# Passages looked at; a member none of whose passages is among them has nothing to say.
MAX_PASSAGES = 2048
# What is read of a question: more than any letter, less than a book pasted by mistake.
MAX_QUESTION_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class _Ranked:
    """All members scored for one question, and the passages that were found."""

    scores: Scores
    cosines: Scores
    passages: dict[int, dict[int, float]]  # member number -> passage id -> cosine


@dataclass(frozen=True, slots=True)
class _Judged:
    """A ranked member and what speaks for it in absolute terms (index.confidence)."""

    match: Match
    support: float


class Searcher:
    """Answers questions from one snapshot. Immutable; safe to share between threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        analyzer: Analyzer,
        weights: Weights = Weights(),  # noqa: B008 (frozen)
    ) -> None:
        self.snapshot = snapshot
        self._encoder = encoder
        self._analyzer = analyzer
        # The statements that are quoted are few; their questions are many.
        self._analyse_statement = lru_cache(maxsize=8192)(analyzer.analyse)
        self._weights = weights

    def search(self, text: str, k: int = MATCHES, *, side: Side = Side.OFFERS) -> Answer:
        """Answer the question ``text`` with at most ``k`` members.

        Never raises for any text; an empty one finds nobody.
        """
        started = perf_counter()
        # As in the profiles: what nobody sees (zero-width and bidi marks, half characters) goes.
        text = clean(text)
        read = self._focused(text[:MAX_QUESTION_CHARS], side)
        question = self._analyzer.analyse(read)
        ranked: list[_Judged] = []
        small_talk = is_small_talk(text)
        asks = any(unit.words for unit in question.units) and not small_talk
        if asks and self.snapshot.manifest.members:
            ranked = self._judged(question, k, side)
        # Whether anybody fits must not depend on how many are asked for.
        found = any(fits(one.support) for one in ranked[:MATCHES])
        return Answer(
            query=Query(text, question.lang),
            outcome=_outcome(found=found, small_talk=small_talk),
            matches=tuple(one.match for one in ranked if found and fits(one.support))[:k],
            nearest=() if found else tuple(one.match for one in ranked[:NEAREST]),
            ranking=tuple(one.match.member.id for one in ranked[:k]),
            snapshot=self.snapshot.name,
            took_ms=(perf_counter() - started) * 1000,
        )

    def _judged(self, question: Analysis, k: int, side: Side) -> list[_Judged]:
        """At least the ``k`` best members, best first, with what speaks for each."""
        ranked = self._rank(question, side)
        numbers = best_first(ranked.scores, max(k, MATCHES))
        asked = asked_by(question)
        cards = self.snapshot.records.members(numbers)
        statements = self._statements(numbers, ranked, side)
        judged: list[_Judged] = []
        for number, card in zip(numbers, cards, strict=True):
            chosen = choose_statements(statements[number], ranked.passages.get(number, {}), asked)
            if not chosen:  # a member without a need, when needs are searched
                continue
            shared = max((coverage(record, asked) for record in chosen), default=0.0)
            cosine = float(ranked.cosines[number]) if ranked.passages else None
            speaks = support(cosine, shared)
            if all(record.field is Field.SUMMARY for record in chosen):
                speaks = min(speaks, MOST_POSSIBLE)  # a slogan proves nothing
            match = Match(
                member=card,
                confidence=confidence_of(speaks),
                score=round(float(ranked.scores[number]), 4),
                evidence=self._quotes(chosen, asked),
            )
            judged.append(_Judged(match, speaks))
        return judged

    def _rank(self, question: Analysis, side: Side) -> _Ranked:
        members = self.snapshot.manifest.members
        hits = self._nearest_passages(question, side)
        best, top = member_cosines(hits, members)
        weights, keywords = self._weights, self.snapshot.keywords
        scores = fuse(
            weights.best_statement * best + weights.top_statements * top,
            keywords.scores(side, Terms.WORDS, question.words),
            keywords.scores(side, Terms.GLOSSES, question.glosses),
            weights,
        )
        passages: dict[int, dict[int, float]] = defaultdict(dict)
        owners = owners_of(hits.ids)
        for owner, passage, cosine in zip(
            owners.tolist(), hits.ids.tolist(), hits.scores.tolist(), strict=True
        ):
            passages[owner][passage] = cosine
        return _Ranked(scores, best, passages)

    def _nearest_passages(self, question: Analysis, side: Side) -> Hits:
        read = question.readable(bridge=self.snapshot.manifest.bridge)
        if not read:
            return Hits(np.zeros(0, np.int64), np.zeros(0, np.float32))
        vector = self._encoder.encode_queries([read])[0]
        return self.snapshot.vectors[side].search(vector, MAX_PASSAGES)

    def _focused(self, text: str, side: Side) -> str:
        """Of a long text what it asks for (index.focus); a short one as it is."""
        if len(text) <= LONG or not self.snapshot.manifest.members:
            return text
        sentences = sentences_of(text)
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
        return choose([sentence for sentence, _ in asked], cosines)

    def _statements(
        self, numbers: list[int], ranked: _Ranked, side: Side
    ) -> dict[int, list[Record]]:
        """The passages of these members that were found; all of a member that keywords found."""
        wanted = [passage for number in numbers for passage in ranked.passages.get(number, {})]
        records = self.snapshot.records.passages(side, wanted)
        return {
            number: [records[passage] for passage in ranked.passages[number]]
            if number in ranked.passages
            else self.snapshot.records.passages_of(side, number)
            for number in numbers
        }

    def _quotes(self, chosen: list[Record], asked: Asked) -> tuple[Evidence, ...]:
        return tuple(
            quote(record, self._analyse_statement(record.text), asked) for record in chosen
        )


def _outcome(*, found: bool, small_talk: bool) -> Outcome:
    if small_talk:
        return Outcome.NOT_A_REQUEST
    return Outcome.MATCHES if found else Outcome.NOBODY
