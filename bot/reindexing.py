"""Building the index from the directory, and keeping the forgotten out of what can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.bootstrap import Nakadachi, source_of
from bot.errors import HoldsForgotten
from profiles.model import Member

if TYPE_CHECKING:
    from pathlib import Path

    from index.build import BuildReport, Watcher
    from index.shelf import Shelf
    from profiles.forgotten import Ledger
    from profiles.store import Store

_AT_ONCE = 500


def rebuild(
    app: Nakadachi,
    store: Store,
    *,
    watcher: Watcher,
    full: bool = False,
    keep_previous: bool = True,
) -> BuildReport:
    """Build and publish the index of what ``store`` holds.

    An older index stays for roll-back unless somebody in it has been forgotten.
    """
    report = app.builder().build(
        source_of(store), full=full, keep_previous=keep_previous, watcher=watcher
    )
    _drop_forgotten(app.shelf(), store)
    return report


def roll_back(app: Nakadachi) -> str:
    """Serve the previous index again; returns its name. Raises HoldsForgotten or NoSnapshot."""
    shelf = app.shelf()
    store = app.existing_store()
    with shelf.lock():
        if store is not None:
            with store:
                _refuse_forgotten(shelf, store)
        return shelf.roll_back()


def _refuse_forgotten(shelf: Shelf, store: Store) -> None:
    for name in shelf.current_names()[1:]:
        if _holds_forgotten(shelf.folder / name, _ledger(store)):
            raise HoldsForgotten(
                "The previous index holds somebody who was forgotten since; it must not come "
                "back. Run: nakadachi reindex"
            )


def _drop_forgotten(shelf: Shelf, store: Store) -> None:
    ledger = _ledger(store)
    if not ledger:
        return
    with shelf.lock():
        current, *older = shelf.current_names()
        if any(_holds_forgotten(shelf.folder / name, ledger) for name in older):
            shelf.point_to(current)


def _holds_forgotten(folder: Path, ledger: Ledger) -> bool:
    from index.errors import SearchIndexError
    from index.snapshot import Snapshot

    if not ledger:
        return False
    try:
        snapshot = Snapshot.open(folder)
    except SearchIndexError:
        return False  # it can never be served
    try:
        numbers = range(snapshot.manifest.members)
        return any(
            ledger.blocks_member(Member(card.id, card.name_ja, card.name_en, card.kind, ()))
            for start in range(0, len(numbers), _AT_ONCE)
            for card in snapshot.records.members(numbers[start : start + _AT_ONCE])
        )
    finally:
        snapshot.close()


def _ledger(store: Store) -> Ledger:
    from profiles.forgotten import Ledger

    return Ledger.load(store.folder)
