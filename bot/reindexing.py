"""Building the index from the directory, and keeping the forgotten out of what can come back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.bootstrap import Nakadachi, source_of
from bot.errors import HoldsForgotten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.build import BuildReport, Watcher
    from index.shelf import Shelf
    from profiles.forgotten import Ledger
    from profiles.store import Store

# Longer than the build of a large directory takes.
_PATIENCE_SECONDS = 3600


def rebuild(
    app: Nakadachi,
    store: Store,
    shelf: Shelf | None = None,
    *,
    watcher: Watcher,
    full: bool = False,
    keep_previous: bool = True,
) -> BuildReport:
    """Build and publish the index of what ``store`` holds.

    An older index stays for roll-back unless somebody has been forgotten since.
    """
    shelf = shelf or app.shelf()
    build = partial(app.builder(shelf).build, partial(source_of, store), watcher=watcher)
    with shelf.lock():
        report = build(full=full, keep_previous=keep_previous)
        # Somebody may have been forgotten while it was built.
        while not _heeds(shelf.folder / report.snapshot, app.ledger()):
            report = build(keep_previous=False)
        if not _previous_heeds(shelf, app.ledger()):
            with shelf.writing():
                shelf.point_to(report.snapshot)
    return report


def leave_out_forgotten(
    app: Nakadachi, store: Store, *, watcher: Watcher, on_wait: Callable[[], None]
) -> BuildReport | None:
    """Leave no index, current, older or half built, with a member who was forgotten.

    Waits for a build that is running, of which ``on_wait`` is told. None if there was no index.
    Raises HoldsForgotten when an older one cannot be deleted.
    """
    shelf = app.shelf()
    with shelf.lock(_PATIENCE_SECONDS, on_wait):
        if shelf.snapshot_names():
            report = rebuild(app, store, shelf, watcher=watcher, keep_previous=False)
            _refuse_to_keep(shelf.folders_beside(report.snapshot))
            return report
        with shelf.writing():
            shelf.clear_leftovers()
        _refuse_to_keep(shelf.folders_beside())
        return None


def roll_back(app: Nakadachi) -> str:
    """Serve the previous index again; returns its name. Raises HoldsForgotten or NoSnapshot."""
    shelf = app.shelf()
    with shelf.lock():
        if not _previous_heeds(shelf, app.ledger()):
            raise HoldsForgotten(
                "The previous index may hold somebody who was forgotten since; it must not come "
                "back. Run: nakadachi reindex"
            )
        return shelf.roll_back()


def _refuse_to_keep(left: list[Path]) -> None:
    if left:
        raise HoldsForgotten(
            "It is erased from the directory, and no answer names it. But "
            f"{', '.join(map(str, left))} could not be deleted and may still hold it. Check the "
            "disk, or make the folder writable, and run the same command again."
        )


def _previous_heeds(shelf: Shelf, ledger: Ledger) -> bool:
    return all(_heeds(shelf.folder / name, ledger) for name in shelf.current_names()[1:])


def _heeds(folder: Path, ledger: Ledger) -> bool:
    """Whether the snapshot in ``folder`` was built when ``ledger`` was as it is."""
    from index.errors import SearchIndexError
    from index.snapshot import read_manifest

    try:
        return read_manifest(folder).ledger == ledger.state_of_members
    except SearchIndexError:
        return not ledger  # nobody knows whom it holds
