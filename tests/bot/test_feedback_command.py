"""feedback export: judged questions out of what people thought."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from bot.controls import Reason, Verdict
from index.benchmark import read_benchmark
from profiles.reading import read_members
from tests.bot.memory.examples import a_question
from tests.bot.remembering import memory_of
from tests.conftest import Run


@pytest.fixture
def judged(home: Path) -> Path:
    """Somebody chose a member, nobody fits a question, and one verdict says too little."""
    with memory_of(home) as memory:
        memory.questions.put(a_question(text="PTFE・PFA焼付け"))
        memory.questions.put(a_question(id="q2", text="潜水艦の建造"))
        memory.questions.put(a_question(id="q3", text="なにか"))
        memory.questions.put(a_question(id="q4", text=None))
        memory.feedback.choose("q1", "U1", ["D001"])
        memory.feedback.explain("q2", "U1", Reason.NOBODY_FITS)
        memory.feedback.give("q3", "U1", Verdict.NOT_USEFUL)
        memory.feedback.give("q4", "U1", Verdict.USEFUL)
    return home


def test_what_is_exported_is_a_benchmark(judged: Path, tmp_path: Path, run: Run) -> None:
    ended = run("feedback", "export", "judged")
    assert ended.code == 0
    assert "Judged questions in judged: 2, of which nobody fits 1." in ended.out
    assert "Left out: questions of which nobody said who is right: 1; verdicts" in ended.out
    assert "texts have been erased: 1." in ended.out

    benchmark = read_benchmark(tmp_path / "judged")
    answerable, unanswerable = benchmark.questions
    assert (answerable.text, answerable.answerable) == ("PTFE・PFA焼付け", True)
    assert (unanswerable.text, unanswerable.answerable) == ("潜水艦の建造", False)
    assert benchmark.grades == {answerable.id: {"D001": 2}}


def test_the_export_can_be_measured(judged: Path, tmp_path: Path, run: Run) -> None:
    run("feedback", "export", "judged")
    members = tmp_path / "judged" / "members.jsonl"
    few = members.read_text("utf-8").splitlines(keepends=True)[:3]
    members.write_text("".join(few), "utf-8")
    ended = run("evaluate", "judged", "--json")
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["overall"]["n"] == 1


def test_its_members_are_all_there_and_hold_no_contact(
    judged: Path, tmp_path: Path, run: Run
) -> None:
    run("feedback", "export", "judged")
    reading = read_members(tmp_path / "judged" / "members.jsonl")
    assert len(reading.members) == 150
    assert not [problem for problem in reading.problems if not problem.is_note]
    assert not any(read.member.contacts for read in reading.members)


def test_what_people_asked_is_for_this_user_alone(judged: Path, tmp_path: Path, run: Run) -> None:
    run("feedback", "export", "judged")
    assert stat.S_IMODE((tmp_path / "judged").stat().st_mode) == 0o700


def test_a_program_gets_json(judged: Path, run: Run) -> None:
    assert json.loads(run("feedback", "export", "judged", "--json").out) == {
        "folder": "judged",
        "questions": 2,
        "unanswerable": 1,
        "judgments": 3,
        "left_out": 1,
        "expired": 1,
        "refined": 0,
    }


def test_an_empty_folder_is_filled_and_any_other_refused(
    judged: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "judged").mkdir()
    assert run("feedback", "export", "judged").code == 0
    before = (tmp_path / "judged" / "queries.jsonl").read_bytes()

    ended = run("feedback", "export", "judged")

    assert ended.code == 1
    assert "judged is there already. Give the name of a new folder." in ended.err
    assert (tmp_path / "judged" / "queries.jsonl").read_bytes() == before


def test_a_file_of_that_name_is_refused(judged: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "judged").write_text("mine")
    assert run("feedback", "export", "judged").code == 1
    assert (tmp_path / "judged").read_text() == "mine"


def test_where_it_cannot_be_written_nothing_is_left(judged: Path, tmp_path: Path, run: Run) -> None:
    before = sorted(tmp_path.iterdir())
    ended = run("feedback", "export", "no/such/folder")
    assert ended.code == 1
    assert "no/such/folder: cannot be written" in ended.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_disk_that_fails_half_way_leaves_nothing(
    judged: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_aside: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("profiles.durable.publish_folder", fail)
    before = sorted(tmp_path.iterdir())
    ended = run("feedback", "export", "judged")
    assert ended.code == 1
    assert "No space left on device" in ended.err
    assert sorted(tmp_path.iterdir()) == before


def test_without_feedback_there_is_nothing_to_export(home: Path, tmp_path: Path, run: Run) -> None:
    ended = run("feedback", "export", "judged")
    assert ended.code == 1
    assert "There is nothing to export" in ended.err
    assert not (tmp_path / "judged").exists()


def test_a_forgotten_member_is_in_no_export_and_leaves_no_id(
    judged: Path, tmp_path: Path, run: Run
) -> None:
    assert run("forget", "d001", "--yes").code == 0
    assert b"D001" not in (judged / "bot.db").read_bytes()
    with memory_of(judged) as memory:
        assert memory.questions.since(0)[0].shown == ("D002",)
        memory.check()
    run("feedback", "export", "judged")
    texts = "".join(path.read_text("utf-8") for path in (tmp_path / "judged").iterdir())
    assert "D001" not in texts


def test_a_bot_database_that_cannot_be_used_stops_forgetting_before_it_begins(
    home: Path, run: Run
) -> None:
    (home / "bot.db").write_text("no database" * 100)
    ended = run("forget", "D001", "--yes")
    assert ended.code == 1
    assert "bot.db: it is damaged" in ended.err
    assert "D001" in run("members").out
