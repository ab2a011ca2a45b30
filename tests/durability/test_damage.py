"""Whatever happens to a file of a snapshot: it is noticed, not served, and the doctor helps.

Some places of each file; with NAKADACHI_FAULTS=300 (``make durability``) as many in all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.bootstrap import Nakadachi, bootstrap
from index.encoder import Encoder
from index.errors import SnapshotDamaged
from index.glossary.terms import OWN, write_terms
from index.glossary.thesaurus import Concept
from index.live import LiveSearcher
from index.snapshot import KEYWORDS, MANIFEST, ORIENTATION, RECORDS, TERMS
from tests.conftest import Run
from tests.durability.damages import (
    Damage,
    a_folder,
    cut_to,
    damaged,
    empty,
    flipped_at,
    longer,
    missing,
    replaced,
    swapped,
    that_of,
    zeroed,
)
from tests.durability.releases import LAST, unpack
from tests.scenarios.office import LUTHIER, LUTHIER_QUESTION, Office
from tests.scenarios.town import TITANIUM

FILES = (RECORDS, KEYWORDS, "offers.faiss", "needs.faiss", ORIENTATION, TERMS, MANIFEST)
# Read before any test clears the environment.
PLACES = max(4, int(os.environ.get("NAKADACHI_FAULTS", "12")) // len(FILES))
OTHERS = {
    "missing": missing,
    "empty": empty,
    "cut in half": cut_to(0.5),
    "cut by a byte": cut_to(0.999999),
    "longer": longer,
    "zeroed": zeroed,
    "swapped": swapped,
    "a folder": a_folder,
}


@dataclass(frozen=True, slots=True)
class Two:
    """A home with two snapshots, of which only the newer one knows the luthier."""

    home: Path
    app: Nakadachi
    encoder: Encoder
    newest: Path
    previous: Path

    def searcher(self) -> LiveSearcher:
        """What a bot that is started now answers with."""
        analyzer = self.app.analyzer()
        return LiveSearcher(self.app.shelf(), lambda _: analyzer, lambda _: self.encoder)


@pytest.fixture(scope="module")
def kept(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Built by the office: its own terms first, then another member."""
    home = tmp_path_factory.mktemp("damage") / "home"
    return build_two(unpack(LAST, sample_home / "models", home))


def build_two(home: Path) -> Two:
    write_terms(home, [Concept(("violin making",), ("弦楽器製作",), "", OWN)])
    app = bootstrap({"NAKADACHI_HOME": str(home)}, home.parent)
    office = Office(app)
    office.reindexes()
    office.imports(replace(LUTHIER, needs=("スプルース材の仕入れ先",)))
    office.reindexes()
    opened = app.shelf().open()
    opened.snapshot.close()
    newest, previous = (app.shelf().folder / name for name in app.shelf().current_names())
    return Two(home, app, app.encoder_for(opened.snapshot.manifest), newest, previous)


@pytest.fixture
def two(kept: Two, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    """The same, in use; every test leaves both snapshots whole."""
    monkeypatch.setenv("NAKADACHI_HOME", str(kept.home))
    yield kept
    assert kept.app.shelf().current_names() == (kept.newest.name, kept.previous.name)
    assert kept.app.shelf().open().rejected == ""


def check_is_noticed(two: Two, path: Path, damage: Damage) -> None:
    """The damaged snapshot is not opened, but the one before it."""
    with damaged(path, damage):
        opened = two.app.shelf().open()
        opened.snapshot.close()
    assert opened.snapshot.name == two.previous.name
    assert two.newest.name in opened.rejected
    assert "Run: nakadachi reindex" in opened.rejected


@pytest.mark.parametrize("name", FILES)
def test_a_changed_bit_anywhere_in_any_file_is_noticed(two: Two, name: str) -> None:
    for place in range(PLACES):
        for bits in (0x01, 0x80):
            check_is_noticed(two, two.newest / name, flipped_at(place / (PLACES - 1), bits))


@pytest.mark.parametrize("damage", OTHERS)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_what_it_was_is_noticed(two: Two, name: str, damage: str) -> None:
    check_is_noticed(two, two.newest / name, OTHERS[damage])


@pytest.mark.parametrize("name", [name for name in FILES if name != TERMS])
def test_a_whole_file_of_another_snapshot_is_noticed(two: Two, name: str) -> None:
    check_is_noticed(two, two.newest / name, that_of(two.previous))


def test_a_bot_that_is_started_then_answers_from_the_one_before(two: Two) -> None:
    with damaged(two.newest / ORIENTATION, flipped_at(0.5)):
        live = two.searcher()
        answer = live.search(LUTHIER_QUESTION)
        assert answer.snapshot == two.previous.name
        assert LUTHIER.id not in answer.ranking
        assert two.newest.name in live.serving.rejected


@pytest.mark.parametrize("name", [f"{RECORDS}-wal", f"{RECORDS}-journal", "anything"])
def test_a_file_beside_those_of_the_snapshot_changes_no_answer(two: Two, name: str) -> None:
    stranger = two.newest / name
    stranger.write_bytes((two.previous / RECORDS).read_bytes())
    try:
        answer = two.searcher().search(LUTHIER_QUESTION)
        assert (answer.snapshot, answer.ranking[0]) == (two.newest.name, LUTHIER.id)
    finally:
        stranger.unlink()


@pytest.mark.parametrize("name", [KEYWORDS, MANIFEST])
def test_the_doctor_says_what_is_damaged_and_what_to_do(two: Two, name: str, run: Run) -> None:
    with damaged(two.newest / name, flipped_at(0.5)):
        (line, advice) = doctor_about_index(run)
    assert line.startswith("warn")
    assert two.newest.name in line
    assert "damaged" in line
    assert advice == "Run: nakadachi reindex"


def test_a_reindex_mends_what_was_damaged(sample_home: Path, empty_home: Path, run: Run) -> None:
    two = build_two(unpack(LAST, sample_home / "models", empty_home))
    flipped_at(0.5)(two.newest / KEYWORDS)
    assert run("reindex").code == 0
    assert two.searcher().search(LUTHIER_QUESTION).ranking[0] == LUTHIER.id
    assert doctor_about_index(run)[0].startswith("ok")


@pytest.mark.parametrize("name", [RECORDS, MANIFEST])
def test_where_both_are_damaged_nobody_is_named(two: Two, name: str, run: Run) -> None:
    damage = flipped_at(0.5)
    with damaged(two.newest / name, damage), damaged(two.previous / name, damage):
        with pytest.raises(SnapshotDamaged, match="No other snapshot can take its place"):
            two.searcher()
        ended = run("ask", TITANIUM)
    assert (ended.code, ended.out) == (1, "")
    assert "Run: nakadachi reindex" in ended.err


@pytest.mark.parametrize("damage", [missing, empty, flipped_at(0.0)])
def test_a_damaged_pointer_is_noticed_and_a_whole_snapshot_answers(
    two: Two, damage: Damage, run: Run
) -> None:
    with damaged(two.newest.parent / "current", damage):
        answer = two.searcher().search(TITANIUM)
        assert answer.snapshot in (two.newest.name, two.previous.name)
        (line, advice) = doctor_about_index(run)
    assert "pointer" in line
    assert advice == "Run: nakadachi reindex"


def doctor_about_index(run: Run) -> tuple[str, str]:
    """What the doctor says about the index, and what it advises."""
    lines = run("doctor").out.splitlines()
    (number,) = [n for n, line in enumerate(lines) if line.split()[1:2] == ["index"]]
    advice = lines[number + 1].strip() if lines[number + 1].startswith(" ") else ""
    return lines[number], advice


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        (RECORDS, zeroed),
        (KEYWORDS, zeroed),
        (RECORDS, replaced(b"product_sme", b"produst_sme")),
        (RECORDS, replaced("弦".encode(), b"\xff\xff\xff")),
    ],
)
def test_what_is_damaged_under_a_bot_that_serves_it_gives_way_too(
    two: Two, name: str, damage: Damage
) -> None:
    live = two.searcher()
    with damaged(two.newest / name, damage), ThreadPoolExecutor(1) as pool:
        # A thread of its own has to read the file anew.
        answer = pool.submit(live.search, LUTHIER_QUESTION).result()
        assert answer.snapshot == two.previous.name
        assert two.newest.name in live.serving.rejected
