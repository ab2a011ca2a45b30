"""Exactly once: each delivery is claimed by one process, and none is lost when it dies."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.memory.memory import Memory
from tests.bot.memory.conftest import Watch

KEYS = ("message:T1:C1:1800000000.000100", "event:Ev1")
PAYLOAD = {"event": {"type": "app_mention", "text": "チタンの切削"}}

Opened = Callable[[], Memory]


def test_what_is_claimed_is_known_by_its_first_key_and_holds_its_payload(memory: Memory) -> None:
    claim = memory.deliveries.claim(KEYS, PAYLOAD)
    assert claim is not None
    assert (claim.id, claim.attempt, claim.payload) == (KEYS[0], 1, PAYLOAD)
    assert claim.received_at == 1_800_000_000.0


@pytest.mark.parametrize(
    "again", [KEYS, ("event:Ev1",), ("event:Ev2", KEYS[0])], ids=["retry", "event", "pair"]
)
@pytest.mark.parametrize("finished", [False, True])
def test_whatever_shares_a_key_is_claimed_once(
    again: tuple[str, ...], finished: bool, memory: Memory, opened: Opened
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    if finished:
        memory.deliveries.finish(KEYS[0])
    assert memory.deliveries.claim(again, PAYLOAD) is None
    assert opened().deliveries.claim(again, PAYLOAD) is None


def test_a_refused_claim_leaves_no_key_behind(memory: Memory) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    memory.deliveries.claim(("event:Ev2", "event:Ev1"), PAYLOAD)
    assert memory.deliveries.claim(("event:Ev2",), PAYLOAD) is not None


def test_keys_that_repeat_are_one(memory: Memory) -> None:
    assert memory.deliveries.claim(("event:Ev1", "event:Ev1"), PAYLOAD) is not None


def test_what_is_finished_is_owed_no_more_and_its_payload_is_gone(
    memory: Memory, path: Path
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    assert memory.deliveries.unfinished() == 1
    memory.deliveries.finish(KEYS[0])
    assert memory.deliveries.unfinished() == 0
    memory.expire(180)
    assert b"app_mention" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_nobody_takes_over_what_is_being_worked_on(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    other = opened()
    for _ in range(5):
        watch.move(15)
        memory.deliveries.renew()
        assert other.deliveries.take_over() == []


def test_what_a_dead_process_left_is_taken_over_when_its_lease_has_run_out(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    other = opened()
    watch.move(19)
    assert other.deliveries.take_over() == []
    watch.move(1)
    (claim,) = other.deliveries.take_over()
    assert (claim.id, claim.attempt, claim.payload) == (KEYS[0], 2, PAYLOAD)
    assert claim.received_at == 1_800_000_000.0
    assert other.deliveries.take_over() == []
    assert memory.deliveries.take_over() == []


def test_the_oldest_claims_are_taken_over_first(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    for name in "cab":
        memory.deliveries.claim((name,), PAYLOAD)
        watch.move(1)
    watch.move(30)
    assert [claim.id for claim in opened().deliveries.take_over()] == ["c", "a", "b"]


def test_attempts_are_counted_over_all_processes(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    for attempt in (2, 3, 4):
        watch.move(20)
        (claim,) = opened().deliveries.take_over()
        assert claim.attempt == attempt


def test_a_process_does_not_take_over_its_own_claims(memory: Memory, watch: Watch) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    watch.move(100)
    assert memory.deliveries.take_over() == []


def test_what_is_released_is_taken_over_at_once(memory: Memory, opened: Opened) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    memory.deliveries.claim(("done",), PAYLOAD)
    memory.deliveries.finish("done")
    memory.deliveries.release()
    (taken,) = opened().deliveries.take_over()
    assert taken.id == KEYS[0]
    assert taken.attempt == 1, "whoever stops in good order has not died over it"


def test_what_another_process_took_over_is_not_released(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    watch.move(20)
    opened().deliveries.take_over()
    memory.deliveries.release()
    assert opened().deliveries.take_over() == []


@pytest.mark.parametrize("jump", [-10 * 365 * 86_400, -3600, -30, 3600, 10 * 365 * 86_400])
def test_a_clock_that_is_set_loses_no_claim(
    jump: float, memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    watch.move(jump)
    other = opened()
    found = other.deliveries.take_over()
    watch.move(20)
    found += other.deliveries.take_over()
    assert [claim.id for claim in found] == [KEYS[0]]


def test_a_clock_that_is_set_back_a_little_only_lengthens_the_lease(
    memory: Memory, opened: Opened, watch: Watch
) -> None:
    memory.deliveries.claim(KEYS, PAYLOAD)
    watch.move(-5)
    other = opened()
    assert other.deliveries.take_over() == []
    watch.move(25)
    assert len(other.deliveries.take_over()) == 1


def test_halves_of_characters_come_back_as_they_came(memory: Memory, opened: Opened) -> None:
    payload = {"text": "\ud83d", "nothing": None, "deep": [{"a": "\x00"}]}
    claim = memory.deliveries.claim(("event:\ud83d",), payload)
    assert claim is not None
    memory.deliveries.release()
    (taken,) = opened().deliveries.take_over()
    assert taken.payload == payload
    memory.deliveries.finish(claim.id)
    assert memory.deliveries.unfinished() == 0


def test_after_a_week_a_finished_delivery_is_forgotten(memory: Memory, watch: Watch) -> None:
    memory.deliveries.claim(("old",), PAYLOAD)
    memory.deliveries.finish("old")
    memory.deliveries.claim(("owed",), PAYLOAD)
    watch.move(days=6)
    memory.expire(180)
    assert memory.deliveries.claim(("old",), PAYLOAD) is None
    watch.move(days=2)
    memory.expire(180)
    assert memory.deliveries.unfinished() == 1
    assert memory.deliveries.claim(("owed",), PAYLOAD) is None
    assert memory.deliveries.claim(("old",), PAYLOAD) is not None


def test_many_threads_that_claim_the_same_get_it_once(memory: Memory) -> None:
    claimed: list[str] = []
    together = threading.Barrier(8)

    def deliver() -> None:
        together.wait()
        for number in range(20):
            if claim := memory.deliveries.claim((f"event:{number}",), PAYLOAD):
                claimed.append(claim.id)

    threads = [threading.Thread(target=deliver) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(f"event:{number}" for number in range(20))


_RACE = """
import sys
from pathlib import Path
from bot.memory.memory import Memory

with Memory.open(Path(sys.argv[1])) as memory:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(40):
        if memory.deliveries.claim((f"event:{number}",), {}):
            print(number)
"""

_KILLED = """
import os, signal, sys
from pathlib import Path
from bot.memory.memory import Memory

memory = Memory.open(Path(sys.argv[1]))
memory.deliveries.claim(("event:Ev1",), {"text": "who"})
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_of_two_processes_that_claim_the_same_one_gets_it(path: Path) -> None:
    bots = [
        subprocess.Popen(
            [sys.executable, "-c", _RACE, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for bot in bots:
        assert bot.stdout is not None
        assert bot.stdout.readline() == "ready\n"
    for bot in bots:
        assert bot.stdin is not None
        bot.stdin.write("go\n")
        bot.stdin.flush()
    claimed = [number for bot in bots for number in bot.communicate(timeout=60)[0].split()]
    assert sorted(claimed, key=int) == [str(number) for number in range(40)]


def test_what_a_killed_process_had_claimed_is_there(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Memory.open(path, lease_seconds=0.0) as memory:
        assert memory.deliveries.claim(("event:Ev1",), {}) is None
        (claim,) = memory.deliveries.take_over()
        assert claim.payload == {"text": "who"}


class Processes(RuleBasedStateMachine):
    """Two processes under deliveries, retries, deaths and time: who works on what."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()
        self.folder = Path(tempfile.mkdtemp(prefix="nakadachi-test-"))
        self.memories = [self._open(), self._open()]
        self.owner: dict[str, int | None] = {}
        self.done: set[str] = set()
        self.renewed: dict[str, float] = {}

    def _open(self) -> Memory:
        return Memory.open(self.folder / "bot.db", self.watch)

    who = st.integers(0, 1)
    what = st.sampled_from("abc")

    @rule(who=who, what=what)
    def delivered(self, who: int, what: str) -> None:
        claim = self.memories[who].deliveries.claim((what,), {"what": what})
        assert (claim is not None) == (what not in self.owner)
        if claim:
            self.owner[what], self.renewed[what] = who, self.watch.now

    @rule(who=who, what=what)
    def finished(self, who: int, what: str) -> None:
        if self.owner.get(what) == who:
            self.memories[who].deliveries.finish(what)
            self.done.add(what)

    @rule(seconds=st.sampled_from([5.0, 20.0]))
    def time_passes(self, seconds: float) -> None:
        self.watch.move(seconds)

    @rule(who=who)
    def renewed_by(self, who: int) -> None:
        self.memories[who].deliveries.renew()
        for what in self._owed():
            if self.owner[what] == who:
                self.renewed[what] = self.watch.now

    @rule(who=who)
    def died(self, who: int) -> None:
        self.memories[who].close()
        self.memories[who] = self._open()
        for what in self._owed():
            if self.owner[what] == who:
                self.owner[what] = None

    @rule(who=who)
    def stopped(self, who: int) -> None:
        self.memories[who].deliveries.release()
        for what in self._owed():
            if self.owner[what] == who:
                self.owner[what], self.renewed[what] = None, 0.0

    @precondition(lambda self: self.owner)
    @rule(who=who)
    def taken_over(self, who: int) -> None:
        free = {
            what
            for what in self._owed()
            if self.owner[what] != who and self.renewed[what] + 20 <= self.watch.now
        }
        found = {claim.id for claim in self.memories[who].deliveries.take_over()}
        assert found == free
        for what in found:
            self.owner[what], self.renewed[what] = who, self.watch.now

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.memories[0].deliveries.unfinished() == len(self._owed())

    def _owed(self) -> list[str]:
        return [what for what in self.owner if what not in self.done]

    def teardown(self) -> None:
        for memory in self.memories:
            memory.close()
        shutil.rmtree(self.folder)


TestProcesses = Processes.TestCase
TestProcesses.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
