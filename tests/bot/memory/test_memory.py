"""Reveals, troubles, whoever is forgotten, and files that cannot be used."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.controls import Verdict
from bot.memory.memory import Memory
from bot.memory.requests import RequestKind
from bot.memory.reveals import Reveal
from profiles.database import connect
from profiles.errors import StoreError
from profiles.store import Store
from tests.bot.memory.conftest import Watch
from tests.bot.memory.examples import a_question

REVEAL = Reveal(100.0, "U1", "T1", "D001", "q1", ("name", "email"), "members")


def test_reveals_are_listed_as_they_came(memory: Memory) -> None:
    later = Reveal(200.0, "U2", "T1", "D002", "q1", (), "website")
    memory.reveals.log(later)
    memory.reveals.log(REVEAL)
    assert memory.reveals.since(0) == [REVEAL, later]
    assert memory.reveals.since(101) == [later]


def test_a_trouble_is_one_until_it_is_over(memory: Memory, watch: Watch) -> None:
    memory.troubles.note("missing_scope:chat:write", "old advice")
    first = watch.now
    watch.move(60)
    memory.troubles.note("token_revoked", "Install the app again.")
    memory.troubles.note("missing_scope:chat:write", "Add the scope.")
    (scope, token) = memory.troubles.current()
    assert (scope.cause, scope.advice, scope.count) == (
        "missing_scope:chat:write",
        "Add the scope.",
        2,
    )
    assert (scope.first_at, scope.last_at) == (first, watch.now)
    memory.troubles.clear("missing_scope:chat:write")
    memory.troubles.clear("never there")
    assert memory.troubles.current() == [token]


@pytest.fixture
def remembered(memory: Memory) -> Memory:
    memory.questions.put(a_question())
    memory.questions.put(a_question(id="q2", user_id="U2"))
    memory.feedback.choose("q1", "U1", ["D002", "D001"])
    memory.feedback.give("q2", "U2", Verdict.NOT_USEFUL)
    memory.reveals.log(REVEAL)
    memory.reveals.log(Reveal(200.0, "U2", "T1", "D002", "q2", (), "website"))
    memory.requests.open(RequestKind.CONTACT, "q1", "D001", "U1", "T1")
    memory.requests.open(RequestKind.NOBODY, "q2", "", "U2", "T1")
    memory.deliveries.claim(("event:Ev1",), {"event": {"user": "U1"}})
    memory.deliveries.claim(("event:Ev2",), {"event": {"user": "U2"}})
    return memory


def disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_forgotten_member_leaves_no_id_and_the_rest_stays(remembered: Memory, path: Path) -> None:
    assert b"D001" in disk(path)
    remembered.forget_member("D001")
    assert b"D001" not in disk(path)
    kept = {"ranking": ("D002", "D003"), "shown": ("D002",)}
    assert remembered.questions.since(0) == [
        a_question(**kept),
        a_question(id="q2", user_id="U2", **kept),
    ]
    assert [one.helpful for one in remembered.feedback.all()] == [("D002",), ()]
    assert [one.member_id for one in remembered.reveals.since(0)] == ["D002"]
    assert [one.kind for one in remembered.requests.all()] == [RequestKind.NOBODY]


def test_a_member_whose_id_is_part_of_another_id_is_forgotten_alone(memory: Memory) -> None:
    memory.questions.put(a_question(ranking=("D1", "D10", 'D"1')))
    memory.forget_member("D1")
    assert memory.questions.since(0)[0].ranking == ("D10", 'D"1')


def test_a_forgotten_person_leaves_no_id_and_no_text(remembered: Memory, path: Path) -> None:
    remembered.forget_person("U1")
    assert b"U1" not in disk(path)
    first, second = remembered.questions.since(0)
    assert (first.text, first.user_id, first.outcome) == (None, "", "matches")
    assert second == a_question(id="q2", user_id="U2")
    assert [one.user_id for one in remembered.feedback.all()] == ["", "U2"]
    assert [one.user_id for one in remembered.reveals.since(0)] == ["", "U2"]
    assert sorted(one.user_id for one in remembered.requests.all()) == ["", "U2"]
    assert remembered.deliveries.unfinished() == 1


def test_nobody_is_not_a_person_to_forget(remembered: Memory) -> None:
    remembered.forget_person("")
    assert remembered.deliveries.unfinished() == 2


def test_only_its_owner_can_read_the_file(memory: Memory, path: Path) -> None:
    memory.troubles.note("a", "b")
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}


def test_a_good_database_passes_its_check(remembered: Memory) -> None:
    remembered.check()


def test_a_damaged_database_says_what_to_do(path: Path) -> None:
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="move it away: the bot then starts with an empty one"):
        Memory.open(path)


def test_damage_inside_is_found(remembered: Memory, path: Path) -> None:
    remembered.close()
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 12] = b"\xff" * 4096 * 10
    path.write_bytes(content)
    with pytest.raises(StoreError, match="it is damaged"), Memory.open(path) as memory:
        memory.check()


def test_a_database_of_a_newer_version_is_not_touched(path: Path) -> None:
    Memory.open(path).close()
    with connect(path) as db:
        db["_sqlite_migrations"].insert(
            {"migration_set": "bot", "name": "m999_later", "applied_at": "2030-01-01"}
        )
        db.conn.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of nakadachi \(m999_later\)"):
        Memory.open(path)
    assert path.read_bytes() == before


def test_the_members_database_is_not_taken_for_the_bot_s_nor_the_other_way(tmp_path: Path) -> None:
    members, bot = tmp_path / "members.db", tmp_path / "bot.db"
    Store.open(members).close()
    Memory.open(bot).close()
    with pytest.raises(StoreError, match="belongs to another program"):
        Memory.open(members)
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(bot)


def test_a_database_of_an_older_version_is_brought_up_to_date(path: Path) -> None:
    from bot.memory.migrations import bot_migrations

    with connect(path) as db:
        bot_migrations.apply(db, stop_before="m003_contacts")
    with Memory.open(path) as memory:
        memory.reveals.log(REVEAL)
        assert memory.reveals.since(0) == [REVEAL]


def test_a_full_disk_changes_nothing_and_says_so(memory: Memory, path: Path) -> None:
    full = memory.database.connection
    (pages,) = full.execute("PRAGMA page_count").fetchone()
    full.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full"):
        memory.deliveries.claim(("event:Ev1",), {"text": "長い" * 100_000})
    full.execute("PRAGMA max_page_count = 1000000")
    assert memory.deliveries.unfinished() == 0
    assert memory.deliveries.claim(("event:Ev1",), {}) is not None


def test_a_lock_held_too_long_fails_before_slack_gives_up(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = memory.database.connection
    (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
    assert waits < 3000
    connection.execute("PRAGMA busy_timeout = 1")
    with connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing to it"):
            memory.deliveries.claim(("event:Ev1",), {})
        other.rollback()
    assert memory.deliveries.claim(("event:Ev1",), {}) is not None


def test_what_is_claimed_is_on_the_disk_before_it_is_acknowledged(memory: Memory) -> None:
    connection = memory.database.connection
    full, wal = 2, "wal"
    assert connection.execute("PRAGMA synchronous").fetchone() == (full,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == (wal,)
