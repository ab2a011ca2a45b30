"""Whoever is forgotten stays out of the index, whatever else happens at that moment."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi, bootstrap
from bot.memory.memory import Memory
from bot.reindexing import rebuild
from index.build import Watcher
from index.shelf import Shelf
from profiles.forgetting import forget_member
from profiles.importing import ImportOptions
from profiles.store import Store
from tests.bot.memory.examples import a_question
from tests.bot.test_reindex_command import add_member
from tests.conftest import SAMPLE, Run, program

# D001 offers it, and nobody else does.
QUESTION = "PTFE・PFA焼付け"
NAME = "狭山表層テクノ"


def the_app(home: Path) -> Nakadachi:
    return bootstrap(os.environ, home.parent)


def named_in(folder: Path) -> list[Path]:
    """The files that say the name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if NAME.encode() in path.read_bytes()]


@pytest.fixture
def half_forgotten(home: Path) -> Path:
    """A home where somebody was forgotten by a command that was killed before the reindex."""
    with Store.open(home / "members.db") as store:
        forget_member(store, "D001")
    return home


def test_who_is_forgotten_while_the_index_is_built_is_not_in_it(
    home: Path, tmp_path: Path, run: Run
) -> None:
    add_member(tmp_path, run)

    def forget_meanwhile(_texts: int) -> None:
        with Store.open(home / "members.db") as other:
            if "D001" in {stored.id for stored in other.members()}:
                forget_member(other, "D001")

    with Store.open(home / "members.db") as store:
        report = rebuild(the_app(home), store, watcher=Watcher(start=forget_meanwhile))

    assert report.members == 150
    assert named_in(home / "index") == []
    assert "D001" not in run("ask", QUESTION, "--json").out


def test_who_is_marked_but_not_yet_erased_is_not_indexed(home: Path, run: Run) -> None:
    with Store.open(home / "members.db") as store:
        forget_member(store, "D002")
        ledger = the_app(home).ledger()
        ledger.append(ledger.mark_member(store.get("D001").member))
        report = rebuild(the_app(home), store, watcher=Watcher())
    assert report.members == 148
    assert named_in(home / "index") == []


def test_forgetting_waits_for_a_reindex_that_is_running(home: Path, run: Run) -> None:
    waiting, held = threading.Event(), threading.Event()

    def build() -> None:
        with Shelf(home / "index").lock():
            held.set()
            waiting.wait(2)

    builder = threading.Thread(target=build)
    builder.start()
    assert held.wait(20)
    ended = run("forget", "D001", "--yes")
    builder.join()

    assert ended.code == 0
    assert "Another reindex is running" in ended.err
    assert "built anew without it (149 members)" in ended.err
    assert named_in(home / "index") == []


def test_forgetting_clears_what_a_killed_first_build_left(home: Path, run: Run) -> None:
    current = Shelf(home / "index").current_names()[0]
    (home / "index" / current).rename(home / "index" / ".building-99999")
    (home / "index" / "current").unlink()
    assert named_in(home / "index")

    ended = run("forget", "D001", "--yes")

    assert ended.code == 0
    assert "built anew" not in ended.err
    assert [path.name for path in (home / "index").iterdir()] == ["build.lock"]


@pytest.mark.parametrize("form", [(), ("--json",), ("--contacts",)])
def test_an_index_that_still_holds_the_forgotten_names_them_no_more(
    form: tuple[str, ...], half_forgotten: Path, run: Run
) -> None:
    assert named_in(half_forgotten / "index")
    ended = run("ask", QUESTION, *form)
    assert ended.code == 0
    assert NAME not in ended.out
    assert "D001" not in ended.out
    assert "nakadachi reindex" in ended.err


def test_forgetting_that_was_cut_short_is_finished_by_the_same_command(
    half_forgotten: Path, run: Run
) -> None:
    with Memory.open(half_forgotten / "bot.db") as memory:
        memory.questions.put(a_question(ranking=("D001", "D002"), shown=("D001",)))
    assert named_in(half_forgotten / "index")

    ended = run("forget", "D001", "--yes")

    assert ended.code == 0
    assert "It was erased before. What was left to do then is done now." in ended.out
    assert named_in(half_forgotten / "index") == []
    with Memory.open(half_forgotten / "bot.db") as memory:
        assert [one.ranking for one in memory.questions.since(0)] == [("D002",)]


def test_a_contact_that_is_forgotten_twice_is_no_error_and_one_that_never_was_is(
    home: Path, run: Run
) -> None:
    with Store.open(home / "members.db") as store:
        name = store.get("D001").member.contacts[0].name
    for _ in range(2):
        assert run("forget", "D001", "--person", name, "--yes").code == 0
    ended = run("forget", "D001", "--person", "nobody at all", "--yes")
    assert ended.code == 1
    assert "no contact of that name" in ended.err


def test_an_older_index_that_cannot_be_deleted_is_named(
    home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("index.shelf.shutil.rmtree", lambda *_args, **_more: None)
        ended = run("forget", "D001", "--yes")
    left = {path.parent for path in named_in(home / "index")}
    assert ended.code == 1
    assert all(f"{folder} could not be deleted" in ended.err for folder in left)

    assert run("forget", "D001", "--yes").code == 0
    assert named_in(home / "index") == []


def test_without_the_database_the_ledger_holds_all_the_same(half_forgotten: Path, run: Run) -> None:
    (half_forgotten / "members.db").unlink()
    assert NAME not in run("ask", QUESTION).out


def test_an_index_that_is_restored_from_a_backup_names_nobody_who_was_forgotten_since(
    home: Path, sample_home: Path, run: Run
) -> None:
    assert NAME in run("ask", QUESTION).out
    run("forget", "D001", "--yes")
    shutil.rmtree(home / "index")
    shutil.copytree(sample_home / "index", home / "index")
    assert NAME not in run("ask", QUESTION).out


def test_the_next_reindex_leaves_no_trace_in_the_older_index_either(
    half_forgotten: Path, run: Run
) -> None:
    assert "still holds somebody" in run("doctor").out
    assert run("reindex").code == 0
    assert "still holds somebody" not in run("doctor").out
    assert named_in(half_forgotten / "index") == []
    assert run("reindex", "--roll-back").code == 1


def test_an_older_index_stays_for_roll_back_if_nobody_was_forgotten_since(
    home: Path, tmp_path: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    add_member(tmp_path, run)
    run("reindex")
    assert run("reindex", "--roll-back").code == 0
    assert NAME not in run("ask", QUESTION).out


def test_who_is_let_back_is_found_again(home: Path, run: Run) -> None:
    run("forget", "D001", "--yes")
    run("forget", "D001", "--lift")
    assert run("import", str(SAMPLE / "members.xlsx"), "--consent", "members").code == 0
    run("reindex")
    assert NAME in run("ask", QUESTION).out


_KILLED = """
import os, signal, sys
import bot.reindexing
from bot.cli import cli

bot.reindexing.leave_out_forgotten = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
cli.main(["forget", "D001", "--yes"])
"""


def test_a_command_that_is_killed_before_it_reindexes_has_forgotten(home: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED], check=False)
    assert killed.returncode == -signal.SIGKILL
    ended = program(home, "ask", QUESTION)
    assert ended.returncode == 0
    assert NAME not in ended.stdout


@pytest.mark.parametrize("whom", [["D001"], ["makabe@hyoso.example"], ["D002", "--person", "%s"]])
def test_files_that_wait_for_an_import_go_with_whoever_they_may_name(
    home: Path, run: Run, whom: list[str]
) -> None:
    with Store.open(home / "members.db") as store:
        name = store.get("D002").member.contacts[0].name
    with Memory.open(home / "bot.db") as memory:
        upload = memory.uploads.open("u1", "U1", "V1", "a.csv", ImportOptions())
        memory.uploads.place(upload).write_bytes(NAME.encode())
        memory.uploads.waits(upload, "0" * 64, "state")
    run("forget", *(one.replace("%s", name) for one in whom), "--yes")
    with Memory.open(home / "bot.db") as memory:
        assert memory.uploads.get("u1") is None
    assert not named_in(home / "uploads")
