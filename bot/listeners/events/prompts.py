"""Somebody opens the conversation with the bot: questions to begin with."""

from __future__ import annotations

from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.incoming.payloads import HomeOpened
from bot.memory.deliveries import Claim
from bot.messages.following_words import following_words_in
from bot.questions import Standing


def suggest_prompts(desk: Desk, opened: HomeOpened, claim: Claim) -> None:
    """Suggest what the directory can answer; nothing where there is no index."""
    serving = desk.searching.serving()
    person = desk.person(opened.origin)
    if serving is None or person.standing in (Standing.BOT, Standing.GONE):
        return
    lang = person.lang or DEFAULT_LANGUAGE
    prompts = desk.suggestions.of(serving.searcher.snapshot, lang)
    if prompts and opened.origin.channel:
        title = following_words_in(lang).prompts_title
        desk.sender.agent.suggest(opened.origin.channel, title, prompts)
