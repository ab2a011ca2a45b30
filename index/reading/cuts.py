"""Where a question may be cut into clauses: enumerations, chains of verbs, sentence ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import TypeAlias

from index.reading.patterns import pattern


class Cut(Enum):
    """How two clauses are joined."""

    SENTENCE = auto()  # a sentence or a line ends
    SERIES = auto()  # said to be something else: a plus, an arrow, a number, "then", さらに
    CHAIN = auto()  # the form of a verb that goes on: 切削して
    LIST = auto()  # a comma, から ... まで
    LAST = auto()  # the "and" of "A, B and C"
    JOIN = auto()  # a bare "and": may also be one need


Stretch: TypeAlias = tuple[int, int, Cut]

_SENTENCE = pattern(r"[。！？!?\n]+ | \.(?=\s)", re.VERBOSE)
_SERIES = pattern(
    r"""
    [\s、。,.]* (?: [;；→⇒] | (?<![C+])[+＋](?!\+) | -> | [①-⑩] | (?<![\w.])\d{1,2}[.)]\s
        | [(（]\d{1,2}[)）] ) \s*
        (?:(?:and\ )?(?:then|also|plus)\s)?
    | (?:^|\n)[-*•・]\s
    | [、。\s]* (?: さらに(?:は)? | (?<!み)(?:併せて|あわせて) | と?同時に | それから | それと
        | その(?:後|あと) | (?<=[、。\s])(?:また|そして|あと|次に|加えて)、? | を経て
        | してから ) 、?
    | (?<=後)に?、 | (?<=た後)に?(?=[一-龥ァ-ヶA-Z])
    | [,.;]?\s+(?:and\ )? (?: then | plus | also | as\ well\ as | followed\ by | along\ with
        | in\ addition(?:\ to)? ) \s+ (?:also\ |to\ )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHAIN = pattern(
    r"(?<=[しっいけげめせべえれ]て)(?<!まして)(?:、|(?=[一-龥ァ-ヶA-Z])(?![頂下欲貰居来行]))"
    r"|(?<=んで)、"
)
_LIST = pattern(
    r"(?<!\d)[,，](?:\s*(?:and|&)\s)?|[,，](?!\d)(?:\s*(?:and|&)\s)?|(?<!や)、(?:と|かつ)?",
    re.IGNORECASE,
)
_JOIN = pattern(
    r"""
    \s+(?:and|&)\s+ | (?<=[^\W\d])\ ?[/／]\ ?(?=[^\W\d]) | ・ | および|及び|ならびに|並びに
    | (?<=[一-龥ァ-ヶ])兼(?![用任業備ね])
    | (?:(?<=[一-龥ァ-ヶーA-Za-z0-9])|(?<=めっき))と(?=[一-龥ァ-ヶA-Za-z])(?![同比異違組思言考共])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FROM_TO_JA = pattern(r"から(?=[^。\n]{1,60}まで)")
_FROM_TO_EN = pattern(r"(?<=\w)\s+(?:through\s+)?to\s+", re.IGNORECASE)
_FROM = pattern(r"\bfrom\b[^.\n]*", re.IGNORECASE)
_ANY = pattern(
    r"[。！？!?\n.;；+＋→⇒①-⑩(（,，、・/／&て後]|さらに|併せて|あわせて|同時|それ|から|経て|んで"
    r"|および|及び|並びに|ならびに|兼|と|\b(?:and|then|plus|also|from|as|followed|along|in)\b|->",
    re.IGNORECASE,
)

_BRACKETS = pattern(
    r"\([^()\n]{0,200}\)|（[^（）\n]{0,200}）|「[^「」\n]{0,200}」|\[[^\[\]\n]{0,200}\]"
)
_EXAMPLES = pattern(
    r"""
    \b(?:such\ as|like|e\.g\.|i\.e\.|for\ example|for\ instance|especially|in\ particular
        |between|not\ only|both)\b[^.;\n+]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EXAMPLES_BEFORE = pattern("(?:など|等|といった|のような)の")
_OR = pattern(
    r"\bor\b|\band/or\b|または|又は|もしくは|あるいは"
    r"|(?<=[一-龥ァ-ヶーA-Za-z])か(?=[一-龥ァ-ヶA-Za-z、])",
    re.IGNORECASE,
)
# Such a clause says why, when or by what means: it goes with the clause behind it.
_LEADS_ON = pattern(
    r"(?:ので|ため|ために|けど|けれど|が|のに|れば|たら|なら|場合|際|際に|時|時に|以外|以外で|なく|なくて"
    r"|ずに|[をに][使用]って|を用いて|に関して|について|によって|により|に対して|に向けて|に伴い|として"
    r"|向けに|用に|では|には|困って|よって|たい)$"
)
_HANGS_ON = pattern(
    r"\s*(?:which|that|who|whose|where|when|while|because|since|so|if|after|before|by|with|without"
    r"|for|using|not|no|but|due|based|under|including|ideally|preferably|etc)\b",
    re.IGNORECASE,
)


def find_cuts(text: str) -> list[Stretch]:
    """The stretches between clauses, in order."""
    if not _ANY.search(text):
        return []
    closed = list(_closed(text))
    cuts: list[Stretch] = []
    for start, end, cut in sorted(_found(text), key=lambda one: one[0]):
        within = any(first <= start < last for first, last in closed)
        overlaps = bool(cuts) and start < cuts[-1][1]
        if not within and not overlaps and not _is_no_cut(text, start, end, cut):
            cuts.append((start, end, cut))
    return _without_alternatives(text, cuts)


def _found(text: str) -> Iterator[Stretch]:
    """All that may be a cut; of two that begin together the one that says more comes first."""
    tables = [(_SERIES, Cut.SERIES), (_SENTENCE, Cut.SENTENCE), (_CHAIN, Cut.CHAIN)]
    for reach in _FROM.finditer(text):
        for one in _FROM_TO_EN.finditer(text, *reach.span()):
            yield (*one.span(), Cut.LIST)
    tables += [(_FROM_TO_JA, Cut.LIST), (_LIST, Cut.LIST), (_JOIN, Cut.JOIN)]
    for table, cut in tables:
        for one in table.finditer(text):
            yield (*one.span(), cut)


def _closed(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that are not cut: brackets and examples."""
    for table in (_BRACKETS, _EXAMPLES):
        yield from (found.span() for found in table.finditer(text))
    for found in _EXAMPLES_BEFORE.finditer(text):
        yield max(text.rfind(sign, 0, found.start()) for sign in "。；;\n＋+") + 1, found.end()


def _is_no_cut(text: str, start: int, end: int, cut: Cut) -> bool:
    if cut in (Cut.SENTENCE, Cut.SERIES):
        return False
    return bool(_LEADS_ON.search(text, max(0, start - 8), start) or _HANGS_ON.match(text, end))


def _without_alternatives(text: str, cuts: list[Stretch]) -> list[Stretch]:
    """Without the commas of "A, B or C": one need, whichever of them."""
    kept: list[Stretch] = []
    follows = len(text)
    either = False
    for start, end, cut in reversed(cuts):
        if cut in (Cut.SENTENCE, Cut.SERIES):
            either = False
        elif not either:
            either = _OR.search(text, end, follows) is not None
        if not (either and cut is Cut.LIST):
            kept.append((start, end, cut))
        follows = start
    return kept[::-1]
