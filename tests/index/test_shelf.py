"""Which snapshot is served, and how one takes another's place."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    BuildFailed,
    BuildInProgress,
    NoSnapshot,
    SnapshotDamaged,
    SnapshotOutdated,
)
from index.shelf import Shelf
from index.snapshot import KEYWORDS, MANIFEST, RECORDS
from tests.index.examples import SmallIndex, a_directory, flip
from tests.index.test_snapshot import MANIFEST_OF_A_TEST, write_manifest

FILES = (RECORDS, KEYWORDS, "offers.faiss", "needs.faiss", MANIFEST)


@pytest.fixture
def two(small: SmallIndex) -> SmallIndex:
    """Two snapshots, the older one kept for roll-back."""
    small.build(a_directory()[:4], "1")
    small.build(a_directory(), "2")
    return small


def served(index: SmallIndex) -> str:
    return index.shelf.open().snapshot.name


def test_without_a_build_there_is_no_snapshot(small: SmallIndex):
    with pytest.raises(NoSnapshot, match="nakadachi reindex"):
        small.shelf.open()


def test_an_empty_folder_is_no_snapshot(small: SmallIndex):
    small.folder.mkdir()
    with pytest.raises(NoSnapshot):
        small.shelf.open()


def test_the_newest_is_served_and_the_one_before_is_kept(two: SmallIndex):
    newest, previous = two.shelf.current_names()
    assert served(two) == newest
    assert two.shelf.open().rejected == ""
    assert sorted(two.shelf.snapshot_names()) == sorted([newest, previous])


def test_the_third_snapshot_takes_the_place_of_the_first(two: SmallIndex):
    first, second = reversed(two.shelf.current_names())
    third = two.build(a_directory()[:3], "3").snapshot
    assert two.shelf.snapshot_names() == [third, second]
    assert not (two.folder / first).exists()


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_snapshot_gives_way_to_the_previous_one_which_says_why(
    two: SmallIndex, name: str
):
    newest, previous = two.shelf.current_names()
    path = two.folder / newest / name
    flip(path, path.stat().st_size // 2)

    opened = two.shelf.open()

    assert opened.snapshot.name == previous
    assert newest in opened.rejected
    assert "damaged" in opened.rejected
    assert "nakadachi reindex" in opened.rejected


def test_when_none_verifies_none_is_served(two: SmallIndex):
    for name in two.shelf.current_names():
        flip(two.folder / name / RECORDS, 100)
    with pytest.raises(SnapshotDamaged, match="No other snapshot can take its place"):
        two.shelf.open()


def test_a_snapshot_of_another_format_alone_says_so(tmp_path: Path):
    folder = write_manifest(tmp_path, replace(MANIFEST_OF_A_TEST, format=99))
    (tmp_path / "current").write_text(f"{folder.name}\n")
    with pytest.raises(SnapshotOutdated, match="format 99"):
        Shelf(tmp_path).open()


def test_any_changed_byte_of_the_pointer_still_serves_a_whole_snapshot(two: SmallIndex):
    newest, previous = two.shelf.current_names()
    pointer = two.folder / "current"
    whole = pointer.read_bytes()
    for offset in range(len(whole)):
        for change in (0x01, 0x20, 0xFF):
            content = bytearray(whole)
            content[offset] ^= change
            pointer.write_bytes(bytes(content))

            opened = two.shelf.open()

            assert opened.snapshot.name in (newest, previous)
            assert opened.snapshot.name == newest or "pointer" in opened.rejected


@pytest.mark.parametrize("content", [None, b"", b"nonsense\n", b"\xff\xfe", b"../..\n"])
def test_a_pointer_that_leads_nowhere_is_named_as_the_reason(
    two: SmallIndex, content: bytes | None
):
    names = two.shelf.snapshot_names()
    pointer = two.folder / "current"
    pointer.unlink()
    if content is not None:
        pointer.write_bytes(content)

    opened = two.shelf.open()

    assert opened.snapshot.name in names
    assert "pointer" in opened.rejected


def test_a_build_mends_a_damaged_pointer_even_if_no_member_has_changed(two: SmallIndex):
    (two.folder / "current").write_text("nonsense")
    two.build(a_directory(), "2")
    assert two.shelf.open().rejected == ""


def test_a_missing_previous_snapshot_does_not_matter(two: SmallIndex):
    newest, previous = two.shelf.current_names()
    shutil.rmtree(two.folder / previous)
    assert (served(two), two.shelf.open().rejected) == (newest, "")


def test_rolling_back_serves_the_previous_snapshot(two: SmallIndex):
    newest, previous = two.shelf.current_names()
    assert two.shelf.roll_back() == previous
    assert served(two) == previous
    assert two.shelf.current_names() == (previous, newest)


def test_rolling_back_twice_is_where_one_began(two: SmallIndex):
    newest = served(two)
    two.shelf.roll_back()
    two.shelf.roll_back()
    assert served(two) == newest


def test_there_is_no_rolling_back_from_the_first_snapshot(built: SmallIndex):
    with pytest.raises(NoSnapshot, match="no previous"):
        built.shelf.roll_back()


def test_a_damaged_snapshot_is_not_rolled_back_to(two: SmallIndex):
    newest, previous = two.shelf.current_names()
    flip(two.folder / previous / KEYWORDS, 100)
    with pytest.raises(SnapshotDamaged):
        two.shelf.roll_back()
    assert served(two) == newest


def test_a_full_disk_is_named_when_rolling_back(two: SmallIndex, monkeypatch: pytest.MonkeyPatch):
    newest = served(two)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("profiles.durable.os.fsync", full)
    with pytest.raises(BuildFailed, match=r"could not be written .* No space left"):
        two.shelf.roll_back()
    assert served(two) == newest


def test_whoever_holds_the_lock_may_roll_back(two: SmallIndex):
    with two.shelf.lock():
        two.shelf.roll_back()
    assert two.shelf.open().rejected == ""


def test_only_one_holds_the_lock(small: SmallIndex):
    with (
        small.shelf.lock(),
        pytest.raises(BuildInProgress, match="Another reindex"),
        small.shelf.lock(),
    ):
        pass


def test_the_lock_is_free_again_afterwards(small: SmallIndex):
    with small.shelf.lock():
        pass
    with small.shelf.lock():
        pass


def test_whoever_holds_the_lock_may_take_it_once_more(small: SmallIndex):
    shelf = small.shelf
    with shelf.lock():
        with shelf.lock():
            pass
        with pytest.raises(BuildInProgress), small.shelf.lock():
            pass


def test_who_waits_for_the_lock_is_told_so_and_gets_it(small: SmallIndex):
    held, told = threading.Event(), threading.Event()

    def hold() -> None:
        with small.shelf.lock():
            held.set()
            assert told.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(20)
    with small.shelf.lock(20, told.set):
        assert told.is_set()
    holder.join()


def test_leftovers_of_killed_builds_are_cleared(two: SmallIndex):
    before = two.files()
    (two.folder / ".building-99999").mkdir()
    (two.folder / ".building-99999" / RECORDS).write_bytes(b"half")
    (two.folder / ".current-99999").write_bytes(b"half")
    two.shelf.clear_leftovers()
    assert two.files() == before


def test_publishing_changes_the_stamp_of_the_pointer(two: SmallIndex):
    before = two.shelf.pointer_stamp()
    two.build(a_directory()[:2], "3")
    assert two.shelf.pointer_stamp() != before


def test_before_the_first_build_the_pointer_has_a_stamp_too(small: SmallIndex):
    assert small.shelf.pointer_stamp() == (0, 0)
