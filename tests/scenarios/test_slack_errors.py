"""What Slack refuses, loses or has no time for: the person who asked hears something, once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.seen import SeenMessage
from bot.playground.watching import Watcher
from bot.slackhealth import examine_slack
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    QUICK,
    TITANIUM,
    TITANIUM_MEMBER,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]
# E-mail addresses of the sample end so, and nothing else in an answer does.
A_CONTACT = ".example"
ONLY_YOU = "あなただけ"


@pytest.fixture(autouse=True)
def _no_trouble_is_left(lively: Lively) -> Iterator[None]:
    yield
    lively[0].slack.platform.faults.clear()


# Posting.


def test_a_rate_limit_is_waited_for_as_long_as_slack_says(lively: Lively) -> None:
    town, _ = lively
    began = time.monotonic()
    town.slack.fail("chat.postMessage", status=429, retry_after=1)
    answered_once(town)
    assert time.monotonic() - began >= 1.0


def test_a_rate_limit_that_lasts_is_tried_again_later_and_holds_nobody_up(lively: Lively) -> None:
    town, _ = lively
    town.slack.fail("chat.postMessage", status=429, retry_after=0, times=7)
    answered_once(town)


@pytest.mark.parametrize("status", [500, 503])
def test_a_post_of_unknown_outcome_is_looked_up_before_it_is_repeated(
    lively: Lively, status: int
) -> None:
    town, _ = lively
    looked = count(town, "conversations.replies")
    town.slack.fail("chat.postMessage", status=status)
    answered_once(town)
    assert count(town, "conversations.replies") == looked + 1


def test_a_post_whose_confirmation_was_lost_is_found_and_not_repeated(lively: Lively) -> None:
    town, _ = lively
    posted = count(town, "chat.postMessage")
    town.slack.lose_answer("chat.postMessage")
    answered_once(town)
    assert count(town, "chat.postMessage") == posted + 1


def test_the_same_holds_in_direct_messages(lively: Lively) -> None:
    town, _ = lively
    carol = town.newcomer("carol")
    town.slack.lose_answer("chat.postMessage")
    said = carol.writes_to_bot(TITANIUM)
    carol.sees_answer_to(said)
    town.slack.settle()
    assert len(carol.answers_to(said)) == 1


def test_a_post_that_takes_longer_than_the_bot_waits_is_found(town: Town) -> None:
    town.starts_bot(replace(IMPATIENT, call=1))
    posting = town.slack.hang("chat.postMessage")
    looking = town.slack.hang("conversations.replies")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert looking.caught.wait(5)
    posting.release()
    town.alice.sees_answer_to(said)
    looking.release()
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1
    assert count(town, "chat.postMessage") == 1


def test_slack_away_for_long_is_tried_again_until_it_is_back(lively: Lively) -> None:
    town, _ = lively
    town.slack.fail("chat.postMessage", status=503, times=9)
    answered_once(town)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("not_in_channel", "/invite"),
        ("channel_not_found", "見つからない"),
        ("is_archived", "アーカイブ"),
        ("restricted_action", "投稿"),
    ],
)
def test_an_answer_that_a_channel_does_not_take_goes_to_the_askers_messages(
    lively: Lively, error: str, reason: str
) -> None:
    town, _ = lively
    dave = town.newcomer(f"dave-{error}", town.general)
    town.slack.fail("chat.postMessage", error=error)
    said = dave.mentions(TITANIUM, channel=town.general)
    answer = dave.sees(TITANIUM_MEMBER, channel=dave.direct)
    assert answer.says(reason)
    assert "contact:1" in answer.controls
    town.slack.settle()
    assert dave.answers_to(said) == []


@pytest.mark.parametrize("error", ["msg_blocks_too_long", "invalid_blocks"])
def test_an_answer_whose_form_is_refused_comes_as_text(lively: Lively, error: str) -> None:
    town, _ = lively
    town.slack.fail("chat.postMessage", error=error)
    answer = answered_once(town)
    assert answer.says(TITANIUM_MEMBER)
    assert not answer.blocks


def test_when_even_the_askers_messages_take_nothing_the_asker_is_told(lively: Lively) -> None:
    town, _ = lively
    erin = town.newcomer("erin", town.general, locale="en-US")
    town.slack.fail("chat.postMessage", error="not_in_channel")
    town.slack.fail("conversations.open", error="internal_problem_of_slack")
    erin.mentions(HELIUM, channel=town.general)
    told = erin.sees("Something went wrong")
    assert told.is_ephemeral
    town.bob.does_not_see("Something went wrong")


# Rights.


def test_a_missing_scope_is_told_to_whoever_asked_and_to_the_administrator(town: Town) -> None:
    bot = town.starts_bot()
    town.slack.fail("chat.postMessage", error="missing_scope", needed="chat:write")
    town.bob.mentions(HELIUM, channel=town.general)
    assert town.bob.sees("Something went wrong").is_ephemeral

    town.sato.commands("/partners status", channel=town.general)
    assert town.sato.sees("chat:write", channel=town.general).says("manifest.json")
    found = "".join(one.message + one.advice for one in examine_slack(bot.nakadachi))
    assert "chat:write" in found
    bot.stop()
    # After the app was reinstalled and the bot restarted, that is no news any more.
    again = town.starts_bot()
    assert again.memory.troubles.current() == []


@pytest.mark.parametrize(
    "fault",
    [
        {"error": "missing_scope", "needed": "users:read"},
        {"error": "user_not_found"},
    ],
    ids=lambda fault: fault["error"],
)
def test_whoever_slack_does_not_tell_about_is_answered_at_once_but_shown_no_contact(
    lively: Lively, fault: dict[str, str]
) -> None:
    town, bot = lively
    fred = town.newcomer(f"fred-{len(town.slack.platform.workspace.accounts)}", town.general)
    town.slack.fail("users.info", times=2, **fault)
    answer = fred.sees_answer_to(fred.mentions(HELIUM, channel=town.general))
    assert answer.says(HELIUM_MEMBER)
    revealed = bot.memory.reveals.since(0)
    fred.presses(answer, "contact:1")
    assert not [seen for seen in whispers(town, fred) if seen.says(A_CONTACT)]
    assert bot.memory.reveals.since(0) == revealed


@pytest.mark.parametrize("status", [500, 429])
def test_a_contact_waits_until_slack_can_tell_who_asks_for_it(lively: Lively, status: int) -> None:
    town, bot = lively
    fred = town.newcomer(f"fred-{status}", town.general)
    town.slack.fail("users.info", status=status, retry_after=1, times=3)
    answer = fred.sees_answer_to(fred.mentions(HELIUM, channel=town.general))
    assert answer.says(HELIUM_MEMBER)
    fred.presses(answer, "contact:1")
    fred.sees(A_CONTACT, channel=town.general, thread=answer)
    assert [one for one in bot.memory.reveals.since(0) if one.user_id == fred.id]


def test_a_question_does_not_wait_for_a_slack_that_does_not_say_who_asks(town: Town) -> None:
    town.starts_bot(replace(IMPATIENT, brief_call=1))
    town.slack.hang("users.info")
    said = town.alice.mentions(TITANIUM, channel=town.general)
    assert town.alice.sees_answer_to(said, within=4).says(TITANIUM_MEMBER)


# What only one person sees.


def test_a_whisper_that_a_channel_does_not_take_goes_through_the_response_url(
    lively: Lively,
) -> None:
    town, _ = lively
    gina = town.newcomer("gina", town.general)
    answer = gina.sees_answer_to(gina.mentions(HELIUM, channel=town.general))
    town.slack.fail("chat.postEphemeral", error="user_not_in_channel")
    gina.presses(answer, "contact:1")
    assert gina.sees(A_CONTACT, channel=town.general).is_ephemeral


def test_a_whisper_that_finds_no_way_goes_to_the_persons_messages_once(lively: Lively) -> None:
    town, _ = lively
    hugo = town.newcomer("hugo", town.general)
    town.slack.fail("response_url", status=404)
    town.slack.fail("chat.postEphemeral", error="user_not_in_channel")
    hugo.commands(f"/partners {TITANIUM}", channel=town.general)
    hugo.sees(TITANIUM_MEMBER, channel=hugo.direct)
    town.slack.settle()
    assert len(hugo.reads(hugo.direct)) == 1


@pytest.mark.parametrize("status", [429, 500])
def test_a_response_url_that_has_no_time_is_tried_again(lively: Lively, status: int) -> None:
    town, _ = lively
    ines = town.newcomer(f"ines-{status}", town.general)
    town.slack.fail("response_url", status=status)
    ines.commands(f"/partners {TITANIUM}", channel=town.general)
    assert ines.sees(ONLY_YOU, channel=town.general).says(TITANIUM_MEMBER)
    assert len(whispers(town, ines)) == 1


def test_a_response_url_that_is_too_old_does_not_matter(home: Path) -> None:
    with Town(home, pace=replace(QUICK, response_url=-1.0)) as town:
        town.expected_refusals.add("expired_url")
        town.starts_bot()
        town.alice.commands(f"/partners {TITANIUM}", channel=town.general)
        assert town.alice.sees(ONLY_YOU, channel=town.general).says(TITANIUM_MEMBER)


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
def test_a_window_that_may_not_open_any_more_becomes_a_message(lively: Lively, error: str) -> None:
    town, _ = lively
    jane = town.newcomer(f"jane-{error}", town.general)
    answer = jane.sees_answer_to(jane.mentions(HELIUM, channel=town.general))
    town.slack.fail("views.open", error=error)
    jane.presses(answer, "more:1")
    assert jane.sees("ISO", channel=town.general).is_ephemeral
    assert jane.modal is None


def answered_once(town: Town) -> SeenMessage:
    """Alice asks, and gets one answer, whatever is in store."""
    said = town.alice.mentions(TITANIUM, channel=town.general)
    town.alice.sees_answer_to(said, within=10)
    town.slack.settle()
    until(lambda: not town.slack.platform.journal.calls_under_way)
    (answer,) = town.alice.answers_to(said)
    return answer


def whispers(town: Town, person: Watcher) -> list[SeenMessage]:
    """What only this person sees, once Slack is at rest."""
    town.slack.settle()
    return [seen for seen in person.reads() if seen.is_ephemeral]


def count(town: Town, method: str) -> int:
    """How often a method was called."""
    return sum(call.method == method for call in town.slack.calls)
