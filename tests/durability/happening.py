"""What every test of this folder does: let something happen to a command, and look at the home."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from tests.durability.conftest import Prepared
from tests.durability.office import QUESTION, Scene, Seen, copied, holds, look
from tests.durability.stepping import GO_ON, Ran, Step, run

KILLED = -signal.SIGKILL


def is_interrupted(scene: Scene, home: Path, at: Step, way: int) -> Ran:
    """The command, to which this happens at this step."""
    return run(home, *scene.arguments, decide=lambda one: way if one.number == at.number else GO_ON)


def is_whole(scene: Scene, prepared: Prepared, home: Path, aside: Path, where: str) -> Seen:
    """What is there opens, verifies, and is the old or the new; it answers from one of them.

    All of that happens to a copy.
    """
    copy = copied(home, aside)
    answered = answers(copy)
    seen = look(copy)
    before, after = prepared.before, prepared.done
    assert seen.members in (before.members, after.members), where
    assert seen.served in (before.served, after.served), where
    assert answered <= ids_served(seen), where
    if seen.members == after.members:
        assert not answered & set(scene.gone), where
    return seen


def is_finished(scene: Scene, prepared: Prepared, home: Path, where: str) -> None:
    """Run again, the command ends well, and nothing is left of what happened to it."""
    finished = run(home, *scene.finishing)
    assert finished.code == 0, f"{where}: {finished.err}"
    assert look(home) == prepared.after, where
    assert holds(home, scene.gone) == [], where


def answers(home: Path) -> set[str]:
    """The ids of the members that the home answers with; none as long as it has no index."""
    asked = run(home, "ask", QUESTION, "--json")
    if asked.code == 1:
        assert "nakadachi reindex" in asked.err
        assert not (home / "index" / "current").exists()
        return set()
    assert asked.code == 0, asked.err
    said = json.loads(asked.out)
    assert (home / "index" / said["snapshot"]).is_dir()
    return {one["member_id"] for one in (*said["matches"], *said["nearest"])}


def ids_served(seen: Seen) -> set[str]:
    """The ids of all members of the index."""
    return {one[0] for one in seen.served or () if len(one) > 1}


_NAMES = (
    "full", "failed", "No space left", "Input/output error", "Read-only file system",
    "may only be read", "cannot be", "could not be",
)  # fmt: skip
_ADVISES = ("again", "Run", "run", "Make room", "Free some", "Check", "check", "Wait", "Give")


def is_clear(said: str) -> bool:
    """Whether a message names what is wrong and what to do."""
    error = said[said.rindex("Error: ") :] if "Error: " in said else ""
    return (
        "should not have" not in said
        and "Traceback" not in said
        and any(name in error for name in _NAMES)
        and any(advice in error for advice in _ADVISES)
    )
