"""How every system is asked: the same questions, one after the other and in threads.

Runs inside the process of the system that is measured, so it imports nothing that any of them does
not need.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Protocol

MEMORY_AFTER = 100


class System(Protocol):
    """What is measured: from a question to five members, each with the statement that proves it."""

    def find(self, text: str) -> object:
        """The answer, ready to be shown."""
        ...


def serve(system: System, plan: Path, opened: float) -> None:
    """Ask the questions of the ``plan`` and print what it took, as JSON.

    Warm-up and measured questions are different ones: no system may find an answer, or the words of
    it, in a cache.
    """
    questions = json.loads(plan.read_text("utf-8"))
    for text in questions["warm"]:
        system.find(text)
    single, processor, memory = [], [], {}
    for number, text in enumerate(questions["single"], 1):
        worked = time.process_time()
        single.append(_took(system.find, text))
        processor.append((time.process_time() - worked) * 1000)
        if number == min(MEMORY_AFTER, len(questions["single"])):
            memory = memory_of_this_process()
    started = time.perf_counter()
    crowd = in_threads(system.find, questions["crowd"], questions["threads"])
    seconds = time.perf_counter() - started
    found = {
        "opened_s": opened,
        "single_ms": single,
        "processor_ms": processor,
        "crowd_ms": crowd,
        "per_second": len(crowd) / seconds if crowd else 0.0,
        "memory_mb": memory,
    }
    print(json.dumps(found))


def in_threads(find: Callable[[str], object], texts: Sequence[str], threads: int) -> list[float]:
    """Milliseconds of each question, asked by so many threads that each take the next one."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for text in texts:
        waiting.put(text)
    times: list[float] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            while True:
                times.append(_took(find, waiting.get_nowait()))
        except Empty:
            pass
        except BaseException as error:
            failures.append(error)

    crowd = [threading.Thread(target=work) for _ in range(threads)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    if failures:
        raise failures[0]
    return times


def _took(find: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    find(text)
    return (time.perf_counter() - started) * 1000


def memory_of_this_process() -> dict[str, float]:
    """Megabytes resident, and the process's own share of what others use too (Linux)."""
    names = {"Rss:": "rss", "Pss:": "pss"}
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"rss": used / (1024**2 if sys.platform == "darwin" else 1024)}
    found: dict[str, Any] = {}
    for line in lines:
        name, *rest = line.split()
        if name in names:
            found[names[name]] = int(rest[0]) / 1024
    return found


def rank(ranked: Callable[[str], list[str]], file: Path) -> None:
    """Print the ranking of each question of a JSON list, as JSON."""
    print(json.dumps([ranked(text) for text in json.loads(file.read_text("utf-8"))]))
