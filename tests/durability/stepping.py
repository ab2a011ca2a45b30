"""Run a command of ours step by step: count what it does on the disk, kill it, let a step fail.

A step is a system call by which something in the folder watched is changed, whoever makes it:
Python, SQLite or FAISS. The command is the real one, in a process forked from a warm one.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.durability import seccomp
from tests.durability.calls import CALLS, Call

GO_ON, KILL, TEAR = 0, -1, -2
_forks = get_context("forkserver")
_forks.set_forkserver_preload(["tests.durability.warmed"])


@dataclass(frozen=True, slots=True)
class Step:
    """The ``number``-th step (from 1), before it is carried out."""

    number: int
    call: str
    path: Path

    @property
    def can_be_torn(self) -> bool:
        """Whether it may be carried out in part."""
        return self.call in ("write", "pwrite64")

    def __str__(self) -> str:
        return f"step {self.number}, {self.call} {self.path.name}"


# An errno lets the step fail; KILL ends the process before it, TEAR in the midst of it.
Decide = Callable[[Step], int]


@dataclass(frozen=True, slots=True)
class Ran:
    """``code`` is negative when a signal ended it."""

    code: int
    out: str
    err: str
    steps: tuple[Step, ...]


def run(home: Path, *arguments: str, decide: Decide | None = None) -> Ran:
    """``nakadachi ARGUMENTS`` in ``home``; steps are those below the folder that holds it."""
    ours, theirs = socket.socketpair()
    said = home.parent.with_name(f"{home.parent.name}-said")
    said.mkdir(exist_ok=True)
    process = _forks.Process(target=_command, args=(theirs, home, said, arguments, bool(decide)))
    process.start()
    theirs.close()
    with ours:
        steps = _watched(ours, home.parent, decide) if decide else []
    process.join(120)
    code = process.exitcode
    assert code is not None, "it does not end"
    process.close()
    return Ran(code, (said / "out").read_text("utf-8"), (said / "err").read_text("utf-8"),
               tuple(steps))  # fmt: skip


def steps_of(home: Path, *arguments: str) -> tuple[Step, ...]:
    """All steps of a command that nothing happens to."""
    ran = run(home, *arguments, decide=lambda _: GO_ON)
    assert ran.code == 0, ran.err
    return ran.steps


def _watched(ours: socket.socket, folder: Path, decide: Decide) -> list[Step]:
    message, handles, _, _ = socket.recv_fds(ours, 200, 1)
    if not handles:
        pytest.skip(f"system calls cannot be counted here: {message.decode()}")
    steps: list[Step] = []
    (handle,) = handles
    try:
        for asked in seccomp.questions(handle):
            call = CALLS[asked.number]
            path = _changed(call, asked, folder)
            if path is None:
                seccomp.let(handle, asked)
                continue
            steps.append(Step(len(steps) + 1, call.name, path))
            _carry_out(handle, asked, decide(steps[-1]))
    finally:
        os.close(handle)
    return steps


def _changed(call: Call, asked: seccomp.Asked, folder: Path) -> Path | None:
    if not call.changes(asked.arguments):
        return None
    path = call.place(asked.process, asked.arguments)
    return path if path.is_relative_to(folder) else None


def _carry_out(handle: int, asked: seccomp.Asked, decision: int) -> None:
    if decision == GO_ON:
        seccomp.let(handle, asked)
    elif decision > 0:
        seccomp.fail(handle, asked, decision)
    else:
        if decision == TEAR:
            _write_half(asked)
        # The process is one that we started, and waits for our answer.
        os.kill(_process_of(asked.process), signal.SIGKILL)


def _write_half(asked: seccomp.Asked) -> None:
    """Half of what a write or pwrite64 would write, as when power or process goes meanwhile."""
    place, address, size = asked.arguments[:3]
    with Path(f"/proc/{asked.process}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        half = memory.read(size // 2)
    file = seccomp.borrowed(_process_of(asked.process), place & 0xFFFFFFFF)
    try:
        if CALLS[asked.number].name == "write":
            os.write(file, half)
        else:
            os.pwrite(file, half, asked.arguments[3])
    finally:
        os.close(file)


def _process_of(thread: int) -> int:
    said = Path(f"/proc/{thread}/status").read_text("utf-8").split()
    return int(said[said.index("Tgid:") + 1])


def _command(
    theirs: socket.socket, home: Path, said: Path, arguments: Sequence[str], is_watched: bool
) -> None:
    """In the new process: become the command."""
    for name in [name for name in os.environ if name.startswith(("NAKADACHI_", "SLACK_"))]:
        del os.environ[name]
    os.environ.update(NAKADACHI_HOME=str(home), HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1")
    os.chdir(home.parent)
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(said / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(file, number)
        os.close(file)
    if is_watched:
        try:
            handle = seccomp.ask_before(tuple(CALLS))
        except OSError as error:
            theirs.send(str(error).encode())
            return
        socket.send_fds(theirs, [b"counting"], [handle])
        os.close(handle)
    theirs.close()
    from bot.cli.commands import cli

    sys.argv = ["nakadachi", *arguments]
    cli.main(list(arguments), prog_name="nakadachi")
