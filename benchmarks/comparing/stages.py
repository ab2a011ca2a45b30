"""Where a build of the index spends its time and memory: `python benchmarks/comparing/stages.py`.

Builds the index of a home (NAKADACHI_HOME) as `nakadachi reindex` does, with a clock around each
stage. The clocks cost less than 1% of the build.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Before the imports that take seconds: they are part of what a start takes.
STARTED = time.perf_counter()

from bot.bootstrap import bootstrap, source_of
from index import build
from index.analysis import Analyzer
from index.models import ModelStore
from index.records import Records
from index.shelf import Shelf
from index.snapshot import Snapshot
from index.vectors import VectorIndex

Stage = tuple[str, Any, str]
STAGES: tuple[Stage, ...] = (
    ("open the last snapshot (verify, load)", Shelf, "open"),
    ("take over from it", build, "take_over"),
    ("  of which: read all passages", Records, "all_passages"),
    ("analyse statements", Analyzer, "analyse"),
    ("encode: all", build.Builder, "_vectors"),
    ("  of which: load the encoder", ModelStore, "building_encoder"),
    ("  of which: check the export", ModelStore, "ensure_export"),
    ("  of which: everyday matters", build, "everyday_vectors"),
    ("write records", build, "write_records"),
    ("write keywords", build, "write_keywords"),
    ("build vectors", VectorIndex, "build"),
    ("write vectors", VectorIndex, "write"),
    ("orientation", build, "orient"),
    ("digests of the files", build, "sha256_of"),
    ("verify and open the new snapshot", Snapshot, "verified"),
    ("publish (sync, swap, remove the old)", Shelf, "publish"),
    ("write: all", build.Builder, "_write"),
)


class Clock:
    """Seconds spent in one stage, by the wall and of processors; the memory when it ended."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.processor = 0.0
        self.calls = 0
        self.megabytes = 0.0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function`` with this clock running."""

        def timed(*given: Any, **named: Any) -> Any:
            started, worked = time.perf_counter(), time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds += time.perf_counter() - started
                self.processor += time.process_time() - worked
                self.calls += 1
                if self.calls < 100:
                    self.megabytes = resident()

        return timed


def resident() -> float:
    """Megabytes that this process has now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="encode every text again")
    options = parser.parse_args()
    clocks: dict[str, Clock] = {}
    for name, owner, attribute in STAGES:
        clocks[name] = Clock()
        given = owner.__dict__[attribute]
        if isinstance(given, classmethod):
            wrapped: Any = staticmethod(clocks[name].around(given.__get__(None, owner)))
        else:
            wrapped = clocks[name].around(given)
        setattr(owner, attribute, wrapped)
    app = bootstrap(os.environ, Path.cwd())
    reading, loading = Clock(), Clock()
    with app.imported_store() as store:
        builder = loading.around(app.builder)()
        report = builder.build(reading.around(lambda: source_of(store)), full=options.full)
    total = time.perf_counter() - STARTED
    clocks = {"glossary, model's fingerprint": loading, "read the members": reading, **clocks}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worked = time.process_time()
    print(f"{report.members:,} members, {report.passages:,} passages, {report.encoded:,} encoded")
    for name, clock in clocks.items():
        print(
            f"{name:<44}{clock.seconds:>9.2f} s {clock.processor:>9.2f} processor s "
            f"{clock.calls:>9,} x {clock.megabytes:>7.0f} MB"
        )
    print(
        f"{'all, from the start of the process':<44}{total:>9.2f} s {worked:>9.2f} processor s "
        f"{'peak':>11} {peak:>7.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
