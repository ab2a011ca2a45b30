"""Questions that found nobody: the same need is one line, whoever asked it in whatever words."""

from __future__ import annotations

import pytest

from bot.unanswered import Unanswered, grouped, is_same_need, words_of
from index.constraints import wanting
from tests.bot.memory.examples import a_question


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("離婚に強い弁護士", "離婚に強い弁護士を探しています。どなたかご存じないでしょうか？"),
        ("チタンの切削、10個、来週まで", "チタン切削をお願いできませんか"),
        ("ＣＦＲＰの穴あけ", "CFRPの穴あけ、急ぎ"),
        ("バイオリンの先生", "ヴァイオリンの先生はいませんか"),
        ("バイオリンを教えてくれる先生", "バイオリンの先生"),
        ("EUV lithography mass production", "who does mass production of EUV lithography?"),
        ("anodising of aluminium cases", "Anodizing aluminum case"),
        ("???", "???"),
    ],
)
def test_one_need_in_other_words_is_the_same(one: str, other: str) -> None:
    assert is_same_need(words_of(one), words_of(other))
    assert is_same_need(words_of(other), words_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("バイオリンの先生", "ピアノの先生"),
        ("チタンの切削", "アルミの切削"),
        ("めっきで防錆", "めっき以外で防錆"),
        ("ISO 9001の切削屋さん", "ISO 13485の切削屋さん"),
        ("ばねの試作", "めっきの試作"),
        ("plating of large steel frames", "no plating of large steel frames"),
        ("チタン", "チタンの切削とアルマイトの表面処理"),
        ("", "バイオリン"),
    ],
)
def test_another_need_stays_another(one: str, other: str) -> None:
    assert not is_same_need(words_of(one), words_of(other))
    assert not is_same_need(words_of(other), words_of(one))


def test_the_newest_wording_stands_first_with_how_often_it_was_asked() -> None:
    records = [
        a_question(id="q1", asked_at=100.0, text="バイオリンの先生", user_id="U1"),
        a_question(id="q2", asked_at=300.0, text="離婚に強い弁護士"),
        a_question(id="q3", asked_at=400.0, text="バイオリンの先生はいませんか", user_id="U2"),
        a_question(id="q4", asked_at=200.0, text="バイオリンの先生", user_id="U1"),
    ]
    assert grouped(records) == (
        Unanswered("バイオリンの先生はいませんか", 3, 400.0),
        Unanswered("離婚に強い弁護士", 1, 300.0),
    )


def test_with_conditions_from_elsewhere_it_is_another_question() -> None:
    narrow = wanting("kind", ["university"]).encoded()
    records = [
        a_question(id="q1", asked_at=100.0, text="バイオリンの先生"),
        a_question(id="q2", asked_at=200.0, text="バイオリンの先生", constraints=narrow),
    ]
    assert grouped(records) == (
        Unanswered("バイオリンの先生", 1, 200.0, is_narrowed=True),
        Unanswered("バイオリンの先生", 1, 100.0),
    )


def test_nothing_is_grouped_to_nothing() -> None:
    assert grouped([]) == ()
    assert grouped([a_question(text=None)]) == (Unanswered("", 1, 1_800_000_000.0),)


def test_of_a_text_of_any_length_the_beginning_is_read() -> None:
    assert words_of("チタンの切削。" + "あ" * 20_000) >= {"チタン", "切削"}
