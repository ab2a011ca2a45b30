"""txtai: hybrid search with content, as its documentation shows it.

https://neuml.github.io/txtai/embeddings/: dense vectors and BM25 over statements, texts in its own
SQLite, and a table of members beside it. What is not named here is left to its defaults.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before the imports that take seconds: they are part of what a start takes.
STARTED = time.perf_counter()

from commands import carry_out
from members import (
    MATCHES,
    STATEMENTS,
    Found,
    Member,
    Members,
    model_folder,
    read_members,
    statements_of,
)
from txtai import Embeddings


def build(file: Path, folder: Path, components: str) -> None:
    """Index all statements. ``components`` is a FAISS factory string, "" for txtai's own choice."""
    folder.mkdir(parents=True)
    members = read_members(file)
    settings: dict[str, Any] = {"faiss": {"components": components}} if components else {}
    embeddings = Embeddings(path=model_folder(), hybrid=True, content=True, gpu=False, **settings)
    embeddings.index(row for member in members for row in _rows(member))
    embeddings.save(str(folder / "embeddings"))
    Members(folder / "members.db").write(members)


def change(file: Path, folder: Path) -> None:
    """Put the members of ``file`` in the place of what is indexed of them."""
    members = read_members(file)
    embeddings = Embeddings()
    embeddings.load(str(folder / "embeddings"))
    for member in members:
        known = embeddings.search(
            "SELECT id FROM txtai WHERE id LIKE :id", 10_000, parameters={"id": f"{member['id']}/%"}
        )
        rows = list(_rows(member))
        kept = {uid for uid, _, _ in rows}
        gone = [row["id"] for row in known if row["id"] not in kept]
        if gone:
            embeddings.delete(gone)
        embeddings.upsert(rows)
    embeddings.save(str(folder / "embeddings"))
    Members(folder / "members.db").write(members)


def _rows(member: Member) -> Iterator[tuple[str, str, None]]:
    for position, text in enumerate(statements_of(member)):
        yield f"{member['id']}/{position}", text, None


class Hybrid:
    """Answers questions."""

    def __init__(self, folder: Path) -> None:
        self._embeddings = Embeddings()
        self._embeddings.load(str(folder / "embeddings"))
        self._members = Members(folder / "members.db")
        # All threads share one cursor of its database.
        self._searching = threading.Lock()

    def find(self, text: str, limit: int = MATCHES) -> list[Found]:
        """The members for a question, best first."""
        with self._searching:
            found = self._embeddings.search(text, STATEMENTS)
        nearest = [(one["id"].rpartition("/")[0], one["score"], one["text"]) for one in found]
        return self._members.matches(nearest, limit)


def main() -> None:
    """build MEMBERS FOLDER [COMPONENTS] | change MEMBERS FOLDER | ask FOLDER TEXT |
    serve FOLDER PLAN | rank FOLDER QUESTIONS"""
    action, first, second = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if action == "build":
        build(first, Path(second), "".join(sys.argv[4:]))
        return
    if action == "change":
        change(first, Path(second))
        return
    carry_out(action, Hybrid(first), second, STARTED)


if __name__ == "__main__":
    main()
