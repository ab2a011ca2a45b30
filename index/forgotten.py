"""Who of a snapshot was forgotten after it was built. Nobody may be told of them any more."""

from __future__ import annotations

from pathlib import Path

from index.snapshot import Snapshot
from profiles.forgotten import Ledger, ledger_stamp
from profiles.model import Member

_AT_ONCE = 500


def forgotten_in(snapshot: Snapshot, ledger: Ledger) -> frozenset[str]:
    """Ids of the members of ``snapshot`` whom ``ledger`` marks.

    Costs nothing unless members were forgotten, or let back, after it was built.
    """
    if not ledger or snapshot.manifest.ledger == ledger.state_of_members:
        return frozenset()
    numbers = range(snapshot.manifest.members)
    return frozenset(
        card.id
        for start in range(0, len(numbers), _AT_ONCE)
        for card in snapshot.records.members(numbers[start : start + _AT_ONCE])
        if ledger.blocks_member(Member(card.id, card.name_ja, card.name_en, card.kind, ()))
    )


class ForgottenSince:
    """``forgotten_in`` with the ledger of ``folder``, which is read again when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: tuple[object, frozenset[str]] = (None, frozenset())

    def __call__(self, snapshot: Snapshot) -> frozenset[str]:
        """Ids of the members of ``snapshot`` who are forgotten now. Raises StoreError."""
        asked = (snapshot.name, ledger_stamp(self._folder))
        known, found = self._last
        if known != asked:
            found = forgotten_in(snapshot, Ledger.load(self._folder))
            self._last = (asked, found)
        return found
