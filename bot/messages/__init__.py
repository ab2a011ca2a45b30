"""The words that members and staff read in an answer, in Japanese and in English."""

from __future__ import annotations

from bot.messages.en import ENGLISH
from bot.messages.ja import JAPANESE
from bot.messages.slack_en import SLACK_ENGLISH
from bot.messages.slack_ja import SLACK_JAPANESE
from bot.messages.slack_words import SlackWords
from bot.messages.words import Words

LANGUAGES = ("ja", "en")


def words_in(lang: str) -> Words:
    """The words for ``lang``; a question in both languages is answered in Japanese."""
    return ENGLISH if lang == "en" else JAPANESE


def slack_words_in(lang: str) -> SlackWords:
    """The words that only Slack shows, for ``lang``."""
    return SLACK_ENGLISH if lang == "en" else SLACK_JAPANESE
