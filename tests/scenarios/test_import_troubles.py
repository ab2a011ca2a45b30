"""/partners import when all else goes wrong: Slack away at the end, a full disk, odd values."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.memory.memory import Memory
from bot.memory.uploads import UploadState
from bot.playground.journal import Route
from bot.playground.seen import SeenMessage
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.telling import told
from tests.scenarios.test_importing import (
    APPLY,
    BAD,
    CANCEL,
    KOTO,
    imports_done,
    is_checked,
    kept_files,
    members,
    reported,
    sends,
    sheet,
)
from tests.scenarios.town import Bot, Town, until

_WITHIN = 60.0


@pytest.fixture
def bot(town: Town) -> Bot:
    """A bot that serves."""
    return town.starts_bot()


def is_away_for_posts(town: Town) -> Iterator[str]:
    """Slack takes no messages and changes no windows, as often as a bot tries at once."""
    for method in ("views.update", "chat.update", "conversations.open"):
        town.slack.fail(method, status=503, times=6)
        yield method


def test_a_report_that_allows_nothing_reaches_its_reader_when_slack_is_back(
    town: Town, bot: Bot
) -> None:
    assert list(is_away_for_posts(town))
    sends(town, sheet(KOTO, BAD))
    assert town.sato.sees("このままでは何も取り込めません", town.sato.direct, within=_WITHIN)
    town.sato.sees_modal("このままでは何も取り込めません", within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert not kept_files(town)


def test_a_file_that_is_of_no_use_is_told_when_slack_is_back(town: Town, bot: Bot) -> None:
    assert list(is_away_for_posts(town))
    sends(town, replace(sheet(KOTO), data=b"%PDF-1.7 \n"))
    town.sato.sees_modal("確認できませんでした", within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert not kept_files(town)


def test_a_press_that_was_turned_back_never_writes_what_nobody_has_read(
    town: Town, bot: Bot
) -> None:
    window = is_checked(town, sheet(KOTO))
    message = reported(town)
    Office(bot.nakadachi).imports(LUTHIER)
    done = imports_done(bot)
    hang = town.slack.hang("views.update")
    town.sato.presses(window, APPLY)
    assert hang.caught.wait(10)  # “importing” is about to be shown
    assert list(is_away_for_posts(town))
    town.slack.platform.faults._hangs.clear()
    hang.release()
    again = town.sato.sees("確認し直しました", town.sato.direct, within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert (again.ts, imports_done(bot)) == (message.ts, done)
    assert "N101" not in members(bot)
    town.sato.presses(again, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert "N101" in members(bot)


def test_an_import_that_was_given_up_can_be_begun_anew(town: Town, bot: Bot) -> None:
    is_checked(town, sheet(KOTO))
    message = reported(town)
    (kept,) = kept_files(town)
    uploads, deliveries = bot.memory.uploads, bot.memory.deliveries
    claim = deliveries.claim(["press:another"], {})
    assert claim
    uploads.begin(kept.parent.name, claim.id)
    waits = told(town, town.sato, lambda: town.sato.presses(message, APPLY), town.sato.direct)
    assert waits.says("すでに始まっています")
    deliveries.finish(claim.id)  # with an error, and nothing written
    town.sato.presses(message, APPLY)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)
    assert "N101" in members(bot)
    found = uploads.get(kept.parent.name)
    assert found
    assert found.state is UploadState.APPLIED


def test_a_full_disk_is_no_trouble_of_slacks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = town.starts_bot()
    monkeypatch.setattr("bot.working._DISK_SECONDS", 0.0)
    monkeypatch.setattr("bot.uploads._private", _no_room)
    sends(town, sheet(KOTO))
    town.sato.sees_modal("番号", within=_WITHIN)
    until(lambda: bot.memory.deliveries.unfinished() == 0)
    assert not any(one.says("最後まで受け取れませんでした") for one in town.sato.modals)
    assert not kept_files(town)


def _no_room(target: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("path", ["..", "../..", ".", "", "nothing", "/", "a/.."])
def test_no_press_erases_what_is_no_import(town: Town, bot: Bot, path: str) -> None:
    is_checked(town, sheet(KOTO))
    message = reported(town)
    before = sorted(one.name for one in town.home.iterdir())
    gone = told(town, town.sato, lambda: _forges(town, message, path), town.sato.direct)
    assert gone.says("もう保管していません")
    assert sorted(one.name for one in town.home.iterdir()) == before
    assert len(kept_files(town)) == 1
    with Memory.open(town.home / "bot.db") as memory:
        memory.check()


def _forges(town: Town, message: SeenMessage, path: str) -> None:
    """A press with a value that no button of ours has."""
    elements = [one for block in message.blocks for one in block.get("elements", ())]
    (control,) = [one for one in elements if str(one.get("action_id")).startswith(CANCEL)]
    place = {"type": "message", "channel_id": town.sato.direct.id, "message_ts": message.ts}
    forged = {
        "type": "block_actions",
        "team": {"id": town.sato.team},
        "user": {"id": town.sato.id, "team_id": town.sato.team},
        "channel": {"id": town.sato.direct.id},
        "container": place,
        "actions": [{**control, "value": f"\n{path}\n"}],
        "trigger_id": "1.2.forged",
    }
    town.slack.sends(Route.INTERACTION, forged)
