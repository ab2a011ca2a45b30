"""Fit index/confidence.json: how likely a member can help, from what speaks for it.

    .venv/bin/python benchmarks/fit_confidence.py            # prints what it would write
    .venv/bin/python benchmarks/fit_confidence.py --write

The judged questions of benchmarks/rehearsal are asked over its own members; each of the members
that a question brings up is an example, labelled by the judgments. A logistic regression is fitted
over index.signals; then a second one over the likeliest member of each question, which says whether
it is a question that the directory answers. What is printed is cross-validated: no question is
judged by a model that saw it, or its twin in the other language. docs/search.md quotes the figures.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bot.bootstrap import bootstrap
from index.analysis import load_analyzer
from index.benchmark import Benchmark, Question, read_benchmark
from index.build import Builder, Source
from index.candidates import Finder, Request
from index.confidence import FITTED, SHARE, TELLING, doubts, load_judge
from index.encoder import locate_model
from index.model import Side
from index.orientation import Orientation
from index.ranking import Weights
from index.search import Searcher
from index.shelf import Shelf
from index.signals import NAMES, Signals
from profiles.reading import read_members

REHEARSAL = Path(__file__).parent / "rehearsal"
# The questions that the fit sees: up to these numbers. Those added later measure it.
LAST = {"q": 300, "n": 120}
FOLDS = 10
# Candidates of a question that are examples: those that may come to be named.
EXAMPLES = 30
# The share of questions that somebody can answer which may be refused.
REFUSED = 0.04
# What is added to the weight of ``standing`` (in log odds): the order of the fused rankings, which
# was fitted to nothing, is trusted a little more than these questions by themselves would have it.
# It costs nothing in cross-validation, and helps on texts from other fields.
PRIOR = 6.0
# A question whose right members are all taken away is one that nobody can answer; but a near one
# (the best of the others may well be worth naming), so that it counts less than a real one.
TAKEN_AWAY = 0.1
# Of the matches that are called strong, the share that must be right.
STRONG_IS_RIGHT = 0.92


@dataclass(frozen=True)
class Asked:
    """A question with the signals of its candidates, and which of them are right."""

    question: Question
    english: bool
    signals: NDArray[np.float64]
    right: NDArray[np.bool_]

    @property
    def family(self) -> str:
        """One name for a question and its twin."""
        return min(self.question.id, self.question.twin or self.question.id)


def ask_all(benchmark: Benchmark) -> tuple[list[Asked], str, Orientation]:
    """The questions that the fit sees; the encoder's fingerprint; how the directory lies."""
    app = bootstrap(os.environ, Path.cwd())
    model, models, analyzer = locate_model(app.settings.model), app.models(), load_analyzer()
    members = [read.member for read in read_members(benchmark.members_file).members]
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        Builder(shelf, models, model, analyzer, bridge=True).build(lambda: Source(members, "fit"))
        snapshot = shelf.open().snapshot
        encoder = models.serving_encoder(model.fingerprint, model.name)
        searcher = Searcher(snapshot, encoder, analyzer)
        finder = Finder(
            snapshot, Side.OFFERS, encoder, analyzer.glossary.thesaurus, load_judge(), Weights()
        )
        seen = [one for one in benchmark.questions if int(one.id[1:]) <= LAST[one.id[0]]]
        asked = [ask(question, searcher, finder, benchmark) for question in seen]
        orientation = snapshot.orientation
        snapshot.close()
    return asked, model.fingerprint, orientation


def ask(question: Question, searcher: Searcher, finder: Finder, benchmark: Benchmark) -> Asked:
    """The signals of all that one question brings up."""
    reading = searcher.reader.read(question.text)
    allowed = searcher.allowed_by(reading.conditions)
    request = Request((reading.whole,), reading.query.lang, allowed, reading.unwanted)
    candidates = finder.find(request)[0].candidates
    best = sorted(candidates, key=lambda one: -one.signals.standing)[:EXAMPLES]
    grades = benchmark.grades.get(question.id, {})
    cards = searcher.cards
    return Asked(
        question,
        reading.query.lang == "en",
        np.array([one.signals.vector() for one in best]).reshape(-1, len(NAMES)),
        np.array([cards[one.number].id in grades for one in best], dtype=bool),
    )


@dataclass(frozen=True)
class Model:
    """A fitted regression and the scaling of its signals."""

    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    regression: LogisticRegression

    def probabilities(self, asked: Asked) -> NDArray[np.float64]:
        """Of the candidates of one question."""
        if not len(asked.signals):
            return np.zeros(0)
        rows = np.c_[
            (asked.signals - self.means) / self.scales,
            np.full(len(asked.signals), float(not asked.english)),
        ]
        found: NDArray[np.float64] = self.regression.predict_proba(rows)[:, 1]
        return found


def fit(questions: list[Asked]) -> Model:
    """Fit to the candidates of ``questions``."""
    signals = np.concatenate([one.signals for one in questions])
    right = np.concatenate([one.right for one in questions])
    japanese = np.concatenate([np.full(len(one.right), not one.english) for one in questions])
    means, scales = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    rows = np.c_[(signals - means) / scales, japanese.astype(float)]
    regression = LogisticRegression(max_iter=5000).fit(rows, right)
    standing = NAMES.index("standing")
    regression.coef_[0][standing] += PRIOR * scales[standing]
    # The sum is a probability again once it is fitted to the same answers (Platt scaling).
    platt = LogisticRegression(C=1e6).fit(rows @ regression.coef_.T, right)
    regression.coef_ = regression.coef_ * platt.coef_[0, 0]
    regression.intercept_ = platt.intercept_
    return Model(means, scales, regression)


def cross_validated(questions: list[Asked]) -> list[NDArray[np.float64]]:
    """The probabilities of each question's candidates by a model that did not see it."""
    found: list[NDArray[np.float64]] = [np.zeros(0)] * len(questions)
    families = [one.family for one in questions]
    for seen, unseen in GroupKFold(FOLDS).split(questions, groups=families):
        model = fit([questions[place] for place in seen])
        for place in unseen:
            found[place] = model.probabilities(questions[place])
    return found


def doubts_of(asked: Asked, probabilities: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """What the second regression sees: the likeliest candidate; None if there is none."""
    if not len(probabilities):
        return None
    best = int(probabilities.argmax())
    return doubts(Signals(*asked.signals[best]), float(probabilities[best]))


@dataclass(frozen=True)
class Doubts:
    """The examples of the second regression."""

    rows: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    weights: NDArray[np.float64]
    families: list[str]
    questions: list[int]


def doubts_about(questions: list[Asked], held_out: list[NDArray[np.float64]]) -> Doubts:
    """Every question with its likeliest member, and once more without its right ones."""
    rows, answerable, weights, families, places = [], [], [], [], []
    for place, (one, found) in enumerate(zip(questions, held_out, strict=True)):
        wrong = ~one.right
        versions = [(one, found, one.question.answerable, 1.0)]
        if one.question.answerable:
            without = Asked(one.question, one.english, one.signals[wrong], one.right[wrong])
            versions.append((without, found[wrong], False, TAKEN_AWAY))
        for asked, probabilities, label, weight in versions:
            row = doubts_of(asked, probabilities)
            if row is not None:
                rows.append(row)
                answerable.append(label)
                weights.append(weight)
                families.append(one.family)
                places.append(place)
    return Doubts(np.array(rows), np.array(answerable), np.array(weights), families, places)


def fit_anybody(found: Doubts, chosen: NDArray[np.intp]) -> Model:
    """Fit to the chosen examples."""
    real = found.weights == 1.0
    means, scales = found.rows[real].mean(axis=0), found.rows[real].std(axis=0) + 1e-9
    rows = (found.rows[chosen] - means) / scales
    regression = LogisticRegression(C=0.3, max_iter=5000)
    regression.fit(rows, found.answerable[chosen], sample_weight=found.weights[chosen])
    return Model(means, scales, regression)


def anybody_cross_validated(found: Doubts) -> NDArray[np.float64]:
    """The second probability of every example by a model that did not see it."""
    second = np.zeros(len(found.rows))
    for seen, unseen in GroupKFold(FOLDS).split(found.rows, groups=found.families):
        model = fit_anybody(found, seen)
        rows = (found.rows[unseen] - model.means) / model.scales
        second[unseen] = model.regression.predict_proba(rows)[:, 1]
    return second


def main() -> None:
    """Fit, report, and with --write keep the model."""
    questions, fingerprint, orientation = ask_all(read_benchmark(REHEARSAL))
    held_out = cross_validated(questions)
    everyone, right = np.concatenate(held_out), np.concatenate([one.right for one in questions])
    signals = np.concatenate([one.signals for one in questions])
    slogan, rarest, covered, work = (
        signals[:, NAMES.index(name)] for name in ("slogan", "rarest", "covered", "work")
    )
    telling = (slogan == 0) & (rarest >= TELLING) & (covered >= SHARE) & (work > 0)
    strong = strong_from(everyone[telling], right[telling])
    called = telling & (everyone >= strong)
    print(f"{len(questions)} questions, {len(right)} candidates, {right.sum()} of them right")
    print(f"strong from {strong:.3f}: {right[called].mean():.0%} of them are right, "
          f"{called[right].mean():.0%} of the right ones are strong")  # fmt: skip
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = (everyone >= low) & (everyone < high)
        share = right[inside].mean()
        print(f"  {low:.1f} to {high:.1f}: {inside.sum():6} candidates, {share:.2f} right")
    found = doubts_about(questions, held_out)
    second, real = anybody_cross_validated(found), found.weights == 1.0
    yes, no = second[real & found.answerable], second[real & ~found.answerable]
    possible = float(np.quantile(yes, REFUSED))
    print(f"anybody or nobody: AUC {roc_auc_score(found.answerable[real], second[real]):.3f}; "
          f"from {possible:.3f} {REFUSED:.0%} of the answerable are refused, "
          f"{(no < possible).mean():.0%} of the others recognised, and "
          f"{(second[~real] < possible).mean():.0%} of those whose members are gone")  # fmt: skip
    model, anybody = fit(questions), fit_anybody(found, np.arange(len(found.rows)))
    for name, weight in zip((*NAMES, "japanese"), model.regression.coef_[0], strict=True):
        print(f"  {name:<10}{weight:>7.2f}")
    print("  anybody:", anybody.regression.coef_[0].round(2))
    if "--write" in sys.argv:
        write(model, anybody, fingerprint, possible, strong, orientation)


def strong_from(probabilities: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest probability from which on at least STRONG_IS_RIGHT are right."""
    order = np.argsort(-probabilities)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(precision >= STRONG_IS_RIGHT)[-1])
    return float(probabilities[order[last]])


def write(
    model: Model,
    anybody: Model,
    fingerprint: str,
    possible: float,
    strong: float,
    orientation: Orientation,
) -> None:
    """Keep the model where index.confidence reads it."""
    signals, japanese = rows_of(model)[: len(NAMES)], float(model.regression.coef_[0][-1])
    fitted = {
        "encoder": fingerprint,
        "member": {
            "signals": dict(zip(NAMES, signals, strict=True)),
            "intercept": round(float(model.regression.intercept_[0]), 6),
            "japanese": round(japanese, 6),
        },
        "anybody": {
            "doubts": rows_of(anybody),
            "intercept": round(float(anybody.regression.intercept_[0]), 6),
        },
        "possible_from": round(possible, 4),
        "strong_from": round(strong, 4),
        "cosines": [round(number, 6) for number in astuple(orientation.cosines)],
        "centred": [round(number, 6) for number in astuple(orientation.centred)],
    }
    FITTED.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")
    print(f"written to {FITTED}")


def rows_of(model: Model) -> list[dict[str, float]]:
    """Mean, scale and weight of each number that a regression sees."""
    weights = model.regression.coef_[0]
    return [
        {"mean": round(mean, 6), "scale": round(scale, 6), "weight": round(weight, 6)}
        for mean, scale, weight in zip(model.means, model.scales, weights, strict=False)
    ]


if __name__ == "__main__":
    main()
