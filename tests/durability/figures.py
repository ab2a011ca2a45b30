"""What a process takes of the machine, and what its home takes of the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean

PROC = Path("/proc")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """A process after so many questions: resident memory in MB, and what it holds."""

    questions: int
    memory: float
    handles: int
    threads: int
    database: int
    log: int

    def __str__(self) -> str:
        return (
            f"{self.questions:>6} questions  {self.memory:7.1f} MB  {self.handles:>3} handles  "
            f"{self.threads:>3} threads  bot.db {self.database:>9,} bytes  log {self.log:>8,} bytes"
        )


def figures_of(pid: int, home: Path) -> Figures:
    """What Linux says of a process that serves ``home``."""
    status = dict(
        line.split(":", 1) for line in (PROC / f"{pid}" / "status").read_text().splitlines()
    )
    return Figures(
        questions=asked_in(home),
        memory=int(status["VmRSS"].split()[0]) * 1024 / _MEGABYTE,
        handles=len(list((PROC / f"{pid}" / "fd").iterdir())),
        threads=int(status["Threads"]),
        database=used_by(home / "bot.db"),
        log=sum(one.stat().st_size for one in home.glob("nakadachi.log*")),
    )


def asked_in(home: Path) -> int:
    """How many questions the bot remembers."""
    return _asked(home / "bot.db", "SELECT count(*) FROM questions")


def judged_in(home: Path) -> int:
    """How many answers people thought something of."""
    return _asked(home / "bot.db", "SELECT count(*) FROM feedback")


def used_by(database: Path) -> int:
    """The bytes that a database takes, without what its log holds and has yet to write there."""
    return _asked(database, "PRAGMA page_count") * _asked(database, "PRAGMA page_size")


def quarters(figures: Sequence[float]) -> list[float]:
    """The mean of each quarter."""
    size = len(figures) / 4
    cuts = [round(size * number) for number in range(5)]
    return [mean(figures[first:end]) for first, end in pairwise(cuts)]


def _asked(database: Path, sql: str) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        (found,) = db.execute(sql).fetchone()
    return int(found)
