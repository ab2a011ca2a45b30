"""Both languages say everything, with the same blanks to fill in."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

from bot.controls import Reason
from bot.messages import LANGUAGES, slack_words_in, words_in
from bot.messages.slack_words import SlackWords
from bot.messages.why_words import WhyWords
from bot.messages.words import Words
from index.model import Confidence, Field
from index.reading.mentions import Facet
from profiles.model import Consent, Kind
from profiles.text import has_japanese

BLOCKS = Path(__file__).parents[2] / "bot" / "blocks"
MAY_BE_EMPTY = {Field.CAPABILITY}
WHY_NAMES = [field.name for field in fields(WhyWords)]
SLACK_NAMES = [field.name for field in fields(SlackWords)]
# Names, marks and blanks that are the same in English.
NOT_JAPANESE = {"slack", "sure"}


def blanks_in(phrase: str) -> list[str]:
    return sorted(one[1] for one in Formatter().parse(phrase) if one[1] is not None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_has_a_word(lang: str) -> None:
    words = words_in(lang)
    assert words.lang == lang
    for table, values in (
        (words.kinds, Kind),
        (words.confidences, Confidence),
        (words.consents, Consent),
        (words.fields, Field),
        (words.why.asked, Facet),
        (words.why.lacking, Facet),
        (words.why.ruled_out, Facet),
        (words.why.a_kind, Kind),
        (slack_words_in(lang).reasons, Reason),
    ):
        assert set(table) == set(values)
        assert all(text for value, text in table.items() if value not in MAY_BE_EMPTY)


@pytest.mark.parametrize("name", [field.name for field in fields(Words)])
def test_phrases_have_the_same_blanks_in_both_languages(name: str) -> None:
    phrases = [getattr(words_in(lang), name) for lang in LANGUAGES]
    if all(isinstance(phrase, str) for phrase in phrases):
        assert all(phrases)
        assert blanks_in(phrases[0]) == blanks_in(phrases[1])


@pytest.mark.parametrize("name", WHY_NAMES)
def test_reasons_have_the_same_blanks_in_both_languages(name: str) -> None:
    japanese, english = (getattr(words_in(lang).why, name) for lang in LANGUAGES)
    if isinstance(japanese, str):
        assert japanese
        assert english
        assert blanks_in(japanese) == blanks_in(english)
    else:
        assert set(japanese) == set(english)


@pytest.mark.parametrize("facet", Facet)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_lacking_or_ruled_out_is_named(facet: Facet, lang: str) -> None:
    why = words_in(lang).why
    assert "asked" in blanks_in(why.lacking[facet])
    assert blanks_in(why.ruled_out[facet]) == ["has"]
    assert facet not in why.not_stated or blanks_in(why.not_stated[facet]) == []


@pytest.mark.parametrize("name", SLACK_NAMES)
def test_phrases_for_slack_have_the_same_blanks_in_both_languages(name: str) -> None:
    japanese, english = (getattr(slack_words_in(lang), name) for lang in LANGUAGES)
    if isinstance(japanese, str):
        assert japanese
        assert english
        assert blanks_in(japanese) == blanks_in(english)
    else:
        assert set(japanese) == set(english)


@pytest.mark.parametrize("name", SLACK_NAMES)
def test_each_phrase_for_slack_is_in_its_language(name: str) -> None:
    japanese, english = (getattr(slack_words_in(lang), name) for lang in LANGUAGES)
    if isinstance(japanese, str) and name not in NOT_JAPANESE:
        assert has_japanese(japanese)
        assert not has_japanese(english)


@pytest.mark.parametrize("name", SLACK_NAMES)
def test_each_phrase_for_slack_is_said_somewhere(name: str) -> None:
    said = rf"\.{name}\b"
    assert any(re.search(said, path.read_text(encoding="utf-8")) for path in BLOCKS.glob("*.py"))


def test_a_question_in_both_languages_is_answered_in_japanese() -> None:
    assert words_in("mixed").lang == "ja"
    assert slack_words_in("mixed") is slack_words_in("ja")
