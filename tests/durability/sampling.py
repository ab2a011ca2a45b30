"""Which steps of a command something happens at: spread over all that it does, not over bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from tests.durability.stepping import KILL, TEAR, Step

T = TypeVar("T")

# In `make test` a few; in `make durability` as many as NAKADACHI_FAULTS says. Read before any test
# clears the environment.
WHOLE = int(os.environ.get("NAKADACHI_FAULTS", "0"))


def spread(steps: Sequence[Step], most: int) -> list[Step]:
    """Up to ``most`` of the steps.

    The pages of one file written one after the other count as one, of which each time another is
    taken; all are taken where there are points enough.
    """
    if len(steps) <= most:
        return list(steps)
    alike = [list(found) for _, found in groupby(steps, lambda one: (one.call, one.path.name))]
    if len(alike) < most:
        more = [one for found in alike for one in found[1:]]
        return sorted(
            {*(found[0] for found in alike), *_evenly(more, most - len(alike))},
            key=lambda one: one.number,
        )
    return [found[turn * 7 % len(found)] for turn, found in enumerate(_evenly(alike, most))]


def ways_to_die(steps: Sequence[Step], most: int) -> Iterator[tuple[Step, int]]:
    """Steps with KILL, and with TEAR where half of a step can be done: every other one of them."""
    is_torn = False
    for step in spread(steps, most):
        is_torn = step.can_be_torn and not is_torn
        yield step, TEAR if is_torn else KILL


def _evenly(found: Sequence[T], most: int) -> list[T]:
    return [found[(2 * place + 1) * len(found) // (2 * most)] for place in range(most)]
