"""What was asked is kept with its outcome; who asked what, only for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.controls import Verdict
from bot.memory.memory import Memory
from bot.memory.questions import Tally
from profiles.database import connect
from tests.bot.memory.conftest import Watch
from tests.bot.memory.examples import a_question

SECRET = "だれも知らない試作の件"


def bytes_of(path: Path) -> bytes:
    """What the disk holds of the database, its log included."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_question_comes_back_as_it_was_put(memory: Memory, opened: Callable[[], Memory]) -> None:
    memory.questions.put(a_question())
    assert opened().questions.get("q1") == a_question()
    assert memory.questions.get("q2") is None


def test_a_resumed_question_replaces_itself(memory: Memory) -> None:
    memory.questions.put(a_question())
    memory.questions.put(a_question(outcome="nobody", shown=()))
    assert memory.questions.since(0) == [a_question(outcome="nobody", shown=())]


def test_half_a_character_does_not_keep_a_question_out(memory: Memory) -> None:
    memory.questions.put(a_question(text="切削\ud83d", ranking=("D\ud83d",)))
    found = memory.questions.get("q1")
    assert found is not None
    assert found.text == "切削?"


def test_questions_are_listed_as_they_came_and_those_of_somebody_newest_first(
    memory: Memory,
) -> None:
    for number, user in enumerate(("U1", "U2", "U1", "U1")):
        memory.questions.put(a_question(id=f"q{number}", asked_at=100.0 + number, user_id=user))
    assert [one.id for one in memory.questions.since(101)] == ["q1", "q2", "q3"]
    assert [one.id for one in memory.questions.of_user("U1", 2)] == ["q3", "q2"]


def test_of_somebodys_questions_only_requests_with_a_text_are_listed(memory: Memory) -> None:
    memory.questions.put(a_question(id="q1", asked_at=100.0))
    memory.questions.put(a_question(id="q2", asked_at=101.0, outcome="not_a_request"))
    memory.questions.put(a_question(id="q3", asked_at=102.0, text=None))
    memory.questions.put(a_question(id="q4", asked_at=103.0, user_id=""))
    assert [one.id for one in memory.questions.of_user("U1", 5)] == ["q1"]
    assert memory.questions.of_user("", 5) == []


def test_those_that_found_nobody_are_listed_newest_first(memory: Memory) -> None:
    for number, outcome in enumerate(("nobody", "matches", "nobody", "nobody", "not_a_request")):
        memory.questions.put(a_question(id=f"q{number}", asked_at=100.0 + number, outcome=outcome))
    memory.questions.put(a_question(id="q9", asked_at=109.0, outcome="nobody", text=None))
    assert [one.id for one in memory.questions.found_nobody(102, 9)] == ["q3", "q2"]
    assert [one.id for one in memory.questions.found_nobody(0, 1)] == ["q3"]


def test_only_requests_are_tallied(memory: Memory) -> None:
    outcomes = ("matches", "nobody", "not_a_request", "matches")
    for number, outcome in enumerate(outcomes):
        memory.questions.put(a_question(id=f"q{number}", asked_at=100.0 + number, outcome=outcome))
    assert memory.questions.tally(0) == Tally(asked=3, nobody=1)
    assert memory.questions.tally(102) == Tally(asked=1, nobody=0)


def test_who_deletes_the_message_deletes_the_text(memory: Memory) -> None:
    memory.questions.put(a_question())
    memory.questions.put(a_question(id="q2", message_ts="2.0"))
    memory.questions.put(a_question(id="q3", message_ts="", text="slash"))
    memory.questions.erase_text("C1", "1800000000.000100")
    memory.questions.erase_text("C1", "")
    texts = {one.id: one.text for one in memory.questions.since(0)}
    assert texts == {"q1": None, "q2": a_question().text, "q3": "slash"}


def test_old_questions_lose_text_and_asker_and_keep_the_rest(memory: Memory, watch: Watch) -> None:
    memory.questions.put(a_question())
    watch.move(days=100)
    memory.questions.put(a_question(id="q2", asked_at=watch.now))
    watch.move(days=81)

    assert memory.expire(180) == 1
    assert memory.expire(180) == 0

    assert memory.questions.since(0) == [
        a_question(text=None, user_id="", channel="", message_ts=""),
        a_question(id="q2", asked_at=watch.now - 81 * 86_400),
    ]
    assert memory.questions.tally(0).asked == 2


def test_whoever_judged_an_old_answer_is_erased_and_the_verdict_stays(
    memory: Memory, watch: Watch
) -> None:
    memory.questions.put(a_question())
    watch.move(days=181)
    for user in ("U1", "U2"):
        memory.feedback.give("q1", user, Verdict.USEFUL)
    memory.feedback.give("q9", "U1", Verdict.USEFUL)
    memory.expire(180)
    assert [(one.question_id, one.user_id) for one in memory.feedback.all()] == [
        ("q1", ""),
        ("q1", ""),
        ("q9", "U1"),
    ]


@pytest.mark.parametrize("others", [0, 300])
def test_nothing_of_an_erased_text_is_left_on_the_disk(
    others: int, memory: Memory, path: Path, watch: Watch
) -> None:
    for number in range(others):
        memory.questions.put(a_question(id=f"o{number}", text="べつの質問" * (number % 50)))
    memory.questions.put(a_question(text=SECRET))
    assert SECRET.encode() in bytes_of(path)
    watch.move(days=181)
    memory.expire(180)
    assert SECRET.encode() not in bytes_of(path)


def test_what_somebody_still_reads_is_overwritten_the_next_time(
    memory: Memory, path: Path, watch: Watch
) -> None:
    memory.questions.put(a_question(text=SECRET))
    watch.move(days=181)
    memory.database.connection.execute("PRAGMA busy_timeout = 1")
    with connect(path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT text FROM questions").fetchall()
        assert memory.expire(180) == 1
        reader.rollback()
    assert SECRET.encode() in bytes_of(path)
    memory.expire(180)
    assert SECRET.encode() not in bytes_of(path)
