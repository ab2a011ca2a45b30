"""A command that is cut short has happened or not; when it is run again, it has.

Killed before any step or in the midst of one; a disk that is full from some step on, that fails
once, that may only be read. `make test` takes a step here and there, `make durability` hundreds.
"""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.durability.conftest import Prepare
from tests.durability.happening import (
    KILLED,
    is_clear,
    is_finished,
    is_interrupted,
    is_whole,
)
from tests.durability.office import SCENES, Scene, copied, holds, look
from tests.durability.sampling import WHOLE, spread, ways_to_die
from tests.durability.stepping import GO_ON, Decide, Step, run

# The shortest of them has no more than a dozen steps; the others make up for it.
DEATHS = -(-WHOLE // (len(SCENES) - 1)) if WHOLE else 1
FAILURES = -(-WHOLE // (2 * len(SCENES))) if WHOLE else 1
# What needs room.
_GROWING = {"write", "writev", "pwrite64", "pwritev", "ftruncate", "fallocate", "fsync", "mkdir"}
_MAKING = {"open", "openat"}


def full_from(at: Step) -> Decide:
    """The disk is full from this step on; what is deleted makes no room for us."""

    def decide(step: Step) -> int:
        is_new = step.call in _MAKING and not step.path.exists()
        needs_room = step.call in _GROWING or is_new
        return errno.ENOSPC if step.number >= at.number and needs_room else GO_ON

    return decide


def fails_at(at: Step) -> Decide:
    """The disk fails once."""
    return lambda step: errno.EIO if step.number == at.number else GO_ON


DISKS = {"full": full_from, "failing": fails_at}
CHOSEN = [scene for scene in SCENES if WHOLE or scene.is_in_sample]
BAD_DISKS = [
    pytest.param(scene, name, id=f"{scene}, {name}")
    for scene in SCENES
    for name in (DISKS if WHOLE else scene.disks)
]
READ_ONLY = [scene for scene in CHOSEN if scene.name != "first import"]


@pytest.mark.parametrize("scene", CHOSEN, ids=str)
def test_killed(scene: Scene, prepared: Prepare, tmp_path: Path) -> None:
    ready = prepared(scene)
    for step, way in ways_to_die(ready.steps, DEATHS):
        where = f"{scene}, killed at {step}"
        home = copied(ready.home, tmp_path / "office")
        killed = is_interrupted(scene, home, step, way)
        assert killed.code in (KILLED, 0), f"{where}: {killed.err}"
        is_whole(scene, ready, home, tmp_path / "aside", where)
        is_finished(scene, ready, home, where)


@pytest.mark.parametrize(("scene", "disk"), BAD_DISKS)
def test_a_bad_disk_is_named_in_one_message(
    scene: Scene, disk: str, prepared: Prepare, tmp_path: Path
) -> None:
    ready = prepared(scene)
    for step in spread(ready.steps, FAILURES):
        where = f"{scene}, disk {disk} at {step}"
        home = copied(ready.home, tmp_path / "office")
        ended = run(home, *scene.arguments, decide=DISKS[disk](step))
        seen = is_whole(scene, ready, home, tmp_path / "aside", where)
        if ended.code == 0:
            # What failed did not matter, or was made up for.
            assert seen.members == ready.done.members, where
            assert seen.served == ready.done.served, where
            assert holds(home, scene.gone) == [], where
        else:
            assert ended.code == 1, f"{where}: {ended.err}"
            assert is_clear(ended.err), f"{where}: {ended.err}"
        is_finished(scene, ready, home, where)


@pytest.mark.parametrize("scene", READ_ONLY if WHOLE else READ_ONLY[:1], ids=str)
def test_in_a_folder_that_may_only_be_read_nothing_happens_and_that_is_said(
    scene: Scene, prepared: Prepare, tmp_path: Path
) -> None:
    ready = prepared(scene)
    home = copied(ready.home, tmp_path / "office")
    ended = run(home, *scene.arguments, decide=lambda _: errno.EROFS)
    assert ended.code == 1
    assert is_clear(ended.err), ended.err
    assert look(home) == ready.before
    is_finished(scene, ready, home, "read-only")
