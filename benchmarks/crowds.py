"""How long Slack waits for an acknowledgement when many people use one door at the same moment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from measuring import ANSWER_SECONDS, MANIFEST, Figure, served

from bot.playground.person import Person
from bot.playground.standin import StandIn

PEOPLE = 50
ROUNDS = 5
QUESTION = "チタンの切削、10個、来週まで"
# What Slack forgives is three seconds; a fifteenth of it leaves room for slower machines.
ACKNOWLEDGED = 200.0
Use = Callable[[Person], object]


def crowds(home: Path) -> Iterator[Figure]:
    """At each door ``PEOPLE`` at once, ``ROUNDS`` times; mentions and commands: see conversations.

    The median over the rounds of the slowest acknowledgement of a round, and the slowest of all.
    """
    with StandIn(json.loads(MANIFEST.read_text("utf-8"))) as slack, served(home, slack):
        people = [slack.person(f"person {n}", locale="ja-JP") for n in range(PEOPLE)]
        place = slack.channel("team", *people, slack.bot)
        asked = people[0].mentions(QUESTION, place)
        people[0].sees_answer_to(asked)
        doors: dict[str, Use] = {
            "follow-up in a thread": lambda one: one.writes("大学だけ", place, thread=asked),
            "message shortcut": lambda one: one.uses_shortcut_on(asked, "find_partners_for"),
            "search form": lambda one: one.uses_shortcut("search_partners"),
            "home tab": lambda one: one.opens_home(),
            "workflow step": lambda one: slack.runs_step(
                "find_partners", {"question": QUESTION}, by=one
            ),
        }
        for name, use in doors.items():
            slowest = [_round(slack, people, use) for _ in range(ROUNDS)]
            what = f"{name}, {PEOPLE} at once, slowest acknowledged"
            yield Figure(f"{what}, median of {ROUNDS}", median(slowest), "ms", ACKNOWLEDGED)
            yield Figure("  the slowest of all", max(slowest), "ms")


def _round(slack: StandIn, people: list[Person], use: Use) -> float:
    slack.settle(within=ANSWER_SECONDS)
    before = len(slack.deliveries)
    with ThreadPoolExecutor(len(people)) as crowd:
        list(crowd.map(use, people))
    slack.settle(within=ANSWER_SECONDS)
    return max(one.took_ms for one in slack.deliveries[before:])
