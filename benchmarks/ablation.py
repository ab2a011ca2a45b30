"""What each part of the ranking is worth: the table in docs/search.md.

.venv/bin/python benchmarks/ablation.py benchmarks/tama-dev
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import marisa_trie

from bot.bootstrap import bootstrap
from index.analysis import Analyzer, load_analyzer
from index.benchmark import Benchmark, read_benchmark
from index.build import Builder, Source
from index.encoder import locate_model
from index.evaluation import DEPTH, Figures, evaluate
from index.glossary.lookup import JMDICT, Glossary
from index.ranking import Weights
from index.search import Searcher
from index.shelf import Shelf
from profiles.model import Member
from profiles.reading import read_members

USUAL = Weights()
VARIANTS = (
    ("vectors alone", replace(USUAL, words=0, glosses=0)),
    ("BM25 over words alone", replace(USUAL, dense=0, glosses=0)),
    ("BM25 over glosses alone", replace(USUAL, dense=0, words=0)),
    ("all three", USUAL),
)


def without_trade() -> Analyzer:
    """An analyzer that knows the general dictionary only."""
    jmdict = marisa_trie.BytesTrie()
    jmdict.mmap(str(JMDICT))
    return Analyzer(Glossary({}, jmdict, "no-trade"))


def measure(
    benchmark: Benchmark,
    members: list[Member],
    analyzer: Analyzer,
    variants: tuple[tuple[str, Weights], ...],
) -> Iterator[tuple[str, Figures]]:
    """Build once with ``analyzer``, then evaluate every variant."""
    app = bootstrap(os.environ, Path.cwd())
    model, models = locate_model(app.settings.model), app.models()
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        builder = Builder(shelf, models, model, analyzer, bridge=True)
        builder.build(lambda: Source(members, "ablation"))
        snapshot = shelf.open().snapshot
        encoder = models.serving_encoder(model.fingerprint, model.name)
        for name, weights in variants:
            searcher = Searcher(snapshot, encoder, analyzer, weights)
            yield name, evaluate(benchmark, members, lambda text, s=searcher: s.search(text, DEPTH))
        snapshot.close()


def main() -> None:
    """Print the table for the folder that is named on the command line."""
    benchmark = read_benchmark(Path(sys.argv[1]))
    members = [read.member for read in read_members(benchmark.members_file).members]
    print(f"{'':<42}{'all':>6}{'S@1':>6}{'S@3':>6}  by language")
    for analyzer, variants in (
        (load_analyzer(), VARIANTS),
        (without_trade(), (("all three, without the trade glossary", USUAL),)),
    ):
        for name, figures in measure(benchmark, members, analyzer, variants):
            found = figures.overall
            langs = "  ".join(f"{lang} {one.ndcg:.3f}" for lang, one in figures.by_lang.items())
            first = f"{found.ndcg:>6.3f}{found.success_1:>6.2f}{found.success_3:>6.2f}"
            print(f"{name:<42}{first}  {langs}")


if __name__ == "__main__":
    main()
