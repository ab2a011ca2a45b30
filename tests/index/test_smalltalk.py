"""Greetings ask for nobody; a need never counts as one."""

from __future__ import annotations

import pytest

from index.benchmark import read_benchmark
from index.smalltalk import is_small_talk
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "こんにちは！",
        "お疲れ様です。ありがとうございます🙏",
        "ｔｈａｎｋｓ！",
        "Hello, who are you?",
        "使い方を教えてください",
        "ok",
        "テスト",
    ],
)
def test_greetings_thanks_and_questions_about_the_bot_are_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🏭",
        "めっき",
        "テスト装置",
        "who can test springs?",
        "help me with anodizing",
        "お世話になっております。アルマイト処理を探しています",
    ],
)
def test_whatever_has_a_need_in_it_is_not(text: str) -> None:
    assert not is_small_talk(text)


def test_no_answerable_question_of_the_benchmark_counts_as_small_talk() -> None:
    questions = read_benchmark(ROOT / "benchmarks" / "tama-dev").questions
    assert questions
    assert not [one.text for one in questions if one.answerable and is_small_talk(one.text)]
