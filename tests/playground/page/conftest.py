"""A page over a Slack in which an app listens that only does as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground.page.setting import Directory, Persona, Setting, State, Words
from bot.playground.page.site import Site
from bot.playground.person import Person
from bot.playground.platform import Pace
from bot.playground.standin import StandIn
from bot.playground.workspace import Channel
from tests.playground.doors import manifest_with_all_doors
from tests.playground.page.visitor import Visitor

NOTE = Words("サンプルの名簿です", "The sample directory")


@pytest.fixture
def manifest() -> Any:
    return manifest_with_all_doors()


@pytest.fixture
def setting() -> Setting:
    return Setting()


@pytest.fixture
def slack(manifest: Any, pace: Pace, setting: Setting) -> Iterator[StandIn]:
    with StandIn(manifest, pace=pace, site=Site(setting)) as slack:
        yield slack


@dataclass(frozen=True)
class Place:
    """Two people of the workspace and a stranger, and where they meet."""

    alice: Person
    bob: Person
    eve: Person
    general: Channel
    shared: Channel
    secret: Channel


@pytest.fixture
def place(slack: StandIn, setting: Setting) -> Place:
    alice = slack.person("alice", locale="ja-JP")
    bob = slack.person("bob")
    eve = slack.person("eve", team="T0OTHER")
    setting.introduces(
        Persona(alice.id, "engineer", Words("技術者", "An engineer")),
        Persona(bob.id, "coordinator", Words("事務局", "Of the office")),
        Persona(eve.id, "stranger", Words("社外の人", "From elsewhere")),
    )
    setting.shows_directory(Directory(12, True, NOTE))
    setting.shows_bot(State.READY)
    general = slack.channel("general", alice, bob, slack.bot)
    shared = slack.channel("shared", alice, eve, slack.bot, shared=True)
    secret = slack.channel("secret", bob, private=True)
    return Place(alice, bob, eve, general, shared, secret)


@pytest.fixture
def visitor(slack: StandIn) -> Iterator[Visitor]:
    visitor = Visitor(slack.platform.url)
    yield visitor
    visitor.close()
