"""The playground as a process of its own, as whoever tries it starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

from tests.conftest import PROGRAM

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_WITHIN = 90.0


class Playground:
    """``nakadachi serve --playground`` on a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = 0
        self._said = home.parent / "playground.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.starts()
        return self

    def __exit__(self, *_: object) -> None:
        self.ends(signal.SIGINT)

    @property
    def address(self) -> str:
        """Where its page is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def starts(self) -> None:
        """Start it, once more on the port that it had, and wait until it says where it is."""
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [PROGRAM, "serve", "--playground", "--port", str(self.port)],
                env=_environment(self.home),
                cwd=self.home.parent,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        self.port = self._told_port()

    def ends(self, how: signal.Signals) -> int:
        """End it, as by Ctrl-C or by force; returns its exit code."""
        assert self._process is not None
        self._process.send_signal(how)
        try:
            return self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise

    def _told_port(self) -> int:
        assert self._process is not None
        ends = time.monotonic() + _WITHIN
        while time.monotonic() < ends and self._process.poll() is None:
            if found := _ADDRESS.search(self._said.read_text("utf-8")):
                return int(found[1])
            time.sleep(0.05)
        self._process.kill()
        self._process.wait()
        raise AssertionError(f"It did not start:\n{self._said.read_text('utf-8')}")


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NAKADACHI_", "SLACK_"))
    }
    return {**kept, "NAKADACHI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
