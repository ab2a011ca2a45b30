"""Both languages say everything, with the same blanks to fill in."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from bot.messages import LANGUAGES, words_in
from bot.messages.words import Words
from index.model import Confidence, Field
from profiles.model import Consent, Kind

MAY_BE_EMPTY = {Field.CAPABILITY}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_has_a_word(lang: str) -> None:
    words = words_in(lang)
    assert words.lang == lang
    for table, values in (
        (words.kinds, Kind),
        (words.confidences, Confidence),
        (words.consents, Consent),
        (words.fields, Field),
    ):
        assert set(table) == set(values)
        assert all(text for value, text in table.items() if value not in MAY_BE_EMPTY)


@pytest.mark.parametrize("name", [field.name for field in fields(Words)])
def test_phrases_have_the_same_blanks_in_both_languages(name: str) -> None:
    phrases = [getattr(words_in(lang), name) for lang in LANGUAGES]
    if all(isinstance(phrase, str) for phrase in phrases):
        assert all(phrases)
        blanks = [
            len([one for one in Formatter().parse(text) if one[1] is not None]) for text in phrases
        ]
        assert len(set(blanks)) == 1


def test_a_question_in_both_languages_is_answered_in_japanese() -> None:
    assert words_in("mixed").lang == "ja"
