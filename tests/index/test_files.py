"""Writing so that there is never half of anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.files import publish_folder, write_durably


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

    monkeypatch.setattr("index.files.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_durably(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


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
