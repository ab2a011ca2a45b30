"""The bot starts when Slack lets it, and stops without leaving anybody behind."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.slackhealth import examine_slack
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    QUICK,
    TITANIUM,
    TITANIUM_MEMBER,
    Town,
    mention_of,
    until,
)

# A Slack that waits for an acknowledgement no longer than it must here.
HURRIED = replace(QUICK, acknowledge=0.4, retries=(0.2, 0.4, 0.6))


@pytest.fixture
def hurried_town(home: Path) -> Iterator[Town]:
    with Town(home, pace=HURRIED) as town:
        yield town


def test_as_long_as_slack_is_down_the_bot_is_not_ready_and_goes_on_trying(town: Town) -> None:
    signing_in = town.slack.hang("auth.test")
    bot = town.begins_bot()
    assert signing_in.caught.wait(10)
    assert "Slack has not said yet who we are" in bot.page("/readyz")
    town.slack.fail("auth.test", status=503, times=4)
    signing_in.release()
    town.slack.wait_for_sockets(within=20)
    assert town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    until(lambda: bot.page("/readyz") == "ready\n")


def test_a_stop_waits_for_what_is_being_answered(town: Town) -> None:
    bot = town.starts_bot()
    asking = town.slack.hang("users.info")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert asking.caught.wait(5)
    stopping = threading.Thread(target=bot.stop)
    stopping.start()
    until(lambda: any(line.startswith("Stopping") for line in bot.said))
    asking.release()
    stopping.join(20)
    assert [one.says(TITANIUM_MEMBER) for one in town.alice.answers_to(said)] == [True]


def test_what_slack_has_no_time_for_until_the_stop_is_answered_by_the_next_start(
    town: Town,
) -> None:
    bot = town.starts_bot()
    town.slack.fail("chat.postMessage", status=503, times=-1)
    said = town.alice.mentions(TITANIUM, channel=town.general)
    until(lambda: posts_tried(town) > 4)
    bot.stop()
    assert town.alice.answers_to(said) == []
    town.slack.platform.faults.clear()
    town.starts_bot()
    town.alice.sees_answer_to(said)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_what_is_still_tried_when_the_time_is_up_is_left_to_the_next_start(town: Town) -> None:
    bot = town.starts_bot()
    asking = town.slack.hang("users.info")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert asking.caught.wait(5)
    bot.service.stop_taking()
    assert not bot.service.finish(0.2)
    asking.release()
    bot.stop()
    assert town.alice.answers_to(said) == []
    town.starts_bot(replace(IMPATIENT, lease=0.5))
    town.alice.sees_answer_to(said)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def test_a_stopping_bot_leaves_new_questions_to_others(hurried_town: Town) -> None:
    town = hurried_town
    bot = town.starts_bot()
    bot.service.stop_taking()
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.slack.settle()
    assert town.alice.answers_to(said) == []
    assert not mention_of(town, said).is_acknowledged


def test_questions_that_come_after_the_token_was_revoked_are_kept_for_a_good_one(
    town: Town,
) -> None:
    bot = town.starts_bot()
    town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    town.expected_refusals.add("token_revoked")
    town.slack.revoke_tokens()
    said = town.bob.writes_to_bot(HELIUM)
    until(lambda: "no longer accepts the bot's token" in bot.page("/readyz"))
    assert "token_revoked" in "".join(
        one.message + one.advice for one in examine_slack(bot.nakadachi)
    )
    bot.stop()
    assert town.bob.answers_to(said) == []

    town.slack.revoke_tokens("")
    again = town.starts_bot()
    assert town.bob.sees_answer_to(said).says(HELIUM_MEMBER)
    town.slack.settle()
    assert len(town.bob.answers_to(said)) == 1
    assert again.page("/readyz") == "ready\n"


def test_a_token_that_is_accepted_again_needs_no_restart(town: Town) -> None:
    bot = town.starts_bot()
    town.expected_refusals.add("account_inactive")
    town.slack.revoke_tokens("account_inactive")
    said = town.bob.writes_to_bot(HELIUM)
    until(lambda: "no longer accepts the bot's token" in bot.page("/readyz"))
    town.slack.revoke_tokens("")
    town.bob.sees_answer_to(said)
    until(lambda: bot.page("/readyz") == "ready\n")


def test_what_cannot_be_stored_is_not_acknowledged_and_answered_when_it_comes_again(
    hurried_town: Town,
) -> None:
    town = hurried_town
    bot = town.starts_bot()
    database = bot.memory.database
    with database.writing() as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON deliveries"
            " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        )
    said = town.alice.mentions(TITANIUM, channel=town.general)
    mention = mention_of(town, said)
    until(lambda: bool(mention.attempts))
    assert not mention.is_acknowledged
    with database.writing() as db:
        db.execute("DROP TRIGGER full")
    town.alice.sees_answer_to(said)
    town.slack.settle(within=10)
    assert len(town.alice.answers_to(said)) == 1


def test_what_is_posted_but_cannot_be_noted_is_not_posted_again(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    bot = town.starts_bot()
    posting = town.slack.hang("chat.postMessage")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert posting.caught.wait(5)
    with closing(sqlite3.connect(town.home / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        posting.release()
        town.alice.sees_answer_to(said)
        # Neither the post nor the end of the delivery can be noted.
        until(lambda: "could not be noted" in caplog.text)
        until(lambda: "Tried again" in caplog.text)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1


def posts_tried(town: Town) -> int:
    return sum(call.method == "chat.postMessage" for call in town.slack.calls)
