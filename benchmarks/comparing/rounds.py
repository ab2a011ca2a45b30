"""The measurements of one size: every system in turn, round after round."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from benchmarks.comparing.directory import Member, directory, with_another_statement
from benchmarks.comparing.systems import CORES, NAKADACHI, Ours, Ran, System

Figures = dict[str, dict[str, float]]  # figure -> system -> value
Tell = Callable[[str], None]

THREADS = 8
WARM = 30
CROWD = 240
SHELL = (
    "薄板の板金と溶接、制御盤の箱",
    "Who can check 40 gauge heads for helium leaks?",
    "アルミ部品の硬質アルマイト、20個",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How often everything is measured, and what is asked."""

    rounds: int
    builds: int
    measured: Sequence[str]
    others: Sequence[str]

    def write(self, path: Path) -> Path:
        """The questions as asking.serve reads them."""
        questions = {
            "warm": self.others[:WARM],
            "single": self.measured,
            "crowd": self.others[WARM : WARM + CROWD],
            "threads": THREADS,
        }
        path.write_text(json.dumps(questions, ensure_ascii=False), "utf-8")
        return path


class Size:
    """All systems over one directory."""

    def __init__(
        self,
        folder: Path,
        sample: Sequence[Member],
        members: int,
        systems: Sequence[System],
        tell: Tell,
    ) -> None:
        self._folder = folder
        self._sample = sample
        self._members = list(directory(sample, members))
        self._systems = systems
        self._tell = tell
        self._changed = 0
        folder.mkdir(parents=True, exist_ok=True)

    def measure(self, plan: Plan) -> Figures:
        """Everything, in the order in which an office would meet it."""
        figures: Figures = {}
        file = self._written("members", self._members)
        for system in self._systems:
            system.prepare(file)
        self._builds(plan, figures)
        for system in self._systems:
            figures.setdefault("size on disk, MB", {})[system.name] = system.megabytes()
        self._questions(plan, figures)
        self._shells(plan, figures)
        self._changes(plan, figures)
        for system in self._systems:
            if isinstance(system, Ours):
                for name, value in self._swap(system, plan).items():
                    figures[name] = {system.name: value}
        return figures

    def _builds(self, plan: Plan, figures: Figures) -> None:
        taken = _Taken()
        for system in self._in_turn(plan.builds):
            ran = system.build().run(CORES)
            self._said(system, "full build", ran.seconds, "s")
            taken.add("full build", system, ran)
            _keep_largest(figures, "full build, peak memory, MB", system.name, ran.megabytes)
        figures.update(taken.medians())
        figures["statements a second"] = {
            name: self._statements(name) / value for name, value in figures["full build, s"].items()
        }

    def _statements(self, name: str) -> int:
        """How many statements a system indexes: Nakadachi also what members look for."""
        offers = sum(
            len(one["capabilities"]) + len(one["equipment"]) + bool(one["summary"])
            for one in self._members
        )
        return offers + sum(len(one["needs"]) for one in self._members if name == NAKADACHI)

    def _questions(self, plan: Plan, figures: Figures) -> None:
        path = plan.write(self._folder / "plan.json")
        taken: dict[str, dict[str, list[float]]] = {}
        for system in self._in_turn(plan.rounds):
            found = json.loads(system.serve(path).run(1).out.splitlines()[-1])
            self._said(system, "question, median", median(found["single_ms"]), "ms")
            values = {
                "until ready to answer, s": found["opened_s"],
                "question, median, ms": median(found["single_ms"]),
                "question, processor time, median, ms": median(found["processor_ms"]),
                "question, p95, ms": _percentile(found["single_ms"], 95),
                "question, p99, ms": _percentile(found["single_ms"], 99),
                f"{THREADS} threads, median, ms": median(found["crowd_ms"]),
                f"{THREADS} threads, p95, ms": _percentile(found["crowd_ms"], 95),
                f"{THREADS} threads, p99, ms": _percentile(found["crowd_ms"], 99),
                f"{THREADS} threads, questions a second": found["per_second"],
                "memory after 100 questions, resident, MB": found["memory_mb"]["rss"],
                "memory after 100 questions, own share, MB": found["memory_mb"].get("pss", 0.0),
            }
            for name, value in values.items():
                taken.setdefault(name, {}).setdefault(system.name, []).append(value)
        for name, by_system in taken.items():
            figures[name] = {system: median(values) for system, values in by_system.items()}

    def _shells(self, plan: Plan, figures: Figures) -> None:
        for system in self._systems:
            system.ask(SHELL[0]).run(1)  # so that the disk is as warm for all
        taken = _Taken()
        texts = cycle(SHELL)
        for _ in range(plan.rounds):
            text = next(texts)
            for system in self._systems:
                ran = system.ask(text).run(1)
                self._said(system, "shell to answer", ran.seconds, "s")
                taken.add("shell to answer", system, ran)
        figures.update(taken.medians())

    def _changes(self, plan: Plan, figures: Figures) -> None:
        taken = _Taken()
        for system in self._in_turn(plan.rounds):
            command = system.change(self._one_changed())
            if command is not None:
                ran = command.run(CORES)
                self._said(system, "one member changed", ran.seconds, "s")
                taken.add("one member changed", system, ran)
        figures.update(taken.medians())

    def _swap(self, system: Ours, plan: Plan) -> dict[str, float]:
        """Questions go on while the index is replaced."""
        command = system.follow(plan.write(self._folder / "plan.json"))
        with subprocess.Popen(
            command.words,
            env=command.in_environment(1),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            system.change(self._one_changed()).run(CORES)
            found = json.loads(process.stdout.read())
        published = found["published"]
        asked = found["asked"]
        newer = [ended for _, ended, name, _ in asked if name not in ("", found["before"])]
        quiet = [(ended - began) * 1000 for began, ended, _, _ in asked if ended < published]
        swap = [(ended - began) * 1000 for began, ended, _, _ in asked if ended >= published]
        return {
            "new index answers after, s": min(newer) - published,
            "  questions that failed": float(sum(bool(error) for *_, error in asked)),
            "  question while reindexing, p99, ms": _percentile(quiet, 99),
            "  slowest question from then on, ms": max(swap),
        }

    def _one_changed(self) -> Path:
        number = self._changed
        self._changed += 1
        member = self._members[number % len(self._members)]
        return self._written("changed", [with_another_statement(member, self._sample, number)])

    def _in_turn(self, rounds: int) -> Iterator[System]:
        """A B C, B C A, C A B ...: nobody is always the first after a pause."""
        for number in range(rounds):
            first = number % len(self._systems)
            yield from (*self._systems[first:], *self._systems[:first])

    def _written(self, name: str, members: Sequence[Member]) -> Path:
        path = self._folder / f"{name}.jsonl"
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in members)
        path.write_text("".join(lines), "utf-8")
        return path

    def _said(self, system: System, what: str, value: float, unit: str) -> None:
        self._tell(f"{len(self._members):,} members, {system.name}: {what} {value:,.1f} {unit}")


class _Taken:
    """What commands took, by what they did and by system."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, list[float]]] = {}

    def add(self, what: str, system: System, ran: Ran) -> None:
        """One more command."""
        for name, value in (("s", ran.seconds), ("processor s", ran.processor)):
            self._values.setdefault(f"{what}, {name}", {}).setdefault(system.name, []).append(value)

    def medians(self) -> Figures:
        """Of all that was added."""
        return {
            what: {name: median(values) for name, values in by_system.items()}
            for what, by_system in self._values.items()
        }


def _keep_largest(figures: Figures, name: str, system: str, value: float) -> None:
    known = figures.setdefault(name, {})
    known[system] = max(value, known.get(system, 0.0))


def _percentile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return quantiles(values, n=100, method="inclusive")[percent - 1]
