"""Fifty people ask fifty questions at the same moment: none lost, none doubled, none misplaced."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from bot.playground.journal import Delivery
from bot.playground.person import Person, Said
from tests.scenarios.http_bot import bot_by_http
from tests.scenarios.oddities import QUESTIONS
from tests.scenarios.town import Bot, Town

PEOPLE = 50
COUNTED = "nakadachi_questions_total{"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the members whom its answer names, in both languages."""

    person: Person
    said: Said
    members: tuple[tuple[str, str], ...]


def test_over_socket_mode(town: Town) -> None:
    check_answers(town, ask_all(town, town.starts_bot()))


def test_over_http(town: Town) -> None:
    with bot_by_http(town) as bot:
        check_answers(town, ask_all(town, bot))


@pytest.mark.parametrize("way", ["socket", "http"])
def test_when_slack_delivers_everything_twice_more(way: str, town: Town) -> None:
    with bot_by_http(town) if way == "http" else nullcontext(None) as by_http:
        asked = ask_all(town, by_http or town.starts_bot())
        for delivery in deliveries_of_questions(town, asked):
            town.slack.redeliver(delivery)
            town.slack.redeliver(delivery, "http_error")
        check_answers(town, asked)


def test_with_two_bots_side_by_side(town: Town) -> None:
    bots = town.starts_bot(), town.starts_bot(others=1)
    asked = ask_all(town, bots[0])
    for delivery in deliveries_of_questions(town, asked):
        town.slack.redeliver(delivery)
    check_answers(town, asked)
    shares = [answered_by(bot) for bot in bots]
    assert min(shares) > 0
    assert sum(shares) == PEOPLE


def ask_all(town: Town, bot: Bot) -> list[Asked]:
    """Everybody asks a question of their own, every second one in a direct message."""
    searcher = bot.service.desk.searching.searcher()
    assert searcher is not None
    channels = [town.slack.channel(f"team {number}", town.slack.bot) for number in range(5)]
    people = [town.newcomer(f"asker {n}", channels[n % 5]) for n in range(PEOPLE)]
    questions = [text for text in QUESTIONS if searcher.search(text).matches][:PEOPLE]
    assert len(set(questions)) == PEOPLE
    asked = []
    for number, (person, text) in enumerate(zip(people, questions, strict=True)):
        is_direct = number % 2
        place = channels[number % 5]
        said = person.writes_to_bot(text) if is_direct else person.mentions(text, place)
        names = [(one.member.name_ja, one.member.name_en) for one in searcher.search(text).matches]
        asked.append(Asked(person, said, tuple(names)))
    return asked


def deliveries_of_questions(town: Town, asked: list[Asked]) -> list[Delivery]:
    """What Slack told of the questions: of a mention twice, as such and as a message."""
    written = {one.said.ts for one in asked}
    events = [(one, one.payload.get("event", {})) for one in town.slack.deliveries]
    found = [one for one, event in events if event.get("ts") in written]
    assert len(found) == PEOPLE + PEOPLE // 2
    return found


def check_answers(town: Town, asked: list[Asked]) -> None:
    """Each question has one answer, in its place, that names its own members."""
    for one in asked:
        one.person.sees_answer_to(one.said, within=30)
    town.slack.settle(within=30)
    for one in asked:
        (answer,) = one.person.answers_to(one.said)
        assert all(answer.says(ja) or answer.says(en) for ja, en in one.members), one
    posted = [call for call in town.slack.calls if call.method == "chat.postMessage"]
    assert len(posted) == PEOPLE


def answered_by(bot: Bot) -> int:
    """How many questions this bot answered, as its own figures say."""
    lines = bot.page("/metrics").splitlines()
    return sum(int(float(one.split()[-1])) for one in lines if one.startswith(COUNTED))
