"""reveals: who was shown whose contact."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.memory.reveals import Reveal
from tests.bot.remembering import memory_of
from tests.conftest import Run, program

# 2026-11-20 and 2026-11-22, at noon in UTC.
EARLIER, LATER = 1_795_176_000.0, 1_795_348_800.0


@pytest.fixture(autouse=True)
def in_japan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def remember(home: Path) -> None:
    with memory_of(home) as memory:
        memory.reveals.log(
            Reveal(EARLIER, "U0AAA", "T0AAA", "D001", "q1", ("name", "email"), "members")
        )
        memory.reveals.log(Reveal(LATER, "U0BBB", "T0AAA", "=D9", "q2", ("website",), "on_request"))


def test_it_lists_when_who_saw_what_and_why(home: Path, run: Run) -> None:
    remember(home)
    ended = run("reveals")
    assert ended.code == 0
    first, second = ended.out.splitlines()
    assert first.split()[:4] == ["2026-11-20", "21:00:00+09:00", "U0AAA", "D001"]
    assert "狭山表層テクノ株式会社" in first
    assert first.endswith("members     name, email")
    assert second.split() == [
        "2026-11-22", "21:00:00+09:00", "U0BBB", "=D9", "on_request", "website",
    ]  # fmt: skip


def test_only_what_is_from_a_day_on(empty_home: Path, run: Run) -> None:
    remember(empty_home)
    assert len(run("reveals", "--since", "2026-11-20").out.splitlines()) == 2
    assert len(run("reveals", "--since", "2026-11-21").out.splitlines()) == 1
    assert "No contact was shown" in run("reveals", "--since", "2026-11-23").out


def test_a_day_begins_at_midnight_here(empty_home: Path, run: Run) -> None:
    midnight_in_tokyo = EARLIER - 12 * 3600 + 15 * 3600
    with memory_of(empty_home) as memory:
        memory.reveals.log(Reveal(midnight_in_tokyo, "U1", "T1", "D1", "q", (), "members"))
        memory.reveals.log(Reveal(midnight_in_tokyo - 1, "U2", "T1", "D1", "q", (), "members"))
    assert "U2" not in run("reveals", "--since", "2026-11-21").out
    assert "U1" in run("reveals", "--since", "2026-11-21").out


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_wrong_usage(day: str, empty_home: Path, run: Run) -> None:
    ended = run("reveals", "--since", day)
    assert ended.code == 2
    assert "--since" in ended.err


def test_a_program_gets_json(home: Path, run: Run) -> None:
    remember(home)
    first, second = json.loads(run("reveals", "--json").out)
    assert first == {
        "at": "2026-11-20T21:00:00+09:00",
        "user_id": "U0AAA",
        "team_id": "T0AAA",
        "member_id": "D001",
        "name": "狭山表層テクノ株式会社",
        "fields": ["name", "email"],
        "basis": "members",
        "question_id": "q1",
    }
    assert second["name"] == ""


def test_the_file_opens_in_excel_and_runs_nothing(home: Path, tmp_path: Path, run: Run) -> None:
    remember(home)
    ended = run("reveals", "--csv", "reveals.csv")
    assert ended.out == "Contacts shown, in reveals.csv: 2.\n"
    content = (tmp_path / "reveals.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert rows[0]["会社名"] == "狭山表層テクノ株式会社"
    assert rows[0]["日時"] == "2026-11-20 21:00:00+09:00"
    assert [row["会員番号"] for row in rows] == ["D001", "'=D9"]


def test_a_program_that_exports_hears_how_many(empty_home: Path, run: Run) -> None:
    remember(empty_home)
    said = json.loads(run("reveals", "--csv", "out.csv", "--since", "2026-11-21", "--json").out)
    assert said == {"file": "out.csv", "reveals": 1}


def test_a_file_that_cannot_be_written_is_a_clear_error(empty_home: Path, run: Run) -> None:
    ended = run("reveals", "--csv", "no/such/folder/reveals.csv")
    assert ended.code == 1
    assert "cannot be written" in ended.err


def test_where_the_bot_never_ran_nothing_was_shown_and_nothing_is_made(
    empty_home: Path, run: Run
) -> None:
    assert run("reveals").out == "No contact was shown.\n"
    assert run("reveals", "--json").out == "[]\n"
    assert not empty_home.exists()


def test_a_database_that_is_none_is_a_clear_error(empty_home: Path) -> None:
    empty_home.mkdir()
    (empty_home / "bot.db").write_text("no database" * 100)
    ended = program(empty_home, "reveals")
    assert ended.returncode == 1
    assert "bot.db: it is damaged" in ended.stderr
