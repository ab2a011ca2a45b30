"""A clock that jumps: what came last is what counts, whatever time is written on it.

Claims and their leases under such a clock: tests/bot/memory/test_deliveries.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from bot.backups.making import make_backup
from bot.backups.reading import read_backup
from bot.backups.record import last_backup
from bot.health import examine
from profiles.importing import apply_plan
from profiles.planning import plan_import
from profiles.store import Store
from tests.bot.backups.homes import HELIUM, TITAN, app_of, fill, texts_in
from tests.bot.remembering import memory_of
from tests.index.examples import SmallIndex, a_directory
from tests.profiles.examples import TODAY, a_reading

NOW = datetime.now(UTC)
JUMPS = {"back by an hour": timedelta(hours=-1), "forward by a day": timedelta(days=1)}
SetClock = Callable[[datetime], None]

every_jump = pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)


@pytest.fixture
def set_builders_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Sets the clock by which snapshots are named."""

    def set_clock(now: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return now.astimezone(tz)

        monkeypatch.setattr("index.build.datetime", Clock)

    return set_clock


@every_jump
def test_the_last_index_serves_and_the_one_before_it_is_kept(
    tmp_path: Path, set_builders_clock: SetClock, jump: timedelta
) -> None:
    small, built = SmallIndex(tmp_path / "index"), []
    for number, now in enumerate((NOW, NOW + jump, NOW + timedelta(minutes=1)), start=2):
        set_builders_clock(now)
        built.append(small.build(a_directory()[:number], str(number)).snapshot)
        assert small.shelf.open().snapshot.name == built[-1]
        assert small.shelf.open().rejected == ""
        assert list(small.shelf.current_names()) == built[-1:-3:-1]
    assert small.shelf.roll_back() == built[1]


@every_jump
def test_the_last_import_is_the_one_that_came_last(tmp_path: Path, jump: timedelta) -> None:
    with Store.open(tmp_path / "members.db") as store:
        for now, members in ((NOW, [TITAN]), (NOW + jump, [TITAN, HELIUM])):
            apply_plan(store, plan_import(store, a_reading(*members), today=TODAY), now=now)
        last = store.last_import()
        assert last is not None
        assert (last.added, last.unchanged) == (1, 1)
        assert len(list(store.members())) == 2


@every_jump
def test_of_backups_the_last_one_is_kept_and_none_that_says_it_is_newer_is_deleted(
    tmp_path: Path, jump: timedelta
) -> None:
    home, folder = tmp_path / "home", tmp_path / "backups"
    fill(home)
    folder.mkdir()
    app = app_of(home)
    first = make_backup(app, folder, NOW, keep=1)
    second = make_backup(app, folder, NOW + jump, keep=1)
    assert second.path.exists()
    assert first.path.exists() == (jump < timedelta())
    assert read_backup(second.path).manifest.counts.members == 2
    last = last_backup(home)
    assert last is not None
    assert last.path == str(second.path)
    # Once the clock goes right again those that are too many go.
    third = make_backup(app, folder, NOW + timedelta(days=2), keep=1)
    assert list(folder.iterdir()) == [third.path]


@every_jump
def test_what_people_asked_is_neither_lost_nor_kept_for_ever(
    tmp_path: Path, jump: timedelta
) -> None:
    home = tmp_path / "home"
    fill(home)
    with memory_of(home) as memory:
        memory._clock = lambda: time.time() + jump.total_seconds()
        memory.expire(keep_days=180)
    assert texts_in(home) == ["チタン U1", "チタン U2"]
    with memory_of(home) as memory:
        memory._clock = lambda: time.time() + jump.total_seconds() + 182 * 86_400
        memory.expire(keep_days=180)
    assert texts_in(home) == [None, None]


@every_jump
def test_the_doctor_takes_a_jump_for_no_illness(tmp_path: Path, jump: timedelta) -> None:
    home = tmp_path / "home"
    fill(home)
    make_backup(app_of(home), tmp_path / "one.backup", NOW + jump)
    found = {one.subject: one.status for one in examine(app_of(home))}
    assert found["backup"] == "ok"
    assert found["database"] == "ok"
