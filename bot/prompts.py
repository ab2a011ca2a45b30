"""Questions to begin with, of which the directory is known to have the answer."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import Protocol

from bot.incoming.plaintext import language_said
from bot.messages.following_words import following_words_in
from bot.outgoing.agent import Prompt
from index.model import Answer, Confidence, Field, MemberCard, Side
from index.snapshot import Snapshot

MOST_PROMPTS = 4
# Searches that somebody waits for who has just opened the conversation.
_MOST_SEARCHES = 12
# What is short enough for a label, and long enough to say something.
_LENGTHS = {"ja": (6, 32), "en": (12, 56)}
_MOST_CLAUSES = 1
_CLAUSE = re.compile(r"[、。；;:：,，]|\.\s")
# Addresses and numbers say who or how many, not what; quotation marks stand around it as it is.
_UNFIT = re.compile(r"[@<>\n\d０-９「」『』【】“”\"（）()?？]|https?:|www\.", re.IGNORECASE)
# Words for what stands elsewhere in the profile, or for whoever wrote it.
_POINTING = re.compile(
    r"[上下前左]記|同上|[当弊自]社|[当弊][所行会院校店館部室課]|当セン|当研|本学|わたし|私|我々"
    r"|\b(?:above|below|following|our|ours|we|us|my)\b",
    re.IGNORECASE,
)
_END = " .。、,;；"


class Searches(Protocol):
    """As ``bot.searching.Searching``."""

    def search(self, text: str, k: int = ...) -> Answer | None:
        """The answer to a question."""


@dataclass(frozen=True, slots=True)
class _Offer:
    member: str
    text: str


class Suggestions:
    """The questions that are suggested, found once for each index and language.

    ``is_there`` says of the id of a member whether it is in the directory now: an index may know
    members who have left it, or were forgotten, since it was built.
    """

    def __init__(self, searching: Searches, is_there: Callable[[str], bool]) -> None:
        self._searching = searching
        self._is_there = is_there
        self._guard = threading.Lock()
        self._known: dict[tuple[str, str], tuple[_Offer, ...]] = {}

    def of(self, snapshot: Snapshot, lang: str) -> tuple[Prompt, ...]:
        """For the index that serves now; none if nothing short enough was found."""
        key = (snapshot.name, lang)
        with self._guard:
            if key not in self._known:
                others = {one: kept for one, kept in self._known.items() if one[0] == key[0]}
                self._known = {**others, key: _find(snapshot, self._searching, lang)}
            offers = self._known[key]
        return tuple(_prompt(one, lang) for one in offers if self._is_there(one.member))


def _find(snapshot: Snapshot, searching: Searches, lang: str) -> tuple[_Offer, ...]:
    """At most four offers that a question finds surely, each of another member.

    The same for one snapshot, and others for the next: everybody's turn comes.
    """
    offers = islice(_offers(snapshot, lang), _MOST_SEARCHES)
    answered = (offer for offer in offers if _is_answered(offer, searching, lang))
    return tuple(islice(answered, MOST_PROMPTS))


def _offers(snapshot: Snapshot, lang: str) -> Iterator[_Offer]:
    """One statement of each member that has one that may be asked for."""
    cards = snapshot.records.all_members()
    numbers = sorted(range(len(cards)), key=lambda number: _lot(snapshot.name, cards[number]))
    for number in numbers:
        records = snapshot.records.passages_of(Side.OFFERS, number)
        texts = (one.text for one in records if one.field is Field.CAPABILITY)
        fit = fit_to_ask(texts, lang)
        if text := min(fit, key=partial(_draw, snapshot.name), default=""):
            yield _Offer(cards[number].id, text)


def fit_to_ask(texts: Iterable[str], lang: str) -> list[str]:
    """Those of the texts that can be asked for as they stand, in this language."""
    shortest, longest = _LENGTHS[lang]
    bare = (text.strip(_END) for text in texts)
    return [
        text
        for text in bare
        if shortest <= len(text) <= longest
        and language_said(text) == lang
        and not _UNFIT.search(text)
        and not _POINTING.search(text)
        and len(_CLAUSE.findall(text)) <= _MOST_CLAUSES
    ]


def _is_answered(offer: _Offer, searching: Searches, lang: str) -> bool:
    """Whether the question, as it is asked, finds this member first, and surely."""
    answer = searching.search(_prompt(offer, lang).message)
    first = answer.matches[0] if answer is not None and answer.matches else None
    return (
        first is not None
        and first.member.id == offer.member
        and first.confidence is Confidence.STRONG
    )


def _prompt(offer: _Offer, lang: str) -> Prompt:
    return Prompt(offer.text, following_words_in(lang).prompt.format(offer=offer.text))


def _lot(name: str, card: MemberCard) -> bytes:
    return _draw(name, card.id)


def _draw(name: str, said: str) -> bytes:
    return blake2b(f"{name}\n{said}".encode("utf-8", "replace"), digest_size=8).digest()
