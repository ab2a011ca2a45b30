"""Slack limits the bot, for long or after a post was lost: nothing is said twice, nobody waits."""

from __future__ import annotations

from dataclasses import replace

from bot.service import THREADS
from tests.scenarios.telling import told_by_command
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, IMPATIENT, TITANIUM, TITANIUM_MEMBER, Town


def test_a_lost_post_is_found_although_slack_limits_the_attempts_after_it(town: Town) -> None:
    town.starts_bot(replace(IMPATIENT, call=1))
    lost = town.slack.hang("chat.postMessage")
    first_look = town.slack.hang("conversations.replies")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert first_look.caught.wait(5)

    # The lost one is still under way, so it is not found. The attempts after it are limited.
    town.slack.hang("chat.postMessage").release()
    town.slack.fail("chat.postMessage", status=429, retry_after=0, times=3)
    second_look = town.slack.hang("conversations.replies")
    first_look.release()
    assert second_look.caught.wait(5)
    lost.release()
    assert town.alice.sees_answer_to(said).says(TITANIUM_MEMBER)
    second_look.release()
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1
    assert results_of(town, "chat.postMessage") == ["http_429"] * 3 + [""]


def test_answers_that_slack_limits_for_long_keep_nobody_else_waiting(town: Town) -> None:
    town.starts_bot()
    town.slack.fail("chat.postMessage", status=429, retry_after=60, times=-1)
    more_than_threads = THREADS + 2
    for _ in range(more_than_threads):
        town.alice.mentions(TITANIUM, channel=town.general)
    town.slack.waits_for(lambda: len(results_of(town, "chat.postMessage")) == more_than_threads)
    assert told_by_command(town, town.bob, "help", town.general).says("/partners show NAME")


def test_what_slack_limits_is_not_tried_again_before_slack_said(town: Town) -> None:
    town.starts_bot(replace(IMPATIENT, limited=0.0))
    town.slack.fail("chat.postMessage", status=429, retry_after=60)
    town.slack.fail("chat.postMessage", status=429, retry_after=1)
    alices = town.alice.mentions(TITANIUM, channel=town.general)
    town.slack.waits_for(lambda: len(results_of(town, "chat.postMessage")) == 1)
    bobs = town.bob.mentions(HELIUM, channel=town.general)
    assert town.bob.sees_answer_to(bobs).says(HELIUM_MEMBER)
    town.slack.settle()
    assert town.alice.answers_to(alices) == []


def results_of(town: Town, method: str) -> list[str]:
    """How the calls of a method ended, in order; those that worked are empty."""
    return [call.error for call in town.slack.calls if call.method == method]
