"""A staff's file goes into the directory: the way in that the office takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, Run

MEMBER = {
    "id": "M1",
    "name_ja": "株式会社見本",
    "kind": "supporting_sme",
    "capabilities": ["アルミの切削"],
    "contacts": [{"name": "見本 太郎", "email": "taro@mihon.example"}],
}


def write_members(path: Path, *members: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in members), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "members"),
    [("members.xlsx", 150), ("members-cp932.csv", 150), ("members-with-consent.csv", 40)],
)
def test_every_sample_file_is_imported_and_the_second_time_changes_nothing(
    name: str, members: int, empty_home: Path, run: Run
) -> None:
    first = run("import", str(SAMPLE / name), "--json")
    second = run("import", str(SAMPLE / name), "--json")
    assert (first.code, second.code) == (0, 0)
    assert json.loads(first.out)["counts"]["added"] == members
    assert json.loads(first.out)["outcome"] == "written"
    assert json.loads(second.out)["counts"]["unchanged"] == members
    assert json.loads(second.out)["outcome"] == "nothing_to_write"


def test_after_an_import_the_office_is_told_to_reindex(empty_home: Path, run: Run) -> None:
    ended = run("import", str(SAMPLE / "members.xlsx"))
    assert "150" in ended.out
    assert "nakadachi reindex" in ended.out


def test_a_dry_run_writes_nothing(empty_home: Path, run: Run) -> None:
    dry = run("import", str(SAMPLE / "members.xlsx"), "--dry-run", "--json")
    assert json.loads(dry.out)["outcome"] == "dry_run"
    assert json.loads(run("members", "--json").out) == []


def test_a_dry_run_over_bad_rows_says_so_in_its_exit_code(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    file = write_members(tmp_path / "bad.jsonl", MEMBER, {"id": "M2", "name_ja": "株式会社見本"})
    assert run("import", str(file), "--dry-run").code == 1
    assert run("import", str(file), "--dry-run", "--skip-bad").code == 0


@pytest.mark.parametrize("arguments", [("--consent", "members"), ()])
def test_consent_is_declared_by_option_or_by_setting(
    arguments: tuple[str, ...],
    empty_home: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not arguments:
        monkeypatch.setenv("NAKADACHI_CONSENT", "members")
    run("import", str(write_members(tmp_path / "one.jsonl", MEMBER)), *arguments)
    (contact,) = json.loads(run("members", "M1", "--contacts", "--json").out)["contacts"]
    assert contact["consent"] == "members"


def test_without_a_declaration_consent_stays_undeclared(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    run("import", str(write_members(tmp_path / "one.jsonl", MEMBER)))
    ended = run("members", "M1", "--contacts", "--lang", "en")
    assert "nothing declared, so: through the coordinators only" in ended.out


def test_a_bad_row_refuses_the_file_and_names_its_place(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    bad = {**MEMBER, "id": "M2", "capabilities": []}
    file = write_members(tmp_path / "two.jsonl", MEMBER, bad)
    ended = run("import", str(file))
    assert ended.code == 1
    assert "two.jsonl, row 2" in ended.err
    assert "--skip-bad" in ended.err
    assert json.loads(run("members", "--json").out) == []


def test_a_refused_file_is_reported_to_programs_too(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    file = write_members(tmp_path / "bad.jsonl", {**MEMBER, "capabilities": []})
    ended = run("import", str(file), "--json")
    report = json.loads(ended.out)
    assert ended.code == 1
    assert report["outcome"] == "refused"
    assert report["problems"][0]["kind"] == "no_capability"


def test_skip_bad_imports_the_rest_and_leaves_a_file_of_it(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    bad = {**MEMBER, "id": "M2", "capabilities": []}
    file = write_members(tmp_path / "two.jsonl", MEMBER, bad)
    report = json.loads(run("import", str(file), "--skip-bad", "--json").out)
    assert report["counts"]["added"] == 1
    assert Path(report["rejected_file"]).is_file()


def test_withdraw_missing_takes_out_who_is_not_in_the_file(
    empty_home: Path, tmp_path: Path, run: Run
) -> None:
    other = {**MEMBER, "id": "M2", "name_ja": "合同会社ほか", "contacts": []}
    run("import", str(write_members(tmp_path / "two.jsonl", MEMBER, other)))
    one = write_members(tmp_path / "one.jsonl", MEMBER)
    assert json.loads(run("import", str(one), "--json").out)["counts"]["missing"] == 1
    assert len(json.loads(run("members", "--json").out)) == 2
    report = json.loads(run("import", str(one), "--withdraw-missing", "--json").out)
    assert report["counts"]["withdrawn"] == 1
    assert [one["id"] for one in json.loads(run("members", "--json").out)] == ["M1"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.xlsx", None),
        ("empty.csv", b""),
        ("header-only.csv", "会員番号,会員名\r\n".encode()),
        ("strange.csv", b"foo,bar\r\n1,2\r\n"),
        ("broken.xlsx", b"PK\x03\x04 and then nothing"),
        ("page.xlsx", b"<!DOCTYPE html><html><body>login</body></html>"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_message(
    name: str, content: bytes | None, empty_home: Path, tmp_path: Path, run: Run
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ended = run("import", str(tmp_path / name))
    assert ended.code == 1
    assert name in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_a_report_shows_no_contact(empty_home: Path, tmp_path: Path, run: Run) -> None:
    bad_mail = {**MEMBER, "contacts": [{"name": "見本 太郎", "email": "taro(at)mihon"}]}
    for member in (MEMBER, bad_mail):
        file = write_members(tmp_path / "one.jsonl", member)
        for arguments in ((), ("--json",), ("--dry-run",)):
            ended = run("import", str(file), *arguments)
            assert "太郎" not in ended.out + ended.err
            assert "mihon.example" not in ended.out + ended.err
