"""The sentences of a long text that somebody in the directory could answer. Pure.

A forwarded e-mail is greetings, signatures and quoted lines around one need. Read as a whole its
vector means nothing; so each sentence is measured against the directory, and those that come
closest to what members say are the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import Analysis
from index.reading.requests import is_small_talk

# Longer than people type, shorter than a paragraph of an e-mail.
LONG = 400
# So many sentences are measured, those with the most words that mean something first.
MOST_SENTENCES = 64
_MOST_CHOSEN = 3
# A sentence that is so much further away than the best one is not what is asked for.
_WITHIN = 0.08
_SENTENCE_END = re.compile(r"(?<=[。！？!?])|\n|(?<=\.)\s+")
_QUOTED = re.compile(r"^\s*[>＞|｜]")
_SHORTEST, _LONGEST = 4, 1_000


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each once, without quoted lines and greetings."""
    lines = [line for line in text.split("\n") if not _QUOTED.match(line)]
    pieces = (piece.strip()[:_LONGEST] for piece in _SENTENCE_END.split("\n".join(lines)))
    return [
        piece
        for piece in dict.fromkeys(pieces)
        if len(piece) >= _SHORTEST and not is_small_talk(piece)
    ]


def most_telling(analyses: Sequence[Analysis]) -> list[int]:
    """The places of the sentences worth measuring, in their order."""
    by_words = sorted(range(len(analyses)), key=lambda at: -len(analyses[at].units))
    return sorted(by_words[:MOST_SENTENCES])


def choose_sentences(sentences: Sequence[str], cosines: Sequence[float]) -> str:
    """The question in a long text: its sentences that come closest to what members say."""
    best = max(cosines)
    near = [at for at, cosine in enumerate(cosines) if cosine >= best - _WITHIN]
    nearest = sorted(near, key=lambda at: -cosines[at])[:_MOST_CHOSEN]
    return "\n".join(sentences[at] for at in sorted(nearest))
