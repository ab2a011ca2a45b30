"""Figures on a folder of judged questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

MEMBERS = [
    {"id": "A", "name_ja": "株式会社甲", "kind": "other", "capabilities": ["アルミの陽極酸化"]},
    {"id": "B", "name_en": "Beta Ltd.", "kind": "other", "capabilities": ["helium leak testing"]},
]
QUESTIONS = [
    {"id": "1", "text": "アルマイト処理", "lang": "ja", "type": "plain", "twin": "2"},
    {"id": "2", "text": "anodising of aluminium", "lang": "en", "type": "plain", "twin": "1"},
    {"id": "3", "text": "寿司の出前", "lang": "ja", "type": "nobody", "answerable": False},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bench"
    folder.mkdir()
    for name, rows in (("members.jsonl", MEMBERS), ("queries.jsonl", QUESTIONS)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "qrels.tsv").write_text("1\tA\t1\n2\tA\t1\n", "utf-8")
    return folder


def test_the_figures_are_printed_for_programs(folder: Path, home: Path, run: Run) -> None:
    figures = json.loads(run("evaluate", str(folder), "--json").out)
    assert set(figures) == {
        *("overall", "by_lang", "by_type", "nobody", "filters", "parts", "twins", "hubs"),
        "latency_ms",
    }
    assert figures["overall"]["n"] == 2
    assert figures["overall"]["ndcg@10"] == 1.0
    assert set(figures["by_lang"]) == {"ja", "en"}
    assert figures["twins"]["parity"] == 1.0


def test_the_figures_are_printed_as_a_table(folder: Path, home: Path, run: Run) -> None:
    ended = run("evaluate", str(folder))
    assert ended.code == 0
    for words in ("nDCG@10", "all questions", "lang ja", "type plain", "no such question"):
        assert words in ended.out
    assert "1.000  (1 pair)" in ended.out
    assert "(2 questions)" in ended.out


def test_the_association_s_own_terms_are_at_work(
    folder: Path, home: Path, tmp_path: Path, run: Run
) -> None:
    member = {"id": "Z", "name_en": "Zeta", "kind": "other", "capabilities": ["quexing of plates"]}
    asked = {"id": "4", "text": "ザグリ替", "lang": "ja", "type": "own"}
    for name, row in (("members.jsonl", member), ("queries.jsonl", asked)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    with (folder / "qrels.tsv").open("a", encoding="utf-8") as file:
        file.write("4\tZ\t1\n")
    terms = tmp_path / "terms.csv"
    terms.write_text("english,japanese\nquexing,ザグリ替\n", "utf-8")
    run("terms", "import", str(terms))
    figures = json.loads(run("evaluate", str(folder), "--json").out)
    assert figures["by_type"]["own"]["success@1"] == 1


def test_directory_and_index_are_not_touched(folder: Path, home: Path, run: Run) -> None:
    before = (home / "index" / "current").read_text()
    run("evaluate", str(folder))
    assert (home / "index" / "current").read_text() == before
    assert len(json.loads(run("members", "--json").out)) == 150


def test_a_folder_that_is_none_is_a_clear_error(tmp_path: Path, home: Path, run: Run) -> None:
    ended = run("evaluate", str(tmp_path))
    assert ended.code == 1
    assert "members.jsonl" in ended.err


def test_a_bad_line_is_named(folder: Path, home: Path, run: Run) -> None:
    (folder / "queries.jsonl").write_text("{]\n", "utf-8")
    ended = run("evaluate", str(folder))
    assert ended.code == 1
    assert "line 1" in ended.err


def test_members_with_problems_are_not_left_out_silently(
    folder: Path, home: Path, run: Run
) -> None:
    with (folder / "members.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "C", "name_en": "C", "kind": "other", "capabilities": []}\n')
    ended = run("evaluate", str(folder))
    assert ended.code == 1
    assert "row 3" in ended.err
