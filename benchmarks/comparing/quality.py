"""How good the rankings of the systems are, on judged questions: speed alone is no comparison."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparing.members import read_members
from benchmarks.comparing.systems import CORES, Ours, Recipe
from index.benchmark import read_benchmark
from index.evaluation import evaluate
from index.model import Answer, Outcome, Query
from profiles.model import Kind, Member

FIGURES = ("ndcg@10", "success@1", "success@3")


def quality(judged: Path, ours: Ours, recipes: Sequence[Recipe], folder: Path) -> dict[str, object]:
    """The figures of each system on the benchmark folder ``judged``."""
    found: dict[str, object] = {ours.name: _ours(judged, ours)}
    for recipe in recipes:
        recipe.prepare(judged / "members.jsonl")
        recipe.build().run(CORES)
        found[recipe.name] = _recipes(judged, recipe, folder)
    return found


def _ours(judged: Path, ours: Ours) -> dict[str, float]:
    said = json.loads(ours.evaluate(judged).run(CORES).out)
    return {name: said["overall"][name] for name in FIGURES}


def _recipes(judged: Path, recipe: Recipe, folder: Path) -> dict[str, float]:
    benchmark = read_benchmark(judged)
    texts = [question.text for question in benchmark.questions]
    path = folder / "questions.json"
    path.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    rankings = json.loads(recipe.rank(path).run(1).out.splitlines()[-1])
    by_text = dict(zip(texts, rankings, strict=True))

    def ask(text: str) -> Answer:
        ranking = tuple(by_text[text])
        return Answer(Query(text, ""), Outcome.MATCHES, (), (), ranking, "", 0.0)

    members = [
        Member(one["id"], one["name_ja"], one["name_en"], Kind(one["kind"]), ())
        for one in read_members(benchmark.members_file)
    ]
    overall = evaluate(benchmark, members, ask).overall.to_dict()
    return {name: overall[name] for name in FIGURES}
