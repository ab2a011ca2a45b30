"""Make index/reading/words.marisa, the English words and names that are no typing errors.

The sources are PyPI's `wordfreq` (data CC BY-SA 4.0) and the dictionary of `symspellpy` (MIT):

    pip install wordfreq symspellpy rapidfuzz && python scripts/build_words.py

From wordfreq come names and new words too; what looks like a misspelling of a far more frequent
dictionary word is left out. Everyday words are there a second time, with EVERYDAY before them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import marisa_trie
from rapidfuzz.distance import OSA
from wordfreq import iter_wordlist, zipf_frequency

OUTPUT = Path(__file__).parent.parent / "index" / "reading" / "words.marisa"
EVERYDAY = "+"
SHORTEST = 4
# In powers of ten per billion words: 1.5 is a word in thirty million.
RAREST = 1.5
COMMON = 3.5
NO_MISSPELLING = 3.2
RATIO = 1.3
# The shortest words have too many neighbours to tell.
SHORTEST_MISSPELLING = 6
ENDINGS = ("s", "d", "r", "y", "e", "n")


def dictionary() -> set[str]:
    """The words of symspellpy's English dictionary."""
    source = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    return {word for word in (line.split()[0] for line in lines) if usable(word)}


def usable(word: str) -> bool:
    """Whether it is written in plain letters and long enough to be repaired."""
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()


def shortened(word: str) -> Iterator[str]:
    """The word, and the word with each of its letters left out."""
    yield word
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]


def misspelt(words: set[str], right: set[str]) -> Iterator[str]:
    """Those of ``words`` that are one typing error away from a far more frequent right one."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for word in right:
        if len(word) >= SHORTEST_MISSPELLING - 1:
            for form in shortened(word):
                neighbours[form].append(word)
    for word in words:
        frequency = zipf_frequency(word, "en")
        if len(word) < SHORTEST_MISSPELLING or frequency >= NO_MISSPELLING:
            continue
        near = {other for form in shortened(word) for other in neighbours.get(form, ())}
        if any(is_slip(word, other, frequency) for other in near):
            yield word


def is_slip(word: str, other: str, frequency: float) -> bool:
    """Whether ``word`` is a slip of the finger for ``other`` and not one of its inflections."""
    if word[0] != other[0] or word[:-1] == other or other[:-1] == word:
        return False
    if word[:-1] == other[:-1] and word[-1] in ENDINGS:
        return False
    if OSA.distance(word, other, score_cutoff=1) > 1:
        return False
    return zipf_frequency(other, "en") >= frequency + RATIO


def main() -> int:
    """Write the table."""
    right = dictionary()
    names = {
        word
        for word in iter_wordlist("en", "large")
        if usable(word) and zipf_frequency(word, "en") >= RAREST and word not in right
    }
    names -= set(misspelt(names, right))
    everyday = {EVERYDAY + word for word in right if zipf_frequency(word, "en") >= COMMON}
    marisa_trie.Trie(sorted(right | names | everyday)).save(str(OUTPUT))
    print(f"{len(right | names)} words, {len(everyday)} everyday; {OUTPUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
