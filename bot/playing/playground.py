"""The playground from its start to its end: stand-in, page and bot in one process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from bot.bootstrap import Nakadachi
from bot.errors import BadSetting
from bot.logs import start_logging
from bot.outgoing.proxies import reached_directly
from bot.playground.listening import CannotListen
from bot.playground.page import setting as page
from bot.playground.page.setting import Setting, State
from bot.playground.page.site import Site
from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from bot.playing.addresses import free_port, is_loopback
from bot.playing.cast import Cast, Persona, cast_of, cast_of_sample, with_slack_ids
from bot.playing.ground import Ground, build_missing, lay
from bot.playing.notes import Describer
from bot.playing.places import Places, furnish
from bot.playing.running import Runner
from bot.playing.sandbox import sandbox
from bot.reindex_process import Progress
from bot.server.telling import Say
from bot.settings import SlackSettings
from profiles.errors import MemberNotFound, StoreError
from profiles.rows import replace_contacts
from profiles.store import Store

MANIFEST = Path(__file__).with_name("manifest.json")
# Slack's own times, but that it tries again soon: nobody waits a minute before a page.
_PACE = Pace(retries=(0.0, 3.0, 10.0))
_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is to be; ``is_asked_for`` if it must be this very port."""

    host: str
    port: int
    is_asked_for: bool


class Terminal:
    """What whoever started the playground is told."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def building(self) -> None:
        """An index is built, which may take a while."""

    def follow(self, progress: Progress) -> None:
        """The build has come so far."""


def play(app: Nakadachi, address: Address, stop: Event, terminal: Terminal) -> None:
    """Run until told to stop; nothing of it stays. Raises NakadachiError at the start."""
    port = free_port(address.host, address.port, is_asked_for=address.is_asked_for)
    app.prepare_home()
    with sandbox(app.settings.home) as folder, _logging_into(app, folder):
        ground = lay(app, folder)
        setting = Setting()
        setting.shows_bot(State.STARTING)
        with ground.app.store() as store, _slack(address.host, port, setting) as slack:
            places = _furnish(slack, ground, store)
            runner = Runner(_bot_of(ground.app, slack, places), slack, setting, stop)
            describer = Describer(ground, store)
            setting.introduces(*(_shown(persona, one.id) for persona, one in places.people))
            setting.shows_directory(describer.describe())
            setting.offers_restart(runner.restart)
            _warn(address, port, terminal)
            terminal.say(describer.line())
            start = _Start(ground, runner, setting, terminal, f"{slack.platform.url}/")
            try:
                start.start(stop)
                _look_after(describer, setting, stop)
            finally:
                terminal.say("Stopping: what was done here is discarded.")
                runner.stop()
    terminal.say("Stopped.")


@dataclass(slots=True)
class _Start:
    """Starts the bot, on an index that may have to be built first."""

    ground: Ground
    runner: Runner
    setting: Setting
    terminal: Terminal
    page: str
    _has_invited: bool = False

    def start(self, stop: Event) -> None:
        """Have an index, have the bot on it, and say where the page is."""
        build_missing(self.ground, stop, self._building, self._follow)
        if not stop.is_set():
            self.runner.start()
        if not stop.is_set():
            self._invite()

    def _invite(self) -> None:
        if not self._has_invited:
            self._has_invited = True
            self.terminal.say(
                f"Open {self.page} in a browser. Ctrl-C ends the playground and discards what was "
                "done there."
            )

    def _building(self) -> None:
        # There is a page to look at, which says how far the build is.
        self._invite()
        self.terminal.building()

    def _follow(self, progress: Progress) -> None:
        self.terminal.follow(progress)
        self.setting.shows_bot(State.STARTING, f"{progress.done:,} / {progress.total:,}")


@contextmanager
def _slack(host: str, port: int, setting: Setting) -> Iterator[StandIn]:
    """The stand-in at its address, which no proxy comes between. Raises BadSetting."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    with ExitStack() as exits:
        try:
            slack = exits.enter_context(
                StandIn(manifest, pace=_PACE, host=host, port=port, site=Site(setting))
            )
        except CannotListen as error:
            # Somebody took the port while the directory was copied.
            raise BadSetting(str(error)) from error
        exits.enter_context(reached_directly(slack.platform.url))
        yield slack


def _shown(persona: Persona, id_: str) -> page.Persona:
    return page.Persona(id_, persona.role, page.Words(persona.about_ja, persona.about_en))


def _look_after(describer: Describer, setting: Setting, stop: Event) -> None:
    """Keep what the page says of the directory true."""
    while not stop.wait(_LOOK_SECONDS):
        # An import may be writing for longer than anybody waits here.
        with suppress(StoreError):
            directory = describer.describe()
            if directory != setting.told.directory:
                setting.shows_directory(directory)


def _warn(address: Address, port: int, terminal: Terminal) -> None:
    if port != address.port and address.port:
        terminal.say(f"Port {address.port} is in use, so the page is at port {port}.")
    if not is_loopback(address.host):
        terminal.say(
            f"Warning: everybody who reaches {address.host} can act as anybody there, and see "
            "what they see."
        )


def _furnish(slack: StandIn, ground: Ground, store: Store) -> Places:
    places = furnish(slack, _cast(ground, store))
    ids = {(one.member_id, one.contact): played.id for one, played in places.people}
    for member_id in {member_id for member_id, _ in ids if member_id}:
        with store.writing() as db:
            try:
                member = store.get(member_id).member
            except MemberNotFound:
                continue
            replace_contacts(db, with_slack_ids(member, ids))
            store.touch(db, indexed=False)
    return places


def _cast(ground: Ground, store: Store) -> Cast:
    if ground.is_sample:
        return cast_of_sample()
    return cast_of(stored.member for stored in store.members())


def _bot_of(app: Nakadachi, slack: StandIn, places: Places) -> Nakadachi:
    """The bot as it is set up for this Slack; what concerns the search is the user's own."""
    settings = SlackSettings(
        bot_token=slack.bot_token,
        signing_secret=slack.signing_secret,
        staff=(places.coordinator.id,),
        coordinators_channel=places.desk.id,
        keep_questions_days=app.settings.slack.keep_questions_days,
        api=slack.api_url,
    )
    return replace(app, settings=replace(app.settings, slack=settings))


@contextmanager
def _logging_into(app: Nakadachi, folder: Path) -> Iterator[None]:
    """Log into the sandbox: the log of the real bot is about the real Slack."""
    start_logging(replace(app.settings, home=folder))
    try:
        yield
    finally:
        start_logging(app.settings)
