"""Lists of short values in one cell."""

from __future__ import annotations

import re

_SEPARATORS = "\n、,，・･/／;；"
_OPENING, _CLOSING = "([（［【「{", ")]）］】」}"
_SPLIT = re.compile(f"[{re.escape(_SEPARATORS)}]")


def split_outside_brackets(text: str) -> list[str]:
    """The parts between separators; a separator inside brackets does not count."""
    if not any(bracket in text for bracket in _OPENING):
        return [part for part in map(str.strip, _SPLIT.split(text)) if part]
    parts, current, depth = [], "", 0
    for letter in text:
        depth += (letter in _OPENING) - (letter in _CLOSING and depth > 0)
        if letter in _SEPARATORS and not depth:
            parts.append(current)
            current = ""
        else:
            current += letter
    return [part for part in map(str.strip, [*parts, current]) if part]
