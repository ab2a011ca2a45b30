"""Who somebody in Slack is: their language, their standing, and whether they are staff."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from slack_sdk import WebClient

from bot.errors import SlackRefused
from bot.outgoing.api import Caller
from bot.questions import Person, Standing

T = TypeVar("T")

logger = logging.getLogger(__name__)

# A locale or a membership of a group that changed is noticed after so long.
REMEMBERED_SECONDS = 600.0
_FRESH_SECONDS = 60.0
_MOST_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot itself, as auth.test tells."""

    user: str
    bot: str
    team: str
    enterprise: str = ""
    name: str = ""
    workspace: str = ""


class _Remembered(Generic[T]):
    """Answers of Slack that are good for a while."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, T]] = {}
        self._guard = threading.Lock()

    def get(self, key: str, ask: Callable[[], T], seconds: float) -> T:
        now = self._clock()
        with self._guard:
            known = self._known.get(key)
        if known and now - known[0] < seconds:
            return known[1]
        found = ask()
        with self._guard:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = (now, found)
        return found


@dataclass(slots=True)
class People:
    """Asks Slack who somebody is. ``client`` may repeat its calls; ``me`` is set once signed in."""

    client: WebClient
    caller: Caller
    me: Callable[[], Identity]
    clock: Callable[[], float] = time.monotonic
    remembered_seconds: float = REMEMBERED_SECONDS
    _people: _Remembered[Person] = field(init=False)
    _groups: _Remembered[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._people = _Remembered(self.clock)
        self._groups = _Remembered(self.clock)

    def get(self, user: str, team: str) -> Person:
        """Whoever has this id. Raises SlackAway and SignedOut."""
        return self._people.get(user, lambda: self._look_up(user, team), self.remembered_seconds)

    def get_now(self, user: str, team: str) -> Person:
        """The same, not older than a minute: for what only members of the workspace may see."""
        seconds = min(_FRESH_SECONDS, self.remembered_seconds)
        return self._people.get(user, lambda: self._look_up(user, team), seconds)

    def are_among(self, user: str, listed: Iterable[str]) -> bool:
        """Whether ``user`` is listed, as a person or in a user group."""
        listed = tuple(listed)
        return user in listed or user in self.expand(listed)

    def expand(self, listed: Iterable[str]) -> list[str]:
        """The people whom ids of people and user groups mean, each once, in order."""
        found: dict[str, None] = {}
        for one in listed:
            if one.startswith("S"):
                people = self._groups.get(one, partial(self._group, one), self.remembered_seconds)
                found |= dict.fromkeys(sorted(people))
            else:
                found[one] = None
        return list(found)

    def _group(self, group: str) -> frozenset[str]:
        try:
            said = self.caller.call(
                "usergroups.users.list", self.client.usergroups_users_list, usergroup=group
            )
        except SlackRefused as error:
            # Nobody is in it then; it must not keep others from what they may do.
            logger.error("the user group %s cannot be read: %s", group, error)
            return frozenset()
        return frozenset(said.get("users") or ())

    def _look_up(self, user: str, team: str) -> Person:
        try:
            said = self.caller.call(
                "users.info", self.client.users_info, user=user, include_locale=True
            )
        except SlackRefused as error:
            # Without the right to ask, nobody is known, and nobody is shown a contact.
            logger.warning("%s", error)
            return Person(user, team, standing=Standing.UNKNOWN)
        profile: Mapping[str, object] = said.get("user") or {}
        return Person(
            id=user,
            team=str(profile.get("team_id") or team),
            lang=_language(profile.get("locale")),
            standing=self._standing(profile),
        )

    def _standing(self, profile: Mapping[str, object]) -> Standing:
        if profile.get("deleted"):
            return Standing.GONE
        if profile.get("is_bot") or profile.get("id") == "USLACKBOT":
            return Standing.BOT
        if profile.get("is_stranger") or not self._is_ours(profile):
            return Standing.STRANGER
        return Standing.MEMBER

    def _is_ours(self, profile: Mapping[str, object]) -> bool:
        me = self.me()
        if profile.get("team_id") == me.team:
            return True
        # In an Enterprise organisation people of all its workspaces are at home.
        grid = profile.get("enterprise_user")
        return bool(me.enterprise) and isinstance(grid, dict) and (
            grid.get("enterprise_id") == me.enterprise
        )  # fmt: skip


def _language(locale: object) -> str:
    if not isinstance(locale, str) or not locale:
        return ""
    return "ja" if locale.startswith("ja") else "en"
