"""The build of an index in a process of its own, so that answers go on at their speed.

Run as ``python -m bot.reindex_process``: it prints one JSON object a line, ``{"total": N}`` and
``{"done": N}`` while texts are read, and at the end ``{"report": {...}}`` or ``{"error": "..."}``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.settings import Settings, as_variables

# Questions come first; the build takes what is left of the processors.
_NICENESS = 10
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the build is: ``done`` of ``total`` texts that are new."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; see index.build.BuildReport."""

    members: int
    passages: int
    encoded: int
    seconds: float
    changed: bool


@dataclass(frozen=True, slots=True)
class NotBuilt:
    """Why there is no new index: a message for staff, or "" when only the log knows."""

    message: str


def build_apart(settings: Settings, stop: threading.Event) -> Iterator[Progress | Built | NotBuilt]:
    """Build the index as ``nakadachi reindex`` does; the last thing told is the outcome.

    Once ``stop`` is set the build is ended: a process that stops waits for its threads.
    """
    # -P: what lies in the folder where the bot was started is no part of it.
    command = [sys.executable, "-P", "-m", "bot.reindex_process"]
    outcome: Built | NotBuilt = NotBuilt("")
    with (
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, **as_variables(settings)},
        ) as process,
        _ended_by(stop, process),
    ):
        assert process.stdout is not None  # it is a pipe
        total = done = 0
        for line in process.stdout:
            said = json.loads(line)
            if "report" in said:
                outcome = Built(**said["report"])
            elif "error" in said:
                outcome = NotBuilt(said["error"])
            else:
                total, done = said.get("total", total), done + said.get("done", 0)
                yield Progress(done, total)
    yield outcome


@contextmanager
def _ended_by(stop: threading.Event, process: subprocess.Popen[str]) -> Iterator[None]:
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_SECONDS):
            if stop.is_set():
                process.terminate()
                return

    watching = threading.Thread(target=watch, name="reindex", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _say(**what: object) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


def _build() -> None:
    from bot.bootstrap import bootstrap
    from bot.logs import log_unexpected, start_logging
    from bot.reindexing import rebuild
    from index.build import Watcher
    from profiles.errors import NakadachiError

    app = bootstrap(os.environ, Path.cwd())
    start_logging(app.settings)
    try:
        watcher = Watcher(lambda total: _say(total=total), lambda done: _say(done=done))
        with app.store() as store:
            report = asdict(rebuild(app, store, watcher=watcher))
        _say(report={name: report[name] for name in Built.__dataclass_fields__})
    except NakadachiError as error:
        _say(error=str(error))
    except Exception as error:
        log_unexpected(error)
        _say(error="")


def throttled(seconds: float, clock: Callable[[], float]) -> Callable[[], bool]:
    """A function that is true at most once in so many seconds, and not at the very beginning."""
    last = clock()

    def is_time() -> bool:
        nonlocal last
        now = clock()
        if now - last < seconds:
            return False
        last = now
        return True

    return is_time


if __name__ == "__main__":
    os.nice(_NICENESS)
    _build()
