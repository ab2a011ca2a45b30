"""A private answer that its asker makes public."""

from __future__ import annotations

from copy import deepcopy

from bot.playground.journal import Route
from bot.playground.seen import SeenMessage
from bot.playground.workspace import Channel
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.telling import presses_twice_at_once, told, told_by_command
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER, VIOLIN, Bot, Town

Lively = tuple[Town, Bot]
SHARED = "チャンネルに共有しました"


def shares(town: Town, answer: SeenMessage, channel: Channel) -> None:
    """Alice shares an answer, and is told that it is done."""
    thanks = town.alice.reads(channel)

    def new() -> list[str]:
        seen = [one for one in town.alice.reads(channel) if one not in thanks]
        return [one.shown for one in seen if one.is_ephemeral]

    town.alice.presses(answer, "share:")
    town.slack.waits_for(lambda: bool(new()), within=10)
    town.slack.settle()
    assert new() == [f"{SHARED}。"]


def shared_answers(town: Town, channel: Channel) -> list[SeenMessage]:
    """The answers that Bob sees in a channel because somebody shared them."""
    return [one for one in town.bob.reads(channel) if one.says("さんが共有しました")]


def test_a_shared_answer_is_posted_once_for_everybody_without_the_contact(lively: Lively) -> None:
    town, _ = lively
    channel = town.slack.channel("sharing", town.alice, town.bob, town.slack.bot)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    town.bob.does_not_see(TITANIUM_MEMBER, channel=channel)
    shares(town, answer, channel)
    (public,) = shared_answers(town, channel)
    assert public.says("@alice")
    assert public.says(TITANIUM)
    assert public.says(TITANIUM_MEMBER)
    assert "share:" not in public.controls
    assert not public.says("@cellvita-tama.example")
    shares(town, answer, channel)  # pressed again
    assert len(shared_answers(town, channel)) == 1


def test_nobody_else_can_share_somebodys_question(lively: Lively) -> None:
    town, _ = lively
    channel = town.slack.channel("own", town.alice, town.slack.bot)
    other = town.slack.channel("other", town.bob, town.slack.bot)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    pressed = deepcopy(town.alice.presses(answer, "share:").delivery.payload)
    pressed["user"]["id"] = town.bob.id
    pressed["channel"]["id"] = pressed["container"]["channel_id"] = other.id
    pressed |= {"trigger_id": "1.1.forged", "response_url": ""}
    town.slack.sends(Route.INTERACTION, pressed)
    town.slack.settle()
    assert not shared_answers(town, other)


def test_two_presses_at_the_same_moment_share_once(lively: Lively) -> None:
    town, _ = lively
    channel = town.slack.channel("hasty", town.alice, town.bob, town.slack.bot)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    presses_twice_at_once(town, town.alice, answer, "share:")
    assert len(shared_answers(town, channel)) == 1


def test_where_the_bot_is_no_member_it_shares_by_the_address_of_the_press(lively: Lively) -> None:
    town, _ = lively
    town.expected_refusals.add("not_in_channel")
    channel = town.slack.channel("without-bot", town.alice, town.bob)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    shares(town, answer, channel)
    shares(town, answer, channel)
    (public,) = shared_answers(town, channel)
    assert public.says(TITANIUM_MEMBER)


def test_where_nothing_can_be_posted_the_asker_is_told_what_to_do(lively: Lively) -> None:
    town, _ = lively
    town.expected_refusals.add("not_in_channel")
    channel = town.slack.channel("closed-to-bots", town.alice, town.bob)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    town.slack.fail("response_url", status=404)
    message = told(town, town.alice, lambda: town.alice.presses(answer, "share:"), channel)
    assert message.is_ephemeral
    assert message.says("/invite")
    assert not shared_answers(town, channel)


def test_an_answer_whose_question_has_expired_is_not_shared(lively: Lively) -> None:
    town, bot = lively
    channel = town.slack.channel("late", town.alice, town.bob, town.slack.bot)
    answer = told_by_command(town, town.alice, TITANIUM, channel)
    bot.memory.expire(0)
    message = told(town, town.alice, lambda: town.alice.presses(answer, "share:"), channel)
    assert message.says("保存期間を過ぎた")
    assert not shared_answers(town, channel)


def test_that_there_is_nobody_is_shared_as_it_is(lively: Lively) -> None:
    town, _ = lively
    channel = town.slack.channel("nobody", town.alice, town.bob, town.slack.bot)
    answer = told_by_command(town, town.alice, VIOLIN, channel)
    shares(town, answer, channel)
    (public,) = shared_answers(town, channel)
    assert public.says(VIOLIN)
    assert public.says("応えられる会員は見つかりませんでした")


def test_an_answer_is_shared_as_it_is_now_also_if_nobody_is_left_who_comes_near(town: Town) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    answer = told_by_command(town, town.alice, TITANIUM, town.general)
    office.imports(LUTHIER, is_everybody=True)
    office.reindexes()
    shares(town, answer, town.general)
    (public,) = shared_answers(town, town.general)
    assert public.says("応えられる会員は見つかりませんでした")
    assert not public.says(TITANIUM_MEMBER)


def test_without_an_index_nothing_is_shared_and_that_is_said(town: Town) -> None:
    bot = town.starts_bot()
    answer = told_by_command(town, town.alice, TITANIUM, town.general)
    bot.stop()
    (town.home / "index").rename(town.home.parent / "gone")
    town.starts_bot()
    said = told(town, town.alice, lambda: town.alice.presses(answer, "share:"), town.general)
    assert said.says("検索の準備ができていない")
    assert not said.says("保存期間")
    assert not shared_answers(town, town.general)


def test_without_members_nothing_is_shared_and_that_is_said(town: Town) -> None:
    bot = town.starts_bot()
    office = Office(bot.nakadachi)
    answer = told_by_command(town, town.alice, TITANIUM, town.general)
    office.imports(LUTHIER, is_everybody=True)
    office.forgets(LUTHIER.id)
    office.reindexes()
    said = told(town, town.alice, lambda: town.alice.presses(answer, "share:"), town.general)
    assert said.says("検索できる会員がまだいない")
    assert not shared_answers(town, town.general)
