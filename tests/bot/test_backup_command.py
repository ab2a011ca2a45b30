"""backup and restore: one file that brings everything back, but for whoever was forgotten."""

from __future__ import annotations

import json
import os
import shutil
import stat
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.backups.archive import Backup, Counts, Manifest, pack
from bot.backups.making import gather
from bot.bootstrap import bootstrap
from bot.service import open_service
from profiles.database import content_of
from profiles.store import Store
from tests.bot.backups.homes import HELIUM, TITAN, fill, ids_in, put, texts_in
from tests.bot.remembering import memory_of
from tests.conftest import Run, program
from tests.profiles.examples import a_member

OTHER = a_member("D009", name_ja="別会社株式会社", name_en="Other Inc.", contacts=())


@pytest.fixture
def small(empty_home: Path) -> Path:
    """A home with two members, two questions and own terms, in use."""
    fill(empty_home)
    return empty_home


@pytest.fixture
def saved(small: Path, tmp_path: Path, run: Run) -> Path:
    """A backup of it."""
    path = tmp_path / "saved.backup"
    assert run("backup", str(path)).code == 0
    return path


def restored(run: Run, path: Path) -> str:
    ended = run("restore", str(path), "--yes", "--no-reindex")
    assert ended.code == 0, ended.err
    return ended.out


def test_everything_comes_back_and_questions_are_answered_again(
    home: Path, tmp_path: Path, run: Run
) -> None:
    path, before, after = (tmp_path / name for name in ("a.backup", "1.jsonl", "2.jsonl"))
    run("export", str(before))
    assert run("backup", str(path)).code == 0
    (home / "members.db").unlink()
    put(home, OTHER)

    ended = run("restore", str(path), "--yes")
    assert ended.code == 0, ended.err
    assert "The index is built anew (150 members)" in ended.err
    run("export", str(after))
    assert after.read_bytes() == before.read_bytes()
    assert "D001" in run("ask", "PTFE・PFA焼付け", "--json").out
    assert len([one for one in (home / "index").iterdir() if one.is_dir()]) == 1


def test_a_new_machine_begins_with_a_backup(
    saved: Path, sample_home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "models").symlink_to(sample_home / "models")
    monkeypatch.setenv("NAKADACHI_HOME", str(elsewhere))
    ended = run("restore", str(saved), input="y\n")
    assert ended.code == 0, ended.err
    assert f"{elsewhere} is empty. Restore it?" in ended.err
    assert "D001" in run("ask", "PTFE・PFA焼付け", "--json").out


def test_a_home_that_does_not_exist_is_made_for_this_user_alone(
    saved: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("NAKADACHI_HOME", str(elsewhere))
    restored(run, saved)
    assert (ids_in(elsewhere), texts_in(elsewhere)) == (
        ["D001", "D002"],
        ["チタン U1", "チタン U2"],
    )
    assert (elsewhere / "terms.tsv").read_text("utf-8").endswith("own\n")
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    for name in ("members.db", "bot.db", "terms.tsv"):
        assert stat.S_IMODE((elsewhere / name).stat().st_mode) == 0o600


def test_only_the_office_can_read_it_and_it_holds_neither_tokens_nor_settings(
    small: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-secret")
    (small / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1-secret\n")
    path = tmp_path / "a.backup"
    ended = run("backup", str(path))
    assert "It holds contacts" in ended.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == [
            "bot.db",
            "members.db",
            "nakadachi-backup.json",
            "terms.tsv",
        ]
        assert b"xoxb" not in b"".join(map(archive.read, archive.namelist()))


def test_each_database_is_that_of_one_moment_while_others_write(
    small: Path, tmp_path: Path, run: Run
) -> None:
    stop = threading.Event()

    def write() -> None:
        with (
            memory_of(small) as memory,
            Store.open(small / "members.db") as store,
        ):
            number = 0
            while not stop.is_set():
                number += 1
                with memory.database.writing() as db:
                    for _ in range(2):
                        db.execute("INSERT INTO delivery_keys SELECT hex(randomblob(8)), 'owed'")
                with store.writing() as db:
                    db.execute("UPDATE members SET summary = ?", [f"summary {number}"])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(15):
            assert run("backup", str(tmp_path / f"{number}.backup")).code == 0
    finally:
        stop.set()
        writer.join()
    seen = set()
    for number in range(15):
        restored(run, tmp_path / f"{number}.backup")
        with memory_of(small) as memory, Store.open(small / "members.db") as store:
            ((keys,),) = memory.database.rows("SELECT count(*) FROM delivery_keys")
            assert keys % 2 == 1  # that of the claim, and pairs
            summaries = {one.member.summary for one in store.members()}
            assert len(summaries) == 1
            seen |= summaries
    assert len(seen) > 1, "nothing was written meanwhile"


def test_a_file_that_is_there_is_replaced_only_if_asked(small: Path, saved: Path, run: Run) -> None:
    before = saved.read_bytes()
    ended = run("backup", str(saved))
    assert ended.code == 1
    assert "is there already" in ended.err
    assert saved.read_bytes() == before
    put(small, OTHER)
    assert run("backup", str(saved), "--force").code == 0
    assert "3 members" in run("restore", str(saved), "--dry-run").out


@pytest.mark.parametrize("place", ["a.backup", "backups/a.backup", "."])
def test_a_place_inside_the_home_is_refused(place: str, small: Path, run: Run) -> None:
    (small / "backups").mkdir()
    ended = run("backup", str(small / place))
    assert ended.code == 1
    assert "Choose a folder on another disk" in ended.err
    assert not list(small.rglob("*.backup"))


def test_a_place_that_cannot_be_written_to_is_a_clear_error(
    small: Path, tmp_path: Path, run: Run
) -> None:
    ended = run("backup", str(tmp_path / "unplugged" / "a.backup"))
    assert ended.code == 1
    assert "cannot be written" in ended.err
    # A schedule must not write into the place of a disk that is not there.
    ended = run("backup", str(tmp_path / "unplugged"), "--keep", "3")
    assert ended.code == 2
    assert "Is its disk connected" in ended.err
    assert not (tmp_path / "unplugged").exists()


def test_where_nothing_was_imported_there_is_nothing_to_save(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    ended = run("backup", str(tmp_path / "a.backup"))
    assert ended.code == 1
    assert "Nothing has been imported" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_in_a_folder_the_newest_of_this_home_are_kept_and_nothing_else_is_touched(
    small: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    others = tmp_path / "others"
    shutil.copytree(small, others)
    monkeypatch.setenv("NAKADACHI_HOME", str(others))
    run("backup", str(folder))
    (of_others,) = folder.iterdir()
    monkeypatch.setenv("NAKADACHI_HOME", str(small))
    strange = folder / "nakadachi-2020-01-01-000000.backup"
    strange.write_bytes(b"a letter")
    made = [json.loads(run("backup", str(folder), "--json").out)["file"] for _ in range(4)]

    said = json.loads(run("backup", str(folder), "--keep", "2", "--json").out)
    assert sorted(said["deleted"]) == sorted(made[:3])
    assert {str(path) for path in folder.iterdir()} == {
        made[3],
        said["file"],
        str(strange),
        str(of_others),
    }
    assert Path(said["file"]).name.startswith("nakadachi-2")


def test_what_a_killed_backup_left_is_cleared_after_a_day(
    small: Path, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    old, fresh = (folder / f".nakadachi-2026-01-01-000000.backup-{n}" for n in ("old", "fresh"))
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    run("backup", str(folder), "--keep", "2")
    assert fresh.exists()
    assert not old.exists()


def test_a_dry_run_says_what_is_in_it_and_changes_nothing(
    small: Path, saved: Path, run: Run
) -> None:
    put(small, OTHER)
    with memory_of(small):  # the bot may go on
        ended = run("restore", str(saved), "--dry-run")
    assert ended.code == 0
    assert "2 members, 2 contacts, 2 questions, 0 requests" in ended.out
    assert "Nothing was changed" in ended.out
    said = json.loads(run("restore", str(saved), "--dry-run", "--json").out)
    assert (said["outcome"], said["counts"]["members"]) == ("dry_run", 2)
    assert ids_in(small) == ["D001", "D002", "D009"]


def test_it_is_asked_first_and_says_what_is_lost(small: Path, saved: Path, run: Run) -> None:
    put(small, OTHER)
    ended = run("restore", str(saved), input="n\n")
    assert ended.code == 1
    assert "3 members, and what the bot noted since. Restore it?" in ended.err
    assert "D009" in ids_in(small)


@pytest.fixture(params=["members.db", "bot.db"])
def occupied(request: pytest.FixtureRequest, saved: Path, small: Path) -> Iterator[str]:
    """A command holds one of the databases."""
    if request.param == "bot.db":
        with memory_of(small):
            yield request.param
    else:
        with Store.open(small / "members.db"):
            yield request.param


def test_nothing_is_restored_while_a_command_runs(
    occupied: str, saved: Path, small: Path, run: Run
) -> None:
    ended = run("restore", str(saved), "--yes")
    assert ended.code == 1
    assert "is in use" in ended.err
    assert "Nothing was changed" in ended.err


def test_nothing_is_restored_while_the_bot_serves(
    saved: Path, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-test")
    service = open_service(bootstrap(os.environ, small.parent))
    try:
        assert "is in use" in run("restore", str(saved), "--yes").err
        # Another process sees it too, whatever of the home this one has opened and closed.
        assert service.desk.directory.member("D001") is not None
        run("members")
        ended = program(small, "restore", str(saved), "--yes")
        assert ended.returncode == 1
        assert "is in use" in ended.stderr
        # A backup is made all the same.
        assert run("backup", str(saved), "--force").code == 0
    finally:
        service.close()
    restored(run, saved)


def test_a_damaged_backup_changes_nothing(small: Path, saved: Path, run: Run) -> None:
    put(small, OTHER)
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)
    ended = run("restore", str(saved), "--yes")
    assert ended.code == 1
    assert f"{saved}: it is damaged" in ended.err
    assert "D009" in ids_in(small)


def test_a_backup_of_a_newer_version_is_refused(small: Path, tmp_path: Path, run: Run) -> None:
    db = Database(small / "bot.db")
    db["_sqlite_migrations"].insert(
        {"migration_set": "bot", "name": "m999_future", "applied_at": "2030-01-01"}
    )
    db.close()
    files = {}
    for name in ("members.db", "bot.db"):
        with Database(small / name) as opened:
            files[name] = content_of(opened)
    path = tmp_path / "future.backup"
    manifest = Manifest("7.0.0", time.time(), "x", Counts(2, 0, 2, 2, 0))
    path.write_bytes(pack(Backup(manifest, files)))
    ended = run("restore", str(path), "--yes")
    assert ended.code == 1
    assert "newer version of Nakadachi (7.0.0)" in ended.err


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    small: Path, tmp_path: Path, run: Run
) -> None:
    with Database(small / "bot.db") as db:
        db["uploads"].drop()
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_uploads'")
        db.conn.commit()
        old = content_of(db)
    today = gather(bootstrap(os.environ, small.parent), time.time(), "x")
    path = tmp_path / "old.backup"
    path.write_bytes(pack(Backup(today.manifest, {**today.files, "bot.db": old})))
    restored(run, path)
    with memory_of(small) as memory:
        assert memory.uploads.get("none") is None
    assert texts_in(small) == ["チタン U1", "チタン U2"]


def test_what_the_backup_does_not_hold_stays(small: Path, tmp_path: Path, run: Run) -> None:
    (small / "terms.tsv").rename(tmp_path / "terms.tsv")
    (small / "bot.db").rename(tmp_path / "bot.db")
    path = tmp_path / "a.backup"
    run("backup", str(path))
    for name in ("terms.tsv", "bot.db"):
        (tmp_path / name).rename(small / name)
    restored(run, path)
    assert texts_in(small) == ["チタン U1", "チタン U2"]
    assert (small / "terms.tsv").exists()


def test_what_is_damaged_here_is_no_obstacle(small: Path, saved: Path, run: Run) -> None:
    for name in ("members.db", "bot.db"):
        (small / name).write_bytes(b"the disk has failed" * 500)
        (small / f"{name}-wal").write_bytes(b"and so has this" * 500)
    ended = run("restore", str(saved), "--no-reindex", input="y\n")
    assert "a directory that cannot be read" in ended.err
    assert ids_in(small) == ["D001", "D002"]
    assert texts_in(small) == ["チタン U1", "チタン U2"]


def test_where_the_index_cannot_be_built_the_members_are_there(
    small: Path, saved: Path, run: Run
) -> None:
    put(small, OTHER)
    (small / "index").write_text("in the way")
    ended = run("restore", str(saved), "--yes")
    assert ended.code == 1
    assert "the members are restored, but there is no index" in ended.err
    assert ids_in(small) == [TITAN.id, HELIUM.id]


def test_the_doctor_knows_of_backups_only_where_there_are_some(
    small: Path, saved: Path, tmp_path: Path, run: Run
) -> None:
    def said() -> list[dict[str, str]]:
        found = json.loads(run("doctor", "--json").out)["findings"]
        return [one for one in found if one["subject"] == "backup"]

    (one,) = said()
    assert one["status"] == "ok"
    assert str(saved) in one["message"]
    record = small / "last-backup.json"
    noted = json.loads(record.read_text())
    record.write_text(json.dumps(noted | {"at": noted["at"] - 86_400 * 9}))
    assert said()[0]["status"] == "ok"  # one that was made by hand promises no other
    record.write_text(json.dumps(noted | {"at": noted["at"] - 86_400 * 9, "is_scheduled": True}))
    assert said()[0]["status"] == "warn"
    assert "(9 days ago)" in said()[0]["message"]
    for nothing in (b"{", b"[]", b'{"at": "x"}'):
        record.write_bytes(nothing)
        assert said() == []
    record.unlink()
    assert said() == []
