"""Whatever is delivered: taken, answered once where an answer is due, and never an accident.

300 payloads each way; `make fuzz` sends 10,000. NAKADACHI_FUZZ is their number and
NAKADACHI_FUZZ_SEED where they begin; a failure names the seed.
"""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from bot.playground.journal import Delivery
from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from bot.playground.workspace import Channel
from tests.scenarios.generating import Generator, Sample
from tests.scenarios.http_bot import bot_by_http
from tests.scenarios.town import HELIUM, TITANIUM, VIOLIN, Bot, Town

# Read before any test clears the environment.
PAYLOADS = int(os.environ.get("NAKADACHI_FUZZ", "300"))
SEED = int(os.environ.get("NAKADACHI_FUZZ_SEED", "20261122"))
AT_ONCE = 50
AGAIN = 0.1
# What somebody who makes up ids is told by Slack.
PROVOKED = {
    "channel_not_found",
    "not_in_channel",
    "user_not_in_channel",
    "user_not_found",
    "user_not_visible",
    "user_disabled",
    "cannot_dm_bot",
    "thread_not_found",
    "invalid_trigger_id",
    "invalid_url",
}


@pytest.fixture
def by_socket(town: Town) -> Bot:
    return town.starts_bot()


@pytest.fixture
def by_http(town: Town) -> Iterator[Bot]:
    with bot_by_http(town) as bot:
        yield bot


@pytest.mark.parametrize("way", ["by_socket", "by_http"])
def test_whatever_is_delivered_is_taken_and_answered_once_where_an_answer_is_due(
    way: str, town: Town, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    bot: Bot = request.getfixturevalue(way)
    random = Random(SEED)
    town.expected_refusals = PROVOKED
    channels, people = _crowd(town)
    generator = Generator(
        random,
        town.slack.platform,
        channels,
        _answers(town),
        as_forms=way == "by_http",
    )
    wrong: list[str] = []
    for first in range(0, PAYLOADS, AT_ONCE):
        before = town.slack.platform.now_ts()
        samples = [generator.sample(one) for one in people[: PAYLOADS - first]]
        since = town.slack.platform.now_ts()
        deliveries = _deliver(town, random, samples)
        assert bot.service.app.listener_runner.listener_executor.drain(60), "work that does not end"
        answers = _count_answers(town, channels, people, before, since)
        for number, (sample, delivery) in enumerate(zip(samples, deliveries, strict=True), first):
            said = f"payload {number} of seed {SEED}: {sample.owed.name}, {answers[sample.person]}"
            if not (delivery.is_acknowledged or _is_refused_rightly(sample, delivery)):
                wrong.append(f"{said}; {delivery.attempts}: {sample.payload!r:.3000}")
            elif not sample.owed.allows(answers[sample.person]):
                wrong.append(f"{said} answers: {sample.payload!r:.3000}")
    accidents = Counter(_gist(one) for one in caplog.records if _is_accident(one))
    said = [f"{number} x {accident}" for accident, number in accidents.most_common(10)]
    assert not said + wrong, "\n\n".join([f"seed {SEED}:", *said, *wrong[:10]])
    assert bot.memory.deliveries.unfinished() == 0


def _crowd(town: Town) -> tuple[list[Channel], list[Person]]:
    """As many people as there are deliveries at once; of some kinds there are more in life, too."""
    slack = town.slack
    channels = [town.general, town.shared, slack.channel("secret", slack.bot, private=True)]
    people = []
    for number in range(AT_ONCE):
        locale = ("ja-JP", "en-US", "de-DE")[number % 3]
        if number % 10 == 9:
            person = slack.person(f"stranger {number}", team="T0OTHER", locale=locale)
            town.shared.members.add(person.id)
        else:
            person = town.newcomer(f"person {number}", *channels[: number % 4], locale=locale)
        people.append(person)
    return channels, people


def _answers(town: Town) -> list[SeenMessage]:
    """One real answer of each kind, with everything that can be pressed."""
    town.alice.commands(f"/partners {TITANIUM}", channel=town.general)
    private = town.alice.sees("セルヴィータ", channel=town.general)
    asked = [town.alice.mentions(text, channel=town.general) for text in (HELIUM, VIOLIN)]
    return [private, *(town.alice.sees_answer_to(one) for one in asked)]


def _is_refused_rightly(sample: Sample, delivery: Delivery) -> bool:
    """Over HTTP, what has lost the form of a delivery may be called a bad request."""
    is_bad_request = [attempt.status for attempt in delivery.attempts[-1:]] == [400]
    return sample.is_spoilt and not sample.owed.is_due and is_bad_request


def _is_accident(record: logging.LogRecord) -> bool:
    """Any error but that Slack does not know what somebody made up."""
    _, answered, said = record.getMessage().rpartition("Slack answered ")
    is_provoked = bool(answered) and said.rpartition(" ")[2].rstrip(".") in PROVOKED
    return record.levelno >= logging.ERROR and not is_provoked


def _gist(record: logging.LogRecord) -> str:
    """An accident without its number: what it was, and where it began and ended."""
    lines = re.sub(r"error [0-9a-f]{8}", "error", record.getMessage()).splitlines()
    return "\n".join(lines if len(lines) < 8 else [*lines[:2], "...", *lines[-6:]])


def _deliver(town: Town, random: Random, samples: list[Sample]) -> list[Delivery]:
    """All at once, some of them twice; returns when each is acknowledged, or given up."""
    platform = town.slack.platform
    with platform.changed:
        deliveries = [platform.deliver(one.route, one.kind, one.payload) for one in samples]
        for delivery in deliveries:
            if random.random() < AGAIN:
                town.slack.redeliver(delivery)
        is_over = platform.changed.wait_for(lambda: not platform.journal.pending, 60)
    assert is_over, "deliveries that do not end"
    return deliveries


def _count_answers(
    town: Town, channels: list[Channel], people: list[Person], before: str, since: str
) -> Counter[str]:
    """How many answers each person sees: to them alone, in a thread of theirs, in a window.

    Threads are looked for from ``before`` on, answers ``since``.
    """
    platform = town.slack.platform
    found: Counter[str] = Counter()
    with platform.changed:
        posts = [post for channel in channels for post in channel.after(before)]
        owners = {post.ts: post.author for post in posts}
        answers = [one for one in posts if one.author == platform.bot.id and one.ts > since]
        for post in answers:
            if post.only_for or post.thread_ts:
                found[post.only_for or owners[post.thread_ts]] += 1
        for person in people:
            direct = person.direct.after(since)
            found[person.id] += sum(1 for post in direct if post.author == platform.bot.id)
        found.update(list(platform.views.modals))
        platform.views.modals.clear()
    return found
