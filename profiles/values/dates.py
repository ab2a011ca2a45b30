"""Dates as Japanese offices write them: 令和6年4月1日, R7.5.20, 2024/4/1, Excel serials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from profiles.text import fold

EXAMPLES = "2024-04-01, 2024/4/1, 令和6年4月1日 or R6.4.1"


@dataclass(frozen=True, slots=True)
class Era:
    """A Japanese era; its first year is called 元年."""

    begins: date

    def year(self, number: int) -> int:
        """The year AD of a year of the era."""
        return self.begins.year + number - 1


_ERAS = {
    "令和": Era(date(2019, 5, 1)),
    "平成": Era(date(1989, 1, 8)),
    "昭和": Era(date(1926, 12, 25)),
    "大正": Era(date(1912, 7, 30)),
    "明治": Era(date(1868, 1, 25)),
}
_ERAS |= {"r": _ERAS["令和"], "h": _ERAS["平成"], "s": _ERAS["昭和"], "t": _ERAS["大正"],
          "m": _ERAS["明治"]}  # fmt: skip

# The day of the week and the time of day say nothing that we keep.
_TAIL = re.compile(r"\s*(?:[(（].{1,3}[)）])?(?:[t\s]+\d{1,2}[:時]\d{0,2}.*)?$")
_NUMBERS = r"(\d{1,2})(?:\s*[./\-月]\s*(\d{1,2})日?|月)?"
_WESTERN = re.compile(rf"(\d{{4}})(?:\s*[./\-年]\s*{_NUMBERS})?年?")
_JAPANESE = re.compile(
    rf"(令和|平成|昭和|大正|明治|[rhstm])\s*\.?\s*(\d{{1,2}}|元)\s*(?:[./\-年]\s*{_NUMBERS})?年?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{_MONTH}[\s,\-]+(\d{{4}})")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
# Excel counts days from here; its non-existent 29 February 1900 is behind us by then.
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_LONGEST = 60
_YEARS = range(1868, 2200)


@lru_cache(maxsize=8192)
def parse_date(text: str) -> date | None:
    """The date a text names, the first day of a month or year; None if it names none."""
    if len(text) > _LONGEST:
        return None
    text = _TAIL.sub("", fold(text))
    try:
        named = _western(text) or _japanese(text) or _written_out(text) or _excel(text)
    except ValueError:  # 30 February, month 13
        return None
    return named if named and named.year in _YEARS else None


def _western(text: str) -> date | None:
    if found := _COMPACT.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _WESTERN.fullmatch(text):
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    return None


def _japanese(text: str) -> date | None:
    found = _JAPANESE.fullmatch(text)
    if not found:
        return None
    era = _ERAS[found[1]]
    number = 1 if found[2] == "元" else int(found[2])
    if number == 0:
        return None
    named = date(era.year(number), int(found[3] or 1), int(found[4] or 1))
    # 令和元年 alone means the days of 2019 that belong to it.
    return max(named, era.begins) if found[4] is None else named


def _written_out(text: str) -> date | None:
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text):
        return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]))
    return None


def _excel(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    if not found or int(found[1]) not in _SERIALS:
        return None
    return _SERIAL_ORIGIN + timedelta(days=int(found[1]))
