"""What the bot counts and measures while it serves, for Prometheus: numbers only.

Labels are words of ours or of Slack's Web API. An id, or a text that somebody wrote, is no label.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.questions import Door, ReplyKind
from index.model import Outcome

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_ANSWER_SECONDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1, 2, 3, 5, 10, 30, 60, 300)
_ACKNOWLEDGE_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3)
# Names of methods ("chat.postMessage") and of errors ("not_in_channel") look like this.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,60}")
_OTHER = "other"
OK = "ok"


class DeliveryResult(StrEnum):
    """What became of something that Slack delivered."""

    NEW = "new"  # taken, and worked on now
    DUPLICATE = "duplicate"  # taken before: Slack delivered it again
    IGNORED = "ignored"  # not for us: another bot, an edited message
    RESUMED = "resumed"  # taken by a process that ended before it was done
    FAILED = "failed"  # given up


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "nakadachi_questions_total",
            "Questions that were replied to, by door and by what became of them.",
            ["door", "outcome"],
            registry=self.registry,
        )
        self._answer_seconds = Histogram(
            "nakadachi_answer_seconds",
            "From taking a question to its posted reply.",
            buckets=_ANSWER_SECONDS,
            registry=self.registry,
        )
        self._acknowledge_seconds = Histogram(
            "nakadachi_acknowledge_seconds",
            "From receiving a delivery of Slack to acknowledging it.",
            buckets=_ACKNOWLEDGE_SECONDS,
            registry=self.registry,
        )
        self._deliveries = Counter(
            "nakadachi_deliveries_total",
            "Deliveries of Slack, by what became of them.",
            ["result"],
            registry=self.registry,
        )
        self._slack_calls = Counter(
            "nakadachi_slack_calls_total",
            "Calls of Slack's Web API; the result is ok, or the error.",
            ["method", "result"],
            registry=self.registry,
        )
        self._unfinished = self._gauge(
            "nakadachi_unfinished_deliveries", "Deliveries that are acknowledged and not done yet."
        )
        self._connected = self._gauge(
            "nakadachi_socket_connected", "1 while the socket to Slack is alive (Socket Mode)."
        )
        self._reconnects = Counter(
            "nakadachi_socket_reconnects_total",
            "Connections to Slack that the watchdog had to renew, tries included (Socket Mode).",
            registry=self.registry,
        )
        self._index_built = self._gauge(
            "nakadachi_index_built_timestamp_seconds",
            "When the index that answers was built, in Unix time; 0 while there is none.",
        )
        self._members = self._gauge("nakadachi_members", "Members in the index that answers.")
        for result in DeliveryResult:
            # From 0 on, so that the first failure is seen as an increase.
            self._deliveries.labels(result)

    def answered(self, door: Door, outcome: Outcome | ReplyKind, seconds: float) -> None:
        """A question was replied to, ``seconds`` after it was taken."""
        self._questions.labels(door, outcome).inc()
        self._answer_seconds.observe(max(0.0, seconds))

    def acknowledged(self, seconds: float) -> None:
        """A delivery was acknowledged, ``seconds`` after it was received."""
        self._acknowledge_seconds.observe(max(0.0, seconds))

    def delivered(self, result: DeliveryResult) -> None:
        """Something became of a delivery."""
        self._deliveries.labels(result).inc()

    def called_slack(self, method: str, result: str = OK) -> None:
        """A method of Slack was called; ``result`` is "ok", or the code of the error."""
        self._slack_calls.labels(_word(method), _word(result)).inc()

    def unfinished(self, count: int) -> None:
        """So many deliveries are acknowledged and not done."""
        self._unfinished.set(count)

    def socket_connected(self, connected: bool) -> None:
        """The socket to Slack is alive, or not."""
        self._connected.set(connected)

    def socket_reconnected(self) -> None:
        """The watchdog renewed the connection, or tried to."""
        self._reconnects.inc()

    def index_serves(self, built: datetime, members: int) -> None:
        """This index answers from now on."""
        self._index_built.set(built.timestamp())
        self._members.set(members)

    def page(self) -> bytes:
        """All figures in Prometheus' text format, which is of type ``CONTENT_TYPE``."""
        return generate_latest(self.registry)

    def value(self, name: str, **labels: str) -> float:
        """One figure, 0 where nothing was counted: for pages and tests that show it."""
        return self.registry.get_sample_value(name, labels) or 0.0

    def _gauge(self, name: str, said: str) -> Gauge:
        return Gauge(name, said, registry=self.registry)


def _word(said: str) -> str:
    return said if _WORD.fullmatch(said) else _OTHER
