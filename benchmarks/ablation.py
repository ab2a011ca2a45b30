"""What each step of the ranking is worth: the tables in docs/search.md.

    .venv/bin/python benchmarks/ablation.py benchmarks/tama-dev benchmarks/rehearsal

Every variant is the whole system with one step switched off, asked the same answerable questions;
the difference to the whole system carries its 95% interval from a paired bootstrap over questions,
and the number of questions that it makes worse and better. Nothing is fitted again, and the
rehearsal is what the confidence was fitted on. It takes some minutes a folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import numpy as np
from variants import ALONE, ASKED, REBUILT, WHOLE, Variant

from bot.bootstrap import bootstrap
from index.analysis import Analyzer
from index.benchmark import read_benchmark
from index.build import Builder, Source
from index.encoder import Encoder, Vectors, locate_model
from index.evaluation import DEPTH, Figures, Ranking, evaluate
from index.search import Searcher
from index.shelf import Shelf
from index.snapshot import Snapshot
from profiles.reading import read_members

RESAMPLES = 1_000
SEED = 20_260_501


class Remembering:
    """An encoder that reads no question twice: most variants ask the same ones."""

    def __init__(self, encoder: Encoder, known: dict[str, Vectors]) -> None:
        self.fingerprint, self.dimension = encoder.fingerprint, encoder.dimension
        self.encode_documents = encoder.encode_documents
        self._encode = encoder.encode_queries
        self._known = known

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        new = [text for text in texts if text not in self._known]
        if new:
            self._known.update(zip(new, self._encode(new), strict=True))
        return np.array([self._known[text] for text in texts])


@dataclass(frozen=True)
class Measured:
    """What a variant reached: in all, and for every answerable question by itself."""

    variant: Variant
    figures: Figures
    questions: list[Ranking]


class Bench:
    """One folder, its index, and what evaluates variants on it."""

    def __init__(self, folder: Path, shelf: Path) -> None:
        self._benchmark = read_benchmark(folder)
        found = read_members(self._benchmark.members_file).members
        self._members = [read.member for read in found]
        app = bootstrap(os.environ, Path.cwd())
        self._model, self._models = locate_model(app.settings.model), app.models()
        self._shelf = Shelf(shelf)
        self._vectors: dict[str, Vectors] = {}

    def measure(self, variants: Sequence[Variant]) -> Iterator[Measured]:
        """Evaluate variants that share an index."""
        analyzer = variants[0].analyzer()
        if variants[0].rebuilt:
            analyzer = Analyzer(analyzer.glossary)
            analyzer.fingerprint += variants[0].name
        with variants[0].at_work():
            snapshot = self._built(analyzer)
        served = self._models.serving_encoder(self._model.fingerprint, self._model.name)
        encoder = Remembering(served, self._vectors)
        for variant in variants:
            with variant.at_work():
                judge = variant.judge()
                searcher = Searcher(snapshot, encoder, analyzer, variant.weights, judge)
                yield self._evaluated(variant, searcher)
        snapshot.close()

    def _built(self, analyzer: Analyzer) -> Snapshot:
        builder = Builder(self._shelf, self._models, self._model, analyzer, bridge=True)
        builder.build(lambda: Source(self._members, "ablation"))
        return self._shelf.open().snapshot

    def _evaluated(self, variant: Variant, searcher: Searcher) -> Measured:
        whole = self._benchmark
        answers = {one.text: searcher.search(one.text, DEPTH) for one in whole.questions}
        singly = (
            evaluate(replace(whole, questions=(one,)), self._members, answers.__getitem__)
            for one in whole.questions
            if one.answerable and one.id in whole.grades
        )
        return Measured(
            variant,
            evaluate(whole, self._members, answers.__getitem__),
            [one.overall for one in singly],
        )


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95% interval of the mean of paired differences."""
    found = np.array(differences)
    chosen = np.random.default_rng(SEED).integers(len(found), size=(RESAMPLES, len(found)))
    low, high = np.quantile(found[chosen].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


@dataclass(frozen=True)
class Compared:
    """A variant beside the whole system: the differences in nDCG@10, question by question."""

    found: Measured
    lost: list[float]

    @property
    def difference(self) -> str:
        """The mean difference and its 95% interval."""
        low, high = interval(self.lost)
        return f"{fmean(self.lost):+.3f} [{low:+.3f}, {high:+.3f}]"

    @property
    def changed(self) -> str:
        """How many questions are worse, and how many better."""
        return f"{sum(one < 0 for one in self.lost)} / {sum(one > 0 for one in self.lost)}"

    @property
    def matters(self) -> bool:
        """Whether the interval leaves no doubt that it is another system."""
        low, high = (round(end, 3) for end in interval(self.lost))
        return low > 0 or high < 0


def compare(found: Measured, whole: Measured) -> Compared:
    """Question by question."""
    pairs = zip(found.questions, whole.questions, strict=True)
    return Compared(found, [one.ndcg - other.ndcg for one, other in pairs])


def row(compared: Compared) -> str:
    """A line of a folder's table."""
    figures = compared.found.figures
    cells = (
        compared.found.variant.name,
        f"{figures.overall.ndcg:.3f}",
        compared.difference,
        compared.changed,
        f"{figures.overall.success_1:.3f} / {figures.overall.success_3:.3f}",
        " / ".join(f"{lang} {one.ndcg:.3f}" for lang, one in figures.by_lang.items()),
        " / ".join(
            "-" if share is None else f"{share:.3f}"
            for share in (figures.nobody_recall, figures.false_refusals)
        ),
        f"{figures.max_over_mean:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def report(folder: Path) -> list[Compared]:
    """Print the table of one folder, and give it back."""
    print(f"\n{folder.name}\n")
    print("| | nDCG@10 | difference | worse / better | Success@1 / @3 | by language "
          "| nobody: recognised / refused | hubs |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    rows: list[Compared] = []
    with TemporaryDirectory() as shelf:
        bench = Bench(folder, Path(shelf))
        for variants in ((WHOLE, *ALONE, *ASKED), *((one,) for one in REBUILT)):
            for found in bench.measure(variants):
                rows.append(compare(found, rows[0].found if rows else found))
                print(row(rows[-1]), flush=True)
    return rows


def summarise(reports: Mapping[str, list[Compared]]) -> None:
    """Print the differences of all folders side by side."""
    print(f"\n| without the step | {' | '.join(reports)} | measurable |")
    print("|---|" + "---|" * (len(reports) + 1))
    for found in list(zip(*reports.values(), strict=True))[1:]:
        differences = " | ".join(f"{one.difference}, {one.changed}" for one in found)
        where = [name for name, one in zip(reports, found, strict=True) if one.matters]
        print(f"| {found[0].found.variant.name} | {differences} | {', '.join(where) or 'no'} |")


def main() -> None:
    """Print a table for each folder that is named on the command line, and one of all."""
    summarise({Path(name).name: report(Path(name)) for name in sys.argv[1:]})


if __name__ == "__main__":
    main()
