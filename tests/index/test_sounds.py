"""Names are found by how they sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sounds import Spellings, is_katakana, romaji, sounds_of
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


@pytest.mark.parametrize(
    ("katakana", "latin"),
    [("ミツトヨ", "Mitutoyo"), ("ヴァリアン", "Varian"), ("オークマ", "Okuma")],
)
def test_a_name_is_spelled_as_the_directory_spells_it(katakana: str, latin: str):
    spellings = Spellings.of(["Gauges by Mitutoyo", "a Varian pump, an Okuma lathe and a Brother"])
    assert spellings.spelled(katakana) == latin


def test_of_names_that_sound_alike_the_one_in_more_similar_letters_is_meant():
    assert Spellings.of(["Simons", "Jones, Simmons", "Sims"]).spelled("シムズ") == "Sims"


def test_a_name_that_the_directory_does_not_hold_is_not_spelled():
    assert Spellings.of(["Gauges by Mitutoyo"]).spelled("マザック") == ""
    assert Spellings.of([]).spelled("マザック") == ""


@pytest.mark.parametrize(
    ("reading", "latin"), [("ヒタチ", "Hitachi"), ("オオタ", "Ota"), ("コウベ", "Kobe")]
)
def test_a_name_is_written_in_latin_letters_as_its_owner_does(reading: str, latin: str):
    assert romaji(reading) == latin


@given(st.text(max_size=20))
def test_only_katakana_is_spelled(text: str):
    assert is_katakana(text) or Spellings.of(["Mitutoyo"]).spelled(text) == ""
