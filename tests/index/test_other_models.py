"""With a multilingual model in the place of the packaged one: no bridge, keywords all the same.

The model is made here. Words of its lexicon mean the same in both languages, and two of them
(ゾルバ, quexing) are in no glossary, so that only the model can know.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.index.tiny import a_bilingual_model

LEXICON = (
    ("チタン", "titanium"),
    ("切削", "machining"),
    ("ヘリウム", "helium"),
    ("リーク", "leak"),
    ("試験", "testing"),
    ("アルミ", "aluminium"),
    ("陽極酸化", "anodizing"),
    ("歯車", "gears"),
    ("研削", "grinding"),
    ("画像", "image"),
    ("検査", "inspection"),
    ("食品", "food"),
    ("包装", "packaging"),
    ("基板", "boards"),
    ("実装", "assembly"),
    ("樹脂", "plastic"),
    ("成形", "moulding"),
    ("レーザー", "laser"),
    ("溶接", "welding"),
    ("ゾルバ", "quexing"),
    ("結婚", "wedding"),
    ("ケーキ", "cake"),
)
MEMBERS = {
    "TITAN": "チタンの切削",
    "LEAK": "helium leak testing",
    "ANODE": "アルミの陽極酸化",
    "GEAR": "grinding of gears",
    "IMAGE": "画像検査",
    "FOOD": "food packaging",
    "BOARD": "基板の実装",
    "MOULD": "plastic moulding",
    "WELD": "レーザー溶接",
    "ZORBA": "ゾルバ加工",
}
Use = Callable[[str], None]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The folders of two multilingual models."""
    return {
        name: str(a_bilingual_model(tmp_path_factory.mktemp(name), LEXICON, common=common))
        for name, common in (("one", 0.3), ("other", 0.2))
    }


@pytest.fixture
def use(models: dict[str, str], empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Configures one of the models."""
    return lambda name: monkeypatch.setenv("NAKADACHI_MODEL", models[name])


@pytest.fixture
def indexed(use: Use, tmp_path: Path, run: Run) -> str:
    """The members, imported and indexed with one of the models; what the reindex said."""
    use("one")
    rows = (
        {"id": name, "name_en": name, "kind": "other", "capabilities": [capability]}
        for name, capability in MEMBERS.items()
    )
    file = tmp_path / "members.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run("import", str(file)).code == 0
    return run("reindex").out


def ask(run: Run, question: str) -> dict[str, Any]:
    return json.loads(run("ask", question, "--json").out)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("titanium machining", "TITAN"),
        ("チタンの切削", "TITAN"),
        ("helium leak testing", "LEAK"),
        ("ヘリウムのリーク試験", "LEAK"),
        ("anodizing of aluminium", "ANODE"),
        ("歯車の研削", "GEAR"),
        ("quexing", "ZORBA"),
        ("ゾルバ", "ZORBA"),
    ],
)
def test_the_right_member_is_first_in_both_languages_and_never_called_strong(
    question: str, member: str, run: Run
) -> None:
    answer = ask(run, question)
    assert answer["outcome"] == "matches"
    assert answer["matches"][0]["member_id"] == member
    assert {match["confidence"] for match in answer["matches"]} == {"possible"}


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("question", ["wedding cake", "結婚ケーキ", "寿司の出前", "tax advice"])
def test_a_question_that_nobody_can_answer_finds_nobody(question: str, run: Run) -> None:
    answer = ask(run, question)
    assert (answer["outcome"], answer["matches"]) == ("nobody", [])


@pytest.mark.usefixtures("indexed")
def test_the_words_that_mean_the_same_are_shown_although_the_model_needs_no_bridge(
    run: Run,
) -> None:
    [evidence] = ask(run, "titanium")["matches"][0]["evidence"]
    assert evidence["marks"] == [[0, 3]]
    assert evidence["pairs"] == [["titanium", "チタン"]]


def test_the_model_reads_the_statements_as_they_are_written(indexed: str, empty_home: Path) -> None:
    from index.shelf import Shelf

    snapshot = Shelf(empty_home / "index").open().snapshot
    assert not snapshot.manifest.bridge
    assert {record.encoded for record in snapshot.records.all_passages()} == set(MEMBERS.values())
    snapshot.close()


def test_a_change_of_the_model_says_that_everything_is_read_again(
    indexed: str, use: Use, models: dict[str, str], run: Run
) -> None:
    assert "Every text was read (there was no index yet)." in indexed
    assert "Nothing has changed" in run("reindex").out

    use("other")
    said = run("reindex").out

    assert f"the model changed from {models['one']} to {models['other']}" in said
    assert f"{len(MEMBERS)} statements, {len(MEMBERS)} of them new" in said
    assert ask(run, "titanium machining")["matches"][0]["member_id"] == "TITAN"


@pytest.mark.usefixtures("indexed")
def test_the_index_of_one_model_is_not_asked_with_another(use: Use, run: Run) -> None:
    use("other")
    ended = run("ask", "titanium machining")
    assert ended.code == 1
    assert "The index was built with the model" in ended.err
    assert "Run: nakadachi reindex" in ended.err
