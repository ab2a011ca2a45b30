"""Processes of our own work on the directory of the settings, not of the environment."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi, bootstrap
from bot.import_process import Agreed, Applied, apply_apart, check_apart
from bot.import_report import ImportReport
from bot.reindex_process import Built, build_apart
from profiles.importing import ImportOptions
from profiles.rows import withdraw_members
from profiles.store import Store
from tests.scenarios.town import copy_home


@pytest.fixture
def elsewhere(home: Path, sample_home: Path, tmp_path: Path) -> Nakadachi:
    """A copy of the home that the environment names, in another place."""
    app = bootstrap(os.environ, tmp_path)
    copy = copy_home(sample_home, tmp_path / "elsewhere")
    return replace(app, settings=replace(app.settings, home=copy))


def members_of(home: Path) -> set[str]:
    with Store.open(home / "members.db") as store:
        return {one.id for one in store.members()}


def test_an_import_reads_and_writes_the_directory_of_the_settings(
    home: Path, elsewhere: Nakadachi, tmp_path: Path
) -> None:
    stop, options = threading.Event(), ImportOptions()
    file = tmp_path / "new.jsonl"
    file.write_text('{"id": "N1", "name_ja": "新会員", "kind": "other", "capabilities": ["箱"]}')
    digest = hashlib.sha256(file.read_bytes()).hexdigest()

    report = check_apart(elsewhere.settings, file, options, stop)
    assert isinstance(report, ImportReport)
    agreed = Agreed(digest, report.based_on, 0.0)
    assert isinstance(apply_apart(elsewhere.settings, file, options, agreed, stop), Applied)

    assert "N1" in members_of(elsewhere.settings.home)
    assert "N1" not in members_of(home)


def test_an_index_is_built_of_the_directory_of_the_settings(
    home: Path, elsewhere: Nakadachi
) -> None:
    with Store.open(elsewhere.settings.database) as store, store.writing() as db:
        withdraw_members(db, ["D001"], date(2026, 1, 1))
        store.touch(db, indexed=True)
    pointer = (home / "index" / "current").read_bytes()

    *_, built = build_apart(elsewhere.settings, threading.Event())

    assert isinstance(built, Built)
    assert built.members == 149
    assert (home / "index" / "current").read_bytes() == pointer
