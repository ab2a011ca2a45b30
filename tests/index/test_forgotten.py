"""Who of a snapshot was forgotten after it was built."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import Source
from index.forgotten import ForgottenSince, forgotten_in
from index.snapshot import Snapshot
from profiles.forgotten import LEDGER_NAME, Ledger, create_key
from profiles.model import Contact, Member
from tests.index.examples import SmallIndex, a_directory

TITAN, LEAK = a_directory()[:2]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    create_key(tmp_path)
    return Ledger.load(tmp_path)


def forget(ledger: Ledger, *members: Member) -> Ledger:
    return ledger.append(*map(ledger.mark_member, members))


def built_after(small: SmallIndex, ledger: Ledger) -> Snapshot:
    """A snapshot of the whole directory, built when the ledger was like that."""
    source = Source(a_directory(), "1", ledger.state_of_members)
    small.builder().build(lambda: source)
    return small.shelf.open().snapshot


def test_who_is_forgotten_after_the_build_is_found(small: SmallIndex, ledger: Ledger):
    snapshot = built_after(small, ledger)
    assert forgotten_in(snapshot, ledger) == frozenset()
    assert forgotten_in(snapshot, forget(ledger, TITAN, LEAK)) == {"TITAN", "LEAK"}


def test_a_namesake_who_was_there_after_the_forgetting_is_not(small: SmallIndex, ledger: Ledger):
    ledger = forget(ledger, TITAN)
    assert forgotten_in(built_after(small, ledger), ledger) == frozenset()


def test_a_forgotten_person_does_not_concern_an_index(small: SmallIndex, ledger: Ledger):
    snapshot = built_after(small, ledger)
    after = ledger.append(ledger.mark_person(TITAN, Contact(email="taro@titan.example")))
    assert after.state_of_members == ledger.state_of_members == snapshot.manifest.ledger


def test_the_ledger_is_read_again_when_it_has_changed_and_only_then(
    small: SmallIndex, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    snapshot = built_after(small, ledger)
    read: list[Path] = []
    load = Ledger.load

    def watched(folder: Path) -> Ledger:
        read.append(folder)
        return load(folder)

    monkeypatch.setattr(Ledger, "load", watched)
    forgotten = ForgottenSince(tmp_path)
    assert [forgotten(snapshot) for _ in range(3)] == [frozenset()] * 3
    assert len(read) == 1

    ledger = forget(ledger, TITAN)
    read.clear()
    assert [forgotten(snapshot) for _ in range(3)] == [{"TITAN"}] * 3
    assert len(read) == 1

    ledger.remove(ledger.named("TITAN"))
    assert (tmp_path / LEDGER_NAME).read_bytes() == b""
    assert forgotten(snapshot) == frozenset()
