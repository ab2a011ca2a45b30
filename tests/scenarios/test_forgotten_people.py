"""Who was forgotten, or took back what they wrote, does not come back by what was put off."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from bot.controls import FormId
from bot.memory.memory import Memory
from bot.people import People
from bot.playground.person import Said
from tests.conftest import program
from tests.scenarios.office import Office
from tests.scenarios.telling import asks, told
from tests.scenarios.town import HELIUM, IMPATIENT, TITANIUM, TITANIUM_MEMBER, VIOLIN, Bot, Town

# E-mail addresses of the sample end so, and nothing else in an answer does.
A_CONTACT = ".example"
NOTE = "来春なら可能とのことです。"
OVER_A_MINUTE = 61.0
# Whatever Slack limits is put off, for as long as Slack says.
NEVER_WAITS = replace(IMPATIENT, limited=0.0)


def test_who_is_forgotten_while_their_answer_is_put_off_is_not_answered_and_not_noted(
    town: Town,
) -> None:
    bot = town.starts_bot(NEVER_WAITS)
    alices, bobs = put_off(
        town,
        lambda: town.alice.mentions(TITANIUM, channel=town.general),
        lambda: town.bob.mentions(HELIUM, channel=town.general),
    )
    with Memory.open(bot.nakadachi.settings.memory) as office:
        office.forget_person(town.alice.id)
    # Bob's was put off after hers: once it is there, hers has had its turn.
    is_answered_after_all(town, bobs)
    assert town.alice.answers_to(alices) == []
    kept = everything_kept(bot)
    assert TITANIUM not in kept
    assert town.alice.id not in kept
    assert HELIUM in kept
    assert bot.memory.deliveries.unfinished() == 0


def test_a_message_that_is_deleted_while_its_answer_is_put_off_is_not_noted_again(
    town: Town,
) -> None:
    bot = town.starts_bot(NEVER_WAITS)
    alices, bobs = put_off(
        town,
        lambda: town.alice.writes_to_bot(TITANIUM),
        lambda: town.bob.mentions(HELIUM, channel=town.general),
    )
    town.alice.deletes(alices)
    is_answered_after_all(town, bobs)
    assert town.alice.answers_to(alices) == []
    assert TITANIUM not in everything_kept(bot)
    assert bot.memory.deliveries.unfinished() == 0


def test_a_member_forgotten_since_the_answer_cannot_be_chosen_as_the_right_one(
    town: Town,
) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    _, answer = asks(town, town.alice, TITANIUM)
    judge = partial(town.alice.presses, answer, "feedback:", "役に立った")
    thanks = told(town, town.alice, judge, town.general)
    member = office.member(TITANIUM_MEMBER).id
    bot.memory.forget_member(member)
    office.forgets(member)

    choose = partial(town.alice.selects, thanks, "feedback_helpful:", TITANIUM_MEMBER)
    assert told(town, town.alice, choose, town.general).says("古くなった")
    (kept,) = bot.memory.feedback.all()
    assert kept.helpful == ()


def test_whose_account_is_closed_is_shown_no_contact_a_minute_later(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = 0.0
    monkeypatch.setattr(
        "bot.service.People", partial(People, clock=lambda: time.monotonic() + later)
    )
    bot = town.starts_bot()
    answer = town.alice.sees_answer_to(town.alice.writes_to_bot(TITANIUM))
    town.slack.deactivate(town.alice)
    later = OVER_A_MINUTE
    town.alice.presses(answer, "contact:1")
    town.alice.does_not_see(A_CONTACT)
    assert bot.memory.deliveries.unfinished() == 0
    assert bot.memory.reveals.since(0) == []


def test_with_a_person_goes_whatever_the_other_doors_noted_of_them(town: Town) -> None:
    bot = town.starts_bot()
    alice, sato = town.alice, town.sato
    nobody = alice.sees_answer_to(alice.mentions(VIOLIN, channel=town.general))
    alice.presses(nobody, "ask_coordinators:")
    request = sato.sees("@alice", channel=town.desk)
    sato.presses(request, "decline:")
    form = sato.waits_for_view(lambda view: view.callback_id == FormId.DECLINING)
    sato.submits(form, {"reason": "member_declined", "note": NOTE})
    alice.sees(NOTE, channel=alice.direct)
    alice.uses_shortcut_on(alice.writes(TITANIUM, channel=town.general), "find_partners_for")
    alice.sees_modal(TITANIUM_MEMBER)
    alice.sees_answer_to(alice.writes_to_bot(HELIUM))
    alice.sees_answer_to(alice.writes_to_bot("other ones"))
    town.slack.settle()
    kept = everything_kept(bot)
    assert all(one in kept for one in (VIOLIN, NOTE, TITANIUM, HELIUM, alice.id))
    bot.stop()
    ended = program(town.home, "questions", "--forget", alice.id)
    assert ended.returncode == 0, ended.stderr
    kept = everything_kept(bot)
    assert not [one for one in (VIOLIN, NOTE, TITANIUM, HELIUM, alice.id) if one in kept]


def put_off(town: Town, *says: Callable[[], Said]) -> list[Said]:
    """What people say, one after the other, while Slack takes no answers."""
    town.slack.fail("chat.postMessage", status=429, retry_after=2, times=-1)
    said: list[Said] = []
    for say in says:
        said.append(say())
        town.slack.waits_for(lambda: tries(town) == len(said))
    return said


def is_answered_after_all(town: Town, said: Said) -> None:
    """Slack takes answers again, and what was put off comes."""
    town.slack.settle()
    assert tries(town) == 2, "it was tried again too soon for this test"
    town.slack.platform.faults.clear()
    town.bob.sees_answer_to(said, within=10)
    town.slack.settle()


def tries(town: Town) -> int:
    """How often the bot tried to post."""
    return sum(call.method == "chat.postMessage" for call in town.slack.calls)


def everything_kept(bot: Bot) -> str:
    """All rows of the bot's own database."""
    with closing(sqlite3.connect(bot.nakadachi.settings.memory)) as db:
        return "\n".join(db.iterdump())
