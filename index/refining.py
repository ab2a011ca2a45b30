"""Messages that change the conditions of the last question: 「相模原で」, "only universities".

Whoever writes in a thread may speak to somebody else, so a message is a change only if all of it
says so: names of places, kinds and certificates are replaced by marks, and what is left must be
made of the phrases of ``reading.refinement_ja`` or ``reading.refinement_en`` without a rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.constraints import Constraints, stated
from index.reading.kind_words import KIND_WORDS
from index.reading.languages import find_languages
from index.reading.mentions import Facet, Mention
from index.reading.places import find_places
from index.reading.reader import Directory
from index.reading.refinement_en import ENGLISH
from index.reading.refinement_ja import JAPANESE
from index.reading.refinement_marks import CERTIFICATE, KIND, PLACE, Meaning
from index.reading.refinement_names import Name, marked, names_in
from index.reading.requests import is_small_talk
from index.reading.sizes import find_sizes
from index.reading.wording import level
from index.tokens import JAPANESE_LETTER

# Nobody needs more to change a condition; more tells of something.
_LONGEST = 120
_SENTENCE = re.compile(r"[^。！!\n]+?(?:[。！!\n]|[.?？](?=\s|$)|$)")
_MARKS = re.compile(f"[{PLACE}{KIND}{CERTIFICATE}]")
_BLANKS = re.compile(r"\s+")
# Where somebody is rather than who is wanted: 「研究室で」, "at the bank".
_WHEREABOUTS = re.compile(
    r"研究室|研究所|[市区]役所|役場|役所|県庁|銀行|信金|信用金庫|商工会(?:議所)?"
    r"|banks?|cit(?:y|ies) (?:halls?|offices?)"
)
_THERE = re.compile(rf"{KIND}で|at (?:an?|the) {KIND}")
_EITHER_JA = re.compile(r"か|または|又は|もしくは|あるいは")
_EITHER = re.compile(r"か|または|又は|もしくは|あるいは|\bor\b")


@dataclass(frozen=True, slots=True)
class Refinement:
    """A message that is nothing but a change of the last question.

    ``constraints`` are its conditions; ``others`` asks for members that were not named yet.
    """

    constraints: Constraints
    others: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A stretch of a sentence that means one thing, with the names in it."""

    meaning: Meaning
    found: re.Match[str]
    names: tuple[Name, ...]

    def says(self, group: str) -> bool:
        return bool(self.found.groupdict().get(group))


class _NotARefinement(Exception):
    """A phrase that looked like a condition is none."""


def read_refinement(text: str, directory: Directory) -> Refinement | None:
    """What ``text`` changes of the last question; None unless it is nothing but such a change.

    ``text`` is cleaned (``profiles.text``). Never raises.
    """
    if not text.strip() or len(text) > _LONGEST or _MARKS.search(text):
        return None
    phrases: list[_Phrase] = []
    for found in _SENTENCE.finditer(text):
        if found[0].strip() and not is_small_talk(found[0]):
            read = _phrases(found[0].strip(), directory)
            if read is None:
                return None
            phrases += read
    try:
        mentions = [mention for phrase in phrases for mention in _mentions(phrase, directory)]
    except _NotARefinement:
        return None
    others = any(phrase.meaning is Meaning.OTHERS for phrase in phrases)
    return Refinement(stated(mentions), others) if mentions or others else None


def _phrases(sentence: str, directory: Directory) -> list[_Phrase] | None:
    """The phrases that a sentence is made of, None if something else is in it."""
    names = names_in(sentence, directory)
    japanese = JAPANESE_LETTER.search(sentence) is not None
    said = _BLANKS.sub("" if japanese else " ", marked(level(sentence), names))
    at = {found.start(): name for found, name in zip(_MARKS.finditer(said), names, strict=True)}
    phrases: list[_Phrase] = []
    position = 0
    while position < len(said):
        matches = (
            (meaning, found)
            for meaning, pattern in (JAPANESE if japanese else ENGLISH)
            if (found := pattern.match(said, position)) and found.end() > position
        )
        longest = max(matches, key=lambda one: one[1].end(), default=None)
        if longest is None:
            return None
        meaning, found = longest
        inside = tuple(name for place, name in at.items() if position <= place < found.end())
        phrases.append(_Phrase(meaning, found, inside))
        position = found.end()
    return phrases


def _mentions(phrase: _Phrase, directory: Directory) -> Sequence[Mention]:
    """The conditions that a phrase states."""
    match phrase.meaning:
        case Meaning.NOTHING | Meaning.OTHERS:
            return ()
        case Meaning.PLACES:
            return _where(phrase, directory)
        case Meaning.KINDS:
            return _who(phrase)
        case Meaning.CERTIFICATES:
            return _certified(phrase)
        case Meaning.ANY_ISO:
            known = tuple(sorted(one for one in directory.certifications if one.startswith("ISO")))
            return _some([Mention(0, 0, Facet.CERTIFICATION, known)] if known else [])
        case Meaning.LANGUAGE:
            named = phrase.found["named"]
            japanese = JAPANESE_LETTER.search(named)
            return _some(
                find_languages(f"{named}対応可" if japanese else f"{named}-speaking staff")
            )
        case Meaning.SIZE:
            return _some(find_sizes(_sized(phrase)))
        case Meaning.COMPANIES | Meaning.SMALL | Meaning.LARGE:
            return (_of_kind(_KINDS_OF[phrase.meaning]),)


_KINDS_OF = {Meaning.COMPANIES: "company", Meaning.SMALL: "sme", Meaning.LARGE: "large"}


def _of_kind(name: str) -> Mention:
    words = KIND_WORDS[name]
    values = tuple(kind.value for kind in words.kinds)
    return Mention(0, 0, Facet.KIND, values, excluded=words.excluded)


def _some(mentions: Sequence[Mention]) -> Sequence[Mention]:
    if not mentions:
        raise _NotARefinement
    return mentions


def _turned(mentions: Sequence[Mention], phrase: _Phrase) -> Sequence[Mention]:
    """The mentions, the other way round where the phrase says so."""
    negated = phrase.says("negated")
    # 東京か埼玉、神奈川は除いて: not all of them are meant.
    if negated and len(phrase.names) > 1 and _EITHER_JA.search(phrase.found["named"]):
        raise _NotARefinement
    return _some([replace(one, excluded=one.excluded != negated) for one in mentions])


def _who(phrase: _Phrase) -> Sequence[Mention]:
    """The kinds, unless the phrase may as well tell where somebody is."""
    if _THERE.fullmatch(phrase.found[0]) and _WHEREABOUTS.fullmatch(phrase.names[0].written):
        raise _NotARefinement
    return _turned([one.mention for one in phrase.names if one.mention], phrase)


def _certified(phrase: _Phrase) -> Sequence[Mention]:
    """All the certificates, or any of them if "or" stands between them."""
    values = tuple(value for one in phrase.names if one.mention for value in one.mention.values)
    if _EITHER.search(phrase.found["named"]):
        return (Mention(0, 0, Facet.CERTIFICATION, values),)
    return _some([Mention(0, 0, Facet.CERTIFICATION, (value,)) for value in values])


def _where(phrase: _Phrase, directory: Directory) -> Sequence[Mention]:
    """The places, as they are read where they are certainly meant as a condition."""
    written = iter(phrase.names)
    named = _MARKS.sub(lambda _: next(written).written, phrase.found["named"])
    near = phrase.says("near") or phrase.says("area")
    if JAPANESE_LETTER.search(named):
        sure = f"{named}の近くで" if near else f"{named}で"
    else:
        sure = f"near {named}" if near else f"in {named}"
    return _turned(find_places(sure, directory.prefectures), phrase)


def _sized(phrase: _Phrase) -> str:
    """The number of employees as ``find_sizes`` is sure to read it."""
    groups = phrase.found.groupdict()
    count = groups["named"] or groups.get("staff") or ""
    return f"従業員{count}の会社で" if JAPANESE_LETTER.search(count) else f"firms with {count}"
