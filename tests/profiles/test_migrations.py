from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from profiles import migrations
from profiles.database import connect, create_private
from profiles.migrations import migrate, profiles_migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "members.db"
    create_private(file)
    return file


def test_migrations_are_applied_in_order_and_once(path: Path) -> None:
    for _ in range(2):
        with connect(path) as db:
            migrate(db, path)
            applied = [step.name for step in profiles_migrations.applied(db)]
    assert applied == ["m001_members", "m002_imports", "m003_state", "m004_slack_ids"]


def test_a_database_that_is_up_to_date_is_opened_without_a_write(path: Path) -> None:
    with connect(path) as db:
        migrate(db, path)
    before = path.read_bytes()
    with connect(path) as db:
        migrate(db, path)
    assert path.read_bytes() == before


def test_an_older_database_is_brought_up_to_date_with_its_data(path: Path) -> None:
    with connect(path) as db:
        profiles_migrations.apply(db, stop_before="m002_imports")
        db.execute(
            "INSERT INTO members VALUES ('D001', '社', '', 'other', '', '', '', NULL, '', '',"
            " NULL, NULL)"
        )
    with connect(path) as db:
        migrate(db, path)
        assert {"members", "imports", "state"} <= set(db.table_names())
        assert db.execute("SELECT id FROM members").fetchall() == [("D001",)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode() -> str:
        raise RuntimeError("half-way")

    monkeypatch.setattr(migrations, "new_token", explode)
    with connect(path) as db:
        with pytest.raises(RuntimeError):
            migrate(db, path)
        assert db.table_names() == []


def test_what_belongs_to_a_member_goes_with_it(path: Path) -> None:
    with connect(path) as db:
        migrate(db, path)
        db.execute(
            "INSERT INTO members VALUES ('D001', '社', '', 'other', '', '', '', NULL, '', '',"
            " NULL, NULL)"
        )
        db.execute("INSERT INTO statements VALUES ('D001', 'needs', 0, '人')")
        db.execute("INSERT INTO contacts VALUES ('D001', 0, '人', '', '', '', '', NULL, NULL)")
        db.execute("DELETE FROM members")
        assert _rows(db, "statements") == _rows(db, "contacts") == 0


def _rows(db: Database, table: str) -> int:
    (number,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)
