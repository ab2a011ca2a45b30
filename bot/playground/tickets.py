"""What Slack hands out for a short time: trigger ids and response URLs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import count

from bot.playground.shapes import Refused

MOST_RESPONSES = 5


@dataclass(slots=True)
class Trigger:
    """A trigger id: whose it is, and the view in which it came about, if it did in one."""

    person: str
    expires: float
    view: str = ""
    is_used: bool = False


class Triggers:
    """Trigger ids: good for one view, for a few seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._issued: dict[str, Trigger] = {}
        self._numbers = count(1)

    def issue(self, person: str, now: float, view: str = "") -> str:
        """A new trigger id for what somebody just did, in a view or elsewhere."""
        # Never the same again, not even after a restart: a bot remembers what it has answered.
        trigger_id = f"{next(self._numbers)}.{person.lower()}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(person, now + self._seconds, view)
        return trigger_id

    def redeem(self, trigger_id: str, now: float) -> Trigger:
        """What the id stands for; raises what Slack answers if it is not good any more."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if now > trigger.expires:
            raise Refused("expired_trigger_id")
        trigger.is_used = True
        return trigger


@dataclass(slots=True)
class Hook:
    """A response URL: who may be answered, where, and about which message."""

    person: str
    channel: str
    expires: float
    message_ts: str = ""
    left: int = MOST_RESPONSES


class Hooks:
    """Response URLs: five uses in half an hour."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._issued: dict[str, Hook] = {}
        self._numbers = count(1)

    def issue(self, person: str, channel: str, now: float, message_ts: str = "") -> str:
        """The last part of a new response URL."""
        key = f"{next(self._numbers):08}"
        self._issued[key] = Hook(person, channel, now + self._seconds, message_ts)
        return key

    def find(self, key: str) -> Hook:
        """What the URL stands for; raises what Slack answers if it never issued it."""
        if key not in self._issued:
            raise Refused("invalid_url")
        return self._issued[key]

    def use(self, key: str, now: float) -> Hook:
        """The same, and one use less; raises what Slack answers if it is used up."""
        hook = self.find(key)
        if now > hook.expires:
            raise Refused("expired_url")
        if hook.left == 0:
            raise Refused("used_url")
        hook.left -= 1
        return hook
