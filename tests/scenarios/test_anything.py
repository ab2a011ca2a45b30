"""Whatever is delivered: taken, answered once where an answer is due, and never an accident.

300 payloads each way; `make fuzz` sends 10,000. NAKADACHI_FUZZ is their number and
NAKADACHI_FUZZ_SEED where they begin; a failure names the seed.
"""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from random import Random

import pytest

from bot.controls import FormId
from bot.messages import LANGUAGES
from bot.messages.desk_words import desk_words_in
from bot.messages.import_words import import_words_in
from bot.messages.window_words import window_words_in
from bot.playground.invoking import Invoked, expect_answer
from bot.playground.journal import Delivery
from bot.playground.person import Person
from bot.playground.seen import SeenMessage, SeenView
from bot.playground.shapes import JsonObject
from bot.playground.workspace import Channel
from tests.scenarios.generating import Generator, Sample
from tests.scenarios.generating_windows import changed_windows, waiting_windows
from tests.scenarios.http_bot import bot_by_http
from tests.scenarios.town import HELIUM, TITANIUM, TITANIUM_MEMBER, VIOLIN, Bot, Town

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
    "invalid_thread_ts",
    "invalid_trigger_id",
    "exchanged_trigger_id",  # the window beneath was closed meanwhile, and the answer said so
    "invalid_url",
    "not_found",  # a window
    "hash_conflict",
    "file_not_found",
    "function_execution_not_found",
}


WAITING = (
    *(window_words_in(lang).searching for lang in LANGUAGES),
    *(desk_words_in(lang).working for lang in LANGUAGES),
    *(import_words_in(lang).checking for lang in LANGUAGES),
)


@contextmanager
def by_socket(town: Town, staff: str) -> Iterator[Bot]:
    yield town.starts_bot(NAKADACHI_STAFF=staff)


@contextmanager
def by_http(town: Town, staff: str) -> Iterator[Bot]:
    with bot_by_http(town, NAKADACHI_STAFF=staff) as bot:
        yield bot


@pytest.mark.parametrize("way", [by_socket, by_http])
def test_whatever_is_delivered_is_taken_and_answered_once_where_an_answer_is_due(
    way: Callable[[Town, str], AbstractContextManager[Bot]],
    town: Town,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channels, people = _crowd(town)
    town.expected_refusals = PROVOKED
    staff = town.slack.user_group("office", [town.sato, *people[8::10]])
    with way(town, staff) as bot:
        wrong = _send_anything(town, bot, channels, people, as_forms=way is by_http)
        accidents = Counter(_gist(one) for one in caplog.records if _is_accident(one))
        said = [f"{number} x {accident}" for accident, number in accidents.most_common(10)]
        assert not said + wrong, "\n\n".join([f"seed {SEED}:", *said, *wrong[:10]])
        assert bot.memory.deliveries.unfinished() == 0


def _send_anything(
    town: Town, bot: Bot, channels: list[Channel], people: list[Person], *, as_forms: bool
) -> list[str]:
    """What went wrong."""
    random, platform = Random(SEED), town.slack.platform
    generator = Generator(
        random, platform, channels, _answers(town), _views(town), as_forms=as_forms
    )
    wrong: list[str] = []
    for first in range(0, PAYLOADS, AT_ONCE):
        samples = [generator.sample(one) for one in people[: PAYLOADS - first]]
        since = platform.now_ts()
        deliveries, forms = _deliver(town, random, samples)
        assert bot.service.app.listener_runner.listener_executor.drain(60), "work that does not end"
        with platform.changed:
            answers = _count_answers(town, channels, people, samples, since)
            waiting = waiting_windows(platform, WAITING)
            platform.views.modals.clear()
        answers.update(one.person for one, sent in forms if sent.errors)
        wrong += [f"{sent.error} of {one.payload!r:.3000}" for one, sent in forms if sent.error]
        for number, (sample, delivery) in enumerate(zip(samples, deliveries, strict=True), first):
            said = f"payload {number} of seed {SEED}: {sample.owed.name}, {answers[sample.person]}"
            if not (delivery.is_acknowledged or _is_refused_rightly(sample, delivery)):
                wrong.append(f"{said}; {delivery.attempts}: {sample.payload!r:.3000}")
            elif not sample.owed.allows(answers[sample.person]):
                wrong.append(f"{said} answers, {delivery.reply!r:.300}: {sample.payload!r:.3000}")
            elif not sample.is_spoilt and (sample.person in waiting or _is_under_way(sample)):
                wrong.append(f"{said} and waits: {sample.payload!r:.3000}")
    return wrong


def _is_under_way(sample: Sample) -> bool:
    return sample.run is not None and not sample.run.is_over


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


def _views(town: Town) -> list[JsonObject]:
    """Every view that can be acted in, as the bot really shows it."""
    alice, sato = town.alice, town.sato
    found: list[SeenView] = []
    alice.uses_shortcut("search_partners")
    found.append(alice.sees_modal("お探しのこと"))
    alice.submits(found[-1], {"text": TITANIUM})
    found.append(alice.sees_modal(TITANIUM_MEMBER))
    said = alice.writes(TITANIUM, channel=town.general)
    alice.uses_shortcut_on(said, "find_partners_for")
    found.append(alice.sees_modal(TITANIUM_MEMBER))
    alice.opens_home()
    found.append(alice.sees_home())
    alice.presses(found[-1], "change_profile:")
    found.append(alice.waits_for_view(lambda seen: seen.callback_id == FormId.CHANGE))
    nobody = alice.sees_answer_to(alice.mentions(VIOLIN, channel=town.general))
    alice.presses(nobody, "ask_coordinators:")
    request = sato.sees("@alice", channel=town.desk)
    for control, form in (
        ("decline:", FormId.DECLINING),
        ("done:", FormId.FINISHING),
        ("introduce:", FormId.INTRODUCTION),
    ):
        sato.presses(request, control)
        found.append(sato.waits_for_view(lambda seen, form=form: seen.callback_id == form))
    sato.opens_home()
    found.append(sato.sees_home())
    sato.commands("/partners import", channel=town.general)
    found.append(sato.waits_for_view(lambda seen: seen.callback_id == FormId.IMPORT))
    town.slack.settle()
    with town.slack.platform.changed:
        town.slack.platform.views.modals.clear()
    return [dict(view.body) for view in found]


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


def _deliver(
    town: Town, random: Random, samples: list[Sample]
) -> tuple[list[Delivery], list[tuple[Sample, Invoked]]]:
    """All at once, some of them twice; returns when each is acknowledged, or given up.

    What the acknowledgement says is done with the forms of which something is due.
    """
    platform = town.slack.platform
    forms: list[tuple[Sample, Callable[[], Invoked]]] = []
    with platform.changed:
        deliveries = [platform.deliver(one.route, one.kind, one.payload) for one in samples]
        for sample, delivery in zip(samples, deliveries, strict=True):
            if sample.kind == "view_submission" and sample.window and sample.owed.is_due:
                forms.append((sample, expect_answer(platform, sample.window, delivery)))
            if random.random() < AGAIN:
                town.slack.redeliver(delivery)
        is_over = platform.changed.wait_for(lambda: not platform.journal.pending, 60)
    assert is_over, "deliveries that do not end"
    return deliveries, [(sample, answer()) for sample, answer in forms]


def _count_answers(
    town: Town, channels: list[Channel], people: list[Person], samples: list[Sample], since: str
) -> Counter[str]:
    """How many answers each person sees: to them alone, in a thread of theirs, in a window."""
    platform = town.slack.platform
    found: Counter[str] = Counter()
    for channel in channels:
        for post in channel.after(since):
            root = channel.posts.get(post.thread_ts)
            if post.author == platform.bot.id and (post.only_for or root):
                found[post.only_for or root.author] += 1
    for person in people:
        direct = person.direct.after(since)
        found[person.id] += sum(1 for post in direct if post.author == platform.bot.id)
    found.update(changed_windows(platform, [one.window for one in samples if one.window]))
    return found
