"""The bot as it serves: what is wired together, in which order it starts, and how it stops."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from functools import partial

from bot.answers import Answers
from bot.app import make_app
from bot.arrivals import Arrivals
from bot.bootstrap import Nakadachi
from bot.coordinators import NOT_SET, UNREACHABLE, Coordinators
from bot.desk import DEFAULT_LANGUAGE, Desk
from bot.directory import Directory
from bot.errors import BadSetting, SignedOut, SlackError
from bot.listeners.commands.status import moment
from bot.listeners.events.messages import awaits_answer
from bot.memory.memory import Memory
from bot.metrics import Metrics
from bot.outgoing.api import (
    MISSING_SCOPE,
    PATIENCE,
    SIGNED_OUT,
    Caller,
    Clients,
    Patience,
    make_clients,
)
from bot.outgoing.sending import Sender
from bot.people import REMEMBERED_SECONDS, Identity, People
from bot.prompts import Suggestions
from bot.searching import Searching
from bot.sweeping import Sweeper
from bot.uploads import Fetcher
from bot.working import Pool, Worker
from index.errors import SearchIndexError
from profiles.errors import StoreError

logger = logging.getLogger(__name__)

# An answer is mostly waiting for Slack and the disk. More threads than this would keep
# acknowledgements waiting when many ask at once.
THREADS = 8

# What a restart with other settings may have mended.
_MAY_BE_OVER = (SIGNED_OUT, MISSING_SCOPE, UNREACHABLE, NOT_SET)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether questions are answered now, and if not, why."""

    ready: bool
    reasons: tuple[str, ...] = ()


class Service:
    """Everything that runs while the bot serves; one in a process."""

    def __init__(
        self,
        nakadachi: Nakadachi,
        memory: Memory,
        clients: Clients,
        patience: Patience = PATIENCE,
        remembered_seconds: float = REMEMBERED_SECONDS,
    ) -> None:
        self.metrics = Metrics()
        self.arrivals = Arrivals()
        self._nakadachi = nakadachi
        self._memory = memory
        self._clients = clients
        self._identity: Identity | None = None
        self._taking = True
        self._patience = patience
        self._remembered_seconds = remembered_seconds
        self._stopping = threading.Event()
        self._caller = Caller(self.metrics, memory.troubles, self._stopping, patience)
        self._pool = Pool(THREADS)
        self.desk = self._make_desk()
        self._worker = Worker(
            memory.deliveries,
            self.desk.sender,
            self.metrics,
            self.desk.language_of,
            patience,
            awaits=partial(awaits_answer, self.desk),
            let_pass=self.arrivals.let_pass,
        )
        self.app = make_app(
            self.desk, self._worker, self._pool, lambda: self._identity, lambda: self._taking
        )
        self._sweeper = Sweeper(
            self.app, memory, self._worker, self.metrics, self._keep_days, patience.sweep
        )

    def prepare(self) -> None:
        """Load index and model. Without an index the bot starts all the same, and says so."""
        try:
            self.desk.searching.prepare()
        except SearchIndexError as error:
            logger.error("no index is served: %s", error)
        self._measure_index()

    def sign_in(self, stop: threading.Event) -> bool:
        """Ask Slack who we are, until it answers; False if told to stop. Raises SignedOut."""
        attempt = 0
        while not stop.is_set():
            try:
                said = self._caller.call("auth.test", self._clients.asks.auth_test)
            except SignedOut:
                raise
            except SlackError as error:
                delay = self._patience.backoff(attempt)
                logger.warning("%s Tried again in %.0f s.", error, delay)
                attempt += 1
                stop.wait(delay)
            else:
                self._identity = Identity(
                    user=said["user_id"],
                    bot=said.get("bot_id") or "",
                    team=said["team_id"],
                    enterprise=said.get("enterprise_id") or "",
                    name=said.get("user") or "",
                    workspace=said.get("team") or "",
                )
                self._forget_troubles()
                return True
        return False

    def start_sweeping(self) -> None:
        """Start to renew leases, resume what others left, and erase what has expired."""
        self._sweeper.start()

    def stop_taking(self) -> None:
        """Take nothing new: Slack delivers it to another process, or again later."""
        self._taking = False
        self._sweeper.stop_resuming()

    def finish(self, seconds: float) -> bool:
        """Wait for what was acknowledged; the rest is left to the next start."""
        # What is still trying then makes no new call; one under way ends before the time is up.
        if not self._pool.drain(seconds - min(self._patience.call, seconds / 2)):
            self._stopping.set()
        done = self._pool.drain(min(self._patience.call, seconds / 2))
        self._sweeper.stop()
        if done:
            self._memory.deliveries.release()
        # Otherwise something may still be said: others have to wait until the lease runs out.
        return done

    def close(self) -> None:
        """Close everything."""
        self._stopping.set()
        self._sweeper.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.desk.directory.close()
        self._memory.close()

    @property
    def identity(self) -> str:
        """The bot's name and workspace, once it has signed in."""
        me = self._identity
        return f"{me.name} in {me.workspace}" if me else ""

    def readiness(self) -> Readiness:
        """Whether questions are answered now."""
        reasons = []
        if self._identity is None:
            reasons.append("Slack has not accepted the bot's token yet")
        if self.desk.searching.searcher() is None:
            reasons.append(f"no index: {self.desk.searching.why_not}")
        if not self._taking:
            reasons.append("stopping")
        try:
            troubles = self._memory.troubles.current()
        except StoreError as error:
            troubles = []
            reasons.append(f"nothing that Slack delivers can be stored: {error}")
        reasons += [trouble.advice for trouble in troubles if trouble.cause == SIGNED_OUT]
        self._measure_index()
        return Readiness(not reasons, tuple(reasons))

    def me(self) -> Identity:
        """The bot itself. Raises SignedOut as long as Slack has not told who that is."""
        if self._identity is None:
            raise SignedOut("auth.test", "not_signed_in")
        return self._identity

    def _forget_troubles(self) -> None:
        """The token is good, scopes and settings may be others now; what lasts is noted again."""
        for trouble in self._memory.troubles.current():
            if trouble.cause.partition(":")[0] in _MAY_BE_OVER:
                self._memory.troubles.clear(trouble.cause)

    def _measure_index(self) -> None:
        serving = self.desk.searching.serving()
        if serving is not None:
            manifest = serving.searcher.snapshot.manifest
            self.metrics.index_serves(moment(manifest.built_at), manifest.members)

    def _keep_days(self) -> int:
        return self._nakadachi.settings.slack.keep_questions_days

    def _make_desk(self) -> Desk:
        nakadachi, memory, slack = self._nakadachi, self._memory, self._nakadachi.settings.slack
        # Who somebody is, an answer does not wait for.
        brief = replace(self._caller, limited_retries=0)
        people = People(
            self._clients.brief, brief, self.me, remembered_seconds=self._remembered_seconds
        )
        sender = Sender(self._clients, self._caller, memory.posts)
        directory = Directory(nakadachi.existing_store)
        searching = Searching(nakadachi.searcher, nakadachi.shelf().pointer_stamp)
        return Desk(
            app=nakadachi,
            me=self.me,
            memory=memory,
            people=people,
            directory=directory,
            searching=searching,
            answers=Answers(searching, memory.questions),
            sender=sender,
            coordinators=Coordinators(
                slack.coordinators_channel,
                slack.coordinators,
                people,
                sender,
                memory.requests,
                memory.troubles,
                directory,
                memory.questions,
                slack.staff,
                DEFAULT_LANGUAGE,
            ),
            suggestions=Suggestions(searching, lambda member: directory.member(member) is not None),
            metrics=self.metrics,
            fetcher=Fetcher(self._clients.asks, self._caller),
            stopping=self._stopping,
        )


def open_service(
    nakadachi: Nakadachi,
    patience: Patience = PATIENCE,
    remembered_seconds: float = REMEMBERED_SECONDS,
) -> Service:
    """The service for these settings. Raises BadSetting without a token, StoreError.

    What Slack says of people is good for ``remembered_seconds``.
    """
    slack = nakadachi.settings.slack
    if not slack.bot_token:
        raise BadSetting(
            "SLACK_BOT_TOKEN is not set. Create the app in Slack as docs/slack.md shows, and put "
            "its token (xoxb-...) into the environment or into .env."
        )
    nakadachi.prepare_home()
    memory = Memory.open(nakadachi.settings.memory, lease_seconds=patience.lease)
    clients = make_clients(slack.bot_token, slack.api, patience)
    return Service(nakadachi, memory, clients, patience, remembered_seconds)
