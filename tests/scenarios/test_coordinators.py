"""Requests to the coordinators: each once, and to whoever can be reached."""

from __future__ import annotations

from bot.memory.requests import Copy, RequestKind
from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from tests.scenarios.telling import presses_twice_at_once, told, told_by_command
from tests.scenarios.town import HELIUM, VIOLIN, Bot, Town

Lively = tuple[Town, Bot]
SENT = "コーディネーターに相談を送りました"


def asks_the_coordinators(town: Town, person: Person, text: str = VIOLIN) -> SeenMessage:
    """What somebody is told who finds nobody and asks the coordinators."""
    answer = person.sees_answer_to(person.mentions(text, channel=town.general))
    return presses(town, person, answer)


def presses(town: Town, person: Person, answer: SeenMessage) -> SeenMessage:
    """What somebody is told who presses "Ask the coordinators"."""
    return told(town, person, lambda: person.presses(answer, "ask_coordinators:"), town.general)


def test_a_question_that_nobody_fits_goes_to_the_coordinators_once(lively: Lively) -> None:
    town, bot = lively
    nao = town.newcomer("nao", town.general)
    said = nao.mentions(VIOLIN, channel=town.general)
    answer = nao.sees_answer_to(said)
    confirmed = presses(town, nao, answer)
    assert confirmed.is_ephemeral
    assert confirmed.says(SENT)
    request = town.sato.sees("@nao", channel=town.desk)
    assert request.says(VIOLIN)
    assert request.says("近い会員")
    assert presses(town, nao, answer).says("送信済み")
    assert sum(one.says("@nao") for one in town.sato.reads(town.desk)) == 1
    (kept,) = [one for one in bot.memory.requests.all() if one.user_id == nao.id]
    assert kept.kind == RequestKind.NOBODY
    assert bot.memory.requests.copies(kept.id) == [Copy("", request.channel, request.ts)]


def test_whoever_else_needs_the_same_can_ask_too(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(VIOLIN, channel=town.general)
    answer = town.alice.sees_answer_to(said)
    assert presses(town, town.alice, answer).says(SENT)
    assert presses(town, town.bob, answer).says("sent your question to the coordinators")
    assert town.sato.sees("@bob", channel=town.desk)


def test_two_presses_at_the_same_moment_make_one_request(lively: Lively) -> None:
    town, _ = lively
    ono = town.newcomer("ono", town.general)
    answer = ono.sees_answer_to(ono.mentions(VIOLIN, channel=town.general))
    presses_twice_at_once(town, ono, answer, "ask_coordinators:")
    assert sum(one.says("@ono") for one in town.sato.reads(town.desk)) == 1


def test_a_stranger_may_ask_and_the_coordinators_read_where_from(lively: Lively) -> None:
    town, _ = lively
    said = town.eve.mentions("Who can teach me to play the violin?", channel=town.shared)
    answer = town.eve.sees_answer_to(said)
    confirmed = told(
        town, town.eve, lambda: town.eve.presses(answer, "ask_coordinators:"), town.shared
    )
    assert confirmed.says("sent your question to the coordinators")
    assert town.sato.sees("@eve", channel=town.desk).says("別のワークスペース")


def test_a_question_that_has_expired_is_not_handed_over(lively: Lively) -> None:
    town, bot = lively
    rin = town.newcomer("rin", town.general)
    answer = rin.sees_answer_to(rin.mentions(VIOLIN, channel=town.general))
    bot.memory.expire(0)
    assert presses(town, rin, answer).says("もう一度お尋ねください")
    assert not [one for one in town.sato.reads(town.desk) if one.says("@rin")]


def test_without_a_channel_the_coordinators_get_direct_messages(town: Town) -> None:
    tani = town.newcomer("tani")
    group = town.slack.user_group("coordinators", [town.sato, tani])
    town.starts_bot(
        NAKADACHI_COORDINATORS_CHANNEL="", NAKADACHI_COORDINATORS=f"{group},{town.sato.id}"
    )
    assert asks_the_coordinators(town, town.alice).says(SENT)
    for person in (town.sato, tani):
        assert sum(one.says("@alice") for one in person.reads(person.direct)) == 1


def test_an_archived_channel_falls_back_to_the_people_and_is_a_trouble(town: Town) -> None:
    town.expected_refusals.add("is_archived")
    bot = town.starts_bot(NAKADACHI_COORDINATORS=town.sato.id)
    town.slack.archive(town.desk)
    assert asks_the_coordinators(town, town.alice).says(SENT)
    assert town.sato.sees("@alice", channel=town.sato.direct).says(VIOLIN)
    status = told_by_command(town, town.sato, "status", town.general)
    assert status.says("NAKADACHI_COORDINATORS_CHANNEL")
    assert [one.cause for one in bot.memory.troubles.current()] == ["coordinators_channel"]


def test_a_channel_without_the_bot_is_no_trouble_any_more_once_it_is_invited(town: Town) -> None:
    town.expected_refusals.add("not_in_channel")
    bot = town.starts_bot()
    town.slack.remove(town.slack.bot, town.desk)
    said = town.alice.mentions(VIOLIN, channel=town.general)
    answer = town.alice.sees_answer_to(said)
    assert presses(town, town.alice, answer).says("送れませんでした")
    assert bot.memory.troubles.current()
    town.desk.members.add(town.slack.bot.id)
    assert presses(town, town.alice, answer).says(SENT)
    assert town.sato.sees("@alice", channel=town.desk).says(VIOLIN)
    assert not bot.memory.troubles.current()


def test_without_coordinators_the_asker_is_told_and_the_office_warned(town: Town) -> None:
    bot = town.starts_bot(NAKADACHI_COORDINATORS_CHANNEL="")
    assert asks_the_coordinators(town, town.alice).says("事務局に直接ご連絡ください")
    assert [one.cause for one in bot.memory.troubles.current()] == ["coordinators_not_set"]
    status = told_by_command(town, town.sato, "status", town.general)
    assert status.says("NAKADACHI_COORDINATORS")
    assert status.says("未送信の依頼・相談：1")


def test_a_fitting_answer_offers_no_coordinators(lively: Lively) -> None:
    town, _ = lively
    answer = town.bob.sees_answer_to(town.bob.mentions(HELIUM, channel=town.general))
    assert "ask_coordinators:" not in answer.controls
