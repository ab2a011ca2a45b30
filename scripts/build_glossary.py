"""Make index/glossary/jmdict.marisa, the slim Japanese-English table of the gloss bridge.

The source is JMdict as PyPI's `jamdict-data` carries it:

    pip install jamdict-data && python scripts/build_glossary.py

For every written form one entry is kept (the most usual one), and of it the glosses of the first
senses. The result is a trie that is mapped into memory, so that loading it costs nothing.
JMdict is the property of the EDRDG and used under CC BY-SA 4.0: see index/glossary/LICENSE.md.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jamdict_data
import marisa_trie

OUTPUT = Path(__file__).parent.parent / "index" / "glossary" / "jmdict.marisa"
MAX_GLOSSES = 4
MAX_GLOSS_CHARS = 40
# Words that only a historian or a comic writer means; they would shadow the plain reading.
RARE = {"archaism", "obsolete term", "obscure term", "rare", "slang", "manga slang", "vulgar "}
USUALLY_KANA = "word usually written using kana alone"
# Function words have nothing to embed; a gloss for them is noise.
FUNCTION_WORDS = {"particle", "auxiliary", "auxiliary verb", "copula"}


@dataclass
class Entry:
    """One JMdict entry: its forms with their rank (0 = most usual) and its glosses in order."""

    kanji: dict[str, int] = field(default_factory=dict)
    kana: dict[str, int] = field(default_factory=dict)
    glosses: list[str] = field(default_factory=list)
    usually_kana: bool = False
    rare: bool = False
    function_word: bool = False


def clean(gloss: str) -> str:
    """The gloss without notes in brackets, "to" of verbs and articles; "" if nothing is left."""
    text, depth = gloss, 1
    while depth:  # notes nest: "anodized aluminum (from Alumite (brand name))"
        text, depth = re.subn(r"\s*[(\[][^()\[\]]*[)\]]", "", text)
    text = re.sub(r"^(to be|to|a|an|the)\s+", "", text.strip())
    text = re.sub(r"\s+", " ", text).strip(" ,;.-")
    return text if len(text) <= MAX_GLOSS_CHARS else ""


def read_entries(database: sqlite3.Connection) -> dict[int, Entry]:
    """All entries of the database by their sequence number."""
    entries: dict[int, Entry] = defaultdict(Entry)
    for table, priorities, attribute in (("Kanji", "KJP", "kanji"), ("Kana", "KNP", "kana")):
        usual = {row[0] for row in database.execute(f"SELECT kid FROM {priorities}")}
        for row_id, sequence, text in database.execute(f"SELECT ID, idseq, text FROM {table}"):
            forms: dict[str, int] = getattr(entries[sequence], attribute)
            forms.setdefault(unicodedata.normalize("NFKC", text), 0 if row_id in usual else 1)
    tags: dict[int, set[str]] = defaultdict(set)
    for table in ("misc", "pos"):
        for sense, text in database.execute(f"SELECT sid, text FROM {table}"):
            tags[sense].add(text)
    glosses: dict[int, list[str]] = defaultdict(list)
    for sense, text in database.execute("SELECT sid, text FROM SenseGloss WHERE lang = 'eng'"):
        glosses[sense].append(text)
    for sense, sequence in database.execute("SELECT ID, idseq FROM Sense ORDER BY ID"):
        entry = entries[sequence]
        first = not entry.glosses
        if first:
            entry.usually_kana = USUALLY_KANA in tags[sense]
            entry.rare = bool(tags[sense] & RARE)
            entry.function_word = bool(tags[sense] & FUNCTION_WORDS)
        for text in glosses[sense]:
            cleaned = clean(text)
            if cleaned and cleaned not in entry.glosses:
                entry.glosses.append(cleaned)
    return entries


def ranked_forms(entry: Entry) -> Iterator[tuple[str, int]]:
    """Each form with a rank: lower wins when several entries share a form."""
    rare = 4 if entry.rare else 0
    for form, rank in entry.kanji.items():
        yield form, rank + rare
    for form, rank in entry.kana.items():
        written_in_kana = entry.usually_kana or not entry.kanji
        yield form, rank + rare + (0 if written_in_kana else 2)


def build(database: sqlite3.Connection) -> marisa_trie.BytesTrie:
    """The trie from written form to its glosses, joined by a vertical bar."""
    best: dict[str, tuple[int, int, str]] = {}
    for sequence, entry in read_entries(database).items():
        if not entry.glosses or entry.function_word:
            continue
        value = "|".join(entry.glosses[:MAX_GLOSSES])
        for form, rank in ranked_forms(entry):
            # One kana says nothing: ん, か and the like are never content words on their own.
            if len(form) == 1 and not "\u4e00" <= form <= "\u9fff":
                continue
            candidate = (rank, sequence, value)
            if form not in best or candidate < best[form]:
                best[form] = candidate
    return marisa_trie.BytesTrie((form, value.encode()) for form, (_, _, value) in best.items())


def main() -> None:
    """Write the table and say how big it is."""
    database = sqlite3.connect(f"file:{jamdict_data.JAMDICT_DB_PATH}?mode=ro", uri=True)
    trie = build(database)
    trie.save(str(OUTPUT))
    print(f"{OUTPUT}: {len(trie):,} forms, {OUTPUT.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
