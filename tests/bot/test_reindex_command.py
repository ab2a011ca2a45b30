"""The index follows the directory, and a damaged one never answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

QUESTION = "薄板の板金と溶接、制御盤の箱"


def add_member(folder: Path, run: Run) -> None:
    member = {"id": "N1", "name_ja": "新会員", "kind": "other", "capabilities": ["制御盤の箱"]}
    (folder / "new.jsonl").write_text(json.dumps(member, ensure_ascii=False), "utf-8")
    assert run("import", str(folder / "new.jsonl")).code == 0


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def snapshots(home: Path) -> list[Path]:
    names = (home / "index" / "current").read_text().split()
    return [home / "index" / name for name in names]


def test_nothing_is_read_again_when_nothing_has_changed(home: Path, run: Run) -> None:
    report = json.loads(run("reindex", "--json").out)
    assert report["changed"] is False
    assert report["encoded"] == 0


def test_only_what_is_new_is_read(home: Path, tmp_path: Path, run: Run) -> None:
    add_member(tmp_path, run)
    report = json.loads(run("reindex", "--json").out)
    assert report["encoded"] == 1
    assert report["members"] == 151
    assert "新会員" in run("ask", QUESTION).out


def test_the_previous_index_can_answer_again(home: Path, tmp_path: Path, run: Run) -> None:
    add_member(tmp_path, run)
    run("reindex")
    assert run("reindex", "--roll-back").code == 0
    assert "新会員" not in run("ask", QUESTION).out


def test_full_and_roll_back_do_not_go_together(home: Path, run: Run) -> None:
    assert run("reindex", "--full", "--roll-back").code == 2


def test_without_members_the_index_is_empty_and_says_so(
    empty_home: Path, sample_home: Path, run: Run
) -> None:
    empty_home.mkdir()
    (empty_home / "models").symlink_to(sample_home / "models")
    assert "Import members first" in run("reindex").out
    assert "見つかりませんでした" in run("ask", QUESTION).out


@pytest.mark.parametrize(
    "name", ["members.db", "keywords.db", "offers.faiss", "needs.faiss", "manifest.json"]
)
def test_one_wrong_byte_in_the_only_index_is_a_clear_error(name: str, home: Path, run: Run) -> None:
    flip_a_byte(snapshots(home)[0] / name)
    ended = run("ask", QUESTION)
    assert ended.code == 1
    assert "damaged" in ended.err
    assert "nakadachi reindex" in ended.err


def test_a_reindex_mends_a_damaged_index(home: Path, run: Run) -> None:
    flip_a_byte(snapshots(home)[0] / "offers.faiss")
    assert "the last index is damaged" in run("reindex").out
    assert run("ask", QUESTION).code == 0


def test_a_damaged_index_is_replaced_by_the_one_before(
    home: Path, tmp_path: Path, run: Run
) -> None:
    add_member(tmp_path, run)
    run("reindex")
    flip_a_byte(snapshots(home)[0] / "offers.faiss")
    ended = run("ask", QUESTION)
    assert ended.code == 0
    assert "damaged" in ended.err
    assert "answers in its place" in ended.err
    assert "新会員" not in ended.out


def test_an_index_of_another_model_is_not_asked(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAKADACHI_MODEL", "another/model")
    ended = run("ask", QUESTION)
    assert ended.code == 1
    assert "another/model" in ended.err
    assert "nakadachi reindex" in ended.err


def test_a_model_that_is_nowhere_leaves_the_index_alone(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("NAKADACHI_MODEL", str(home / "no-model"))
        ended = run("reindex")
        assert ended.code == 1
        assert "no-model" in ended.err
    assert run("ask", QUESTION).code == 0


def test_a_database_of_a_newer_version_is_left_alone(home: Path, run: Run) -> None:
    from sqlite_utils import Database

    database = Database(home / "members.db")
    database["_sqlite_migrations"].insert(
        {"migration_set": "profiles", "name": "m999_future", "applied_at": "2030-01-01"}
    )
    database.close()
    for arguments in (("members",), ("reindex",), ("import", "x.csv")):
        ended = run(*arguments)
        assert ended.code == 1
        assert "newer version" in ended.err
    answered = run("ask", QUESTION)
    assert answered.code == 0, "the index is whole"
    assert "newer version" in answered.err


def test_an_installation_may_be_moved(home: Path, tmp_path: Path, run: Run) -> None:
    moved = tmp_path / "moved"
    shutil.move(home, moved)
    assert run("ask", QUESTION, env={"NAKADACHI_HOME": str(moved)}).code == 0


def test_imported_terms_come_into_force_with_the_reindex_which_says_why(
    home: Path, tmp_path: Path, run: Run
) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("english,japanese\nanodizing,中立ち箱\n", "utf-8")
    assert run("terms", "import", str(terms)).code == 0
    assert "your own terms have changed since it was built" in run("doctor").out

    report = json.loads(run("reindex", "--json").out)

    assert (report["changed"], report["why_full"]) == (True, "")
    assert report["why_again"] == "your own terms changed"
    assert report["encoded"] < report["passages"]
    assert "own terms" not in run("doctor").out
    answer = json.loads(run("ask", "中立ち箱", "--json").out)
    pairs = [
        pair for match in answer["matches"] for one in match["evidence"] for pair in one["pairs"]
    ]
    assert any(asked == "中立ち箱" for asked, _ in pairs)

    run("terms", "clear")
    assert "Every statement was analysed again (your own terms changed)." in run("reindex").out
