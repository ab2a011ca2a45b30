"""/partners: ask, show, help, status."""

from __future__ import annotations

import pytest

from bot.memory.questions import Tally
from bot.playground.workspace import Channel, Kind
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.telling import told, told_by_command
from tests.scenarios.town import HELIUM, HELIUM_MEMBER, TITANIUM, TITANIUM_MEMBER, VIOLIN, Bot, Town

Lively = tuple[Town, Bot]


def test_a_command_asks_and_only_the_asker_sees_the_answer(lively: Lively) -> None:
    town, _ = lively
    answer = told_by_command(town, town.alice, TITANIUM, town.general)
    assert answer.says(TITANIUM_MEMBER)
    assert answer.says(TITANIUM)  # the command itself is shown to nobody
    assert answer.controls["share:"] == "チャンネルに共有"
    town.bob.does_not_see(TITANIUM_MEMBER, channel=town.general)


def test_a_command_in_the_direct_messages_has_nothing_to_share(lively: Lively) -> None:
    town, _ = lively
    direct = town.bob.direct
    answer = told(town, town.bob, lambda: town.bob.commands(f"/partners {HELIUM}"), direct)
    assert answer.says(HELIUM_MEMBER)
    assert "share:" not in answer.controls


def test_a_command_works_where_the_bot_is_no_member(lively: Lively) -> None:
    town, _ = lively
    private = town.slack.channel("board", town.alice, private=True)
    assert told_by_command(town, town.alice, TITANIUM, private).says(TITANIUM_MEMBER)


def test_a_command_in_the_messages_of_two_people_is_answered_there(town: Town) -> None:
    town.starts_bot()
    town.expected_refusals.add("channel_not_found")  # the bot cannot know that it is no part of it
    platform = town.slack.platform
    with platform.changed:
        theirs = platform.workspace.add_channel(
            Channel(
                platform.new_id("D"), "directmessage", Kind.DIRECT, {town.alice.id, town.bob.id}
            )
        )
    assert told_by_command(town, town.alice, TITANIUM, theirs).says(TITANIUM_MEMBER)
    town.bob.does_not_see(TITANIUM_MEMBER)


@pytest.mark.parametrize("text", ["help with anodizing", "状況 監視 カメラ", "find help"])
def test_words_that_only_begin_like_a_subcommand_are_a_question(lively: Lively, text: str) -> None:
    town, _ = lively
    answer = told_by_command(town, town.alice, text, town.general)
    assert answer.says(f"ご質問：{text}")


@pytest.mark.parametrize("key", ["D001", "d001", "狭山表層テクノ株式会社", "Sayama Hyoso Techno"])
def test_a_member_is_shown_by_id_or_name_without_its_contact(lively: Lively, key: str) -> None:
    town, _ = lively
    profile = told_by_command(town, town.alice, f"show {key}", town.general)
    assert profile.says("狭山表層テクノ株式会社")
    assert profile.says("ISMS (ISO/IEC 27001)")
    assert not profile.says("@")
    assert list(profile.controls) == ["contact:"]


def test_an_unknown_member_brings_the_closest_names(lively: Lively) -> None:
    town, _ = lively
    answer = told_by_command(town, town.alice, "show 狭山表層テクニカ", town.general)
    assert answer.says("「狭山表層テクニカ」")
    assert answer.says("狭山表層テクノ株式会社 (D001)")
    assert told_by_command(town, town.bob, "show Zzyzx", town.general).says("no member “Zzyzx”")
    answer = told_by_command(town, town.bob, f"show {'gear ' * 6_000}", town.general)
    assert answer.says("no member “gear gear")


def test_a_withdrawn_member_is_not_shown(lively: Lively) -> None:
    town, bot = lively
    office = Office(bot.nakadachi)
    office.imports(LUTHIER)
    assert told_by_command(town, town.alice, "show N001", town.general).says(LUTHIER.name)
    office.withdraws("N001")
    answer = told_by_command(town, town.alice, "show N001", town.general)
    assert answer.says("見つかりませんでした")
    assert not answer.says(LUTHIER.name)
    answer = told_by_command(town, town.alice, "show 青梅弦楽器工", town.general)
    assert not answer.says(LUTHIER.name)


@pytest.mark.parametrize("line", ["help", "", "ヘルプ", "show"])
def test_help_explains_the_bot_in_the_language_of_the_reader(lively: Lively, line: str) -> None:
    town, _ = lively
    shown = told_by_command(town, town.alice, line, town.general).shown
    assert "/partners show 会員名" in shown
    assert "reindex" not in shown
    shown = told_by_command(town, town.bob, line, town.general).shown
    assert "/partners show NAME" in shown
    assert "answer in the thread" in shown


def test_staff_are_told_of_the_commands_for_staff(lively: Lively) -> None:
    town, _ = lively
    shown = told_by_command(town, town.sato, "help", town.general).shown
    assert "/partners status" in shown
    assert "/partners reindex" in shown


def test_staff_may_be_a_user_group(town: Town) -> None:
    office = town.slack.user_group("office", [town.sato])
    town.starts_bot(NAKADACHI_STAFF=office)
    assert told_by_command(town, town.sato, "status", town.general).says("稼働状況")
    assert told_by_command(town, town.alice, "status", town.general).says("事務局の担当者だけ")


def test_a_staff_group_that_is_gone_keeps_nobody_from_what_they_may_do(town: Town) -> None:
    town.expected_refusals.add("no_such_subteam")
    town.starts_bot(NAKADACHI_STAFF=f"S0GONE000,{town.sato.id}")
    assert told_by_command(town, town.bob, "help", town.general).says("/partners show NAME")
    assert told_by_command(town, town.sato, "help", town.general).says("/partners status")
    assert told_by_command(town, town.sato, "status", town.general).says("稼働状況")
    assert told_by_command(town, town.bob, "status", town.general).says("Only the office")


@pytest.mark.parametrize("command", ["status", "reindex", "状況", "再作成"])
def test_the_commands_for_staff_are_politely_refused_to_others(
    lively: Lively, command: str
) -> None:
    town, _ = lively
    answer = told_by_command(town, town.alice, command, town.general)
    assert answer.says("事務局の担当者だけが行えます")


def test_the_status_tells_the_right_numbers(town: Town) -> None:
    bot = town.starts_bot()
    for text in (TITANIUM, HELIUM, VIOLIN, "ありがとう"):
        town.alice.sees_answer_to(town.alice.mentions(text, channel=town.general))
    shown = told_by_command(town, town.sato, "status", town.general).shown
    assert bot.memory.questions.tally(0) == Tally(asked=3, nobody=1)
    for line in (
        "会員：150",
        "検索できる記載：1,332",
        "モデル：all-MiniLM-L6-v2",
        "取り込んだファイル：members.xlsx",
        "今日の質問：3",
        "うち該当なし：1 (33%)",
        "未送信の依頼・相談：0",
        "問題は見つかっていません。",
    ):
        assert line in shown.split("\n")
    Office(bot.nakadachi).imports(LUTHIER)
    shown = told_by_command(town, town.sato, "status", town.general).shown
    assert "会員：151" in shown
    assert "取り込んだファイル：office.jsonl" in shown
    assert "/partners reindex で反映されます" in shown
