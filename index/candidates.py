"""The members that one need brings up, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.confidence import Judge
from index.encoder import Encoder, Vectors
from index.evidence import Asked, Rated, Statement, asked_by, rate
from index.glossary.thesaurus import Thesaurus
from index.keywords import Terms
from index.model import Side
from index.ranking import Scores, Weights, best_first, centred, fuse, member_cosines, min_max
from index.reading.quantities import Quantity
from index.reading.reader import Need
from index.signals import Signals, only_slogans, verdict_of_figures, words_of_evidence
from index.snapshot import Snapshot
from index.vectors import Hits, owners_of
from index.vocabulary import Vocabulary

# Passages looked at; a member none of whose passages is among them has nothing to say.
MAX_PASSAGES = 2048
# Members that are looked at closely.
POOL = 40
# A method that is ruled out takes so much from the cosine of a statement that offers it.
_RULED_OUT = 0.2

Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member (by number), the probability that it serves the need, and its statements.

    ``fits`` says whether it is worth naming, ``strong`` whether it is a strong match.
    """

    number: int
    probability: float
    fits: bool
    strong: bool
    signals: Signals
    rated: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one need brought up, best first, and the fused score of every member.

    ``candidates`` are allowed members, ``others`` are kept out by a condition. Who states nothing
    on this side has a score of minus infinity.
    """

    asked: Asked
    candidates: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    scores: Scores


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be found: needs in a language, who is allowed (None for everybody), what not."""

    needs: Sequence[Need]
    lang: str
    allowed: Allowed | None = None
    unwanted: Sequence[Need] = ()
    pool: int = POOL


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Every member's place for one need, by each of the rankings; arrays are (members,)."""

    asked: Asked
    quantities: Sequence[Quantity]
    cosines: Mapping[int, float]  # passage id -> cosine
    best: Scores
    rest: Scores
    words: Scores
    glosses: Scores
    fused: Scores
    unheard: float
    absent: float
    home: float
    offside: float


class Finder:
    """Finds candidates in one side of a snapshot. Immutable; safe to share between threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        side: Side,
        encoder: Encoder,
        thesaurus: Thesaurus,
        judge: Judge,
        weights: Weights,
    ) -> None:
        self._snapshot = snapshot
        self._side = side
        self._encoder = encoder
        self._thesaurus = thesaurus
        self._judge = judge
        self._weights = weights
        # Who states nothing on this side: members without needs, when needs are searched.
        self._silent = np.ones(snapshot.manifest.members, dtype=np.bool_)
        self._silent[owners_of(snapshot.vectors[side].ids)] = False
        self.vocabulary = Vocabulary.of(snapshot.keywords, side, snapshot.manifest.members)
        self._fitted = snapshot.manifest.model_fingerprint == judge.fingerprint
        self._as_centred, self._as_cosine = self._gauges()
        # Few members come up often.
        self._statements = lru_cache(maxsize=2048)(self._read_statements)

    def find(self, request: Request) -> list[Found]:
        """What each need brings up."""
        avoided = [asked_by(one, self.vocabulary, self._thesaurus) for one in request.unwanted]
        return [
            self._found(self._ranked(need, vector), avoided, request)
            for need, vector in zip(request.needs, self._vectors(request.needs), strict=True)
        ]

    def _vectors(self, needs: Sequence[Need]) -> list[Vectors | None]:
        """A vector a need, None for what the encoder cannot read (a brand in katakana)."""
        bridge = self._snapshot.manifest.bridge
        texts = [need.analysis.readable(bridge=bridge) for need in needs]
        readable = [text for text in texts if text]
        rows = iter(self._encoder.encode_queries(readable) if readable else ())
        return [next(rows) if text else None for text in texts]

    def _ranked(self, need: Need, vector: Vectors | None) -> _Ranked:
        snapshot, weights, side = self._snapshot, self._weights, self._side
        orientation = snapshot.orientation
        hits, home, offside = Hits(np.zeros(0, np.int64), np.zeros(0, np.float32)), 0.0, 0.0
        if vector is not None:
            turned = centred(vector, orientation.centres[side], weights.centring)
            hits = snapshot.vectors[side].search(turned, MAX_PASSAGES)
            home, offside = orientation.at_home(side, vector), orientation.offside(vector)
        best, rest = member_cosines(hits, snapshot.manifest.members)
        words = snapshot.keywords.scores(side, Terms.WORDS, need.analysis.words)
        glosses = snapshot.keywords.scores_by_meaning(
            side, Terms.GLOSSES, (unit.glosses for unit in need.analysis.units)
        )
        dense = weights.best_statement * best + weights.top_statements * rest
        asked, telling = asked_by(need, self.vocabulary, self._thesaurus), need.telling
        return _Ranked(
            asked=asked,
            quantities=need.quantities,
            cosines=dict(zip(hits.ids.tolist(), hits.scores.tolist(), strict=True)),
            best=best,
            rest=rest,
            words=min_max(words),
            glosses=min_max(glosses),
            fused=np.where(self._silent, -np.inf, fuse(dense, words, glosses, weights)),
            unheard=asked.share_of(self.vocabulary.unheard(telling)),
            absent=asked.share_of(self.vocabulary.absent(telling)),
            home=home,
            offside=offside,
        )

    def _found(self, ranked: _Ranked, avoided: Sequence[Asked], request: Request) -> Found:
        inside, outside = _shortlists(ranked.fused, request.allowed, request.pool)
        judged = [
            self._best_first(
                candidate
                for number in numbers
                if (candidate := self._candidate(number, ranked, avoided, request.lang))
            )
            for numbers in (inside, outside)
        ]
        return Found(ranked.asked, judged[0], judged[1], ranked.fused)

    def _candidate(
        self, number: int, ranked: _Ranked, avoided: Sequence[Asked], lang: str
    ) -> Candidate | None:
        """A member with what speaks for it; None for one that states nothing on this side."""
        statements = self._statements(number)
        if not statements:
            return None
        cosines = ranked.cosines
        best, rest = float(ranked.best[number]), float(ranked.rest[number])
        if ruled_out := {one.record.id for one in statements if avoided and _offers(one, avoided)}:
            lowered = [
                cosines[one.record.id] - _RULED_OUT * (one.record.id in ruled_out)
                for one in statements
                if one.record.id in cosines
            ]
            best = max(lowered, default=best)
            statements = tuple(one for one in statements if one.record.id not in ruled_out)
            if not statements:  # nothing is left that could prove a match
                return None
        rated = tuple(rate(statements, cosines, ranked.asked))
        named, covered, rarest, work = words_of_evidence(rated, ranked.asked)
        signals = Signals(
            best=self._as_centred(best),
            rest=self._as_centred(rest),
            standing=float(ranked.fused[number]),
            words=float(ranked.words[number]),
            glosses=float(ranked.glosses[number]),
            named=named,
            covered=covered,
            rarest=rarest,
            unheard=ranked.unheard,
            absent=ranked.absent,
            slogan=only_slogans(rated),
            home=self._as_cosine(ranked.home),
            offside=self._as_cosine(ranked.offside),
            work=work,
            figures=verdict_of_figures(ranked.quantities, rated),
        )
        probability = self._judge.probability(signals, lang)
        fits = self._judge.fits(signals, probability)
        # The confidence was fitted with this encoder, and on what members offer.
        sure = self._fitted and self._side is Side.OFFERS
        strong = fits and sure and self._judge.is_strong(signals, probability)
        return Candidate(number, probability, fits, strong, signals, rated)

    def _gauges(self) -> tuple[Callable[[float], float], Callable[[float], float]]:
        """How to read a centred similarity, and a cosine, as those of the encoder of the fit."""
        orientation, judge = self._snapshot.orientation, self._judge
        if self._fitted:
            return (lambda similarity: similarity), (lambda cosine: cosine)
        return (
            lambda similarity: orientation.centred.moved_to(judge.centred, similarity),
            lambda cosine: orientation.cosines.moved_to(judge.cosines, cosine),
        )

    def _read_statements(self, number: int) -> tuple[Statement, ...]:
        records = self._snapshot.records.passages_of(self._side, number)
        return tuple(Statement.of(record, self._thesaurus) for record in records)

    @staticmethod
    def _best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        return tuple(
            sorted(candidates, key=lambda one: (not one.strong, -one.probability, one.number))
        )


def _shortlists(scores: Scores, allowed: Allowed | None, pool: int) -> tuple[list[int], list[int]]:
    """The best of the allowed members, and the best of those that a condition keeps out."""
    if allowed is None:
        return best_first(scores, pool), []
    inside = np.where(allowed, scores, -np.inf)
    outside = np.where(allowed, -np.inf, scores)
    return (
        best_first(inside, min(pool, int(allowed.sum()))),
        best_first(outside, min(pool, int((~allowed).sum()))),
    )


def _offers(statement: Statement, avoided: Sequence[Asked]) -> bool:
    """Whether a statement names a method that is ruled out, all of it."""
    return any(len(one.named_by(statement)) == len(one.words) > 0 for one in avoided)
