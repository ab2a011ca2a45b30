"""Two builders, five readers and an importer at once: no lock is in anybody's way.

The importer and one of the builders are processes of their own, as an office starts them. Each
import changes six members at once, so that an answer of two snapshots would show. NAKADACHI_FAULTS
makes the rounds more (``make durability``).
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.bootstrap import Nakadachi, bootstrap
from bot.reindexing import rebuild
from index.build import Watcher
from index.errors import BuildInProgress
from index.live import LiveSearcher
from index.model import Answer
from profiles.export import json_lines
from profiles.model import Consent, Contact, Kind, Member
from tests.conftest import program
from tests.durability.releases import LAST, unpack

T = TypeVar("T")

# Read before any test clears the environment.
ROUNDS = max(2, int(os.environ.get("NAKADACHI_FAULTS", "0")) // 10)
ALIKE = 6
QUESTION = "チェロの表板の修復"
_BUSY = "Another reindex is running"


@dataclass
class AtOnce:
    """What goes on at the same time, until the importer has done its rounds."""

    app: Nakadachi
    home: Path
    imported: threading.Event = field(default_factory=threading.Event)
    built: threading.Event = field(default_factory=threading.Event)

    def imports(self) -> None:
        """Generation after generation."""
        try:
            for number in range(1, ROUNDS + 1):
                run_well(self.home, "import", str(written(self.home.parent, number)))
        finally:
            self.imported.set()

    def builds(self, build: Callable[[], bool]) -> int:
        """Again and again, and once more when the last generation is there; how often it did."""
        times = 0
        while not self.imported.is_set():
            times += build()
        while not build():
            pass
        return times + 1

    def reads(self, live: LiveSearcher) -> list[Answer]:
        """Asks until the builders are done."""
        answers = []
        while not self.built.is_set():
            answers.append(live.search(QUESTION, ALIKE))
        return [*answers, live.search(QUESTION, ALIKE)]

    def build_here(self) -> bool:
        """Whether this process could build; while the other one does, it says so."""
        try:
            with self.app.store() as store:
                rebuild(self.app, store, watcher=Watcher())
        except BuildInProgress:
            return False
        return True

    def build_there(self) -> bool:
        """The same in a process of its own."""
        ended = program(self.home, "reindex", stdin=subprocess.DEVNULL)
        assert ended.returncode == 0 or _BUSY in ended.stderr, ended.stderr
        return ended.returncode == 0


def test_no_lock_reaches_anybody_and_every_answer_is_of_one_snapshot(
    sample_home: Path, empty_home: Path
) -> None:
    home = unpack(LAST, sample_home / "models", empty_home)
    run_well(home, "import", str(written(home.parent, 0)))
    run_well(home, "reindex")
    app = bootstrap({"NAKADACHI_HOME": str(home)}, home.parent)
    once = AtOnce(app, home)
    # Three threads of a serving bot, and two that ask elsewhere.
    shared = app.searcher()
    with ThreadPoolExecutor(8) as pool:
        reading = [
            pool.submit(once.reads, live)
            for live in (shared, shared, shared, app.searcher(), app.searcher())
        ]
        importing = pool.submit(once.imports)
        building = [pool.submit(once.builds, one) for one in (once.build_here, once.build_there)]
        try:
            importing.result()
            results_of(building)
        finally:
            once.built.set()
        answers = [answer for found in results_of(reading) for answer in found]
    check_each_is_of_one_snapshot(answers)
    with app.store() as store:
        store.check()
    assert {generation_of(found.result()[-1]) for found in reading} == {ROUNDS}
    left = {path.name for path in (home / "index").iterdir()}
    assert left == {"build.lock", "current", *app.shelf().current_names()}


def check_each_is_of_one_snapshot(answers: Iterable[Answer]) -> None:
    """All members of an answer are of one generation, and a snapshot has only one."""
    generations: dict[str, int] = {}
    for answer in answers:
        found = generation_of(answer)
        assert generations.setdefault(answer.snapshot, found) == found
    assert len(generations) > 1, "nothing was published meanwhile"


def generation_of(answer: Answer) -> int:
    """The one generation that all members of an answer are of."""
    assert len(answer.matches) == ALIKE
    shown = {match.evidence[0].text for match in answer.matches}
    (number,) = {int(text.rpartition("第")[2].removesuffix("版")) for text in shown}
    assert {match.member.name_en for match in answer.matches} == {
        f"Luthier {one} of generation {number}" for one in range(ALIKE)
    }
    return number


def written(folder: Path, number: int) -> Path:
    """A file of the members who are alike, in one generation."""
    members = [
        Member(
            id=f"L{one}",
            name_ja=f"弦楽器工房{one}",
            name_en=f"Luthier {one} of generation {number}",
            kind=Kind.PRODUCT_SME,
            capabilities=(f"{QUESTION}、第{number}版",),
            contacts=(Contact("弦田 弓子", consent=Consent.MEMBERS),),
        )
        for one in range(ALIKE)
    ]
    path = folder / f"generation-{number}.jsonl"
    path.write_bytes(json_lines(members))
    return path


def run_well(home: Path, *arguments: str) -> None:
    """A command of the office that must not fail."""
    ended = program(home, *arguments, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def results_of(futures: Iterable[Future[T]]) -> list[T]:
    """All results, or the first error."""
    return [future.result() for future in futures]
