"""Builds: what is encoded, what is taken over, what is published."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import Source, Watcher
from index.encoder import ModelFiles
from index.errors import BuildFailed, BuildInProgress
from index.model import Side
from index.snapshot import KEYWORDS, ORIENTATION, RECORDS, TERMS, vector_file
from tests.index.examples import (
    FakeEncoder,
    FakeModels,
    SmallIndex,
    a_directory,
    a_member,
    flip,
    run_python,
)

TEXTS = 13  # statements of the directory, needs included; all differ


def snapshot_files(index: SmallIndex) -> dict[str, bytes]:
    """The files of the current snapshot, without its manifest."""
    folder = index.folder / index.shelf.current_names()[0]
    names = (RECORDS, KEYWORDS, ORIENTATION, TERMS, *(vector_file(side) for side in Side))
    return {name: (folder / name).read_bytes() for name in names}


def edited(members: list, statement: str) -> list:
    """The directory with another first capability of its last member."""
    last = members[-1]
    return [
        *members[:-1],
        replace(last, capabilities=(statement, *last.capabilities[1:])),
    ]


def test_the_first_build_encodes_every_statement_and_says_why(small: SmallIndex):
    report = small.build(a_directory())

    assert (report.members, report.changed, report.encoded) == (
        5,
        True,
        len(small.encoder.documents),
    )
    assert report.passages == report.encoded == TEXTS
    assert report.why_full == "there was no index yet"
    assert report.snapshot == small.shelf.current_names()[0]


def test_the_encoder_reads_bridged_text(small: SmallIndex):
    small.build([a_member("M1", "チタン")])
    assert [text.casefold() for text in small.encoder.documents] == ["titanium"]


def test_without_a_bridge_the_encoder_reads_the_statement_itself(tmp_path: Path):
    index = SmallIndex(tmp_path, bridge=False)
    index.build([a_member("M1", "チタンの 切削")])
    assert index.encoder.documents == ["チタンの 切削"]


def test_a_text_that_occurs_twice_is_encoded_once(small: SmallIndex):
    report = small.build([a_member("M1", "turning"), a_member("M2", "turning", needs=("turning",))])
    assert (report.passages, report.encoded) == (3, 1)


def test_with_nothing_changed_nothing_is_encoded_and_nothing_is_written(built: SmallIndex):
    before, built.encoder.documents = built.files(), []

    report = built.build(a_directory())

    assert (report.changed, report.encoded, report.why_full) == (False, 0, "")
    assert (report.members, report.passages) == (5, TEXTS)
    assert built.encoder.documents == []
    assert built.files() == before


def test_another_revision_with_the_same_members_encodes_nothing(built: SmallIndex):
    before = snapshot_files(built)
    report = built.build(a_directory(), "2")
    assert (report.changed, report.encoded) == (True, 0)
    assert snapshot_files(built) == before


def test_one_changed_statement_is_the_only_text_that_is_encoded(built: SmallIndex):
    built.encoder.documents = []

    report = built.build(edited(a_directory(), "gear hobbing"), "2")

    assert (report.changed, report.encoded, report.why_full) == (True, 1, "")
    assert built.encoder.documents == ["gear hobbing"]


def test_what_was_taken_over_is_bit_for_bit_what_a_full_build_gives(
    built: SmallIndex, tmp_path: Path
):
    members = [*edited(a_directory(), "歯車のホブ切り")[1:], a_member("NEW", "New York, 1.5 mm")]

    built.build(members, "2")
    afresh = SmallIndex(tmp_path / "afresh")
    afresh.build(members, "2")

    assert snapshot_files(built) == snapshot_files(afresh)


def test_a_full_build_on_demand_encodes_everything_again(built: SmallIndex):
    built.encoder.documents = []
    report = built.build(a_directory(), full=True)
    assert (report.encoded, report.why_full) == (TEXTS, "asked for")
    assert len(built.encoder.documents) == TEXTS


def test_the_same_content_can_be_built_twice_within_a_second(built: SmallIndex):
    for _ in range(3):
        built.build(a_directory(), full=True)
    assert built.shelf.open().rejected == ""


def test_another_model_forces_a_full_build_and_says_so(built: SmallIndex):
    built.model = ModelFiles("other", Path("other"), "other-fingerprint")
    built.encoder = FakeEncoder("other-fingerprint", 32)

    report = built.build(a_directory())

    assert report.encoded == TEXTS
    assert report.why_full == "the model changed from fake to other"
    assert built.shelf.open().snapshot.manifest.dimension == 32


def test_changed_files_of_the_same_model_force_a_full_build_too(built: SmallIndex):
    built.model = ModelFiles("fake", Path("fake"), "other-fingerprint")
    report = built.build(a_directory())
    assert report.encoded == TEXTS
    assert report.why_full == "the files of the model fake changed"


def test_turning_the_bridge_off_encodes_only_texts_that_read_otherwise(built: SmallIndex):
    japanese = sum(not text.isascii() for m in a_directory() for text in m.capabilities)
    built.bridge = False
    report = built.build(a_directory())
    assert report.changed
    assert 0 < report.encoded <= japanese


def test_another_glossary_cuts_everything_again_but_encodes_only_what_reads_otherwise(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(built.analyzer, "fingerprint", "another glossary")
    report = built.build(a_directory())
    assert (report.changed, report.encoded) == (True, 0)


def test_a_damaged_index_is_built_anew_even_if_no_member_has_changed(built: SmallIndex):
    flip(built.folder / built.shelf.current_names()[0] / RECORDS, 100)
    report = built.build(a_directory())
    assert (report.changed, report.why_full) == (True, "the last index is damaged")
    assert built.shelf.open().rejected == ""


def test_a_damaged_index_is_built_anew_even_if_the_one_before_it_is_up_to_date(built: SmallIndex):
    # As after a roll-back of the members: the previous index is of the revision asked for.
    built.build(a_directory()[:4], "2")
    flip(built.folder / built.shelf.current_names()[0] / RECORDS, 100)

    report = built.build(a_directory(), "1")

    assert (report.changed, report.encoded) == (True, 0)
    assert built.shelf.open().rejected == ""


def test_no_members_are_an_index_too(small: SmallIndex):
    report = small.build([])
    assert (report.members, report.passages) == (0, 0)
    assert small.ask("titanium").matches == ()


def test_members_can_come_after_an_empty_index(small: SmallIndex):
    small.build([])
    small.build(a_directory(), "2")
    assert small.ask("helium leak testing of vacuum chambers").ranking[0] == "LEAK"


def test_progress_counts_the_texts_to_encode(small: SmallIndex):
    told: list[tuple[str, int]] = []
    watcher = Watcher(lambda n: told.append(("start", n)), lambda n: told.append(("done", n)))
    small.build(a_directory(), watcher=watcher)
    assert told == [("start", TEXTS), ("done", TEXTS)]


def test_no_older_snapshot_is_left_when_none_may_be_kept(built: SmallIndex):
    built.build(a_directory()[:4], "2")
    report = built.build(a_directory()[:3], "3", keep_previous=False)
    assert built.shelf.snapshot_names() == [report.snapshot]
    assert built.shelf.current_names() == (report.snapshot,)


def test_no_older_snapshot_is_left_either_when_nothing_had_to_be_built(built: SmallIndex):
    built.build(a_directory()[:4], "2")
    report = built.build(a_directory()[:4], "2", keep_previous=False)
    assert not report.changed
    assert built.shelf.snapshot_names() == [report.snapshot]


def test_what_a_build_left_that_was_killed_at_its_end_is_cleared_by_one_with_nothing_to_do(
    built: SmallIndex,
):
    built.build(a_directory()[:4], "2")
    before = built.files()
    (built.folder / ".current-0123abcd").write_bytes(b"half")
    (built.folder / ".building-99999").mkdir()
    # The third, which has just been replaced.
    shutil.copytree(built.folder / built.shelf.current_names()[1], built.folder / "older")

    assert not built.build(a_directory()[:4], "2").changed

    assert built.files() == before


def test_leftovers_of_killed_builds_are_cleared(built: SmallIndex):
    (built.folder / ".building-99999").mkdir()
    (built.folder / ".building-99999" / RECORDS).write_bytes(b"half")
    (built.folder / ".current-99999").write_bytes(b"half")
    built.build(a_directory()[:4], "2")
    assert [path.name for path in built.folder.glob(".[bc]*-*")] == []


def test_one_builder_at_a_time(built: SmallIndex):
    before = built.files()
    with built.shelf.lock(), pytest.raises(BuildInProgress, match="Another reindex is running"):
        built.build(a_directory()[:4], "2")
    assert built.files() == before


def test_the_members_are_read_when_no_other_build_is_running(built: SmallIndex):
    def read() -> Source:
        with pytest.raises(BuildInProgress), built.shelf.lock():
            pass
        return Source(a_directory()[:4], "2")

    assert built.builder().build(read).members == 4
    with built.shelf.lock(), pytest.raises(BuildInProgress):
        built.builder().build(lambda: pytest.fail("they were read"))


def test_another_state_of_the_ledger_builds_anew(built: SmallIndex):
    report = built.builder().build(lambda: Source(a_directory(), "1", "another"))
    assert (report.changed, report.encoded) == (True, 0)
    assert built.shelf.open().snapshot.manifest.ledger == "another"


def test_of_two_builders_at_once_one_is_told_and_the_other_builds(small: SmallIndex):
    encoding, go_on = threading.Event(), threading.Event()

    class SlowEncoder(FakeEncoder):
        def encode_documents(self, texts, progress=lambda _: None):
            encoding.set()
            assert go_on.wait(20)
            return super().encode_documents(texts, progress)

    slow = SmallIndex(small.folder, SlowEncoder())
    first = threading.Thread(target=slow.build, args=(a_directory(),))
    first.start()
    assert encoding.wait(20)
    try:
        with pytest.raises(BuildInProgress):
            small.build(a_directory())
    finally:
        go_on.set()
        first.join()
    assert len(small.shelf.snapshot_names()) == 1


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fails(*_: object, **__: object) -> None:
    raise FULL


STEPS = ("write_records", "write_keywords", "VectorIndex.write", "write_durably")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", [FULL, sqlite3.OperationalError("database or disk is full")])
def test_a_disk_that_fills_leaves_the_old_index_as_it_was(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
):
    before = built.files()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"index.build.{step}", fail)
    with pytest.raises(BuildFailed, match=r"(No space left|disk is full).*goes on answering"):
        built.build(a_directory()[:4], "2")

    assert built.files() == before
    assert built.shelf.open().rejected == ""


def test_a_pointer_that_cannot_be_written_leaves_the_old_index_serving(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch
):
    current = built.shelf.current_names()
    monkeypatch.setattr("index.shelf.write_durably", fails)
    with pytest.raises(BuildFailed):
        built.build(a_directory()[:4], "2")
    assert built.shelf.current_names() == current
    assert built.shelf.open().rejected == ""


def test_what_was_written_is_read_back_before_it_is_published(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch
):
    before = built.files()
    monkeypatch.setattr("index.build.VectorIndex.write", lambda _, path: path.write_bytes(b"short"))
    with pytest.raises(BuildFailed, match="cannot be opened"):
        built.build(a_directory()[:4], "2")
    assert built.files() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only folders")
def test_a_read_only_folder_is_named(built: SmallIndex):
    built.folder.chmod(0o500)
    try:
        with pytest.raises(BuildFailed, match="Permission denied"):
            built.build(a_directory()[:4], "2")
    finally:
        built.folder.chmod(0o700)
    assert built.shelf.open().rejected == ""


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BuildFailed, match="file/index"):
        SmallIndex(tmp_path / "file" / "index").build(a_directory())


CHILD = """
import os, resource, signal, sys
from pathlib import Path
import index.build, index.shelf
from index.errors import BuildFailed
from tests.index.examples import SmallIndex, a_directory

small = SmallIndex(Path(sys.argv[1]))

def kill(place, name, when):
    whole = getattr(place, name)
    def doomed(*args, **options):
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        whole(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(place, name, doomed)
"""


def run_child(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script of Python, in a process of its own, over the index in ``folder``."""
    return run_python(CHILD + script, folder)


KILLS = {
    "after the members were written": "kill(index.build, 'write_records', 'after')",
    "after the keywords were written": "kill(index.build, 'write_keywords', 'after')",
    "after the vectors of one side": "kill(index.build.VectorIndex, 'write', 'after')",
    "before the manifest": "kill(index.build, 'write_durably', 'before')",
    "after the manifest": "kill(index.build, 'write_durably', 'after')",
    "before the snapshot has its name": "kill(index.shelf, 'publish_folder', 'before')",
    "after the snapshot has its name": "kill(index.shelf, 'publish_folder', 'after')",
    "before the pointer": "kill(index.shelf, 'write_durably', 'before')",
    "half-way through the pointer": "kill(index.shelf.Path, 'replace', 'before')\n"
    "index.build.write_durably = Path.write_bytes",
}


@pytest.mark.parametrize("moment", KILLS)
def test_a_build_that_is_killed_leaves_the_old_index_and_the_next_one_succeeds(
    built: SmallIndex, moment: str
):
    before = built.files()

    died = run_child(built.folder, f"{KILLS[moment]}\nsmall.build(a_directory()[:4], '2')")

    assert died.returncode == -9, died.stderr
    opened = built.shelf.open()
    assert (opened.snapshot.name, opened.rejected) == (built.shelf.current_names()[0], "")
    assert before.items() <= built.files().items()
    assert built.ask("metal printing in laser powder beds").ranking[0] == "PRINT"

    report = built.build(a_directory()[:4], "2")

    names = {path.name for path in built.folder.iterdir()} - {"build.lock"}
    assert names == {"current", report.snapshot, opened.snapshot.name}
    assert built.shelf.open().snapshot.name == report.snapshot


def test_a_build_that_is_killed_after_the_pointer_has_published(built: SmallIndex):
    before = built.shelf.current_names()[0]

    died = run_child(
        built.folder,
        "kill(index.shelf, 'write_durably', 'after')\nsmall.build(a_directory()[:4], '2')",
    )

    assert died.returncode == -9, died.stderr
    opened = built.shelf.open()
    assert opened.rejected == ""
    assert opened.snapshot.manifest.members == 4
    assert built.shelf.current_names() == (opened.snapshot.name, before)


def test_a_file_that_may_not_grow_fails_the_build_and_not_the_index(built: SmallIndex):
    before = built.files()

    child = run_child(
        built.folder,
        """
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
try:
    small.build(a_directory()[:4], "2")
except BuildFailed as error:
    print("failed:", error)
""",
    )

    assert child.returncode == 0, child.stderr
    assert "failed: The index could not be written" in child.stdout
    assert built.files() == before


def test_a_builder_can_be_used_again(small: SmallIndex):
    builder = small.builder()
    first = builder.build(lambda: Source(a_directory()[:4], "1"))
    second = builder.build(lambda: Source(a_directory(), "2"))
    assert small.shelf.current_names() == (second.snapshot, first.snapshot)


def test_an_encoder_that_fails_leaves_the_old_index(
    built: SmallIndex, monkeypatch: pytest.MonkeyPatch
):
    before = built.files()

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(FakeModels, "building_encoder", fail)
    with pytest.raises(MemoryError):
        built.build(edited(a_directory(), "gear hobbing"), "2")
    assert built.files() == before
