"""Nakadachi in a process of its own: asked in the same way as the others, or followed while the
index is built anew."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

# Before the imports that take seconds: they are part of what a start takes.
STARTED = time.perf_counter()

import asking

from bot.bootstrap import bootstrap
from index.live import LiveSearcher
from index.model import Answer

ASKERS = 2
# So long after the first answer from the new snapshot the questions go on, in seconds.
AFTERWARDS = 4.0


class Ours:
    """Answers questions."""

    def __init__(self, searcher: LiveSearcher) -> None:
        self._searcher = searcher

    def find(self, text: str) -> Answer:
        """The answer to a question."""
        return self._searcher.search(text)


def follow(searcher: LiveSearcher, plan: Path, pointer: Path) -> None:
    """Ask without a break until the index has been replaced; print what each question took.

    Says "ready" when the questions have begun. A question a line of the output: when it began and
    ended by the clock of the files, the snapshot that answered, and what went wrong, if anything.
    """
    questions = json.loads(plan.read_text("utf-8"))
    for text in questions["warm"]:
        searcher.search(text)
    before = searcher.serving.searcher.snapshot.name
    asked: list[tuple[float, float, str, str]] = []
    ends = threading.Event()

    def ask(first: int) -> None:
        number = first
        texts = questions["crowd"]
        while not ends.is_set():
            began, snapshot, error = time.time(), "", ""
            try:
                snapshot = searcher.search(texts[number % len(texts)]).snapshot
            except Exception as failure:
                error = repr(failure)
            asked.append((began, time.time(), snapshot, error))
            if snapshot not in ("", before):
                threading.Timer(AFTERWARDS, ends.set).start()
            number += ASKERS

    crowd = [threading.Thread(target=ask, args=(number,)) for number in range(ASKERS)]
    for one in crowd:
        one.start()
    print("ready", flush=True)
    for one in crowd:
        one.join()
    print(json.dumps({"before": before, "published": pointer.stat().st_mtime, "asked": asked}))


def main() -> None:
    """serve HOME PLAN | follow HOME PLAN"""
    action, home, plan = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    searcher = bootstrap({**os.environ, "NAKADACHI_HOME": str(home)}, home).searcher()
    if action == "follow":
        follow(searcher, plan, home / "index" / "current")
    else:
        asking.serve(Ours(searcher), plan, time.perf_counter() - STARTED)


if __name__ == "__main__":
    main()
