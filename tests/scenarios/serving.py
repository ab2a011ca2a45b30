"""The bot as its administrator runs it: ``nakadachi serve`` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import PROGRAM
from tests.scenarios.town import Town


class Served:
    """One such process, connected over Socket Mode."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self._process = process
        self._output = output

    @property
    def said(self) -> str:
        """What it wrote to stdout and stderr."""
        return self._output.read_text("utf-8")

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def is_killed(self) -> None:
        """SIGKILL: it ends in the midst of whatever it does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def is_told_to_stop(self) -> int:
        """SIGTERM; waits for its end, and returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(30)


@contextmanager
def serving(town: Town, others: int = 0, **changes: str) -> Iterator[Served]:
    """A process that serves the town; ``others`` are the bots that are connected already."""
    output = town.home.parent / "output.txt"
    with (
        output.open("wb") as said,
        subprocess.Popen(
            [str(PROGRAM), "serve", "--socket", "--port", "0"],
            env={**os.environ, **town.environment(**changes)},
            cwd=town.home.parent,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            town.slack.wait_for_sockets(1 + others, within=60)
            yield Served(process, output)
        finally:
            process.kill()
