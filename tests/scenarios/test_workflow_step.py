"""The step of a workflow: a question in; the answer, the members and the outcome out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenarios.serving import serving
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    IMPATIENT,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
    until,
)

Lively = tuple[Town, Bot]


@pytest.mark.parametrize(
    ("question", "member"), [(TITANIUM, TITANIUM_MEMBER), (HELIUM, HELIUM_MEMBER)]
)
def test_a_step_gives_the_answer_and_its_members(
    lively: Lively, question: str, member: str
) -> None:
    town, bot = lively
    outputs = town.slack.runs_step("find_partners", {"question": question}, by=town.sato).outputs
    assert member in outputs["answer"]
    assert "@" not in outputs["answer"]
    assert outputs["outcome"] == "matches"
    found = bot.service.desk.searching.search(question)
    assert found is not None
    assert outputs["member_ids"].split("\n") == [one.member.id for one in found.matches]


def test_the_asker_of_a_step_is_nobody(lively: Lively) -> None:
    town, bot = lively
    assert town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato).outputs
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    record = [one for one in bot.memory.questions.since(0) if one.door == "workflow"][-1]
    assert (record.user_id, record.channel, record.text) == ("", "", HELIUM)


def test_nobody_is_an_outcome(lively: Lively) -> None:
    town, _ = lively
    outputs = town.slack.runs_step("find_partners", {"question": VIOLIN}, by=town.sato).outputs
    assert outputs["outcome"] == "nobody"
    assert outputs["member_ids"] == ""
    assert outputs["answer"]


def test_small_talk_is_an_outcome(lively: Lively) -> None:
    town, _ = lively
    outputs = town.slack.runs_step(
        "find_partners", {"question": "こんにちは"}, by=town.sato
    ).outputs
    assert outputs["outcome"] == "not_a_request"


def test_an_empty_question_fails_the_step(lively: Lively) -> None:
    town, _ = lively
    error = town.slack.runs_step("find_partners", {"question": " "}, by=town.sato).error
    assert "質問が空" in error


def test_without_an_index_the_step_fails_with_an_id(town: Town) -> None:
    (town.home / "index").rename(town.home.parent / "elsewhere")
    town.starts_bot()
    error = town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato).error
    assert error.startswith("The search is not ready")


def test_a_step_that_fails_unexpectedly_ends_with_an_error(town: Town) -> None:
    bot = town.starts_bot()
    town.expected_refusals.add("parameter_validation_failed")
    town.slack.fail("functions.completeSuccess", error="parameter_validation_failed", times=1)
    error = town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato).error
    assert error.startswith("The search for members failed.")
    until(lambda: bot.memory.deliveries.unfinished() == 0)


def test_a_step_that_is_delivered_twice_ends_once(lively: Lively) -> None:
    town, bot = lively
    assert town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato).outputs
    before = ended(town)
    town.slack.redeliver(town.slack.deliveries[-1])
    town.slack.settle()
    assert ended(town) == before
    assert bot.memory.deliveries.unfinished() == 0


def test_a_step_ends_once_though_the_answer_of_slack_is_lost(town: Town) -> None:
    town.expected_refusals.add("execution_not_in_running_state")
    bot = town.starts_bot()
    town.slack.lose_answer("functions.completeSuccess")
    step = town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato)
    assert step.outputs["outcome"] == "matches"
    until(lambda: bot.memory.deliveries.unfinished() == 0)


def test_a_step_is_resumed_after_a_kill(town: Town) -> None:
    # Slack may yet hear of what the first process said.
    town.expected_refusals.add("execution_not_in_running_state")
    with serving(town) as process:
        hang = town.slack.hang("functions.completeSuccess")
        step = town.slack.runs_step("find_partners", {"question": HELIUM}, by=town.sato)
        assert hang.caught.wait(10)
        process.is_killed()
    town.slack.platform.faults.clear()
    bot = town.starts_bot(replace(IMPATIENT, lease=0.5))
    assert step.outputs["outcome"] == "matches"
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert len([one for one in bot.memory.questions.since(0) if one.door == "workflow"]) == 1


def ended(town: Town) -> int:
    """How often a step was said to be over."""
    return len([one for one in town.slack.calls if one.method.startswith("functions.complete")])
