"""The sentences of a long text that somebody in the directory could answer. Pure.

A forwarded e-mail is greetings, background and a signature around one need. Read as a whole its
vector means nothing; so each sentence is measured against the directory, and those that come
closest to what members say are the question. One that says that something is sought goes before
the others: the background of a letter (an exhibition, a new product) is somebody's trade as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import Analysis
from index.reading.requests import is_small_talk

# Longer than people type, shorter than a paragraph of an e-mail.
LONG = 400
# A letter may be shorter: so many sentences, and so wide (a Japanese character counts two).
_LETTER_SENTENCES, _LETTER_WIDTH = 4, 240
# So many sentences are measured, those with the most words that mean something first.
MOST_SENTENCES = 64
_MOST_CHOSEN = 3
# A sentence that is so much further away than the best one is not what is asked for.
_WITHIN = 0.08
# A sentence that asks may leave to another one what it asks for.
_ASKING_WITHIN = 0.3
# Somebody is sought.
_SEEKS = re.compile(
    r"""
    探し|さがし|求めて|募集し
    | (?:お願い|依頼|相談|発注|委託|外注)(?:でき|したい|可能|を検討)
    | 頼め|頼みたい|頼んで
    | (?:て|で)(?:くれ(?:る|そう)|くださる|下さる)
    | (?:て|で)(?:いただけ|頂け|もらえ)(?:る|ない|ます|ません)
    | (?:でき|出来)る(?:ところ|所|会社|企業|業者|工場|先|方|メーカー|機関|大学|研究室)
    | 可能な(?:ところ|所|会社|企業|業者|工場|先|方|メーカー|機関|大学|研究室)
    | (?:い|あり|ござい)ません(?:でしょう)?か|ないでしょうか
    | \blook(?:ing)?\ for\b|\bsearch(?:ing)?\ for\b|\bin\ search\ of\b|\bseek(?:s|ing)?\b
    | \b(?:who|that|which)\ (?:can|could|does|do|offers?|makes?|knows?)\b
    | \b(?:is|are)\ there\ (?:an?y?|some)\w*\b|\b(?:can|could|does|do)\ (?:any|some)\w*\b
    | \brecommend\w*\b|\bwanted\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Something is wanted, or wanting.
_WANTS = re.compile(
    r"""
    たい(?:と|です|。|、|$)|困って|悩んで|必要(?:です|と|に|が)|検討して
    | \b(?:needs?|need\ to|have\ to|has\ to|must|would\ like|want(?:s|ed)?|require[sd]?)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The writer speaks of the writer.
_INTRODUCES = re.compile(
    r"""
    ^(?:弊社|当社|小社|私ども|わたくし|私|本学|当研究室)(?:は|では|の)
    | ^(?:we\ are|our\ company|i\ am|i'm)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
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


def letter_of(text: str) -> list[str]:
    """The sentences of a text of which only a part can be the question; [] if it is all of it."""
    # Most questions are short, and need not be taken apart.
    if len(text) <= LONG and _width(text) < _LETTER_WIDTH:
        return []
    sentences = sentences_of(text)
    is_letter = len(sentences) >= _LETTER_SENTENCES and any(_force(one) > 0 for one in sentences)
    return sentences if is_letter or len(text) > LONG else []


def _width(text: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def most_telling(analyses: Sequence[Analysis]) -> list[int]:
    """The places of the sentences worth measuring, in their order."""
    by_words = sorted(range(len(analyses)), key=lambda at: -len(analyses[at].units))
    return sorted(by_words[:MOST_SENTENCES])


def choose_sentences(sentences: Sequence[str], cosines: Sequence[float]) -> str:
    """The question in a long text: its sentences that come closest to what members say.

    Those that seek somebody, with those that say better what is wanted; in a text without any, all
    are considered.
    """
    force = [_force(sentence) for sentence in sentences]
    best = max((cosines[at] for at, found in enumerate(force) if found >= 0), default=-1.0)
    for least in (2, 1, 0):
        asking = [at for at, found in enumerate(force) if found >= least]
        top = max((cosines[at] for at in asking), default=-1.0)
        if asking and top >= best - _ASKING_WITHIN:
            break
    else:  # the writer speaks of nothing else
        return "\n".join(sentences)
    near = {at for at in asking if cosines[at] >= top - _WITHIN}
    near |= {at for at, found in enumerate(force) if found == 1 and cosines[at] > top}
    nearest = sorted(near, key=lambda at: -cosines[at])[:_MOST_CHOSEN]
    return "\n".join(sentences[at] for at in sorted(nearest))


def _force(sentence: str) -> int:
    """How clearly a sentence asks: 2 for somebody, 1 for something, 0 not, -1 by no means."""
    if _SEEKS.search(sentence):
        return 2
    if _WANTS.search(sentence):
        return 1
    return -1 if _INTRODUCES.search(sentence) else 0
