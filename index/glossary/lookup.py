"""Japanese words and trade abbreviations to English, longest match first.

Two tables: the trade's own words (trade.tsv, reviewed by hand) and JMdict (jmdict.marisa, made by
scripts/build_glossary.py). Where both know a form, the trade's word wins: the first sense of a
general dictionary is often the wrong one in a workshop.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

FOLDER = Path(__file__).parent
TRADE = FOLDER / "trade.tsv"
JMDICT = FOLDER / "jmdict.marisa"
LEFT_OUT = "-"
_JOINTS = re.compile(r"[\s\-‐–]+")


@dataclass(frozen=True, slots=True)
class Gloss:
    """English for a form: ``terms[0]`` stands in its place, all of them serve the keywords.

    No terms means that the form is known to say nothing (a suffix such as 性).
    """

    terms: tuple[str, ...]


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The key of a form: full and half width, upper and lower case made one."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=50_000)
def trade_key(form: str) -> str:
    """The key of a folded form in the trade's table: ISO 9001, ISO-9001 and ISO9001 are one."""
    return _JOINTS.sub("", form)


class Glossary:
    """Look-up of folded forms. Immutable, safe to share between threads."""

    def __init__(
        self, trade: dict[str, Gloss], jmdict: marisa_trie.BytesTrie, version: str
    ) -> None:
        self._trade = trade
        self._jmdict = jmdict
        self.version = version

    def get(self, form: str) -> Gloss | None:
        """The English of ``form`` (already folded), or None."""
        known = self.get_trade(form)
        # The trie reads beyond its end when a key holds a NUL.
        if known is not None or "\0" in form:
            return known
        values: list[bytes] | None = self._jmdict.get(form)
        return Gloss(tuple(values[0].decode().split("|"))) if values else None

    def get_trade(self, form: str) -> Gloss | None:
        """The English of ``form`` (already folded) if the trade's own table has it."""
        return self._trade.get(trade_key(form))


def read_trade(path: Path) -> dict[str, Gloss]:
    """The trade's table: a header, then ``forms<TAB>english<TAB>domain``, terms joined by |."""
    table: dict[str, Gloss] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            english = row["english"]
            terms = () if english == LEFT_OUT else tuple(english.split("|"))
            for form in row["forms"].split("|"):
                table[trade_key(fold(form))] = Gloss(terms)
    return table


@cache
def load_glossary() -> Glossary:
    """The glossary that ships with the product; its version is a digest of both tables."""
    digest = hashlib.sha256(TRADE.read_bytes() + JMDICT.read_bytes())
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(JMDICT))
    return Glossary(read_trade(TRADE), trie, digest.hexdigest()[:16])
