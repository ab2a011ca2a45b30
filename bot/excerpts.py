"""What the terminal and Slack say of a member in the same way."""

from __future__ import annotations

from bot.messages.words import Words
from index.model import Evidence, MemberCard
from profiles.model import Member
from profiles.places import display_place

_LONGEST = 200
_BEFORE_FIRST_MARK = 40


def excerpt(evidence: Evidence) -> tuple[str, list[tuple[int, int]]]:
    """The statement on one line, or of a long one the part around its first mark, and its marks."""
    text = "".join(char if char.isprintable() else " " for char in evidence.text)
    marks = list(evidence.marks)
    if len(text) <= _LONGEST:
        return text, marks
    first = marks[0][0] if marks else 0
    start = max(0, min(first - _BEFORE_FIRST_MARK, len(text) - _LONGEST))
    end = start + _LONGEST
    head = "…" if start else ""
    shift = len(head) - start
    kept = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
    tail = "…" if end < len(text) else ""
    return head + text[start:end] + tail, [(a + shift, b + shift) for a, b in kept]


def place_line(member: MemberCard | Member, words: Words) -> str:
    """Kind and place of a member."""
    place = display_place(member.prefecture, member.city, words.lang)
    return " · ".join(part for part in (words.kinds[member.kind], place) if part)
