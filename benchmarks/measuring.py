"""Figures, and how they are taken: commands that are timed, and a bot that serves a stand-in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.playground.standin import StandIn

MANIFEST = Path(__file__).parent.parent / "manifest.json"
PROGRAM = str(Path(sys.executable).with_name("nakadachi"))
ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``limit`` is what the figure must stay below, if anything."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"  (below {self.limit:g} {self.unit})"
        return f"{self.name:<58}{self.value:>10.2f} {self.unit}{limit}"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command printed, how long it took and its peak memory."""

    out: str
    seconds: float
    megabytes: float


def timed(home: Path, *command: str) -> Ended:
    """Run a command to its end with ``home`` as its home."""
    environment = {**os.environ, "NAKADACHI_HOME": str(home), "HF_HUB_OFFLINE": "1"}
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Ended(out, seconds, kilobytes / 1024)


@contextmanager
def served(home: Path, slack: StandIn) -> Iterator[None]:
    """The bot in a process of its own, connected to ``slack``."""
    environment = {
        **os.environ,
        "NAKADACHI_HOME": str(home),
        "NAKADACHI_SLACK_API": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "HF_HUB_OFFLINE": "1",
    }
    command = [PROGRAM, "serve", "--socket", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            slack.wait_for_sockets(within=ANSWER_SECONDS)
            yield
        finally:
            process.terminate()


def answered(slack: StandIn, answers: int, ask: Callable[[], object], method: str = "") -> float:
    """Milliseconds from the moment of asking until Slack has so many answers more.

    With a ``method`` only what the bot sent by it counts.
    """
    journal, changed = slack.platform.journal, slack.platform.changed

    def there() -> int:
        return sum(method in ("", one.method) for one in journal.recorded)

    wanted = there() + answers
    started = time.perf_counter()
    ask()
    with changed:
        if not changed.wait_for(lambda: there() >= wanted, ANSWER_SECONDS):
            raise SystemExit("an answer is missing")
    return (time.perf_counter() - started) * 1000
