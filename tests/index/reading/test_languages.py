"""A language is a condition where people must speak it, not where a text is needed in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.languages import find_languages
from index.reading.mentions import Facet


@pytest.mark.parametrize(
    ("text", "stretch", "values"),
    [
        ("英語対応できる会社、金型", "英語対応できる会社、", ("en",)),
        ("英語で打合せ可能なところで金型", "英語で打合せ可能なところで", ("en",)),
        ("英語で対応してくれる会社で金型", "英語で対応してくれる会社で", ("en",)),
        ("中国語OKの商社", "中国語OKの", ("zh",)),
        ("英語が話せる担当者がいるめっき屋", "英語が話せる担当者がいる", ("en",)),
        ("ベトナム語のわかる人がいる会社", "ベトナム語のわかる人がいる会社", ("vi",)),
        ("英語か中国語で商談できる金型メーカー", "英語か中国語で商談できる", ("en", "zh")),
        ("English-speaking staff, precision grinding", "English-speaking staff", ("en",)),
        ("Vietnamese speaking", "Vietnamese speaking", ("vi",)),
        ("mould maker who can work in English", "who can work in English", ("en",)),
        ("meetings in English, mould design", "meetings in English", ("en",)),
        ("who speaks Chinese or Vietnamese and makes jigs",
         "who speaks Chinese or Vietnamese", ("zh", "vi")),
        ("plating, English required", "English required", ("en",)),
        ("jig maker fluent in Korean", "fluent in Korean", ("ko",)),
    ],
)  # fmt: skip
def test_people_must_speak_it(text: str, stretch: str, values: tuple[str, ...]) -> None:
    (found,) = find_languages(text)
    assert text[found.start : found.end] == stretch
    assert (found.facet, found.values, found.excluded) == (Facet.LANGUAGE, values, False)


@pytest.mark.parametrize(
    "text",
    [
        "英語の翻訳を頼みたい",
        "英文マニュアル作成",
        "英語のマニュアルを作りたい",
        "英語対応のサイト制作",
        "英語対応可能なアプリの開発",
        "中国語の通訳",
        "日本語の音声認識",
        "English documentation for a machine",
        "English translation of a manual",
        "English-speaking children and their schools",
        "we don't speak Japanese",
        "German machine repair",
        "polish to a mirror finish",
        "Thai restaurant",
        "French curves in CAD",
        "The interviews were conducted in English and the team will work in German.",
    ],
)
def test_a_text_in_a_language_is_a_need(text: str) -> None:
    assert find_languages(text) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_languages(text))


@given(
    st.lists(
        st.sampled_from(
            ["英語", "で", "対応", "可能", "English", " or ", "speaking", " in ", "work"]
        )
    )
)
def test_any_order_of_telling_words_is_read(words: list[str]) -> None:
    text = "".join(words)
    assert all(one.values and one.end <= len(text) for one in find_languages(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("タイ語でサポートしてくれる商社", ("th",)),
        ("韓国語対応できる所", ("ko",)),
        ("英語で問い合わせできるところ", ("en",)),
        ("who rents a wind tunnel, in English?", ("en",)),
        ("which chamber runs a booth, in Chinese?", ("zh",)),
        ("line builder with Vietnamese support", ("vi",)),
    ],
)
def test_it_is_spoken_in_other_words(text: str, values: tuple[str, ...]) -> None:
    (found,) = find_languages(text)
    assert found.values == values


@pytest.mark.parametrize(
    "text",
    [
        "who writes manuals, in English?",
        "anyone for a web site, in Chinese?",
        "a corpus of speech, in English",
        "Chinese supporting actors",
    ],
)
def test_a_text_in_it_is_no_condition(text: str) -> None:
    assert find_languages(text) == []
