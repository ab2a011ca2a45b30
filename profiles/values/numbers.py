"""Numbers: employees and the 13-digit corporate number."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.text import fold

_EMPLOYEES = re.compile(
    r"(?:従業員数?|社員数?)?[:\s]*(?:約|およそ|approx\.?|about|ca\.?|~)?\s*"
    r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?\s*"
    r"(?:名|人|people|persons|employees|staff)?\s*(?:程度|以上|弱|強|ほど|前後|\+)?\s*"
    r"(?:[(\[].*|[*※].*)?"
)
_CORPORATE_NUMBER = re.compile(r"t?(\d{13})(?:\.0+)?")
_HYPHENS = re.compile(r"[\s\-‐‑–—−ー]")


@lru_cache(maxsize=4096)
def parse_employees(text: str) -> int | None:
    """The number of employees in 約120名, 1,200人, 120.0; None if there is not one number."""
    found = _EMPLOYEES.fullmatch(fold(text)) if len(text) <= 100 else None
    return int(found[1].replace(",", "")) if found else None


@lru_cache(maxsize=65536)
def parse_corporate_number(text: str) -> str | None:
    """The 13 digits of a corporate number whose check digit is right, else None."""
    found = _CORPORATE_NUMBER.fullmatch(_HYPHENS.sub("", fold(text)))
    return found[1] if found and _check_digit(found[1]) == int(found[1][0]) else None


def _check_digit(number: str) -> int:
    """The tax agency's rule: 9 - (sum of digit x weight mod 9), weights 1, 2 from the right."""
    weighted = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
    return 9 - weighted % 9
