"""Homes to kill commands in, each prepared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.durability.office import BEFORE, Scene, Seen, copied, done, look
from tests.durability.office import Prepare as PrepareHome
from tests.durability.stepping import Step, steps_of


@dataclass(frozen=True, slots=True)
class Prepared:
    """A home in which nothing has happened yet, and the steps of a command there.

    ``before`` it, when it is ``done``, and ``after`` what the office types next.
    """

    home: Path
    before: Seen
    done: Seen
    after: Seen
    steps: tuple[Step, ...]


Prepare = Callable[[Scene], Prepared]


@pytest.fixture(scope="session")
def prepared(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    """Prepares a scene, and counts the steps of its command."""
    homes: dict[PrepareHome, Path] = {}
    scenes: dict[Scene, Prepared] = {}

    def home_of(prepare: PrepareHome) -> Path:
        if prepare not in homes:
            home = tmp_path_factory.mktemp(prepare.__name__) / "office" / "home"
            before = BEFORE[prepare]
            if before is None:
                home.mkdir(parents=True)
                # The exported model is large and nobody changes it.
                (home / "models").symlink_to((sample_home / "models").resolve())
            else:
                copied(home_of(before), home.parent)
            prepare(home)
            homes[prepare] = home
        return homes[prepare]

    def prepare(scene: Scene) -> Prepared:
        if scene not in scenes:
            kept = home_of(scene.prepare)
            place = tmp_path_factory.mktemp("counted")
            home = copied(kept, place / "office")
            steps = steps_of(home, *scene.arguments)
            seen = look(copied(home, place / "done"))
            done(home, *scene.finishing)
            before = look(copied(kept, place / "before"))
            scenes[scene] = Prepared(kept, before, seen, look(home), steps)
        return scenes[scene]

    return prepare
