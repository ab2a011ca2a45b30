"""A question without the politeness and the thread chatter around its need. Pure.

Sentence for sentence, and in each clause for clause, the phrases of ``courtesy_words`` are taken
from the beginning and the end until what is left is the need. A sentence of which nothing is left
goes, the others keep their order and their punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from index.reading.courtesy_words import (
    ENGLISH_LEADS,
    ENGLISH_TRAILS,
    ENGLISH_WHOLE,
    JAPANESE_LEADS,
    JAPANESE_TRAILS,
    JAPANESE_WHOLE,
    one_of,
)
from index.reading.patterns import pattern
from index.stopwords import ENGLISH
from index.tokens import JAPANESE_LETTER

# A sentence as long as this describes something: only its beginning is looked at.
_MOST_WORDS = 30
# One as long as this without a word of asking is left alone.
_LONG_STATEMENT = 12
# Phrases at the end are shorter than this.
_LONGEST_END = 90
_MOST_ROUNDS = 6

_QUOTED_LINE = pattern(r"^[ \t]*+[>＞|｜].*\n?", re.MULTILINE)
_MENTION = pattern(r"<[@!#][^>\s]{1,80}>|(?<!\w)@[A-Za-z][\w.-]{0,30}\b")
_EMOJI = pattern(
    r":[a-z][a-z0-9_+-]{1,40}:|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d]+"
)
_SIGNATURE = pattern(
    r"""
    ^[ \t]*+
    (?: -{2,}[ \t]*$ | [-=_*━─＝]{5,}
      | (?:(?:best|kind|warm)\ )?regards\b[,.]?[ \t]*$ | sincerely\b | best\ wishes\b
      | best,[ \t]*$ | cheers,?[ \t]*$
    )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_CONTACT_LINE = pattern(
    r"^[ \t]*+(?:tel|fax|mobile|phone|e-?mail|mail|〒|電話|携帯)"
    r"[ \t]*[:：.]?[ \t]*(?:[\d(+]|\S+@).*$",
    re.IGNORECASE | re.MULTILINE,
)

_SENTENCE = pattern(r"(.+?)([。！？!?]+\s*|\.{1,5}(?:\s+|$)|[ \t]{0,9}\n\s*|$)")
_ABBREVIATION = pattern(
    r"(?:\b(?:e\.g|i\.e|etc|approx|no|vs|mr|ms|dr|inc|ltd|co|fig|st)|\b\w)$", re.I
)
_CLAUSE = pattern(r"[、，]|,(?=\s)|\s{1,5}[-–—]{1,3}\s{1,5}|(?<=[ぁ-んァ-ヶ一-龥])[ \u3000]+")
_LETTER = pattern(r"[^\W_]")
_WORD = pattern(r"[^\W_][\w'’-]*")
_EDGES = " \t\n、，,:：;・…–—~〜"


@cache
def _lead_en() -> re.Pattern[str]:
    return one_of(ENGLISH_LEADS, r"[\s,;:–—-]*+(?:{})(?!\w)[ ,:;!–—-]*")


@cache
def _trail_en() -> re.Pattern[str]:
    return one_of(ENGLISH_TRAILS, r"(?:^|[ ,;–—-]+)(?:and |or |but )?(?:{})[\s.!]*$")


@cache
def _lead_ja() -> re.Pattern[str]:
    return one_of(JAPANESE_LEADS, r"[\s、，]*+(?:{})[\s、，]*")


@cache
def _trail_ja() -> re.Pattern[str]:
    return one_of(JAPANESE_TRAILS, r"[\s、，]*(?:{})[\s、，…ねよ]*$")


_LATIN = pattern("[A-Za-z]")
_WHOLE = one_of(ENGLISH_WHOLE + JAPANESE_WHOLE, r"[\s、，.]*+(?:{})[\s、，.!]*")
_GREETING = pattern(
    r"^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening))"
    r"(?: all| there| everyone| team)?[,!]\s+"
    r"(?=(?:we|i|our|my|a|one of)\b)",
    re.IGNORECASE,
)
# What is left hanging when the words behind it are gone.
_HANGING = pattern(
    r"(?<=[ぁ-んァ-ヶ一-龥A-Za-z0-9ー）)])(?:を|が|は|の|に|(?<!ま)で|も|、|(?<=[一-龥ァ-ヶー]{2})って)$"
)

_ASKS = pattern(
    r"""
    [?？] | 探し|さがし|求め|お願い|頼|ください|下さい|ません|でしょうか|ますか|たい
    | ほしい|欲しい|必要|相談|困って|募集|紹介|存じ|存知|ましたら|ぜひ
    | \b(?:need|needs|looking|seeking|seek|who|anyone|anybody|someone|want|help|require|recommend
        |search|searching|would\ like|can\ you|please)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REFERS_BACK = pattern(
    r"\b(?:it|its|them|they|these|those)\b|これ|それ|この|その|こちら|そこ",
    re.IGNORECASE,
)
_ABOUT_US_JA = pattern(
    r"\s*+(?:弊社|当社|自社|小社|私ども|私たち|我々|うち|わが社)(?:は|では|も)"
    r".{1,60}(?:会社|メーカー|企業|工場|商社|研究室|事業者|ベンチャー"
    r"|を(?:製造|生産|販売|開発|設計)して"
    r"(?:い|お)(?:り)?(?:ます)?|を作って(?:い|お)(?:り)?(?:ます)?)"
    r"(?:です|であり|であって|でして|で|になります|なのですが|ですが|が|る)?\s*"
)
# Without a subject: はじめまして、配管ユニットを組んでいる会社です.
_WE_ARE_JA = pattern(
    r"\s*+(?:(?:はじめまして|初めまして|こんにちは|こんばんは|お世話になって(?:い|おり)ます)[、，\s]*)?"
    r"[^、。？?]{1,30}(?:して(?:い|お)?る|作る|組んでいる|やっている|営む|名の|人の)"
    r"(?:小さな|中小の)?(?:会社|町工場|工場|メーカー|企業|商社|工房|事業者)です"
)
_COMPANY = (
    r"(?:manufacturer|maker|company|firm|supplier|start-?up|shop|sme|lab|team|business|producer)s?"
)
_ABOUT_US_EN = pattern(
    rf"""
    \s*+(?: (?:we|we're|we\ are|i\ am|i'm|our\ company\ is|our\ firm\ is)
           \ (?:are\ )?(?:(?:an?|the)\ |based\ |located\ ).{{0,80}}
         | (?:we|our\ company)\ (?:currently\ |mainly\ )?(?:make|makes|manufacture|manufactures
             |produce|produces|build|builds|sell|sells)\b.{{0,80}}
         | i\ (?:work|run)\b.{{0,80}} | we\ run\b.{{0,80}}
         | as\ an?\ .{{0,60}}\b{_COMPANY}(?:\ (?:in|making|of)\ .{{0,40}})?
       )\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# In one breath with the need: "we make pumps and need ...".
_ABOUT_US_AND = pattern(
    rf"""
    \s*+(?: (?:we|our\ company)\ (?:make|makes|manufacture|manufactures|produce|produces|build
             |builds|sell|sells)\ [^.,;]{{1,60}}?\ (?:and|but)\ (?:we\ |are\ )?
         | (?:we\ are|we're|i\ am|i'm)\ an?\ [^.,;]{{0,60}}?\b{_COMPANY}\ [^.,;]{{0,50}}?
           (?:(?:that\ is|who\ is|and|and\ are|and\ we\ are|and\ we)\ )?
       )(?=(?:now\ |currently\ |also\ )?(?:need|looking\ for|want|require|seek|in\ need\ of))
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_courtesy(text: str) -> str:
    """The text without greetings, thanks, frames ("who can", 探しています), urgency and chatter.

    What says nothing else than that comes back as it was.
    """
    body = _MENTION.sub(" ", _EMOJI.sub(" ", _CONTACT_LINE.sub("", _unsigned(text))))
    body = _QUOTED_LINE.sub("", body)
    body = _without_background(body)
    sentences = list(_sentences(body))
    read = [(_need_of(sentence), end) for sentence, end in sentences]
    # A quotation mark of its own (。」) is no courtesy.
    same = all(
        need == said or not _LETTER.search(said)
        for (need, _), (said, _) in zip(read, sentences, strict=True)
    )
    return text if body == text and same else _joined(read) or text


def _unsigned(text: str) -> str:
    """Without the signature, unless the text begins with it."""
    found = _SIGNATURE.search(text)
    head = text[: found.start()] if found else text
    return head if _LETTER.search(head) else text


def _joined(read: list[tuple[str, str]]) -> str:
    kept = [(sentence, end) for sentence, end in read if _LETTER.search(sentence)]
    joined = "".join(sentence + (end or " ") for sentence, end in kept)
    return re.sub(r"[ \t]{2,}", " ", joined).strip().strip(_EDGES)


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text, each with the punctuation and the blanks behind it."""
    waiting = ""
    for sentence, end in _SENTENCE.findall(text):
        if end.startswith(".") and end[1:] and _ABBREVIATION.search(sentence[-8:]):
            waiting += sentence + end
        else:
            yield waiting + sentence, end
            waiting = ""
    if waiting:
        yield waiting, ""


def _without_background(text: str) -> str:
    """Without sentences about the seeker's own company, when another sentence asks."""
    sentences = list(_sentences(text))
    asking = [one for one, _ in sentences if _ASKS.search(one) and not _is_background(one)]
    if len(sentences) < 2 or not asking or any(_REFERS_BACK.search(one) for one in asking):
        return text
    kept = [one + end for one, end in sentences if not _is_background(one)]
    return "".join(kept) if len(kept) < len(sentences) else text


def _is_background(sentence: str) -> bool:
    forms = (_ABOUT_US_JA, _WE_ARE_JA, _ABOUT_US_EN)
    about_us = next(filter(None, (form.fullmatch(sentence) for form in forms)), None)
    return about_us is not None and not _ASKS.search(sentence)


def _need_of(sentence: str) -> str:
    """One sentence without its courtesy."""
    words = 0 if JAPANESE_LETTER.search(sentence) else len(_WORD.findall(sentence))
    asks = _ASKS.search(sentence) is not None
    if words > _LONG_STATEMENT and not asks:
        return _GREETING.sub("", sentence, count=1)
    if words > _MOST_WORDS:
        return _peeled(sentence, (_lead,))
    bare = _peeled(_ABOUT_US_AND.sub("", sentence, count=1), (_lead, _trail))
    background = asks and not _REFERS_BACK.search(sentence)
    kept: list[tuple[str, str]] = []
    for clause, joint in _clauses(bare):
        if _WHOLE.fullmatch(clause) or (background and _is_background(clause)):
            continue
        read = _peeled(clause, (_lead, _trail))
        touched = bare != sentence or read != clause
        if _LETTER.search(read) and not (touched and _says_nothing(read)):
            kept.append((read, joint))
    return "".join(joint * bool(at) + clause for at, (clause, joint) in enumerate(kept))


def _clauses(sentence: str) -> list[tuple[str, str]]:
    """The clauses of a sentence, each with what joins it to the one before."""
    clauses: list[tuple[str, str]] = []
    position, joint = 0, ""
    for found in _CLAUSE.finditer(sentence):
        clauses.append((sentence[position : found.start()], joint))
        position, joint = found.end(), found[0]
    return [*clauses, (sentence[position:], joint)]


def _peeled(text: str, peels: tuple[Callable[[str], str], ...]) -> str:
    """The text with courtesy taken from its ends until none is left, or nothing else."""
    for _ in range(_MOST_ROUNDS):
        before = text
        for peel in peels:
            text = peel(text)
        if text == before:
            break
    return text


def _lead(text: str) -> str:
    english = _LATIN.search(text) and _lead_en().match(text)
    found = english or (JAPANESE_LETTER.search(text) and _lead_ja().match(text))
    return text[found.end() :] if found else text


def _trail(text: str) -> str:
    tail = max(0, len(text) - _LONGEST_END)
    english = _LATIN.search(text) and _trail_en().search(text, tail)
    found = english or (JAPANESE_LETTER.search(text) and _trail_ja().search(text, tail))
    return _HANGING.sub("", text[: found.start()]) if found else text


def _says_nothing(text: str) -> bool:
    return all(word.casefold() in ENGLISH for word in _WORD.findall(text))
