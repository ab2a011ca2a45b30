"""/partners reindex: the index built anew while the bot answers."""

from __future__ import annotations

import pytest

from bot.listeners.commands import reindexing
from bot.playground.seen import SeenMessage
from tests.scenarios.office import LUTHIER, LUTHIER_QUESTION, Office
from tests.scenarios.telling import told, told_by_command
from tests.scenarios.town import TITANIUM, TITANIUM_MEMBER, Bot, Town

_WITHIN = 60.0


@pytest.fixture
def bot(town: Town) -> Bot:
    """A bot that serves; the build runs in a process with the home of the test."""
    return town.starts_bot()


def reindexes(town: Town) -> SeenMessage:
    """Sato asks for a new index; the message about it in her direct messages."""
    return told(
        town,
        town.sato,
        lambda: town.sato.commands("/partners reindex", town.general),
        town.sato.direct,
    )


def test_an_import_is_found_after_a_reindex_without_a_restart(
    town: Town, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "_UPDATE_SECONDS", 0.0)  # two statements are read at once
    Office(bot.nakadachi).imports(LUTHIER)
    said = town.alice.mentions(LUTHIER_QUESTION, channel=town.general)
    assert not town.alice.sees_answer_to(said).says(LUTHIER.name)
    progress = reindexes(town)
    assert town.sato.sees("ダイレクトメッセージでお知らせします", channel=town.general).is_ephemeral
    result = town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert result.ts == progress.ts
    assert result.edited
    updates = [call.arguments["text"] for call in town.slack.calls if call.method == "chat.update"]
    assert updates[0].endswith("0 / 2")
    assert updates[-2].endswith("2 / 2")
    assert result.says("会員151件、記載1,334件（うち新しく計算したもの2件）")
    said = town.alice.mentions(LUTHIER_QUESTION, channel=town.general)
    assert town.alice.sees_answer_to(said).says(f"1. {LUTHIER.name}")


def test_without_a_change_the_index_stays_and_questions_are_answered_meanwhile(
    town: Town, bot: Bot
) -> None:
    said = town.sato.commands("/partners 再作成")
    assert not said.error
    answer = town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    assert answer.says(TITANIUM_MEMBER)
    town.sato.sees("名簿に変更がない", town.sato.direct, within=_WITHIN)


def test_while_somebody_else_builds_it_says_so(town: Town, bot: Bot) -> None:
    with bot.nakadachi.shelf().lock():
        reindexes(town)
        failed = town.sato.sees("作り直せませんでした", town.sato.direct, within=_WITHIN)
    assert failed.says("原因：")
    assert failed.says("Another reindex is running")


def test_a_build_that_fails_says_why_and_the_old_index_goes_on(town: Town, bot: Bot) -> None:
    (town.home / "members.db").write_bytes(b"no database at all" * 100)
    for leftover in town.home.glob("members.db-*"):
        leftover.unlink()
    reindexes(town)
    failed = town.sato.sees("作り直せませんでした", town.sato.direct, within=_WITHIN)
    assert failed.says("not a database")
    answer = town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    assert answer.says(TITANIUM_MEMBER)


def test_others_are_refused_and_nothing_is_built(town: Town, bot: Bot) -> None:
    before = bot.nakadachi.shelf().current_names()
    Office(bot.nakadachi).imports(LUTHIER)
    refusal = told_by_command(town, town.alice, "reindex", town.general)
    assert refusal.says("事務局の担当者だけ")
    town.slack.settle()
    assert bot.nakadachi.shelf().current_names() == before
