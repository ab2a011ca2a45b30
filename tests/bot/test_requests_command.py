"""requests: what the coordinators were asked to do, and what became of it."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.memory.memory import Memory
from bot.memory.request_states import Outcome, Refusal, State, Way
from bot.memory.requests import RequestKind
from tests.conftest import Run

# 2026-11-20 and 2026-11-22, at noon in UTC.
EARLIER, LATER = 1_795_176_000.0, 1_795_348_800.0
NOTE = "秘密のメモ"
MEMBER = "狭山表層テクノ株式会社"


@pytest.fixture(autouse=True)
def in_japan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def remember(home: Path) -> None:
    """One that ended well, one that was declined, one that waits."""
    home.mkdir(exist_ok=True)
    now = EARLIER

    def clock() -> float:
        nonlocal now
        now += 60
        return now

    with Memory.open(home / "bot.db", clock) as memory:
        requests = memory.requests
        first, _ = requests.open(RequestKind.CONTACT, "q1", "D001", "U0AAA", "T1", "ja")
        requests.change(first.id, "1", State.TAKEN, "U0TANI")
        requests.change(first.id, "2", State.INTRODUCED, "U0TANI", why=Way.SLACK, member_id="D001")
        requests.change(first.id, "3", State.DONE, "U0TANI", why=Outcome.ORDER, note=NOTE)
        second, _ = requests.open(RequestKind.CONTACT, "q2", "=D9", "U0BBB", "T1", "ja")
        requests.change(
            second.id, "4", State.DECLINED, "U0SATO", why=Refusal.NO_CAPACITY, note="=1+1"
        )
        now = LATER
        requests.open(RequestKind.NOBODY, "q3", "", "U0CCC", "T1", "en")


def test_it_lists_what_was_asked_and_what_became_of_it(home: Path, run: Run) -> None:
    remember(home)
    first, second, third = run("requests").out.splitlines()
    assert first.split() == [
        "2026-11-20",
        "21:01:00+09:00",
        "contact",
        "done",
        "order",
        "D001",
        MEMBER,
    ]
    assert second.split()[2:] == ["contact", "declined", "no", "capacity", "=D9"]
    assert third.split() == ["2026-11-22", "21:01:00+09:00", "nobody", "open"]


def test_one_state_and_from_a_day_on(empty_home: Path, run: Run) -> None:
    remember(empty_home)
    assert len(run("requests", "--state", "declined").out.splitlines()) == 1
    assert len(run("requests", "--since", "2026-11-21").out.splitlines()) == 1
    assert run("requests", "--state", "taken").out == "There is no such request.\n"
    ended = run("requests", "--state", "lost")
    assert ended.code == 2
    assert "--state" in ended.err


def test_people_are_named_only_if_that_is_asked_for(home: Path, run: Run) -> None:
    remember(home)
    plain = (run("requests").out, run("requests", "--json").out, exported(run, "a.csv"))
    full = (
        run("requests", "--people").out,
        run("requests", "--people", "--json").out,
        exported(run, "b.csv", "--people"),
    )
    for one in plain:
        assert not any(secret in one for secret in ("U0AAA", "U0TANI", NOTE))
    for one in full:
        assert "U0AAA" in one
        assert "U0TANI" in one
    assert all(NOTE in one for one in full[1:])


def exported(run: Run, name: str, *options: str) -> str:
    assert run("requests", "--export", name, *options).code == 0
    return Path(name).read_bytes().decode("utf-8-sig")


def test_a_program_gets_json_with_the_time_of_every_state(home: Path, run: Run) -> None:
    remember(home)
    first, second, third = json.loads(run("requests", "--json").out)
    assert first["id"]
    assert {name: one for name, one in first.items() if name != "id"} == {
        "at": "2026-11-20T21:01:00+09:00",
        "kind": "contact",
        "state": "done",
        "member_id": "D001",
        "name": MEMBER,
        "taken_at": "2026-11-20T21:02:00+09:00",
        "introduced_at": "2026-11-20T21:03:00+09:00",
        "declined_at": None,
        "done_at": "2026-11-20T21:04:00+09:00",
        "introduced_by": "slack",
        "declined_because": "",
        "outcome": "order",
        "introduced_member_id": "D001",
        "introduced_name": MEMBER,
        "question_id": "q1",
    }
    assert second["declined_because"] == "no_capacity"
    assert third["taken_at"] is None


def test_the_file_opens_in_excel_and_runs_nothing(home: Path, tmp_path: Path, run: Run) -> None:
    remember(home)
    ended = run("requests", "--export", "requests.csv", "--people")
    assert ended.out == "Requests, in requests.csv: 3.\n"
    content = (tmp_path / "requests.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [row["状態"] for row in rows] == ["完了", "見送り", "未対応"]
    assert rows[0]["結果"] == "受注・取引が成立"
    assert rows[0]["紹介した会社名"] == MEMBER
    assert (rows[1]["会員番号"], rows[1]["メモ"]) == ("'=D9", "'=1+1")


def test_a_workbook_holds_the_same(home: Path, tmp_path: Path, run: Run) -> None:
    remember(home)
    said = json.loads(run("requests", "--export", "requests.xlsx", "--json").out)
    assert said == {"file": "requests.xlsx", "requests": 3}
    sheet = load_workbook(tmp_path / "requests.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[0][:3] == ("受付日時", "種類", "状態")
    assert rows[1][3:5] == ("D001", MEMBER)


@pytest.mark.parametrize("name", ["requests.pdf", "requests", "no/such/folder/requests.csv"])
def test_a_file_that_cannot_be_written_is_a_clear_error(
    name: str, empty_home: Path, run: Run
) -> None:
    ended = run("requests", "--export", name)
    assert ended.code == 1
    assert name in ended.err


def test_where_the_bot_never_ran_there_are_none_and_nothing_is_made(
    empty_home: Path, run: Run
) -> None:
    assert run("requests").out == "There are no requests.\n"
    assert run("requests", "--json").out == "[]\n"
    assert not empty_home.exists()
