"""Question after question while the index is built anew: nothing grows that is not documented.

300 questions; `make soak` asks 20,000. NAKADACHI_SOAK is their number, and NAKADACHI_SOAK_SEED
where they begin. The figures are printed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import bootstrap
from tests.durability.crowd import ROUND, Crowd
from tests.durability.figures import PROC, Figures, asked_in, figures_of, judged_in, quarters
from tests.scenarios.office import LUTHIER, Office
from tests.scenarios.serving import serving
from tests.scenarios.telling import told
from tests.scenarios.town import Town

# Read before any test clears the environment.
SAMPLE = 300
QUESTIONS = int(os.environ.get("NAKADACHI_SOAK", "") or SAMPLE)
SEED = int(os.environ.get("NAKADACHI_SOAK_SEED", "20261123"))
REINDEX_EVERY = min(1_000, QUESTIONS // 2)
LOOK_EVERY = min(100, QUESTIONS // 10)
# From the second quarter to the last. At the beginning caches and pools are still filling.
MOST_GROWTH = 1.05 if QUESTIONS > 10 * SAMPLE else 1.20
# docs/administrators.md says so.
BYTES_A_QUESTION = 3_000
_WITHIN = 120.0


@pytest.mark.skipif(not (PROC / "self").exists(), reason="needs Linux's /proc")
def test_a_bot_that_is_asked_on_and_on_takes_no_more_than_at_the_beginning(home: Path) -> None:
    with Town(home) as town, serving(town) as bot:
        crowd, seen = Crowd(town, SEED), [figures_of(bot.pid, town.home)]
        reindexed = 0
        while (asked := asked_in(town.home)) < QUESTIONS:
            if asked >= (reindexed + 1) * REINDEX_EVERY:
                reindexed += 1
                changes_and_reindexes(town, reindexed)
            crowd.asks()
            if asked + ROUND >= seen[-1].questions + LOOK_EVERY:
                seen.append(figures_of(bot.pid, town.home))
                print(seen[-1], flush=True)
        seen.append(figures_of(bot.pid, town.home))
        assert bot.is_told_to_stop() == 0
    assert reindexed
    assert judged_in(home)
    check(seen)


def changes_and_reindexes(town: Town, number: int) -> None:
    """The office changes a member, and Sato has the index built anew."""
    office = Office(bootstrap(town.environment(), town.home.parent))
    texts = (*LUTHIER.capabilities, f"チェロの表板 {number}号の修復")
    office.imports(replace(LUTHIER, capabilities=texts))
    told(town, town.sato, lambda: town.sato.commands("/partners reindex"), town.sato.direct)
    town.sato.sees("新しい索引で答えています", town.sato.direct, within=_WITHIN)


def check(seen: Sequence[Figures]) -> None:
    """Nothing grows but the memory of what was asked, and that as documented."""
    said = "\n".join(["", *map(str, seen)])
    asked = seen[-1].questions - seen[0].questions
    grown = (seen[-1].database - seen[0].database) / asked
    print(f"bot.db: {grown:.0f} bytes a question")
    for name in ("memory", "handles", "threads"):
        by_quarter = quarters([getattr(one, name) for one in seen])
        print(f"{name} by quarters: {[round(one, 1) for one in by_quarter]}")
        _, second, _, last = by_quarter
        assert last <= second * MOST_GROWTH, f"{name}{said}"
    assert grown <= BYTES_A_QUESTION, said
    assert seen[-1].log <= seen[0].log + asked, said
