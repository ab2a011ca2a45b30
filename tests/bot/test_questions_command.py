"""questions: what was asked and not found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.controls import Reason, Verdict
from tests.bot.memory.examples import a_question
from tests.bot.remembering import memory_of
from tests.conftest import Run

DAY = 86_400.0
NOON = 1_795_176_000.0  # 2026-11-20 in UTC


@pytest.fixture
def asked(empty_home: Path) -> Path:
    """Titanium was found but not useful, helium was not found twice, gears were found."""
    with memory_of(empty_home) as memory:
        for number, (text, outcome) in enumerate(
            (
                ("チタンの切削", "matches"),
                ("Helium leak test", "nobody"),
                ("歯車", "matches"),
                ("ＨＥＬＩＵＭ  leak\ntest", "nobody"),
                ("こんにちは", "not_a_request"),
            )
        ):
            memory.questions.put(
                a_question(
                    id=f"q{number}", text=text, outcome=outcome, asked_at=NOON + number * DAY
                )
            )
        memory.feedback.explain("q0", "U2", Reason.WRONG_FIELD)
        memory.feedback.give("q0", "U3", Verdict.NOT_USEFUL)
        memory.feedback.give("q2", "U2", Verdict.USEFUL)
    return empty_home


def test_it_lists_what_was_not_found_newest_first_and_equal_texts_once(
    asked: Path, run: Run
) -> None:
    ended = run("questions")
    helium, titanium = ended.out.splitlines()
    assert helium.endswith("2×  nobody                             ＨＥＬＩＵＭ leak test")
    assert helium.startswith("2026-11-23")
    assert titanium.endswith("1×  matches, not useful (wrong field)  チタンの切削")


def test_everything_that_was_asked_if_wanted(asked: Path, run: Run) -> None:
    lines = run("questions", "--all").out.splitlines()
    assert [line.split("  ")[-1].strip() for line in lines] == [
        "こんにちは",
        "ＨＥＬＩＵＭ leak test",
        "歯車",
        "チタンの切削",
    ]


def test_only_what_is_from_a_day_on(asked: Path, run: Run) -> None:
    (line,) = run("questions", "--since", "2026-11-22").out.splitlines()
    assert "1×  nobody  " in line


def test_a_program_gets_json(asked: Path, run: Run) -> None:
    said = json.loads(run("questions", "--json").out)
    assert said["expired"] == 0
    helium, titanium = said["questions"]
    assert helium["text"] == "ＨＥＬＩＵＭ  leak\ntest"
    assert (helium["count"], helium["outcomes"]) == (2, ["nobody"])
    assert (titanium["not_useful"], titanium["reasons"]) == (2, ["wrong_field"])
    assert titanium["last_asked"].startswith("2026-11-2")


def test_texts_that_have_expired_are_counted(asked: Path, run: Run) -> None:
    with memory_of(asked) as memory:
        memory.forget_person("U1")
        memory.questions.put(a_question(id="new", text="新しい質問", outcome="nobody"))
    ended = run("questions")
    assert [line.split("  ")[-1] for line in ended.out.splitlines()] == ["新しい質問"]
    assert ended.err == "Counted only, because their texts have been erased: 3.\n"
    assert json.loads(run("questions", "--all", "--json").out)["expired"] == 5


def test_a_text_cannot_steer_the_terminal_and_a_long_one_is_cut(empty_home: Path, run: Run) -> None:
    with memory_of(empty_home) as memory:
        memory.questions.put(a_question(text="\x1b[2J\u202e切削" + "長" * 500, outcome="nobody"))
    (line,) = run("questions").out.splitlines()
    assert line.isprintable()
    assert line.endswith("長…")
    assert len(line) < 260


def test_where_the_bot_never_ran_nothing_was_asked_and_nothing_is_made(
    empty_home: Path, run: Run
) -> None:
    assert run("questions").out == "Nothing was asked and not found.\n"
    assert run("questions", "--all").out == "Nothing was asked.\n"
    assert json.loads(run("questions", "--json").out) == {"questions": [], "expired": 0}
    assert not empty_home.exists()


def test_what_one_person_asked_can_be_erased_before_it_expires(asked: Path, run: Run) -> None:
    with memory_of(asked) as memory:
        person = memory.questions.since(0)[0].user_id
    assert run("questions", "--forget", person).code == 0
    ended = run("questions", "--all")
    assert "チタン" not in ended.out
    assert "erased: 5" in ended.err
    with memory_of(asked) as memory:
        assert person not in {one.user_id for one in memory.questions.since(0)}


def test_only_an_id_of_slack_s_can_be_erased(asked: Path, run: Run) -> None:
    assert run("questions", "--forget", "sato").code == 2


def test_where_the_bot_noted_nothing_nothing_can_be_erased_and_that_is_said(
    empty_home: Path, run: Run
) -> None:
    ended = run("questions", "--forget", "U0123ABCD")
    assert ended.code == 1
    assert "nothing was erased" in ended.err
    assert str(empty_home) in ended.err
    assert not empty_home.exists()
