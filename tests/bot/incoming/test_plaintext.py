"""What people wrote, without what Slack put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming.plaintext import addresses_somebody, language_said, mentions, plain_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<@U0BOT> チタンの切削", "チタンの切削"),
        ("<@U0BOT|nakadachi> <!here> who can check leaks?", "who can check leaks?"),
        ("R&amp;D, &lt;5 µm, &amp;lt;", "R&D, <5 µm, &lt;"),
        ("see <https://a.example/x|the drawing>", "see the drawing"),
        ("see <https://a.example/x>", "see https://a.example/x"),
        ("<mailto:a@b.example|a@b.example> まで", "a@b.example まで"),
        ("in <#C1|general> or <#C2>", "in #general or"),
        ("until <!date^1700000000^{date}|14 Nov>", "until 14 Nov"),
        ("```SUS304 t=1.0\nφ0.05```", "SUS304 t=1.0\nφ0.05"),
        (":factory: めっき :+1::skin-tone-2:", "めっき"),
        ("10:30 から 12:45", "10:30 から 12:45"),
        ("one\u200b two\x07", "one two"),
        ("<@U0BOT>", ""),
        ("a < b <", "a < b <"),
    ],
)
def test_markup_becomes_what_a_person_reads(written: str, meant: str) -> None:
    assert plain_text(written) == meant


def test_only_a_mention_of_that_very_person_counts() -> None:
    assert mentions("おはよう <@U1>", "U1")
    assert mentions("<@U1|bot> hi", "U1")
    assert not mentions("<@U12> hi", "U1")
    assert not mentions("U1", "U1")
    assert not mentions("<@U1>", "")


@pytest.mark.parametrize("written", ["<@U1> 相模原で", "hi <!here>", "<!subteam^S1|@staff>"])
def test_a_message_may_call_others(written: str) -> None:
    assert addresses_somebody(written)


@pytest.mark.parametrize(
    "written", ["相模原で", "a < b", "<!date^1^{date}|today>", "<#C1|general>"]
)
def test_most_messages_call_nobody(written: str) -> None:
    assert not addresses_somebody(written)


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("相模原で", "ja"),
        ("ISO 13485のところ", "ja"),
        ("only universities", "en"),
        ("Universities only", "en"),
        ("ISO 13485", ""),
        ("IATF 16949?", ""),
        ("123", ""),
    ],
)
def test_a_few_words_are_of_a_language_unless_they_are_names(said: str, lang: str) -> None:
    assert language_said(said) == lang


@given(st.text())
def test_any_text_can_be_read_and_keeps_no_invisible_character(text: str) -> None:
    read = plain_text(text)
    assert read == read.strip()
    assert "\x00" not in read
