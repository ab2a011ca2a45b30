"""What is missing or busy while people ask: index, directory, the bot's own database."""

from __future__ import annotations

from bot.playground.seen import SeenMessage
from tests.scenarios.office import Office, locked
from tests.scenarios.telling import told, told_by_command
from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    TITANIUM,
    TITANIUM_MEMBER,
    Bot,
    Town,
    mention_of,
)

Lively = tuple[Town, Bot]


def answer_to(town: Town, text: str) -> SeenMessage:
    """The answer to what Alice writes to the bot in the channel."""
    return town.alice.sees_answer_to(town.alice.mentions(text, channel=town.general))


def test_without_an_index_the_bot_says_so_and_answers_once_there_is_one(town: Town) -> None:
    (town.home / "index").rename(town.home.parent / "built-elsewhere")
    town.starts_bot()
    assert answer_to(town, TITANIUM).says("検索の準備ができていない")
    status = told_by_command(town, town.sato, "status", town.general)
    assert status.says("索引の作成：まだありません")
    assert told_by_command(town, town.alice, "show D001", town.general).says("狭山表層テクノ")
    (town.home.parent / "built-elsewhere").rename(town.home / "index")
    assert answer_to(town, TITANIUM).says(TITANIUM_MEMBER)


def test_without_the_members_database_questions_are_answered_and_contacts_are_not(
    town: Town,
) -> None:
    for file in town.home.glob("members.db*"):
        file.unlink()
    town.starts_bot()
    answer = answer_to(town, TITANIUM)
    assert answer.says(TITANIUM_MEMBER)
    gone = told(town, town.alice, lambda: town.alice.presses(answer, "contact:1"), town.general)
    assert gone.says("現在の名簿にない")
    shown = told_by_command(town, town.alice, "show D001", town.general)
    assert shown.says("検索できる会員がまだいない")
    assert told_by_command(town, town.sato, "status", town.general).says("会員：0")


def test_with_an_empty_home_the_bot_starts_and_says_what_is_missing(town: Town) -> None:
    for name in ("members.db", "index"):
        (town.home / name).rename(town.home.parent / name)
    town.starts_bot()
    assert answer_to(town, TITANIUM).says("検索の準備ができていない")
    status = told_by_command(town, town.sato, "status", town.general)
    assert status.says("nakadachi import FILE")


def test_while_an_import_holds_the_members_database_everything_is_answered(
    lively: Lively,
) -> None:
    town, bot = lively
    with Office(bot.nakadachi).is_importing():
        assert answer_to(town, HELIUM).says(HELIUM_MEMBER)
        assert told_by_command(town, town.alice, "show D001", town.general).says("狭山表層テクノ")
        assert told_by_command(town, town.sato, "status", town.general).says("稼働状況")


def test_a_database_of_the_bot_that_is_busy_delays_the_answer_only(lively: Lively) -> None:
    town, bot = lively
    with locked(bot.nakadachi.settings.memory):
        said = town.alice.mentions(TITANIUM, channel=town.general)
        mention = mention_of(town, said)
        town.slack.waits_for(lambda: bool(mention.attempts), within=10)
        assert not mention.is_acknowledged
    assert town.alice.sees_answer_to(said).says(TITANIUM_MEMBER)
    town.slack.settle()
    assert len(town.alice.answers_to(said)) == 1
