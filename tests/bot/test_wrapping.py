"""Breaking lines of Japanese and English."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.wrapping import pad, width_of, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_japanese_characters_take_two_columns() -> None:
    assert lines("チタンの切削", 6) == ["チタン", "の切削"]
    assert pad("切削", 6) == "切削  "


def test_words_stay_whole_and_spaces_vanish_at_the_break() -> None:
    assert lines("helium leak testing", 11) == ["helium leak", "testing"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert lines("切削、研削。", 4) == ["切", "削、", "研", "削。"]
    assert lines("板金（精密）", 6) == ["板金", "（精", "密）"]


@given(st.text(max_size=200), st.integers(4, 60))
def test_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.text(alphabet="あ亜ア a", max_size=200), st.integers(4, 60))
def test_lines_fit(text: str, width: int) -> None:
    words = max((len(word) for word in text.split()), default=0)
    if words <= width:
        assert all(width_of(line) <= width for line in lines(text, width))
