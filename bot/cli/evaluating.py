"""``nakadachi evaluate``: how good the ranking is, on judged questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from bot.bootstrap import Nakadachi
from bot.cli.output import json_option, print_json, progress, watcher
from bot.cli.reindexing import say_if_first
from bot.cli.wrapping import pad, width_of

if TYPE_CHECKING:
    from index.benchmark import Benchmark
    from index.evaluation import Figures, Ranking
    from index.model import Answer
    from profiles.model import Member


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def evaluate(app: Nakadachi, folder: Path, as_json: bool) -> None:
    """Measure the ranking on FOLDER, which holds members.jsonl, queries.jsonl and qrels.tsv.

    The members go into a throw-away index; your own directory and index are not touched.

    \b
    Example:
      nakadachi evaluate benchmarks/tama-dev
    """
    from index.benchmark import read_benchmark

    benchmark = read_benchmark(folder)
    members = _members(benchmark)
    figures = _measure(app, benchmark, members)
    if as_json:
        print_json(figures.to_dict())
    else:
        click.echo("\n".join(table_of(figures)))


def _members(benchmark: Benchmark) -> list[Member]:
    from index.errors import BadBenchmark
    from profiles.reading import read_members

    reading = read_members(benchmark.members_file)
    errors = [str(problem) for problem in reading.problems if not problem.is_note]
    if errors:
        shown = "\n".join(f"  {error}" for error in errors[:20])
        raise BadBenchmark(
            f"{benchmark.members_file}: {len(errors)} problems; the figures would not be those of "
            f"the whole folder. Correct them first.\n{shown}"
        )
    return sorted((read.member for read in reading.members), key=lambda member: member.id)


def _measure(app: Nakadachi, benchmark: Benchmark, members: list[Member]) -> Figures:
    from index.build import Source
    from index.evaluation import DEPTH
    from index.evaluation import evaluate as measure
    from index.shelf import Shelf

    say_if_first(app)
    with TemporaryDirectory(prefix="nakadachi-evaluate-") as folder:
        shelf = Shelf(Path(folder))
        with watcher() as watching:
            app.builder(shelf).build(lambda: Source(members, "benchmark"), watcher=watching)
        searcher = app.searcher_on(shelf)
        with progress("Asking", " questions") as (start, advance):
            start(len(benchmark.questions))

            def ask(text: str) -> Answer:
                answer = searcher.search(text, DEPTH)
                advance(1)
                return answer

            return measure(benchmark, members, ask)


_COLUMNS: tuple[tuple[str, Callable[[Ranking], str]], ...] = (
    ("n", lambda row: str(row.n)),
    ("nDCG@10", lambda row: f"{row.ndcg:.3f}"),
    ("MRR@10", lambda row: f"{row.mrr:.3f}"),
    ("recall@10", lambda row: f"{row.recall:.3f}"),
    ("success@1", lambda row: f"{row.success_1:.3f}"),
    ("success@3", lambda row: f"{row.success_3:.3f}"),
)


def table_of(figures: Figures) -> Iterator[str]:
    """The figures for a person: rankings by language and type, then the single ones."""
    rows = [("all questions", figures.overall)]
    rows += [(f"lang {name}", row) for name, row in figures.by_lang.items()]
    rows += [(f"type {name}", row) for name, row in figures.by_type.items()]
    first = max(width_of(name) for name, _ in rows)
    yield " " * first + "".join(f"{title:>11}" for title, _ in _COLUMNS)
    for name, row in rows:
        yield pad(name, first) + "".join(f"{show(row):>11}" for _, show in _COLUMNS)
    yield ""
    width = max(len(name) for name, _ in _singles(figures))
    for name, text in _singles(figures):
        yield f"{name:<{width}}  {text}"


def _singles(figures: Figures) -> tuple[tuple[str, str], ...]:
    n = figures.counts
    return (
        ("nobody: recognised when nobody fits", _share(figures.nobody_recall, n.nobody)),
        ("nobody: said although somebody fits", _share(figures.false_refusals, figures.overall.n)),
        ("filters: first member satisfies them", _share(figures.top1_satisfies, n.filters)),
        ("filters: read exactly", _share(figures.parsed_exactly, n.filters)),
        ("parts: covered by the first ten", _share(figures.parts_covered, n.parts)),
        ("twins: Japanese over English nDCG@10", _share(figures.parity, n.twins, "pair")),
        ("hubs: most frequent member over mean", f"{figures.max_over_mean:.1f}"),
        ("latency, median and 95th percentile", f"{figures.median_ms:.1f} ms, "
         f"{figures.p95_ms:.1f} ms"),
    )  # fmt: skip


def _share(value: float | None, n: int, noun: str = "question") -> str:
    if value is None:
        return "no such question"
    return f"{value:.3f}  ({n:,} {noun}{'' if n == 1 else 's'})"
