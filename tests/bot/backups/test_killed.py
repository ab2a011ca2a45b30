"""Killed at any step, a backup is whole or not there, and a restore has happened or not."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.backups.making import make_backup
from bot.backups.reading import read_backup
from bot.backups.restoring import restore
from bot.errors import BadBackup
from profiles import exchange
from profiles.errors import StoreError
from profiles.forgetting import forget_member
from profiles.forgotten import Ledger
from profiles.store import Store
from tests.bot.backups.homes import (
    app_of,
    fill,
    ids_in,
    killed_at,
    put,
    texts_in,
)
from tests.bot.remembering import memory_of
from tests.profiles.examples import a_member

NOW = datetime.fromtimestamp(1_795_000_000).astimezone()
LATER = a_member("D009", name_ja="後日株式会社", name_en="Later Inc.", contacts=())


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of two members and two questions."""
    home = tmp_path / "then"
    fill(home)
    return make_backup(app_of(home), tmp_path / "saved.backup", NOW).path


@pytest.fixture
def today(tmp_path: Path) -> Path:
    """The home as it is now: one of the members forgotten, another one new, other questions."""
    home = tmp_path / "today"
    fill(home)
    put(home, LATER)
    with Store.open(home / "members.db") as store:
        forget_member(store, "D001")
    with memory_of(home) as memory:
        memory.forget_person("U1")
        memory.forget_person("U2")
    (home / "terms.tsv").unlink()
    return home


def state_of(home: Path) -> tuple[list[str], list[str | None], bool]:
    return ids_in(home), texts_in(home), (home / "terms.tsv").exists()


BEFORE = (["D002", "D009"], [None, None], False)
AFTER = (["D002"], ["チタン U1", "チタン U2"], True)


def steps(work: Callable[[int], bool]) -> int:
    """At how many steps ``work`` can be killed; a few are left out where there are many."""
    step = 1
    while work(step):
        step += 1 if step < 60 else 3
    return step


def test_a_restore_that_is_killed_has_happened_or_not(
    saved: Path, today: Path, tmp_path: Path
) -> None:
    backup = read_backup(saved)
    home = tmp_path / "home"
    # What was erased here since would be erased there too.
    (today / "bot.db").rename(tmp_path / "bot.db")
    fill_bot = tmp_path / "bot.db"
    seen = []

    def kill(step: int) -> bool:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(today, home)
        shutil.copy(fill_bot, home / "bot.db")
        with memory_of(home) as memory, memory.database.writing() as db:
            db.execute("UPDATE questions SET id = 'other-' || id")
        killed = killed_at(step, lambda: restore(app_of(home), backup, time.time()))
        seen.append(state_of(home))
        assert not exchange.is_under_way(home)
        with Store.open(home / "members.db") as store:
            assert Ledger.load(home).state == store.ledger_done
            store.check()
        if killed and step % 5 == 0:
            restore(app_of(home), backup, time.time())
            assert state_of(home) == AFTER
        return killed

    assert steps(kill) > 40
    assert seen[0] == BEFORE
    assert seen[-1] == AFTER
    assert all(state in (BEFORE, AFTER) for state in seen)
    # Once decided, it is not undecided.
    assert seen == sorted(seen, key=lambda state: state == AFTER)


def test_a_backup_that_is_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "one.backup"
    fill(home)
    old = b"what was there before"

    def kill(step: int) -> bool:
        path.write_bytes(old)
        work = lambda: make_backup(app_of(home), path, NOW, force=True)  # noqa: E731
        killed = killed_at(step, work)
        if path.read_bytes() != old:
            assert read_backup(path).manifest.counts.members == 2
        for aside in tmp_path.glob(".one.backup-*"):
            aside.unlink()
        return killed

    assert steps(kill) > 10


@pytest.mark.parametrize("failing", range(1, 8))
def test_a_disk_that_fails_in_the_midst_leaves_everything_as_it_was(
    failing: int, saved: Path, today: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += "exchange" in _caller()
        if count == failing:
            count += 1
            raise OSError(28, "No space left on device")
        return real(self, target)

    before = state_of(today)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises(StoreError, match="disk is full; nothing was changed"):
            restore(app_of(today), read_backup(saved), time.time())
    assert not exchange.is_under_way(today)
    assert state_of(today) == before


def _caller() -> str:
    import sys

    return sys._getframe(2).f_code.co_filename


def test_a_disk_that_is_full_leaves_no_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    fill(home)

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Exception, match="No space left"):
        make_backup(app_of(home), tmp_path / "one.backup", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_disk_that_reads_other_than_was_written_leaves_no_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    fill(home)
    real = Path.write_bytes

    def flip(self: Path, content: bytes) -> int:
        return real(self, content[:700] + bytes([content[700] ^ 4]) + content[701:])

    monkeypatch.setattr(Path, "write_bytes", flip)
    with pytest.raises(BadBackup, match="could not be proved"):
        make_backup(app_of(home), tmp_path / "one.backup", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
