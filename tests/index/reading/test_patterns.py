"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from index.reading.patterns import pattern


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    late, compiled = pattern("b(c?)", re.IGNORECASE), re.compile("b(c?)", re.IGNORECASE)
    for text in ("aBCb", "b", "", "xyz"):
        assert late.findall(text) == compiled.findall(text)
        assert late.sub("-", text) == compiled.sub("-", text)
        assert bool(late.match(text, 1)) == bool(compiled.match(text, 1))


def test_it_is_compiled_by_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_what_no_pattern_has_it_has_not() -> None:
    assert not hasattr(pattern("a"), "translate")
