"""Requests to the coordinators: each once, and one coordinator at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.memory.memory import Memory
from bot.memory.migrations import bot_migrations
from bot.memory.request_states import WAITING, Outcome, State
from bot.memory.requests import Change, Copy, Request, RequestKind, is_sensible
from tests.bot.memory.conftest import Watch


@pytest.fixture
def request_(memory: Memory) -> Request:
    return memory.requests.open(RequestKind.CONTACT, "q1", "D001", "U1", "T1", "ja")[0]


def test_a_request_is_made_once(memory: Memory, opened: Callable[[], Memory]) -> None:
    first, is_new = memory.requests.open(RequestKind.CONTACT, "q1", "D001", "U1", "T1")
    assert is_new
    again, is_new = opened().requests.open(RequestKind.CONTACT, "q1", "D001", "U1", "T1")
    assert (again, is_new) == (first, False)


@pytest.mark.parametrize(
    "other",
    [
        (RequestKind.NOBODY, "q1", "D001", "U1", ""),
        (RequestKind.CONTACT, "q2", "D001", "U1", ""),
        (RequestKind.CONTACT, "q1", "D002", "U1", ""),
        (RequestKind.CONTACT, "q1", "D001", "U2", ""),
        (RequestKind.CONTACT, "q1", "D001", "U1", "another text"),
    ],
)
def test_another_request_is_another_one(
    other: tuple[RequestKind, str, str, str, str], memory: Memory, request_: Request
) -> None:
    *same, text = other
    second, is_new = memory.requests.open(*same, "T1", text=text)
    assert is_new
    assert second.id != request_.id


def test_it_is_undelivered_until_the_coordinators_can_read_it(
    memory: Memory, request_: Request
) -> None:
    assert memory.requests.undelivered() == [request_]
    memory.requests.delivered(request_.id, [Copy("", "C9", "9.0")])
    assert memory.requests.undelivered() == []
    assert memory.requests.waiting() == [request_]


def test_of_each_place_the_last_message_counts(memory: Memory, request_: Request) -> None:
    memory.requests.delivered(request_.id, [Copy("U8", "D8", "8.0"), Copy("U9", "D9", "9.0")])
    memory.requests.delivered(request_.id, [Copy("U9", "D9", "9.5")])
    assert memory.requests.copies(request_.id) == [
        Copy("U8", "D8", "8.0"),
        Copy("U9", "D9", "9.5"),
    ]
    memory.requests.delivered("none such", [Copy("", "C1", "1.0")])
    assert memory.requests.copies("none such") == []


def test_a_change_is_kept_with_who_and_when(
    memory: Memory, request_: Request, watch: Watch
) -> None:
    watch.move(60)
    change = memory.requests.change(request_.id, "k1", State.TAKEN, "U9", version=0)
    assert change == Change(request_.id, 1, "k1", watch.now, "U9", State.OPEN, State.TAKEN)
    assert memory.requests.history(request_.id) == [change]
    now = memory.requests.get(request_.id)
    assert now is not None
    assert (now.state, now.holder, now.version) == (State.TAKEN, "U9", 1)


def test_the_same_delivery_changes_it_once(memory: Memory, request_: Request) -> None:
    first = memory.requests.change(request_.id, "k1", State.TAKEN, "U9", version=0)
    memory.requests.change(request_.id, "k2", State.OPEN, "U9")
    assert memory.requests.change(request_.id, "k1", State.TAKEN, "U9", version=0) == first
    assert memory.requests.made("k1") == first
    assert memory.requests.made("k3") is None
    assert len(memory.requests.history(request_.id)) == 2


def test_whoever_saw_an_older_version_changes_nothing(memory: Memory, request_: Request) -> None:
    memory.requests.change(request_.id, "k1", State.TAKEN, "U8")
    memory.requests.change(request_.id, "k2", State.OPEN, "U8")
    assert memory.requests.change(request_.id, "k3", State.TAKEN, "U9", version=0) is None
    assert memory.requests.change("none such", "k4", State.TAKEN, "U9") is None
    assert memory.requests.change(request_.id, "k5", State.TAKEN, "U9", version=2)


def test_of_many_at_the_same_instant_one_wins(
    opened: Callable[[], Memory], memory: Memory, request_: Request
) -> None:
    start = threading.Barrier(6)
    won: list[Change | None] = []

    def take(number: int, mine: Memory) -> None:
        start.wait()
        won.append(
            mine.requests.change(request_.id, f"k{number}", State.TAKEN, f"U{number}", version=0)
        )

    others = [opened() for _ in range(3)]
    threads = [
        threading.Thread(target=take, args=(number, [memory, *others][number % 4]))
        for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    (winner,) = [one for one in won if one]
    assert len(won) == 6
    kept = memory.requests.get(request_.id)
    assert kept is not None
    assert (kept.holder, kept.version) == (winner.coordinator, 1)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_only_sensible_steps_are_taken(before: State, after: State) -> None:
    request = Request("r", RequestKind.CONTACT, "", "", "U1", "T1", 0.0, "", "", before, "U8", 1)
    steps = {
        (State.OPEN, State.TAKEN),
        (State.OPEN, State.INTRODUCED),
        (State.OPEN, State.DECLINED),
        (State.OPEN, State.DONE),
        (State.TAKEN, State.OPEN),
        (State.TAKEN, State.INTRODUCED),
        (State.TAKEN, State.DECLINED),
        (State.TAKEN, State.DONE),
        (State.INTRODUCED, State.DONE),
    }
    assert is_sensible(request, after, "U8") == ((before, after) in steps)
    if before is State.TAKEN:
        assert is_sensible(request, after, "U9") == (after is State.TAKEN)


def test_what_ended_waits_no_longer(memory: Memory, request_: Request, watch: Watch) -> None:
    watch.move(1)
    later, _ = memory.requests.open(RequestKind.NOBODY, "q2", "", "U1", "T1")
    assert [one.id for one in memory.requests.waiting()] == [request_.id, later.id]
    memory.requests.change(request_.id, "k1", State.TAKEN, "U9")
    assert len(memory.requests.waiting()) == 2
    memory.requests.change(request_.id, "k2", State.DECLINED, "U9")
    assert [one.id for one in memory.requests.waiting()] == [later.id]
    assert [one.id for one in memory.requests.since(watch.now)] == [later.id]
    assert State.DECLINED not in WAITING


def worked_on(memory: Memory) -> tuple[str, str]:
    """One about a member, and one that ended with that member; their ids."""
    about, _ = memory.requests.open(
        RequestKind.CHANGE, "", "D001", "U0ASKER", "T0TEAM", "ja", "my old telephone"
    )
    memory.requests.delivered(about.id, [Copy("U0TANI", "D9", "9.0"), Copy("U0SATO", "D8", "8.0")])
    memory.requests.change(about.id, "k1", State.TAKEN, "U0TANI", note="a private note")
    nobody, _ = memory.requests.open(RequestKind.NOBODY, "q2", "", "U0OTHER", "T0TEAM")
    memory.requests.change(nobody.id, "k2", State.TAKEN, "U0SATO")
    memory.requests.change(
        nobody.id,
        "k3",
        State.DONE,
        "U0SATO",
        why=Outcome.ORDER,
        member_id="D001",
        note="their note",
    )
    return about.id, nobody.id


def disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_forgotten_member_takes_its_requests_along(memory: Memory, path: Path) -> None:
    about, nobody = worked_on(memory)
    memory.forget_member("D001")
    assert b"D001" not in disk(path)
    assert b"my old telephone" not in disk(path)
    assert memory.requests.get(about) is None
    assert memory.requests.history(about) == memory.requests.copies(about) == []
    assert [one.why for one in memory.requests.history(nobody)] == ["", Outcome.ORDER]


def test_a_forgotten_asker_leaves_no_id_and_no_word(memory: Memory, path: Path) -> None:
    about, _ = worked_on(memory)
    memory.forget_person("U0ASKER")
    for trace in (b"U0ASKER", b"my old telephone", b"a private note"):
        assert trace not in disk(path)
    kept = memory.requests.get(about)
    assert kept is not None
    assert (kept.user_id, kept.state) == ("", State.TAKEN)


def test_a_forgotten_coordinator_leaves_what_they_did_to_be_done_on(
    memory: Memory, path: Path
) -> None:
    about, _ = worked_on(memory)
    memory.forget_person("U0TANI")
    assert b"U0TANI" not in disk(path)
    assert memory.requests.copies(about) == [Copy("U0SATO", "D8", "8.0")]
    # Nobody holds it, but everybody can take it over.
    assert memory.requests.change(about, "k9", State.TAKEN, "U0SATO")


def test_after_a_while_who_asked_and_what_was_noted_is_erased(
    memory: Memory, watch: Watch, path: Path
) -> None:
    about, nobody = worked_on(memory)
    watch.move(days=100)
    young, _ = memory.requests.open(RequestKind.NOBODY, "q3", "", "U0YOUNG", "T0TEAM")
    watch.move(days=100)
    memory.expire(180)
    for trace in (b"U0ASKER", b"my old telephone", b"a private note", b"their note"):
        assert trace not in disk(path)
    assert [one.user_id for one in memory.requests.all()] == ["", "", "U0YOUNG"]
    assert [one.why for one in memory.requests.history(nobody)] == ["", Outcome.ORDER]
    assert {one.id for one in memory.requests.waiting()} == {about, young.id}


def test_requests_of_an_earlier_version_wait_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = Database(path)
    earlier = "m001_deliveries m002_questions m003_contacts m004_follow_ups".split()
    bot_migrations.apply(db, stop_before="m005_requests")
    assert len(list(bot_migrations.applied(db))) == len(earlier)
    row = ("r1", "contact", "q1", "D001", "U1", "T1", 5.0, "C9", "9.0")
    db.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.conn.commit()
    db.close()
    with Memory.open(path) as memory:
        (kept,) = memory.requests.waiting()
        assert kept == Request("r1", RequestKind.CONTACT, "q1", "D001", "U1", "T1", 5.0)
        assert memory.requests.copies("r1") == [Copy("", "C9", "9.0")]
        assert memory.requests.open(RequestKind.CONTACT, "q1", "D001", "U1", "T1") == (kept, False)
