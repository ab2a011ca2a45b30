"""The doctor finds what is wrong and says what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.bot.test_reindex_command import add_member, flip_a_byte, snapshots
from tests.conftest import Run


def findings(run: Run) -> tuple[int, dict[str, dict[str, str]]]:
    ended = run("doctor", "--json")
    report = json.loads(ended.out)
    assert report["ok"] is (ended.code == 0)
    return ended.code, {found["subject"]: found for found in report["findings"]}


def test_a_good_installation_passes(home: Path, run: Run) -> None:
    code, found = findings(run)
    assert code == 0
    for subject in ("settings", "home", "disk", "database", "model", "exported model", "index"):
        assert found[subject]["status"] == "ok", found[subject]
    assert "not configured yet" in found["slack"]["message"]


def test_for_a_person_it_prints_a_line_a_finding(home: Path, run: Run) -> None:
    ended = run("doctor")
    assert ended.code == 0
    assert "150 members" in ended.out


def test_a_fresh_installation_is_told_to_import(empty_home: Path, run: Run) -> None:
    code, found = findings(run)
    assert code == 1
    assert "nakadachi import" in found["database"]["advice"]
    assert "nakadachi reindex" in found["index"]["message"]
    assert not empty_home.exists()


def test_an_index_older_than_the_directory_is_a_warning(
    home: Path, tmp_path: Path, run: Run
) -> None:
    add_member(tmp_path, run)
    code, found = findings(run)
    assert code == 0
    assert found["index"]["status"] == "warn"
    assert "directory has changed" in found["index"]["message"]
    assert found["index"]["advice"] == "Run: nakadachi reindex"


def test_a_damaged_index_fails(home: Path, run: Run) -> None:
    flip_a_byte(snapshots(home)[0] / "offers.faiss")
    code, found = findings(run)
    assert code == 1
    assert "damaged" in found["index"]["message"]


def test_a_damaged_export_of_the_model_fails_and_a_full_reindex_mends_it(
    home: Path, sample_home: Path, run: Run
) -> None:
    (home / "models").unlink()
    shutil.copytree(sample_home / "models", home / "models")
    (model,) = (home / "models").rglob("model.onnx")
    flip_a_byte(model)
    code, found = findings(run)
    assert code == 1
    assert "model.onnx" in found["exported model"]["message"]
    assert found["exported model"]["advice"] == "Run: nakadachi reindex"


def test_another_setting_of_the_bridge_is_a_warning(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAKADACHI_BRIDGE", "off")
    assert "NAKADACHI_BRIDGE" in findings(run)[1]["index"]["message"]


def test_a_misspelt_setting_is_a_warning(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAKADACHI_HOEM", "/somewhere")
    assert "NAKADACHI_HOEM" in run("doctor").out


def test_a_damaged_database_fails_and_the_other_checks_go_on(home: Path, run: Run) -> None:
    (home / "members.db").write_bytes(b"this is no database" * 100)
    code, found = findings(run)
    assert code == 1
    assert found["database"]["status"] == "fail"
    assert found["model"]["status"] == "ok"
