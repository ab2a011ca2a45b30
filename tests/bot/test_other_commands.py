"""members, export and forget."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


def test_members_lists_everybody(home: Path, run: Run) -> None:
    ended = run("members")
    assert len(ended.out.splitlines()) == 150
    assert "D001  狭山表層テクノ株式会社" in ended.out
    assert "埼玉県狭山市" in ended.out


def test_a_member_is_shown_in_full(home: Path, run: Run) -> None:
    ended = run("members", "d001", "--lang", "en")
    assert "Sayama Hyoso Techno Co., Ltd." in ended.out
    assert "Sayama, Saitama" in ended.out
    assert "TiN / CrN / TiAlN ion plating on punches and pins" in ended.out


def test_an_unknown_member_is_a_clear_error(home: Path, run: Run) -> None:
    ended = run("members", "D999")
    assert ended.code == 1
    assert "There is no member 'D999'" in ended.err


def test_an_empty_directory_says_so(empty_home: Path, run: Run) -> None:
    assert "名簿にまだ会員がいません" in run("members").out
    assert json.loads(run("members", "--json").out) == []


@pytest.mark.parametrize(
    "arguments", [("members", "D001"), ("export", "out.csv"), ("ask", "titanium")]
)
def test_where_nothing_was_imported_the_office_is_told_to_import(
    arguments: tuple[str, ...], empty_home: Path, run: Run
) -> None:
    ended = run(*arguments)
    assert ended.code == 1
    assert f"Nothing has been imported into {empty_home} yet" in ended.err
    assert ended.err.index("nakadachi import FILE") < ended.err.index("nakadachi reindex")


def test_a_command_that_only_reads_leaves_nothing_in_a_wrong_folder(
    empty_home: Path, run: Run
) -> None:
    for arguments in (("members",), ("members", "D001"), ("export", "out.csv"), ("ask", "x")):
        run(*arguments)
    assert list(empty_home.parent.iterdir()) == []


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "jsonl"])
def test_what_is_exported_is_imported_again_unchanged(
    suffix: str, home: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / f"out.{suffix}"
    assert run("export", str(file)).code == 0
    report = json.loads(run("import", str(file), "--json").out)
    assert report["outcome"] == "nothing_to_write"
    assert report["counts"]["unchanged"] == 150


def test_an_export_without_a_known_suffix_is_refused(home: Path, tmp_path: Path, run: Run) -> None:
    ended = run("export", str(tmp_path / "out.pdf"))
    assert ended.code == 1
    assert ".xlsx" in ended.err


def test_a_forgotten_member_is_gone_from_everywhere(home: Path, tmp_path: Path, run: Run) -> None:
    export = tmp_path / "before.jsonl"
    run("export", str(export))
    forgotten = run("forget", "D001", "--yes")
    assert forgotten.code == 0
    assert "D001" in forgotten.out
    assert run("members", "D001").code == 1
    assert "D001" not in run("ask", "PTFE・PFA焼付け", "--json").out
    run("import", str(export))
    assert run("members", "D001").code == 1
    assert len(list((home / "index").glob("2*"))) == 1
    for file in home.rglob("*"):
        if file.is_file() and "models" not in file.parts:
            assert "狭山表層テクノ".encode() not in file.read_bytes(), file


def test_a_forgotten_member_does_not_come_back_by_a_roll_back(home: Path, run: Run) -> None:
    run("forget", "D001", "--yes")
    ended = run("reindex", "--roll-back")
    assert ended.code == 1
    assert "no previous index" in ended.err


def test_an_index_restored_from_a_backup_does_not_bring_the_forgotten_back(
    home: Path, sample_home: Path, run: Run
) -> None:
    run("forget", "D001", "--yes")
    current = (home / "index" / "current").read_text().split()[0]
    (old,) = (path for path in (sample_home / "index").iterdir() if path.is_dir())
    (home / "index" / old.name).symlink_to(old)
    (home / "index" / "current").write_text(f"{current}\n{old.name}\n")
    ended = run("reindex", "--roll-back")
    assert ended.code == 1
    assert "forgotten" in ended.err


def test_forgetting_asks_first(home: Path, run: Run) -> None:
    ended = run("forget", "D001", input="n\n")
    assert ended.code == 1
    assert "Nothing was erased" in ended.err
    assert run("members", "D001").code == 0


def test_an_address_that_nobody_has_is_kept_out_from_now_on(home: Path, run: Run) -> None:
    ended = run("forget", "nobody@mihon.example", "--yes")
    assert ended.code == 0
    assert "Nobody had this address" in ended.out


def test_a_person_is_forgotten_by_address_and_may_come_back(
    home: Path, tmp_path: Path, run: Run
) -> None:
    export = tmp_path / "before.jsonl"
    run("export", str(export))
    address = "udo@hyoso-techno.example"
    ended = run("forget", address, "--yes", "--json")
    assert json.loads(ended.out)["contacts"] == 1
    run("import", str(export))
    assert address not in run("members", "D001", "--contacts").out
    assert run("forget", address, "--lift").code == 0
    run("import", str(export))
    assert address in run("members", "D001", "--contacts").out


def test_a_person_without_an_address_is_forgotten_by_name(home: Path, run: Run) -> None:
    assert run("forget", "D001", "--person", "有働 康平", "--yes").code == 0
    assert "有働" not in run("members", "D001", "--contacts").out


def test_where_the_name_is_still_written_is_said(home: Path, tmp_path: Path, run: Run) -> None:
    member = {
        "id": "X1",
        "name_ja": "山川製作所",
        "kind": "other",
        "capabilities": ["山川花子による相談"],
        "contacts": [{"name": "山川花子", "email": "hanako@yamakawa.example"}],
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(member, ensure_ascii=False), "utf-8")
    run("import", str(tmp_path / "x.jsonl"))
    ended = run("forget", "hanako@yamakawa.example", "--yes")
    assert "X1  保有技術 / capabilities" in ended.out


def test_lifting_what_was_never_forgotten_is_an_error(home: Path, run: Run) -> None:
    assert run("forget", "D002", "--lift").code == 1
