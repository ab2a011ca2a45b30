"""Directories of any size, made from the sample: every statement half of one and half of another.

The same size gives the same directory. No statement comes twice: whoever encodes each text only
once must not gain from copies that a real directory would not hold.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

Member = dict[str, Any]

_SEED = 7
_TRIES = 30
_LISTS = ("capabilities", "equipment", "needs")
# Where a statement can be cut, outside of brackets.
_CUT = re.compile(r"[、。：；／，]|[,;:] | / |・")
_BRACKETS = {"(": 1, "（": 1, "[": 1, "【": 1, "「": 1, "『": 1}
_BRACKETS |= {")": -1, "）": -1, "]": -1, "】": -1, "」": -1, "』": -1}
_JAPANESE = re.compile(r"[぀-ヿ一-鿿]")


def directory(sample: Sequence[Member], size: int) -> Iterator[Member]:
    """``size`` members: each speaks of what two members of ``sample`` speak of."""
    chance = random.Random(f"{_SEED} {size}")
    texts = _Texts(sample, chance)
    for number in range(size):
        base, other = chance.sample(sample, 2)
        place = chance.choice(sample)
        yield {
            **base,
            "id": f"N{number:05}",
            "name_ja": _renamed(base["name_ja"], number),
            "name_en": _renamed(base["name_en"], number),
            "corporate_number": "",
            "prefecture": place["prefecture"],
            "city": place["city"],
            **{name: texts.like(base[name], other[name], name) for name in _LISTS},
            "summary": "".join(texts.like(_summary(base), _summary(other), "summary")),
            "contacts": [
                {**one, "email": f"{number}.{one['email']}" if one["email"] else ""}
                for one in base["contacts"]
            ],
        }


def with_another_statement(member: Member, sample: Sequence[Member], number: int) -> Member:
    """``member`` after an office has changed its first capability, for the ``number``-th time."""
    chance = random.Random(f"{_SEED} changed {number}")
    begins, ends = (chance.choice(one["capabilities"]) for one in chance.sample(sample, 2))
    changed = f"{_halves(begins)[0]} No. {number + 2}, {_halves(ends)[1]}"
    return {**member, "capabilities": [changed, *member["capabilities"][1:]]}


class _Texts:
    """Statements put together from halves of those of the sample, none of them twice."""

    def __init__(self, sample: Sequence[Member], chance: random.Random) -> None:
        self._chance = chance
        self._made: set[str] = set()
        self._ends: dict[tuple[str, bool], list[str]] = {}
        for name in (*_LISTS, "summary"):
            for member in sample:
                for text in _summary(member) if name == "summary" else member[name]:
                    ends = self._ends.setdefault((name, _is_japanese(text)), [])
                    ends.append(_halves(text)[1])

    def like(self, own: Sequence[str], others: Sequence[str], name: str) -> list[str]:
        """As many statements as ``own``, which begin as these or as ``others`` do."""
        chosen = self._chance.sample([*own, *others], len(own))
        return [self._new(text, name) for text in chosen]

    def _new(self, beginning: str, name: str) -> str:
        first, ends = _halves(beginning)[0], self._ends[name, _is_japanese(beginning)]
        text = beginning
        for tries in count():
            if text not in self._made:
                break
            # Where all halves of a kind have met, a third one is put between them.
            third = self._chance.choice(ends) if tries > _TRIES else ""
            text = " ".join(filter(None, (first, third, self._chance.choice(ends))))
        self._made.add(text)
        return text


def _summary(member: Member) -> list[str]:
    return [member["summary"]] if member["summary"] else []


def _renamed(name: str, number: int) -> str:
    return f"{name} {number}" if name else ""


def _is_japanese(text: str) -> bool:
    return bool(_JAPANESE.search(text))


def _halves(text: str) -> tuple[str, str]:
    """A statement cut where it can be cut, as near to its middle as possible."""
    depths, depth = [], 0
    for letter in text:
        depth += _BRACKETS.get(letter, 0)
        depths.append(depth)
    cuts = [found for found in _CUT.finditer(text) if depths[found.start()] == 0]
    cuts = [found for found in cuts if found.start() > 2 and found.end() < len(text) - 2]
    if not cuts:
        return text, text
    best = min(cuts, key=lambda found: abs(found.start() - len(text) / 2))
    return text[: best.end()].strip(), text[best.end() :].strip()
