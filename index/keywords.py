"""Keywords in SQLite's FTS5: one document a member, ranked by BM25.

One document a member and not one a statement: the latter lost .15 nDCG@10. The columns hold terms
that index.analysis has already cut and stemmed, so the tokenizer only has to split at spaces.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from index.model import Side
from index.readonly import ReadOnlyDatabase

Scores = NDArray[np.float64]
Numbers = NDArray[np.int32]

# So many words are kept with their members, 12 bytes for each of these.
_KEPT = 4_096


class Terms(StrEnum):
    """Three views of a text: the words of its own language, their English glosses, and the
    concepts of the thesaurus."""

    WORDS = "words"
    GLOSSES = "glosses"
    CONCEPTS = "concepts"


def _table(side: Side, terms: Terms) -> str:
    return f"{side}_{terms}"


def write_keywords(path: Path, documents: Iterable[tuple[Side, Terms, int, Sequence[str]]]) -> None:
    """Write the keyword file: for each side and view, a member's number and all its terms."""
    database = Database(sqlite3.connect(path))
    try:
        # The file is published whole or not at all, so it needs no journal of its own.
        database.execute("PRAGMA journal_mode = OFF")
        with database.atomic():
            for side in Side:
                for terms in Terms:
                    # Nothing but ranks is read back, so the text itself is not stored.
                    database.execute(
                        f"CREATE VIRTUAL TABLE {_table(side, terms)} USING fts5(terms, content='', "
                        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")"
                    )
            for side, terms, number, words in documents:
                database.execute(
                    f"INSERT INTO {_table(side, terms)}(rowid, terms) VALUES (?, ?)",
                    (number + 1, " ".join(words)),
                )
        for side in Side:
            for terms in Terms:
                table = _table(side, terms)
                database.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        database.conn.commit()
    finally:
        database.close()


class KeywordIndex:
    """Reads a keyword file; safe to share between threads."""

    def __init__(self, path: Path, members: int) -> None:
        self._database = ReadOnlyDatabase(path)
        self._members = members
        # Most words of a question are those of many questions.
        self._of_word = lru_cache(maxsize=_KEPT)(self._read_word)

    def scores(self, side: Side, terms: Terms, words: Iterable[str]) -> Scores:
        """BM25 of every member for any of ``words``: (members,), 0 where nothing matches."""
        scores = np.zeros(self._members)
        for word in dict.fromkeys(words):
            members, of_word = self._of_word(side, terms, word)
            scores[members] += of_word
        return scores

    def scores_by_meaning(self, side: Side, terms: Terms, units: Iterable[Sequence[str]]) -> Scores:
        """BM25 of every member where the terms of each unit are words for the same thing.

        A unit with many glosses must not count for more than one with a single gloss, so that of
        its terms the root of the sum of squares counts: about the best of them. After the idea of
        Pirkola, "The Effects of Query Structure and Dictionary Setups in Dictionary-Based
        Cross-Language Information Retrieval", 1998.
        """
        total = np.zeros(self._members)
        for unit in dict.fromkeys(map(tuple, units)):
            squares = np.zeros(self._members)
            for term in unit:
                members, of_term = self._of_word(side, terms, term)
                squares[members] += of_term**2
            total += np.sqrt(squares)
        return total

    def _read_word(self, side: Side, terms: Terms, word: str) -> tuple[Numbers, Scores]:
        """The members (by number) whose documents have a word, and the BM25 of each."""
        # Neither a quote nor a NUL can be asked for, and no member's term holds one.
        if {'"', "\0"} & set(word):
            return np.zeros(0, np.int32), np.zeros(0)
        table = _table(side, terms)
        rows = self._database.rows(
            f"SELECT rowid, bm25({table}) FROM {table} WHERE {table} MATCH ?", (f'"{word}"',)
        )
        # FTS5 counts from 1, and gives better matches lower numbers.
        return np.array([row[0] - 1 for row in rows], np.int32), np.array([-row[1] for row in rows])

    def counts(self, side: Side, terms: Terms) -> dict[str, int]:
        """In how many members' documents each term is."""
        table = _table(side, terms)
        name = f"count_of_{table}"
        self._database.rows(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, {table}, row)"
        )
        return dict(self._database.rows(f"SELECT term, doc FROM temp.{name}"))

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()
