"""Reading a SQLite file that nobody changes any more."""

from __future__ import annotations

import gc
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.readonly import ReadOnlyDatabase

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one table of one row."""
    connection = sqlite3.connect(tmp_path / "some.db")
    connection.execute("CREATE TABLE numbers AS SELECT 7 AS number")
    connection.commit()
    connection.close()
    return tmp_path / "some.db"


def times_open(path: Path) -> int:
    """How often this process has a file open."""
    return sum(link.resolve() == path for link in OPEN_FILES.iterdir())


def test_rows_are_read_from_any_thread(path: Path):
    database = ReadOnlyDatabase(path)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: database.rows("SELECT number FROM numbers"), range(20)))
    assert found == [[(7,)]] * 20


def test_nothing_can_be_written(path: Path):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        ReadOnlyDatabase(path).rows("INSERT INTO numbers VALUES (8)")


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        ReadOnlyDatabase(tmp_path / "missing.db").rows("SELECT 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_the_file_is_closed_for_all_threads(path: Path):
    database = ReadOnlyDatabase(path)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(database.rows, "SELECT number FROM numbers").result()
        assert times_open(path) == 1
        database.close()
        assert times_open(path) == 0


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_the_file_is_closed_when_nobody_reads_it_any_more(path: Path):
    database = ReadOnlyDatabase(path)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(database.rows, "SELECT number FROM numbers").result()
        del database
        gc.collect()
        assert times_open(path) == 0


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_the_file_is_closed_for_threads_that_have_ended(path: Path):
    database = ReadOnlyDatabase(path)
    for _ in range(500):
        thread = threading.Thread(target=database.rows, args=("SELECT number FROM numbers",))
        thread.start()
        thread.join()
    assert times_open(path) <= 2
