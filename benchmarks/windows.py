"""How soon something stands in a window while the whole index is built beside the bot."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from measuring import MANIFEST, PROGRAM, Figure, answered, served

from bot.playground.person import Person, Said
from bot.playground.standin import StandIn

RUNS = 20
# From here on people wonder whether anything happens at all.
OPENS = 500.0
QUESTION = "薄板の板金と溶接、制御盤の箱"


def windows(home: Path) -> Iterator[Figure]:
    """Forms and the home tab, and the answer to a message, each of them ``RUNS`` times."""
    with StandIn(json.loads(MANIFEST.read_text("utf-8"))) as slack, served(home, slack):
        person = slack.person("person", locale="ja-JP")
        place = slack.channel("team", person, slack.bot)
        said = [person.writes(f"{QUESTION} {number}", place) for number in range(RUNS)]
        slack.settle()
        yield from _shortcut(slack, person, said, "")
        with building(home):
            asked = partial(person.uses_shortcut, "search_partners")
            times = [_opened(slack, person, asked, "views.open") for _ in range(RUNS)]
            yield from _figures("search form, shortcut to window", times, OPENS)
            times = [_opened(slack, person, person.opens_home, "views.publish") for _ in said]
            yield from _figures("home tab, opened to shown", times, OPENS)
            yield from _shortcut(slack, person, said, ", during a build")


@contextmanager
def building(home: Path) -> Iterator[None]:
    """``reindex --full`` goes on all the time, one after the other."""
    is_over = threading.Event()
    failed: list[int] = []
    environment = {**os.environ, "NAKADACHI_HOME": str(home), "HF_HUB_OFFLINE": "1"}

    def build() -> None:
        while not is_over.is_set():
            command = [PROGRAM, "reindex", "--full", "--json"]
            with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
                while process.poll() is None:
                    if is_over.wait(0.1):
                        process.terminate()
                        return
            if process.returncode:
                failed.append(process.returncode)
                return

    builder = threading.Thread(target=build, name="builder")
    builder.start()
    try:
        yield
        if failed:
            raise SystemExit(f"reindex ended with {failed[0]}")
    finally:
        is_over.set()
        builder.join()


def _shortcut(slack: StandIn, person: Person, said: list[Said], when: str) -> Iterator[Figure]:
    uses = [partial(person.uses_shortcut_on, one, "find_partners_for") for one in said]
    times = [_opened(slack, person, use, "views.update") for use in uses]
    yield from _figures(f"message shortcut to answer{when}", times, None)


def _opened(slack: StandIn, person: Person, act: Callable[[], object], method: str) -> float:
    took = answered(slack, 1, act, method)
    slack.settle()
    if modal := person.modal:
        person.closes(modal)
    return took


def _figures(name: str, times: list[float], limit: float | None) -> Iterator[Figure]:
    yield Figure(f"{name}, median of {len(times)}", median(times), "ms", limit)
    yield Figure("  slowest", max(times), "ms", limit)
