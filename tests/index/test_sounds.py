"""Names are found by how they sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sounds import sounds_of
from index.stems import stem

PAIRS = """
    ミツトヨ = Mitutoyo
    マザック = Mazak
    オークマ = Okuma
    ファナック = Fanuc
    ソディック = Sodick
    ブラザー = Brother
    シーメンス = Siemens
    ヴァリアン = Varian
"""
FAR = (("ミツトヨ", "Mazak"), ("ファナック", "Sodick"), ("オークマ", "Brother"))


@pytest.mark.parametrize("pair", [line.strip() for line in PAIRS.strip().splitlines()])
def test_a_name_in_katakana_meets_the_same_name_in_latin_letters(pair: str):
    katakana, latin = pair.split(" = ")
    assert set(sounds_of(katakana)) & set(sounds_of(latin))


@pytest.mark.parametrize(("katakana", "latin"), FAR)
def test_other_names_do_not_meet(katakana: str, latin: str):
    assert sounds_of(katakana)
    assert sounds_of(latin)
    assert not set(sounds_of(katakana)) & set(sounds_of(latin))


@pytest.mark.parametrize(
    "word", ["machining", "切削", "ねじ", "ISO", "SUS304", "", "アイ", "Ai", "x-ray", "チタンの"]
)
def test_ordinary_words_give_no_sound(word: str):
    assert sounds_of(word) == ()


@given(st.text(max_size=30))
def test_a_sound_is_never_the_stem_of_a_word(text: str):
    for keyword in sounds_of(text):
        assert keyword.startswith("q0")
        assert keyword.isalnum()
        assert keyword != stem(text.casefold())


KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホンーッャュョヴ"


@given(st.text(st.sampled_from(KATAKANA), max_size=40))
def test_any_katakana_has_at_most_one_sound(text: str):
    assert len(sounds_of(text)) <= 1
