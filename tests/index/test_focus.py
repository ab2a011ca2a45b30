"""Of a long text, what it asks for is read."""

from __future__ import annotations

import pytest

from index.focus import LONG, choose_sentences, sentences_of
from index.model import Outcome
from tests.index.examples import SmallIndex, a_directory

POLITE = (
    "Dear all,",
    "I hope this message finds you well.",
    "> On Monday you wrote about titanium machining of small aerospace parts.",
    "The invoice will follow by post.",
    "Best regards,",
)
NEED = "Who does helium leak testing of vacuum chambers?"


def letter(need: str, lines: int = 200) -> str:
    written = [f"{POLITE[at % len(POLITE)]} ({at})" for at in range(lines)]
    written[lines // 2] = need
    return "\n".join(written)


def test_the_need_in_the_middle_of_a_long_letter_is_found(small: SmallIndex) -> None:
    small.build(a_directory())
    assert len(letter(NEED)) > LONG
    answer = small.ask(letter(NEED))
    assert answer.outcome is Outcome.MATCHES
    assert [match.member.id for match in answer.matches][:1] == ["LEAK"]


def test_quoted_lines_greetings_and_repetitions_are_not_sentences() -> None:
    text = "> titanium\n＞ quoted\nHello!\nanodizing of housings\nanodizing of housings\nok"
    assert sentences_of(text) == ["anodizing of housings"]


def test_japanese_sentences_end_with_their_own_marks() -> None:
    assert sentences_of("板金です。溶接もできますか？急ぎの案件") == [
        "板金です。",
        "溶接もできますか？",
        "急ぎの案件",
    ]


@pytest.mark.parametrize(
    ("cosines", "chosen"),
    [
        ([0.1, 0.8, 0.2], "b"),
        ([0.78, 0.1, 0.8], "a\nc"),
        ([0.0, 0.0, 0.0], "a\nb\nc"),
    ],
)
def test_the_nearest_sentences_are_chosen_in_their_order(cosines: list[float], chosen: str) -> None:
    assert choose_sentences(["a", "b", "c"], cosines) == chosen
