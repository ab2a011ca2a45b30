"""Of a long text, what it asks for is read."""

from __future__ import annotations

import pytest

from index.focus import LONG, choose_sentences, letter_of, sentences_of
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


MAILS = (
    """いつもお世話になっております。株式会社例題の例題です。
先日は見学会にお越しいただき、誠にありがとうございました。
来月の展示会に向けて、新しい試作品の準備を進めております。
つきましては、真空容器のヘリウムリーク試験をお願いできる先を探しております。
図面は別途お送りいたします。お忙しいところ恐れ入りますが、よろしくお願い申し上げます。""",
    """Hi all,
hope you had a good week. We finished the housings of our new gauge last month.
The anodized parts look great, thanks to everybody who helped with them.
We still need somebody who can do a helium leak test of the vacuum chambers.
Drawings can be sent under NDA.
Best regards,
Tom""",
)


@pytest.mark.parametrize("mail", MAILS, ids=["ja", "en"])
def test_of_a_short_letter_the_sentence_that_seeks_somebody_is_the_question(
    small: SmallIndex, mail: str
) -> None:
    small.build(a_directory())
    assert len(mail) < LONG
    answer = small.ask(mail)
    assert [match.member.id for match in answer.matches][:1] == ["LEAK"]


@pytest.mark.parametrize(
    ("sentences", "cosines", "chosen"),
    [
        # Somebody is sought: the background is closer to what members say, and is none of it.
        (["展示会の準備をしています。", "切削をお願いできる先を探しています。"], [0.6, 0.5], 1),
        (["We exhibit in Tokyo.", "Who can do the turning?"], [0.6, 0.5], 1),
        (["弊社は金型の専業メーカーです。", "熱処理をしたいと考えています。"], [0.9, 0.4], 1),
        # The sentence that asks says nothing of what it asks for.
        (["精密旋盤加工の件です。", "お願いできるところを探しています。"], [0.8, 0.2], 0),
    ],
)
def test_a_sentence_that_asks_goes_before_the_background(
    sentences: list[str], cosines: list[float], chosen: int
) -> None:
    assert choose_sentences(sentences, cosines) == sentences[chosen]


def test_what_is_wanted_is_read_with_the_question_that_refers_to_it() -> None:
    wanted, asked = "We have to pass EMC tests in March.", "Is there any institute for this?"
    assert choose_sentences([wanted, asked], [0.7, 0.5]) == f"{wanted}\n{asked}"


def test_a_few_lines_without_a_letter_around_them_are_read_whole() -> None:
    lines = "チタンの切削できるところ探してます。\n10個です。\nSUS304も。\n急ぎです。"
    assert letter_of(lines) == []
    assert letter_of("word " * 60) == []


def test_a_letter_in_which_the_writer_speaks_of_nothing_else_is_read_as_it_is() -> None:
    assert choose_sentences(["弊社は鋳造業です。"], [0.5]) == "弊社は鋳造業です。"
