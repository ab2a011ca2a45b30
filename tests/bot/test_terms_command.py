"""terms: an association's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

FILE = "english,japanese\nnakadachi process|NKD,中立ち加工\nglossy alumite,鏡面アルマイト\n"


@pytest.fixture
def file(empty_home: Path, tmp_path: Path) -> str:
    path = tmp_path / "terms.csv"
    path.write_text(FILE, "utf-8")
    return str(path)


def test_an_import_is_listed_and_asks_for_a_reindex(file: str, run: Run) -> None:
    ended = run("terms", "import", file)
    assert ended.code == 0
    assert "added: 2" in ended.out
    assert "Run: nakadachi reindex" in ended.out
    assert "中立ち加工" in run("terms").out
    listed = json.loads(run("terms", "list", "--json").out)
    assert [one["english"] for one in listed] == [["nakadachi process", "NKD"], ["glossy alumite"]]


def test_the_same_file_twice_changes_nothing(file: str, empty_home: Path, run: Run) -> None:
    run("terms", "import", file)
    before = (empty_home / "terms.tsv").stat().st_mtime_ns
    ended = run("terms", "import", file)
    assert "Nothing has changed" in ended.out
    assert "reindex" not in ended.out
    assert (empty_home / "terms.tsv").stat().st_mtime_ns == before
    assert json.loads(run("terms", "import", file, "--json").out)["outcome"] == "nothing_to_write"


def test_a_file_replaces_the_one_before(file: str, run: Run) -> None:
    run("terms", "import", file)
    Path(file).write_text(
        "english,japanese\nglossy alumite,鏡面アルマイト|GA処理\nnew,新しい加工\n"
    )
    report = json.loads(run("terms", "import", file, "--json").out)
    assert report["outcome"] == "written"
    assert report["concepts"] == 2
    assert report["added"] == ["new"]
    assert report["changed"] == ["glossy alumite"]
    assert report["removed"] == ["nakadachi process"]


def test_a_dry_run_writes_nothing(file: str, empty_home: Path, run: Run) -> None:
    ended = run("terms", "import", file, "--dry-run")
    assert ended.code == 0
    assert "added: 2" in ended.out
    assert not (empty_home / "terms.tsv").exists()


def test_one_bad_row_keeps_all_out(file: str, empty_home: Path, run: Run) -> None:
    Path(file).write_text(FILE + ",見知らぬ加工\n", "utf-8")
    ended = run("terms", "import", file)
    assert ended.code == 1
    assert "terms.csv, row 4, column english" in ended.err
    assert "Nothing was written" in ended.err
    assert not (empty_home / "terms.tsv").exists()
    refused = json.loads(run("terms", "import", file, "--json").out)
    assert refused["outcome"] == "refused"
    assert refused["problems"][0]["row"] == 4


def test_of_many_problems_the_first_are_shown(file: str, run: Run) -> None:
    Path(file).write_text(FILE + ",見知らぬ加工\n" * 30, "utf-8")
    ended = run("terms", "import", file)
    assert "10 more" in ended.err
    assert "30 problems" in ended.err


def test_a_term_of_the_thesaurus_is_taken_with_a_note(file: str, run: Run) -> None:
    Path(file).write_text("english,japanese\nnakadachi process,アルマイト\n", "utf-8")
    ended = run("terms", "import", file)
    assert ended.code == 0
    assert "from now on it means yours" in ended.out


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "tsv"])
def test_an_export_changes_nothing_when_imported(suffix: str, file: str, run: Run) -> None:
    run("terms", "import", file)
    assert run("terms", "export", f"own.{suffix}").code == 0
    assert "Nothing has changed" in run("terms", "import", f"own.{suffix}").out


def test_nothing_can_be_exported_before_an_import(empty_home: Path, run: Run) -> None:
    ended = run("terms", "export", "own.xlsx")
    assert ended.code == 1
    assert "nakadachi terms import FILE" in ended.err


def test_cleared_terms_are_gone(file: str, run: Run) -> None:
    run("terms", "import", file)
    assert "Run: nakadachi reindex" in run("terms", "clear").out
    assert "no own terms" in run("terms").out
    assert json.loads(run("terms", "clear", "--json").out) == {"cleared": False}


def test_a_damaged_table_is_told_and_replaced_by_an_import(
    file: str, empty_home: Path, run: Run
) -> None:
    run("terms", "import", file)
    (empty_home / "terms.tsv").write_text("nonsense\n", "utf-8")
    ended = run("terms")
    assert ended.code == 1
    assert "line 1" in ended.err
    assert run("terms", "import", file).code == 0
    assert run("terms").code == 0


@pytest.mark.parametrize(
    "arguments",
    [("import",), ("export",), ("clear", "x.csv"), ("list", "x.csv"), ("clear", "--dry-run")],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], empty_home: Path, run: Run) -> None:
    assert run("terms", *arguments).code == 2


def test_a_file_that_is_not_there_is_told(empty_home: Path, run: Run) -> None:
    ended = run("terms", "import", "nowhere.xlsx")
    assert ended.code == 1
    assert "there is no such file" in ended.err
