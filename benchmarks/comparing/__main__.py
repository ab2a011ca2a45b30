"""Nakadachi beside two recipes from documentation: `make bench` (small), `make bench-large`.

The plain recipe is sentence-transformers with FAISS's IndexFlatIP and SQLite; the other one is
txtai's hybrid search. All have the same model, members, questions and threads, each runs in
processes of its own, and they take turns. Prints tables and writes the same to a JSON file.
docs/performance.md says how to read it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.comparing.directory import Member
from benchmarks.comparing.marks import Mark, marks
from benchmarks.comparing.members import read_members
from benchmarks.comparing.quality import quality
from benchmarks.comparing.rounds import Figures, Plan, Size
from benchmarks.comparing.systems import (
    CORES,
    NAKADACHI,
    Ours,
    Recipe,
    home_with,
    install_txtai,
    recipes,
    sample_of,
)

ROOT = Path(__file__).parents[2]
JUDGED = ROOT / "benchmarks" / "tama-dev"
OTHERS = ROOT / "benchmarks" / "rehearsal"
SAMPLE = ROOT / "profiles" / "sample" / "members.xlsx"
LIBRARIES = ("sentence-transformers", "transformers", "torch", "faiss-cpu", "onnxruntime", "numpy")


def main() -> None:
    """Measure, print, write."""
    options = _options()
    build = ROOT / "build"
    txtai = None if options.without_txtai else install_txtai(build / "txtai")
    with TemporaryDirectory(prefix="nakadachi-comparing-") as name:
        folder = Path(name)
        models = home_with(folder / "first", SAMPLE, options.models)
        sample = sample_of(folder / "first")
        tell("judged questions")
        judged = quality(
            JUDGED,
            Ours(folder / "first", models),
            recipes(folder / "judged", txtai, len(sample)),
            folder,
        )
        sizes = {
            size: _size(folder / str(size), sample, size, models, txtai, options)
            for size in options.sizes
        }
    found = marks(sizes)
    show(sizes, judged, found)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(_report(sizes, judged, found, txtai), indent=1), "utf-8")
    print(f"\nThe same as JSON: {options.output}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[150], help="numbers of members")
    parser.add_argument("--rounds", type=int, default=3, help="how often all take their turns")
    parser.add_argument("--builds", type=int, default=1, help="how often everything is built")
    parser.add_argument(
        "--models",
        type=Path,
        default=ROOT / ".nakadachi" / "models",
        help="where the model may have been exported to already",
    )
    parser.add_argument("--without-txtai", action="store_true")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "comparing.json")
    return parser.parse_args()


def _size(
    folder: Path,
    sample: Sequence[Member],
    members: int,
    models: Path,
    txtai: Path | None,
    options: argparse.Namespace,
) -> Figures:
    systems: list[Ours | Recipe] = [Ours(folder / "ours", models), *recipes(folder, txtai, members)]
    plan = Plan(options.rounds, options.builds, _questions(JUDGED), _questions(OTHERS))
    return Size(folder, sample, members, systems, tell).measure(plan)


def _questions(judged: Path) -> list[str]:
    return [one["text"] for one in read_members(judged / "queries.jsonl")]


def tell(what: str) -> None:
    """Say on the terminal how far it is."""
    print(f"... {what}", file=sys.stderr, flush=True)


def show(sizes: dict[int, Figures], judged: dict[str, object], found: Sequence[Mark]) -> None:
    """The tables."""
    names = list(judged)
    ratios = [f"{name} / ours" for name in names if name != NAKADACHI]
    for size, figures in sizes.items():
        print(f"\n{size:,} members")
        print(
            f"{'':<44}"
            + "".join(f"{one:>12}" for one in names)
            + "".join(f"{one:>18}" for one in ratios)
        )
        for name, values in figures.items():
            cells = [values.get(one) for one in names]
            line = "".join(f"{'-':>12}" if cell is None else f"{cell:>12,.2f}" for cell in cells)
            ours = cells[0]
            shares = [cell / ours if cell and ours else None for cell in cells[1:]]
            line += "".join(f"{'-':>18}" if one is None else f"{one:>18.2f}" for one in shares)
            print(f"{name:<44}{line}")
    print(f"\n{JUDGED.name}, judged questions")
    for name, values in judged.items():
        print(f"{name:<44}{values}")
    print("\nWhat is asked")
    for mark in found:
        print(mark)


def _report(
    sizes: dict[int, Figures],
    judged: dict[str, object],
    found: Sequence[Mark],
    txtai: Path | None,
) -> dict[str, object]:
    packages = {name: version(name) for name in LIBRARIES}
    if txtai is not None:
        packages["txtai"] = (
            next(txtai.glob("txtai-*.dist-info")).name.split("-")[1].removesuffix(".dist")
        )
    return {
        "command": shlex.join(["python", "-m", "benchmarks.comparing", *sys.argv[1:]]),
        "machine": {
            "processor": _processor(),
            "cores": CORES,
            "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1),
            "system": platform.platform(),
            "load_at_the_end": os.getloadavg(),
        },
        "versions": {"python": platform.python_version(), **packages},
        "sizes": {str(size): figures for size, figures in sizes.items()},
        "quality": {JUDGED.name: judged},
        "marks": [asdict(mark) for mark in found],
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(islice(named, 1), platform.machine())


if __name__ == "__main__":
    main()
