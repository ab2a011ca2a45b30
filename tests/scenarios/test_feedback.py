"""What people think of answers, and what becomes of it."""

from __future__ import annotations

import json
from pathlib import Path

from bot.controls import Reason, Verdict
from bot.memory.feedback import FeedbackRecord
from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from tests.conftest import Run
from tests.scenarios.office import Office
from tests.scenarios.telling import told
from tests.scenarios.town import HELIUM, TITANIUM, TITANIUM_MEMBER, VIOLIN, Bot, Town

Lively = tuple[Town, Bot]
USEFUL, NOT_USEFUL = "役に立った", "役に立たなかった"


def judges(town: Town, person: Person, answer: SeenMessage, verdict: str) -> SeenMessage:
    """What somebody is told who judges an answer in the channel."""
    return told(town, person, lambda: person.presses(answer, "feedback:", verdict), town.general)


def chooses(town: Town, person: Person, thanks: SeenMessage, menu: str, choice: str) -> SeenMessage:
    """What somebody is told who chooses from the menu beneath the thanks."""
    return told(town, person, lambda: person.selects(thanks, menu, choice), town.general)


def asks(town: Town, person: Person, text: str) -> SeenMessage:
    """The answer to a question in the channel."""
    return person.sees_answer_to(person.mentions(text, channel=town.general))


def given_by(bot: Bot, person: Person) -> list[FeedbackRecord]:
    """The verdicts of somebody."""
    return [one for one in bot.memory.feedback.all() if one.user_id == person.id]


def test_useful_asks_which_member_was_the_right_one(lively: Lively) -> None:
    town, bot = lively
    thanks = judges(town, town.alice, asks(town, town.alice, TITANIUM), USEFUL)
    assert thanks.is_ephemeral
    assert thanks.says("役に立った会員をお選びください")
    noted = chooses(town, town.alice, thanks, "feedback_helpful:", TITANIUM_MEMBER)
    assert noted.says("承りました")
    (kept,) = given_by(bot, town.alice)
    assert kept.verdict is Verdict.USEFUL
    right = Office(bot.nakadachi).member(TITANIUM_MEMBER)
    assert kept.helpful == (right.id,)
    question = bot.memory.questions.get(kept.question_id)
    assert question is not None
    assert question.text == TITANIUM
    assert question.ranking[0] == right.id
    assert question.snapshot
    assert question.model == "all-MiniLM-L6-v2"


def test_not_useful_asks_for_the_reason(lively: Lively) -> None:
    town, bot = lively
    thanks = judges(town, town.bob, asks(town, town.bob, HELIUM), "Not useful")
    noted = chooses(town, town.bob, thanks, "feedback_reason:", "Wrong place")
    assert noted.says("Noted")
    (kept,) = given_by(bot, town.bob)
    assert (kept.verdict, kept.reason) == (Verdict.NOT_USEFUL, Reason.WRONG_PLACE)


def test_the_last_verdict_counts(lively: Lively) -> None:
    town, bot = lively
    uta = town.newcomer("uta", town.general)
    answer = asks(town, uta, TITANIUM)
    thanks = judges(town, uta, answer, NOT_USEFUL)
    chooses(town, uta, thanks, "feedback_reason:", "情報が古い")
    judges(town, uta, answer, USEFUL)
    (kept,) = given_by(bot, uta)
    assert (kept.verdict, kept.reason) == (Verdict.USEFUL, None)


def test_everybody_in_the_channel_has_a_verdict_of_their_own(lively: Lively) -> None:
    town, bot = lively
    vera, wada = town.newcomer("vera", town.general), town.newcomer("wada", town.general)
    answer = asks(town, vera, TITANIUM)
    judges(town, vera, answer, USEFUL)
    judges(town, wada, answer, NOT_USEFUL)
    (one,), (other,) = given_by(bot, vera), given_by(bot, wada)
    assert one.question_id == other.question_id
    assert (one.verdict, other.verdict) == (Verdict.USEFUL, Verdict.NOT_USEFUL)


def test_feedback_becomes_a_benchmark_that_can_be_evaluated(
    town: Town, run: Run, tmp_path: Path
) -> None:
    bot = town.starts_bot()
    thanks = judges(town, town.alice, asks(town, town.alice, TITANIUM), USEFUL)
    chooses(town, town.alice, thanks, "feedback_helpful:", TITANIUM_MEMBER)
    thanks = judges(town, town.alice, asks(town, town.alice, VIOLIN), USEFUL)
    bot.stop()
    folder = tmp_path / "judged"
    exported = run("feedback", "export", str(folder), "--json")
    assert exported.code == 0, exported.err
    assert json.loads(exported.out)["questions"] >= 1
    everything = "".join(file.read_text("utf-8") for file in folder.iterdir())
    assert TITANIUM in everything
    assert "@cellvita-tama.example" not in everything
    assert town.alice.id not in everything


def test_the_office_reads_what_was_asked_and_not_found(town: Town, run: Run) -> None:
    bot = town.starts_bot()
    asks(town, town.alice, VIOLIN)
    answer = asks(town, town.bob, HELIUM)
    asks(town, town.alice, TITANIUM)
    judges(town, town.bob, answer, "Not useful")
    bot.stop()
    listed = json.loads(run("questions", "--json").out)["questions"]
    assert [one["text"] for one in listed] == [HELIUM, VIOLIN]
    assert town.alice.id not in run("questions", "--all").out


def test_buttons_of_an_expired_question_answer_politely(lively: Lively) -> None:
    town, bot = lively
    answer = asks(town, town.alice, TITANIUM)
    bot.memory.expire(0)
    assert judges(town, town.alice, answer, USEFUL).says("ありがとうございます")
    contact = told(town, town.alice, lambda: town.alice.presses(answer, "contact:1"), town.general)
    assert contact.says("@cellvita-tama.example")


def test_after_its_time_nothing_tells_what_was_asked_and_by_whom(lively: Lively) -> None:
    town, bot = lively
    question = "金型の鏡面磨き、秘密の新製品"
    asks(town, town.alice, question)
    town.slack.settle()
    assert bot.memory.expire(0)
    assert not [one for one in bot.memory.questions.since(0) if one.text or one.user_id]
    assert question.encode() not in bot.nakadachi.settings.memory.read_bytes()
