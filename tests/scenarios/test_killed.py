"""A process that is killed leaves nobody without an answer, and nobody with two.

The one exception is what only one person sees: Slack keeps no such message, so nobody can look
whether it was shown, and it is shown again rather than never.
"""

from __future__ import annotations

import time
from dataclasses import replace

from bot.incoming.keys import keys_of
from bot.memory.memory import Memory
from bot.playground.seen import SeenMessage
from bot.playground.watching import Watcher
from tests.scenarios.serving import serving
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Town,
    until,
)

# Who was killed renews no lease: the next bot of these tests need not wait for its end.
AT_ONCE = replace(IMPATIENT, lease=0.5)
HOUR = 3600.0
# E-mail addresses of the sample end so, and nothing else in an answer does.
A_CONTACT = ".example"
ONLY_YOU = "あなただけ"


def test_what_was_acknowledged_before_a_kill_is_answered_by_the_next_process(town: Town) -> None:
    town.slack.hang("users.info")
    with serving(town) as process:
        said = town.alice.mentions(TITANIUM, channel=town.general)
        private = town.bob.writes_to_bot(HELIUM)
        asked = town.sato.commands(f"/partners {TITANIUM}", channel=town.general)
        assert not asked.error
        wait_for_calls(town, 3)
        process.is_killed()
    town.slack.platform.faults.clear()
    town.slack.settle()
    assert not town.alice.answers_to(said)

    town.starts_bot(AT_ONCE)
    assert town.alice.sees_answer_to(said).thread_ts == said.ts
    assert town.bob.sees_answer_to(private).says(HELIUM_MEMBER)
    assert town.sato.sees(ONLY_YOU, channel=town.general).says(TITANIUM_MEMBER)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == len(town.bob.answers_to(private)) == 1
    assert len(shown_to(town.sato, ONLY_YOU)) == 1


def test_what_was_posted_before_a_kill_is_not_posted_again(town: Town) -> None:
    with serving(town) as process:
        nobody = town.alice.sees_answer_to(town.alice.mentions(VIOLIN, channel=town.general))
        town.bob.commands(f"/partners {HELIUM}", channel=town.general)
        private = town.bob.sees("Only you", channel=town.general)
        shown = town.alice.sees_answer_to(town.alice.mentions(HELIUM, channel=town.general))

        posting = town.slack.hang("chat.postMessage")
        whispering = town.slack.hang("chat.postEphemeral")
        said = town.alice.mentions(TITANIUM, channel=town.general)
        direct = town.bob.writes_to_bot(HELIUM)
        town.alice.presses(nobody, "ask_coordinators:")
        town.bob.presses(private, "share:")
        town.alice.presses(shown, "contact:1")
        wait_for_calls(town, 5)
        process.is_killed()
    # Slack does what it was asked, and nobody is there to hear of it.
    posting.release()
    whispering.release()
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1

    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert [one.thread_ts for one in town.alice.answers_to(said)] == [said.ts]
    assert len(town.bob.answers_to(direct)) == 1
    assert len(town.sato.reads(town.desk)) == 1
    shared = [
        one for one in town.sato.reads(town.general) if not one.thread_ts and not one.is_ephemeral
    ]
    assert len([one for one in shared if one.says(HELIUM_MEMBER)]) == 1
    # What only Alice sees is shown again: better twice than never.
    assert len(shown_to(town.alice, A_CONTACT)) == 2


def test_a_delivery_that_kills_every_process_ends_with_an_error_that_has_an_id(town: Town) -> None:
    said = deliver_to_nobody(town)
    payload = town.slack.deliveries[-1].payload
    with Memory.open(town.home / "bot.db") as first:
        first.deliveries.claim(keys_of(payload), payload)
    for _ in range(2):
        with Memory.open(town.home / "bot.db", lease_seconds=0.0) as next_one:
            assert next_one.deliveries.take_over()
    bot = town.starts_bot(AT_ONCE)
    town.bob.sees("Something went wrong")
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert not [one for one in town.bob.answers_to(said) if one.says(HELIUM_MEMBER)]


def test_a_question_of_an_hour_ago_is_answered(town: Town) -> None:
    said = deliver_to_nobody(town)
    leave_unfinished(town, HOUR)
    town.starts_bot(AT_ONCE)
    assert town.bob.sees_answer_to(said).says(HELIUM_MEMBER)


def test_a_question_of_yesterday_is_apologised_for(town: Town) -> None:
    deliver_to_nobody(town)
    leave_unfinished(town, 24 * HOUR)
    bot = town.starts_bot(AT_ONCE)
    town.bob.sees("Something went wrong")
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.bob.does_not_see(HELIUM_MEMBER)


def test_nobody_hears_of_a_failure_with_what_no_person_asked(town: Town) -> None:
    direct = town.bob.direct
    event = {"type": "message", "channel": direct.id, "ts": "1700000000.000100", "text": HELIUM}
    town.slack.sends_event({**event, "bot_id": "B01", "user": town.bob.id})
    town.slack.settle()
    leave_unfinished(town, 24 * HOUR)
    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert town.bob.reads(direct) == []


def test_what_a_former_version_listened_to_is_not_kept_for_ever(town: Town) -> None:
    with Memory.open(town.home / "bot.db") as memory:
        payload = {"command": "/former", "user_id": town.bob.id, "channel_id": town.general.id}
        assert memory.deliveries.claim(("command:1",), payload)
    bot = town.starts_bot(AT_ONCE)
    until(lambda: bot.memory.deliveries.unfinished() == 0)


def deliver_to_nobody(town: Town) -> SeenMessage:
    """Bob asks while no bot is there; a process is then said to have taken it."""
    town.bob.writes_to_bot(HELIUM)
    town.slack.settle()
    return town.bob.reads(town.bob.direct)[-1]


def leave_unfinished(town: Town, age: float) -> None:
    """What a process leaves that was killed that long ago."""
    payload = town.slack.deliveries[-1].payload
    with Memory.open(town.home / "bot.db", clock=lambda: time.time() - age) as memory:
        assert memory.deliveries.claim(keys_of(payload), payload)


def wait_for_calls(town: Town, number: int) -> None:
    """Wait until so many calls of the bot hang."""
    until(lambda: town.slack.platform.journal.calls_under_way == number)


def shown_to(person: Watcher, text: str) -> list[SeenMessage]:
    """What only this person sees, and says ``text``."""
    return [seen for seen in person.reads() if seen.is_ephemeral and seen.says(text)]
