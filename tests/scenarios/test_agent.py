"""The conversation with the bot: questions to begin with, and what it is doing."""

from __future__ import annotations

import pytest

from bot.prompts import MOST_PROMPTS
from tests.scenarios.office import Office
from tests.scenarios.telling import told
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, Bot, Town, until

Lively = tuple[Town, Bot]
SUGGEST = "assistant.threads.setSuggestedPrompts"


def test_prompts_are_in_the_language_of_the_person(lively: Lively) -> None:
    town, _ = lively
    town.alice.opens_home("messages")
    heading, prompts = town.alice.sees_prompts()
    assert heading == "たとえば、このようなことをお尋ねいただけます"
    assert 1 <= len(prompts) <= MOST_PROMPTS
    assert all(
        message == f"「{title}」に対応できる会員を探しています" for title, message in prompts
    )
    town.bob.opens_home("messages")
    heading, prompts = town.bob.sees_prompts()
    assert heading == "For example, you can ask"
    assert all(title.isascii() for title, _ in prompts)


def test_every_prompt_finds_a_member_surely(lively: Lively) -> None:
    town, bot = lively
    town.alice.opens_home("messages")
    _, prompts = town.alice.sees_prompts()
    firsts = []
    for _, message in prompts:
        found = bot.service.desk.searching.search(message)
        assert found is not None
        assert found.matches[0].confidence == "strong"
        firsts.append(found.matches[0].member.id)
    assert len(set(firsts)) == len(prompts)
    answer = town.alice.sees_answer_to(town.alice.picks_prompt(prompts[0][0]))
    assert answer.says(prompts[0][0])


def test_prompts_are_looked_for_once_an_index(
    lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, _ = lively
    town.alice.opens_home("messages")
    before = town.alice.sees_prompts()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("searched again")

    monkeypatch.setattr("index.live.LiveSearcher.search", fails)
    calls = len(calls_of(town, SUGGEST))
    town.alice.opens_home("messages")
    until(lambda: len(calls_of(town, SUGGEST)) > calls)
    assert town.alice.sees_prompts() == before


def test_whoever_was_forgotten_is_suggested_no_more(town: Town) -> None:
    bot = town.starts_bot()
    town.alice.opens_home("messages")
    _, prompts = town.alice.sees_prompts()
    found = bot.service.desk.searching.search(prompts[0][1])
    assert found is not None
    Office(bot.nakadachi).forgets(found.matches[0].member.id)
    calls = len(calls_of(town, SUGGEST))
    town.alice.opens_home("messages")
    until(lambda: len(calls_of(town, SUGGEST)) > calls)
    assert town.alice.sees_prompts()[1] == prompts[1:]


def test_without_an_index_nothing_is_suggested_and_nobody_is_disturbed(town: Town) -> None:
    (town.home / "index").rename(town.home.parent / "elsewhere")
    bot = town.starts_bot()
    town.alice.opens_home("messages")
    town.slack.settle()
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert not calls_of(town, SUGGEST)
    assert town.alice.reads(town.alice.direct) == []


def test_a_question_in_direct_messages_shows_a_status_until_it_is_answered(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes_to_bot(HELIUM)
    assert town.bob.sees_answer_to(said).says(HELIUM_MEMBER)
    town.slack.settle()
    status = town.bob.statuses[-1]
    assert status.text == "is searching the directory…"
    assert status.thread_ts == said.ts
    assert status.is_over


def test_in_a_channel_there_is_no_status(lively: Lively) -> None:
    town, _ = lively
    before = len(town.alice.statuses)
    town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    town.slack.settle()
    assert len(town.alice.statuses) == before


def test_a_status_is_over_when_the_answer_fails(town: Town) -> None:
    town.expected_refusals.add("not_allowed")
    town.starts_bot()
    town.slack.fail("chat.postMessage", error="not_allowed", times=1)
    town.bob.writes_to_bot(HELIUM)
    town.bob.sees("Something went wrong")
    town.slack.settle()
    assert [status.is_over for status in town.bob.statuses] == [True]


def test_an_answer_comes_though_statuses_and_prompts_are_refused(town: Town) -> None:
    town.expected_refusals.add("missing_scope")
    bot = town.starts_bot()
    for method in ("assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts"):
        town.slack.fail(method, error="missing_scope", times=100)
    town.bob.opens_home("messages")
    answer = told(town, town.bob, lambda: town.bob.writes_to_bot(HELIUM))
    assert answer.says(HELIUM_MEMBER)
    until(lambda: any("scope" in one.advice for one in bot.memory.troubles.current()))


def calls_of(town: Town, method: str) -> list[object]:
    """The calls of a method of Slack."""
    return [call for call in town.slack.calls if call.method == method]
