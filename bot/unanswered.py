"""Questions that found nobody, put together where they ask for the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from bot.memory.questions import QuestionRecord
from index.reading.courtesy import without_courtesy
from index.stems import stems
from index.tokens import Token, Tokenizer

# The need stands at the beginning of a text; what is pasted behind it is not read.
_READ = 500
# Of two needs of which one says all that the other says, so much must be the same.
_SHARE = 2 / 3
_LEAST_SHARED = 2
# 教えて「くれる」, 切削「できる」.
_AUXILIARY = "非自立可能"
# A need with such a word is the contrary of the same need without it.
_TURNS = re.compile(
    r"以外|除[いく]|抜き|なし|無し|不要|不可|(?:では|じゃ)な"
    r"|\b(?:not?|without|except|other than)\b",
    re.IGNORECASE,
)
_TURNED = "not"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Something that was asked ``count`` times, last at ``last_at`` in the words of ``text``.

    ``is_narrowed`` says that conditions came from outside the text: a form's, a follow-up's.
    """

    text: str
    count: int
    last_at: float
    is_narrowed: bool = False


def grouped(records: Iterable[QuestionRecord]) -> tuple[Unanswered, ...]:
    """What was asked, the newest first; whoever asked it is not told."""
    groups: list[tuple[frozenset[str], str, Unanswered]] = []
    for record in sorted(records, key=lambda one: (-one.asked_at, one.id)):
        words = words_of(record.text or "")
        for number, (others, constraints, known) in enumerate(groups):
            if constraints == record.constraints and is_same_need(words, others):
                counted = replace(known, count=known.count + 1)
                groups[number] = (others, constraints, counted)
                break
        else:
            asked = Unanswered(record.text or "", 1, record.asked_at, bool(record.constraints))
            groups.append((words, record.constraints, asked))
    return tuple(group for _, _, group in groups)


def words_of(text: str) -> frozenset[str]:
    """The words that say what is needed: no courtesy, no particles, no quantities, no endings."""
    need = without_courtesy(text[:_READ])
    words = {word for token in _tokenizer().tokens(need) for word in _keywords(token)}
    return frozenset((words or {need.casefold()}) | ({_TURNED} if _TURNS.search(need) else set()))


def is_same_need(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two needs are one: the same words, or some more about the same thing."""
    less, more = sorted((one, other), key=len)
    if less == more:
        return True
    is_near = less < more and len(less) >= max(_LEAST_SHARED, _SHARE * len(more))
    return is_near and _TURNED not in more - less


def _keywords(token: Token) -> Iterable[str]:
    if token.empty or token.quantity or token.part_of_speech[1] == _AUXILIARY:
        return ()
    return (token.normalised,) if token.japanese else stems((token.folded,))


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer()
