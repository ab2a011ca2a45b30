"""The plain recipe, as the documentation of sentence-transformers and FAISS shows it.

https://sbert.net/examples/sentence_transformer/applications/semantic-search/README.html and
https://github.com/facebookresearch/faiss/wiki/Getting-started: the model encodes the statements,
IndexFlatIP finds the nearest, SQLite knows whose they are. There is no way to change one member:
a changed directory is built again.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

# Before the imports that take seconds: they are part of what a start takes.
STARTED = time.perf_counter()

import faiss
from commands import carry_out
from members import (
    MATCHES,
    STATEMENTS,
    Found,
    Members,
    model_folder,
    read_members,
    statements_of,
)
from sentence_transformers import SentenceTransformer


def build(file: Path, folder: Path) -> None:
    """Encode all statements and write index and database."""
    folder.mkdir(parents=True)
    members = read_members(file)
    rows = [(one["id"], text) for one in members for text in statements_of(one)]
    model = SentenceTransformer(model_folder(), device="cpu")
    vectors = model.encode_document([text for _, text in rows], normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(folder / "statements.faiss"))
    table = Members(folder / "members.db")
    table.write(members)
    with table.database as database:
        database.execute("CREATE TABLE statements (row INTEGER PRIMARY KEY, member, text)")
        database.executemany(
            "INSERT INTO statements VALUES (?, ?, ?)",
            ((row, member, text) for row, (member, text) in enumerate(rows)),
        )


class Plain:
    """Answers questions."""

    def __init__(self, folder: Path) -> None:
        self._model = SentenceTransformer(model_folder(), device="cpu")
        self._index = faiss.read_index(str(folder / "statements.faiss"))
        self._members = Members(folder / "members.db")

    def find(self, text: str, limit: int = MATCHES) -> list[Found]:
        """The members for a question, best first."""
        vector = self._model.encode_query([text], normalize_embeddings=True)
        scores, found = self._index.search(vector, STATEMENTS)
        rows = [row for row in found[0].tolist() if row >= 0]
        marks = ", ".join("?" * len(rows))
        known = {
            row: (member, statement)
            for row, member, statement in self._members.database.execute(
                f"SELECT row, member, text FROM statements WHERE row IN ({marks})", rows
            )
        }
        nearest = [
            (known[row][0], score, known[row][1])
            for row, score in zip(rows, scores[0].tolist(), strict=False)
        ]
        return self._members.matches(nearest, limit)


def main() -> None:
    """build MEMBERS FOLDER | ask FOLDER TEXT | serve FOLDER PLAN | rank FOLDER QUESTIONS"""
    action, first, second = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if action == "build":
        build(first, Path(second))
        return
    carry_out(action, Plain(first), second, STARTED)


if __name__ == "__main__":
    main()
