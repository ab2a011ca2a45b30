"""How good the ranking is, on a folder of judged questions (docs/search.md: benchmark folders)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, quantiles

from index.benchmark import Benchmark, Question, asked, satisfies
from index.model import Answer, Outcome, Query
from profiles.model import Member

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """Figures over answerable questions; each a mean over ``n`` of them, 0..1."""

    n: int
    ndcg: float
    mrr: float
    recall: float
    success_1: float
    success_3: float

    def to_dict(self) -> dict[str, float]:
        """The names of the figures as programs read them."""
        return {
            "n": self.n,
            "ndcg@10": round(self.ndcg, 4),
            "mrr@10": round(self.mrr, 4),
            "recall@10": round(self.recall, 4),
            "success@1": round(self.success_1, 4),
            "success@3": round(self.success_3, 4),
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions the single figures rest on; of twins, how many pairs.

    Whether somebody was refused who has an answer rests on all that are ranked (``overall.n``).
    """

    nobody: int
    filters: int
    parts: int
    twins: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one evaluation; None where the folder has no question to measure it on."""

    overall: Ranking
    by_lang: Mapping[str, Ranking]
    by_type: Mapping[str, Ranking]
    nobody_recall: float | None
    false_refusals: float | None
    top1_satisfies: float | None
    parsed_exactly: float | None
    parts_covered: float | None
    parity: float | None
    max_over_mean: float
    median_ms: float
    p95_ms: float
    counts: Counts

    def to_dict(self) -> dict[str, object]:
        """The object that ``evaluate --json`` prints."""
        return {
            "overall": self.overall.to_dict(),
            "by_lang": {name: found.to_dict() for name, found in self.by_lang.items()},
            "by_type": {name: found.to_dict() for name, found in self.by_type.items()},
            "nobody": {
                "recall": _rounded(self.nobody_recall),
                "false_refusals": _rounded(self.false_refusals),
                "n": self.counts.nobody,
            },
            "filters": {
                "top1_satisfies": _rounded(self.top1_satisfies),
                "parsed_exactly": _rounded(self.parsed_exactly),
                "n": self.counts.filters,
            },
            "parts": {"covered@10": _rounded(self.parts_covered), "n": self.counts.parts},
            "twins": {"parity": _rounded(self.parity), "n": self.counts.twins},
            "hubs": {"max_over_mean": _rounded(self.max_over_mean)},
            "latency_ms": {"median": _rounded(self.median_ms), "p95": _rounded(self.p95_ms)},
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def evaluate(
    benchmark: Benchmark, members: Sequence[Member], ask: Callable[[str], Answer]
) -> Figures:
    """Ask every question of ``benchmark`` over ``members``; ``ask`` ranks at least ten of them."""
    answers = [(question, ask(question.text)) for question in benchmark.questions]
    refused = [pair for pair in answers if not pair[0].answerable]
    answerable = [pair for pair in answers if pair[0].answerable and pair[0].id in benchmark.grades]
    filtered = [pair for pair in answerable if asked(pair[0].filters) or asked(pair[0].exclude)]
    parted = [pair for pair in answerable if len(pair[0].groups) > 1]
    ranked = {
        question.id: _measure(answer.ranking, benchmark.grades[question.id])
        for question, answer in answerable
    }
    twins = _twins([question for question, _ in answerable])
    by_id = {member.id: member for member in members}
    latencies = [answer.took_ms for _, answer in answers]
    return Figures(
        overall=_mean(ranked.values()),
        by_lang=_by(answerable, ranked, lambda question: question.lang),
        by_type=_by(answerable, ranked, lambda question: question.type),
        nobody_recall=_share(answer.outcome is not Outcome.MATCHES for _, answer in refused),
        false_refusals=_share(answer.outcome is not Outcome.MATCHES for _, answer in answerable),
        top1_satisfies=_share(
            bool(answer.ranking) and satisfies(by_id[answer.ranking[0]], question)
            for question, answer in filtered
        ),
        parsed_exactly=_share(
            _read_exactly(answer.query, question) for question, answer in filtered
        ),
        parts_covered=_share(
            group.intersection(answer.ranking[:DEPTH])
            for question, answer in parted
            for group in question.groups
        ),
        parity=_parity([(ranked[ours].ndcg, ranked[theirs].ndcg) for ours, theirs in twins]),
        max_over_mean=_hubs([answer.ranking for _, answer in answers], len(members)),
        median_ms=median(latencies),
        p95_ms=_percentile_95(latencies),
        counts=Counts(len(refused), len(filtered), len(parted), len(twins)),
    )


def _read_exactly(query: Query, question: Question) -> bool:
    """Whether filters and exclusions are those asked for; a city with "near" is one of them."""
    filters = asked(query.filters)
    if query.near:
        filters["city"] = filters.get("city", frozenset()) | set(query.near)
    return filters == asked(question.filters) and asked(query.exclude) == asked(question.exclude)


def _measure(ranking: Sequence[str], grades: Mapping[str, int]) -> Ranking:
    """One question's figures; nDCG with trec_eval's linear gain."""
    top = ranking[:DEPTH]
    gain = sum(grades.get(member, 0) / math.log2(rank + 2) for rank, member in enumerate(top))
    ideal = sum(
        grade / math.log2(rank + 2)
        for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:DEPTH])
    )
    first = next((rank for rank, member in enumerate(top, 1) if member in grades), None)
    return Ranking(
        n=1,
        ndcg=gain / ideal,
        mrr=1 / first if first else 0.0,
        recall=sum(member in grades for member in top) / len(grades),
        success_1=float(first == 1),
        success_3=float(first is not None and first <= 3),
    )


def _mean(found: Iterable[Ranking]) -> Ranking:
    rows = list(found)
    if not rows:
        return Ranking(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    return Ranking(
        n=len(rows),
        ndcg=fmean(row.ndcg for row in rows),
        mrr=fmean(row.mrr for row in rows),
        recall=fmean(row.recall for row in rows),
        success_1=fmean(row.success_1 for row in rows),
        success_3=fmean(row.success_3 for row in rows),
    )


def _by(
    answers: Sequence[tuple[Question, Answer]],
    ranked: Mapping[str, Ranking],
    key: Callable[[Question], str],
) -> dict[str, Ranking]:
    names = dict.fromkeys(key(question) for question, _ in answers if key(question))
    return {
        name: _mean(ranked[question.id] for question, _ in answers if key(question) == name)
        for name in names
    }


def _share(hits: Iterable[object]) -> float | None:
    rows = [bool(hit) for hit in hits]
    return fmean(rows) if rows else None


def _twins(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """The ids of Japanese questions and of their English twins; either may name the other."""
    langs = {question.id: question.lang for question in questions}
    named = [(question.id, question.twin) for question in questions]
    pairs = dict.fromkeys([*named, *((twin, one) for one, twin in named)])
    return [pair for pair in pairs if [langs.get(one) for one in pair] == ["ja", "en"]]


def _parity(twins: Sequence[tuple[float, float]]) -> float | None:
    """nDCG@10 of Japanese questions over that of their English twins."""
    english = sum(theirs for _, theirs in twins)
    return sum(ours for ours, _ in twins) / english if english else None


def _hubs(rankings: Sequence[Sequence[str]], members: int) -> float:
    """How often the most frequent member is in a top ten, over the mean of all members."""
    counts = Counter(member for ranking in rankings for member in ranking[:DEPTH])
    return max(counts.values()) * members / counts.total() if counts else 0.0


def _percentile_95(latencies: Sequence[float]) -> float:
    if len(latencies) == 1:
        return latencies[0]
    return quantiles(latencies, n=20, method="inclusive")[-1]
