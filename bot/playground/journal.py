"""What happened: refusals, accepted payloads, calls and deliveries, for tests to look at."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.playground.shapes import JsonObject
from bot.playground.traffic import Request


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that was refused, and why."""

    method: str
    error: str
    messages: tuple[str, ...]
    payload: JsonObject


@dataclass(frozen=True, slots=True)
class Recorded:
    """A message or view that was accepted, as the bot sent it."""

    method: str
    payload: JsonObject


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API. ``error`` is empty if it went well."""

    method: str
    arguments: JsonObject
    error: str


class Route(StrEnum):
    """What a delivery is; the values are the types of Socket Mode's envelopes."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


class Verdict(StrEnum):
    """What became of one attempt to deliver."""

    ACKNOWLEDGED = "acknowledged"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"  # an HTTP status that is no success
    UNREACHABLE = "unreachable"  # nobody listens


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: ``status`` is that of HTTP (0 if there is none), ``reply`` what the bot said.

    ``is_last`` if the bot asked not to be tried again.
    """

    verdict: Verdict
    took_ms: float
    status: int = 0
    reply: JsonObject | None = None
    is_last: bool = False


@dataclass(slots=True)
class Delivery:
    """Something that is brought to the bot, with all attempts at it."""

    id: str
    route: Route
    kind: str
    payload: JsonObject
    attempts: list[Attempt] = field(default_factory=list)
    at: float = field(default_factory=time.time)
    # Done with the first answer before the bot can do anything that comes after it.
    when_answered: Callable[[], None] | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What became of it in the end; None if nothing was tried yet."""
        return self.attempts[-1].verdict if self.attempts else None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the bot took it."""
        return self.verdict is Verdict.ACKNOWLEDGED

    @property
    def took_ms(self) -> float:
        """How long the last attempt took until it was acknowledged, or given up."""
        return self.attempts[-1].took_ms if self.attempts else 0.0

    @property
    def reply(self) -> JsonObject:
        """What the acknowledgement said; empty for most."""
        return (self.attempts[-1].reply or {}) if self.attempts else {}


class Journal:
    """Everything that happened, in order."""

    def __init__(self, record_to: Path | None = None) -> None:
        self.refusals: list[Refusal] = []
        self.recorded: list[Recorded] = []
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        # Both directions as they went over the wire, in order.
        self.traffic: list[Delivery | Request] = []
        self.pending: Counter[str] = Counter()
        self.calls_under_way = 0
        self._record_to = record_to

    def send(self, delivery: Delivery) -> None:
        """A new delivery sets out."""
        self.deliveries.append(delivery)
        self.traffic.append(delivery)
        self.begin(delivery)

    def hear(self, kind: str, payload: JsonObject | None = None) -> Request:
        """The bot sends something."""
        request = Request(kind, payload or {})
        self.traffic.append(request)
        return request

    def begin(self, delivery: Delivery) -> None:
        """A delivery, or another of the same, sets out."""
        self.pending[delivery.id] += 1

    def end(self, delivery: Delivery) -> None:
        """It arrived, or was given up."""
        self.pending[delivery.id] -= 1
        self.pending += Counter()  # forgets those at zero

    @property
    def is_quiet(self) -> bool:
        """Whether every delivery is over and no call is under way."""
        return not self.pending and not self.calls_under_way

    def accept(self, method: str, payload: Mapping[str, object]) -> None:
        """Note a payload that was accepted, and write it down if that was asked for."""
        recorded = Recorded(method, dict(payload))
        self.recorded.append(recorded)
        if self._record_to is None:
            return
        self._record_to.mkdir(parents=True, exist_ok=True)
        path = self._record_to / f"{method}-{time.time_ns()}-{len(self.recorded):05}.json"
        body = {"method": method, "payload": recorded.payload}
        path.write_text(json.dumps(body), encoding="utf-8")
