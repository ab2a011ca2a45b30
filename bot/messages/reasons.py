"""What an answer says of itself: how the question was read, who covers what, who meets what.

One line of plain text each, "" where there is nothing to say; the same in Slack and the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.excerpts import excerpt
from bot.messages.naming import Naming, brief, listed
from bot.messages.words import Words
from index.model import Answer, Condition, Evidence, Match, Outcome, Query
from index.reading.mentions import Facet
from profiles.text import fold

_BETWEEN = " · "
_MOST_REPAIRS = 3
_MOST_PAIRS = 2
_LONGEST_PAIR = 24
_LONGEST_NAME = 30
_MOST_PARTS = 8
# In this order, whatever the order of the question.
_FACETS = (
    Facet.PREFECTURE,
    Facet.CITY,
    Facet.KIND,
    Facet.CERTIFICATION,
    Facet.LANGUAGE,
    Facet.SIZE,
)


def reading_line(answer: Answer, words: Words) -> str:
    """How the question was read: conditions, what is ruled out, words read as others."""
    query, why, naming = answer.query, words.why, Naming.of(answer, words)
    said = [
        *_conditions(query, naming),
        *_labelled(why.excluded, _ruled_out(query, naming), words),
        *_repairs(query, words),
    ]
    return _BETWEEN.join(said)


def coverage_line(answer: Answer, matches: Sequence[Match], words: Words) -> str:
    """Of a question with several parts, which of these members serves which part."""
    why, parts = words.why, answer.query.parts
    if answer.outcome is not Outcome.MATCHES or len(parts) < 2:
        return ""
    said = []
    for part in parts[:_MOST_PARTS]:
        serving = (match.member for match in matches if part in match.parts)
        names = [brief(member.name_in(words.lang), _LONGEST_NAME) for member in serving]
        row = listed(names, words, between=why.between_names)
        said.append(why.part.format(part=brief(part), names=row or why.part_of_nobody))
    return why.between_parts.join(said)


def parts_line(match: Match, words: Words) -> str:
    """The parts of the question that a member serves."""
    parts = [brief(part) for part in match.parts]
    return "".join(_labelled(words.why.serves, parts, words, most=_MOST_PARTS))


def reasons_line(match: Match, naming: Naming) -> str:
    """The conditions that a member meets, and words that mean what was asked in other words."""
    words = naming.words
    met = (name for one in match.met if not one.excluded for name in _met(one, match, naming))
    ticks = [words.why.met.format(what=name) for name in dict.fromkeys(met)]
    pairs = _pairs(match.evidence, words)[:_MOST_PAIRS]
    return _BETWEEN.join((*ticks, *pairs))


def lacks_line(match: Match, naming: Naming) -> str:
    """What keeps one of the nearest from being a match."""
    lacks = (_lack(one, match, naming) for one in match.lacks)
    said = _BETWEEN.join(filter(None, lacks))
    return naming.words.labelled.format(naming.words.why.lacks, said) if said else ""


def nobody_meets_conditions(answer: Answer) -> bool:
    """Whether nobody fits only because of the conditions: the nearest is kept out by one."""
    if answer.outcome is not Outcome.NOBODY or not answer.nearest:
        return False
    near = set(answer.query.near)
    return any(
        one.facet in _FACETS and not (one.facet == Facet.CITY and near.issuperset(one.asked))
        for one in answer.nearest[0].lacks
    )


def _conditions(query: Query, naming: Naming) -> Iterator[str]:
    """A piece for each label; prefectures and cities share one, cities with neighbours have one."""
    why, near = naming.words.why, set(query.near)
    by_label: dict[str, list[str]] = {why.asked[Facet.CITY]: [], why.near: []}
    for facet in _FACETS:
        values = query.filters.get(facet, ())
        if facet is Facet.CITY:
            values = [value for value in values if value not in near]
        by_label.setdefault(why.asked[facet], []).extend(naming.asked(facet, values))
    by_label[why.near] += naming.asked(Facet.CITY, query.near)
    for label, names in by_label.items():
        yield from _labelled(label, names, naming.words)


def _ruled_out(query: Query, naming: Naming) -> list[str]:
    members = (naming.asked(facet, query.exclude.get(facet, ())) for facet in _FACETS)
    return [*chain.from_iterable(members), *map(brief, query.unwanted)]


def _repairs(query: Query, words: Words) -> Iterator[str]:
    pairs = [
        words.why.repair.format(typed=brief(typed), read=brief(read))
        for typed, read in query.repairs
    ]
    if pairs:
        yield words.why.repaired.format(repairs=listed(pairs, words, _MOST_REPAIRS))


def _labelled(label: str, names: Sequence[str], words: Words, most: int = 3) -> Iterator[str]:
    if names:
        yield words.labelled.format(label, listed(names, words, most))


def _met(one: Condition, match: Match, naming: Naming) -> list[str]:
    return naming.had(one.facet, one.has, match.member) or naming.asked(one.facet, one.asked)


def _pairs(evidence: Sequence[Evidence], words: Words) -> list[str]:
    """For words of the question that no statement says as they were asked: what it says instead."""
    shown = fold(" ".join(excerpt(one)[0] for one in evidence))
    found: dict[str, dict[str, None]] = {}
    for one in evidence:
        for asked, said in one.pairs:
            if _is_short(asked) and _is_short(said) and fold(said) in shown:
                found.setdefault(asked, {})[brief(said)] = None
    return [
        words.why.pair.format(said=words.why.comma.join([*said][:_MOST_PAIRS]), asked=brief(asked))
        for asked, said in found.items()
        if fold(asked) not in shown
    ]


def _is_short(word: str) -> bool:
    return 0 < len(word) <= _LONGEST_PAIR


def _lack(one: Condition, match: Match, naming: Naming) -> str:
    words = naming.words
    why = words.why
    if one.facet not in _FACETS:
        said = [words.quote.format(brief(word)) for word in one.asked]
        return why.unsaid.format(words=listed(said, words)) if said else ""
    facet = Facet(one.facet)
    if one.excluded:
        # "A university", not the label that stands in the list of members.
        kind = naming.asked(facet, one.has) if facet is Facet.KIND else []
        found = kind or _met(one, match, naming)
        return why.ruled_out[facet].format(has=listed(found, words))
    has = listed(naming.had(facet, one.has, match.member), words)
    if not has and facet in why.not_stated:
        return why.not_stated[facet]
    return why.lacking[facet].format(asked=_either(one, naming), has=has)


def _either(one: Condition, naming: Naming) -> str:
    return naming.words.why.either.join(naming.asked(one.facet, one.asked)[:3])
