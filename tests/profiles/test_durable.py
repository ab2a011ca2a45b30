"""Writing so that there is never half of anything."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from profiles.durable import (
    append_durably,
    publish_folder,
    replacing,
    sync_folder,
    write_durably,
)


def test_a_file_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path: Path):
    path = tmp_path / "current"
    path.write_bytes(b"old")
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "current"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("profiles.durable.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_durably(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_is_cleared_by_whoever_writes_next(tmp_path: Path):
    (tmp_path / ".current-0123abcd").write_bytes(b"half")
    (tmp_path / ".currently-0123abcd").write_bytes(b"of another file")
    write_durably(tmp_path / "current", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".currently-0123abcd", "current"]


def test_what_somebody_is_writing_at_this_moment_is_left_to_them(tmp_path: Path):
    path = tmp_path / "current"
    with replacing(path) as aside:
        aside.write_bytes(b"slow")
        write_durably(path, b"quick")
        assert path.read_bytes() == b"quick"
    assert path.read_bytes() == b"slow"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_locked_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("profiles.durable.fcntl.flock", refuse)
    (tmp_path / ".current-0123abcd").write_bytes(b"perhaps of somebody who lives")
    write_durably(tmp_path / "current", b"new")
    assert (tmp_path / "current").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_gets_its_name_with_all_that_is_in_it(tmp_path: Path):
    aside = tmp_path / ".building-1"
    aside.mkdir()
    (aside / "manifest.json").write_bytes(b"{}")
    publish_folder(aside, tmp_path / "done")
    assert [path.name for path in tmp_path.rglob("*")] == ["done", "manifest.json"]


def test_a_folder_does_not_take_the_place_of_another(tmp_path: Path):
    for name in (".building-1", "done"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(name)
    with pytest.raises(OSError, match="not empty"):
        publish_folder(tmp_path / ".building-1", tmp_path / "done")
    assert (tmp_path / "done" / "manifest.json").read_text() == "done"


def test_what_is_written_is_for_this_user_alone(tmp_path: Path):
    write_durably(tmp_path / "replaced", b"new")
    append_durably(tmp_path / "appended", b"new")
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_appended_comes_after_what_was_there(tmp_path: Path):
    append_durably(tmp_path / "ledger", b"one\n")
    append_durably(tmp_path / "ledger", b"two\n")
    assert (tmp_path / "ledger").read_bytes() == b"one\ntwo\n"


def test_every_way_of_writing_ends_with_the_folder_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    synced: list[bool] = []
    fsync = os.fsync

    def watch(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        fsync(handle)

    monkeypatch.setattr("profiles.durable.os.fsync", watch)
    write_durably(tmp_path / "replaced", b"new")
    append_durably(tmp_path / "appended", b"new")
    assert synced == [False, True, False, True]


def test_a_file_system_that_cannot_sync_folders_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("profiles.durable.os.fsync", refuse)
    code = errno.EINVAL
    sync_folder(tmp_path)
    code = errno.EIO
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync_folder(tmp_path)
