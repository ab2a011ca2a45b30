"""A small town around the bot: a Slack on this machine, the sample directory, and some people."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import urlopen

from bot.bootstrap import Nakadachi, bootstrap
from bot.memory.memory import Memory
from bot.outgoing.api import Patience
from bot.playground.journal import Delivery
from bot.playground.person import Person, Said
from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from bot.playground.workspace import Channel
from bot.server.line import Pace as LinePace
from bot.server.listening import address_of, listen
from bot.server.socketmode import serve_by_socket
from bot.service import Service, open_service
from tests.conftest import ROOT

MANIFEST = json.loads((ROOT / "manifest.json").read_text("utf-8"))
# Slack's own times where a test does not wait for them; its retries at once.
QUICK = Pace(retries=(0.05, 0.1, 0.2), ping=1.0)
# A bot that does not let tests wait; its leases are as long as ever.
IMPATIENT = Patience(first_wait=0.05, longest_wait=0.3, sweep=0.2)
_LINE = LinePace(ping=0.3, look=0.05, first_wait=0.1, linger=0.1)
# Read before any test clears the environment.
_RECORD = os.environ.get("NAKADACHI_RECORD_PAYLOADS", "")

TITANIUM = "チタンの切削、10個、来週まで"
TITANIUM_MEMBER = "株式会社セルヴィータ多摩"
HELIUM = "Who can check 40 gauge heads for helium leaks?"
HELIUM_MEMBER = "Musashino Hinoki Seisakusho Co., Ltd."
VIOLIN = "バイオリンを教えてくれる先生を探しています"


def copy_home(sample: Path, target: Path) -> Path:
    """A home of its own with the sample directory; the model, which nobody changes, is shared."""
    shutil.copytree(sample, target, ignore=shutil.ignore_patterns("models"))
    (target / "models").symlink_to(sample / "models")
    return target


@dataclass
class Bot:
    """A bot that serves, over Socket Mode, in threads of this process."""

    nakadachi: Nakadachi
    service: Service
    address: str
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    said: list[str] = field(default_factory=list)

    @property
    def memory(self) -> Memory:
        """Its own database."""
        return self.service.desk.memory

    def page(self, path: str) -> str:
        """A page of its health server, whatever its status."""
        try:
            with urlopen(self.address + path, timeout=5) as answer:
                text: str = answer.read().decode()
        except HTTPError as error:
            with error:
                text = error.read().decode()
        return text

    def stop(self) -> None:
        """Stop as on SIGTERM."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(30)
            assert not self._thread.is_alive(), "the bot did not stop"
            self._thread = None


class Town:
    """Everything of one scenario. Alice and Bob are engineers, Sato is of the office."""

    def __init__(
        self,
        home: Path,
        pace: Pace = QUICK,
        manifest: Mapping[str, Any] = MANIFEST,
        **options: Any,
    ) -> None:
        self.home = home
        self._exits = ExitStack()
        record = Path(_RECORD) if _RECORD else None
        self.slack = StandIn(manifest, pace=pace, record_to=record, **options)
        self.expected_refusals: set[str] = set()

    def __enter__(self) -> Self:
        slack = self._exits.enter_context(self.slack)
        self.alice = slack.person("alice", locale="ja-JP")
        self.bob = slack.person("bob", locale="en-US")
        self.sato = slack.person("sato", locale="ja-JP")
        self.eve = slack.person("eve", team="T0OTHER")
        self.general = slack.channel("general", self.alice, self.bob, self.sato, slack.bot)
        self.desk = slack.channel("coordinators", self.sato, slack.bot)
        self.shared = slack.channel("shared", self.alice, self.eve, slack.bot, shared=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._exits.__exit__(kind, error, trace)
        refused = [one for one in self.slack.refusals if one.error not in self.expected_refusals]
        if error is None:
            assert not refused, f"Slack refused: {refused}"

    def environment(self, **changes: str) -> dict[str, str]:
        """The settings of a bot in this town."""
        return {
            "NAKADACHI_HOME": str(self.home),
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "NAKADACHI_SLACK_API": self.slack.api_url,
            "NAKADACHI_STAFF": self.sato.id,
            "NAKADACHI_COORDINATORS_CHANNEL": self.desk.id,
            **changes,
        }

    def starts_bot(self, patience: Patience = IMPATIENT, others: int = 0, **changes: str) -> Bot:
        """Start a bot, and wait until it is connected; it ends with the town.

        ``others`` says how many are connected already.
        """
        bot = self.begins_bot(patience, **changes)
        self.slack.wait_for_sockets(1 + others, within=20)
        return bot

    def begins_bot(self, patience: Patience = IMPATIENT, **changes: str) -> Bot:
        """The same without the wait."""
        nakadachi = bootstrap(self.environment(**changes), self.home.parent)
        service = open_service(nakadachi, patience)
        listener = self._exits.enter_context(listen("127.0.0.1", 0))
        bot = Bot(nakadachi, service, address_of(listener))
        bot._thread = threading.Thread(
            target=serve_by_socket,
            args=(service, nakadachi.settings.slack, listener, bot._stop, bot.said.append, _LINE),
            name="bot",
        )
        bot._thread.start()
        self._exits.callback(bot.stop)
        return bot

    def newcomer(self, name: str, *channels: Channel, locale: str = "ja-JP") -> Person:
        """Somebody new in these channels."""
        person = self.slack.person(name, locale=locale)
        for channel in channels:
            channel.members.add(person.id)
        return person


@contextmanager
def town_with_bot(home: Path, **changes: str) -> Iterator[tuple[Town, Bot]]:
    """A town with a bot that is ready."""
    with Town(home) as town:
        yield town, town.starts_bot(**changes)


def mention_of(town: Town, said: Said) -> Delivery:
    """The delivery that tells of a mention; the message event beside it concerns nobody."""
    events = [(one, one.payload.get("event", {})) for one in town.slack.deliveries]
    wanted = ("app_mention", said.ts)
    (found,) = [one for one, told in events if (told.get("type"), told.get("ts")) == wanted]
    return found


def until(holds: Callable[[], bool], within: float = 10.0) -> None:
    """Wait for something of the bot's own, which tells nobody when it comes to hold."""
    ends = time.monotonic() + within
    while not holds():
        assert time.monotonic() < ends, f"it does not hold after {within} s"
        time.sleep(0.02)
