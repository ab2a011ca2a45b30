"""Somebody who starts the playground, and looks at its page over HTTP and the WebSocket."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from aiohttp import ClientSession

from tests.conftest import PROGRAM

ENGINEER, LIAISON, COORDINATOR, STRANGER = range(4)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+(?=/)")
_WITHIN = 90.0

Scene = dict[str, Any]


class Playground:
    """``nakadachi serve`` without tokens, in a process of its own."""

    def __init__(self, home: Path, process: subprocess.Popen[bytes], output: Path) -> None:
        self.home = home
        self.process = process
        self._output = output

    @property
    def said(self) -> str:
        """What it wrote to the terminal."""
        return self._output.read_text("utf-8")

    @property
    def address(self) -> str:
        """Where its page is."""
        return _ADDRESS.findall(self.said)[0]

    def waits_until(self, holds: Callable[[], object]) -> None:
        """Look again and again, as long as it lives."""
        ends = time.monotonic() + _WITHIN
        while not holds():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < ends, self.said
            time.sleep(0.05)

    def is_interrupted(self) -> int:
        """Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def is_killed(self) -> None:
        """It ends in the midst of whatever it does."""
        self.process.kill()
        self.process.wait(10)

    def visitor(self, number: int = ENGINEER) -> Visitor:
        """One of the four, before the page."""
        return Visitor(self.address, number)


class Visitor:
    """A tab of the page, of one person."""

    def __init__(self, address: str, number: int) -> None:
        self._address = address
        self.id = ""
        self.id = self.sees()["people"][number]["id"]

    def sees(self) -> Scene:
        """Everything that the page shows now, by key."""
        told = asyncio.run(self._first_told())
        assert told["full"]
        found: Scene = told["set"]
        return found

    async def _first_told(self) -> dict[str, Any]:
        url = f"{self._address}/page/live?person={self.id}"
        async with ClientSession() as session, session.ws_connect(url, max_msg_size=0) as line:
            told: dict[str, Any] = await line.receive_json(timeout=10)
        return told

    def does(self, verb: str, **more: object) -> dict[str, Any]:
        """Do something; what the page is answered."""
        body = json.dumps({"person": self.id, "do": verb, **more}).encode()
        headers = {"Content-Type": "application/json", "Origin": self._address}
        with urlopen(Request(f"{self._address}/page/do", body, headers), timeout=60) as answer:
            said: dict[str, Any] = json.load(answer)
        assert said["ok"], said
        return said

    def finds(self, look: Callable[[Scene], Any]) -> Any:
        """What ``look`` finds on the page, as soon as it is there."""
        ends = time.monotonic() + 30
        while not (found := look(self.sees())):
            assert time.monotonic() < ends, "it is not there"
            time.sleep(0.05)
        return found

    def channel(self, name: str) -> str:
        """The id of a channel."""
        (found,) = [one["id"] for one in starting(self.sees(), "channel/") if one["name"] == name]
        return str(found)

    def direct(self) -> str:
        """The id of the direct messages with the bot."""
        (found,) = [one["id"] for one in starting(self.sees(), "channel/") if one["kind"] == "im"]
        return str(found)

    def reads(self, text: str) -> dict[str, Any]:
        """The newest message that says it, as soon as it is there."""
        found: dict[str, Any] = self.finds(
            lambda scene: next((post for post in posts(scene)[::-1] if text in str(post)), None)
        )
        return found


def starting(scene: Scene, prefix: str) -> list[dict[str, Any]]:
    """What the keys of one kind hold."""
    return [value for key, value in scene.items() if key.startswith(prefix)]


def posts(scene: Scene) -> list[dict[str, Any]]:
    """The messages, the oldest first."""
    return sorted(starting(scene, "post/"), key=lambda post: str(post["ts"]))


def pressable(shown: object) -> Iterator[dict[str, Any]]:
    """Every button in blocks, wherever it is."""
    if isinstance(shown, dict):
        if shown.get("type") == "button":
            yield shown
        shown = list(shown.values())
    for part in shown if isinstance(shown, list) else ():
        yield from pressable(part)


@contextmanager
def starts_playground(
    home: Path, *arguments: str, file_name: str = "output.txt", **more: str
) -> Iterator[Playground]:
    """Start it on any free port; it is killed at the end if it still runs."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NAKADACHI_", "SLACK_")) and name != "PORT"
    }
    output = home.parent / file_name
    with (
        output.open("wb") as said,
        subprocess.Popen(
            [str(PROGRAM), "serve", *(arguments or ("--port", "0"))],
            env={**kept, "NAKADACHI_HOME": str(home), **more},
            cwd=home.parent,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield Playground(home, process, output)
        finally:
            process.kill()


@contextmanager
def playground(home: Path, *arguments: str, **more: str) -> Iterator[Playground]:
    """The same, once the bot answers."""
    with starts_playground(home, *arguments, **more) as started:
        started.waits_until(lambda: "Open http" in started.said)
        visitor = started.visitor()
        started.waits_until(lambda: visitor.sees()["bot_state"]["state"] == "ready")
        yield started
