"""The composition root: from the settings to everything that a command or the bot works with.

What is heavy is imported when it is asked for: a question must not wait for torch.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import NothingImported
from bot.settings import (
    MODEL,
    Bridge,
    Settings,
    gather_variables,
    read_settings,
    unknown_variables,
)

if TYPE_CHECKING:
    from bot.memory.memory import Memory
    from index.analysis import Analyzer
    from index.build import Builder, Source
    from index.encoder import Encoder
    from index.live import LiveSearcher
    from index.models import ModelStore
    from index.shelf import Shelf
    from index.snapshot import Manifest
    from profiles.forgotten import Ledger
    from profiles.store import Store


@dataclass(frozen=True, slots=True)
class Nakadachi:
    """The parts of one installation, wired together."""

    settings: Settings
    misspelt: tuple[str, ...] = ()

    def prepare_home(self) -> None:
        """Make the home folder, for this user alone: it will hold contacts."""
        from profiles.errors import StoreError

        try:
            self.settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.settings.home} cannot be made ({error.strerror}). Set NAKADACHI_HOME to a "
                "folder that this user may write to."
            ) from error

    def store(self) -> Store:
        """The members' database, created if there is none."""
        from profiles.store import Store

        self.prepare_home()
        return Store.open(self.settings.database)

    def existing_store(self) -> Store | None:
        """The members' database, or None if nothing was ever imported here."""
        return self.store() if self.settings.database.exists() else None

    def imported_store(self) -> Store:
        """The members' database; raises NothingImported."""
        store = self.existing_store()
        if store is None:
            raise self._nothing_imported()
        return store

    def memory(self) -> Memory:
        """The bot's own database, created if there is none."""
        from bot.memory.memory import Memory

        self.prepare_home()
        return Memory.open(self.settings.memory)

    def existing_memory(self) -> Memory | None:
        """The bot's own database, or None if the bot never ran here."""
        return self.memory() if self.settings.memory.exists() else None

    def ledger(self) -> Ledger:
        """The ledger of the forgotten as it is now."""
        from profiles.forgotten import Ledger

        return Ledger.load(self.settings.home)

    def shelf(self) -> Shelf:
        """The snapshots."""
        from index.shelf import Shelf

        return Shelf(self.settings.snapshots)

    def models(self) -> ModelStore:
        """The exported models."""
        from index.models import ModelStore

        return ModelStore(self.settings.models)

    def terms(self) -> str:
        """The association's own terms, "" if it has none. Raises TermsDamaged."""
        from index.glossary.terms import read_terms

        return read_terms(self.settings.home)

    def analyzer(self) -> Analyzer:
        """Japanese and English analysis with the terms that the next index is built with."""
        from index.analysis import load_analyzer

        return load_analyzer(self.terms())

    def bridge(self) -> bool:
        """Whether the configured model is given Japanese with English glosses."""
        from index.encoder import PACKAGED

        if self.settings.bridge is Bridge.AUTO:
            return self.settings.model == PACKAGED
        return self.settings.bridge is Bridge.ON

    def builder(self, shelf: Shelf | None = None) -> Builder:
        """A builder of snapshots on ``shelf`` (the home's own if None)."""
        from index.analysis import load_analyzer
        from index.build import Builder
        from index.encoder import locate_model

        self.prepare_home()
        terms = self.terms()
        return Builder(
            shelf or self.shelf(),
            self.models(),
            locate_model(self.settings.model),
            load_analyzer(terms),
            bridge=self.bridge(),
            terms=terms,
        )

    def searcher(self) -> LiveSearcher:
        """A searcher that follows the newest good snapshot, and names nobody who was forgotten.

        Raises NothingImported, NoSnapshot, SnapshotDamaged, SnapshotOutdated or ModelError.
        """
        from index.analysis import load_analyzer
        from index.errors import NoSnapshot
        from index.forgotten import ForgottenSince
        from index.live import LiveSearcher

        forgotten_in = ForgottenSince(self.settings.home)
        try:
            return LiveSearcher(self.shelf(), load_analyzer, self.encoder_for, forgotten_in)
        except NoSnapshot as error:
            if self.settings.database.exists():
                raise
            raise self._nothing_imported() from error

    def searcher_on(self, shelf: Shelf) -> LiveSearcher:
        """A searcher for members who are not those of the directory."""
        from index.analysis import load_analyzer
        from index.live import LiveSearcher

        return LiveSearcher(shelf, load_analyzer, self.encoder_for)

    def encoder_for(self, manifest: Manifest) -> Encoder:
        """The encoder for questions to a snapshot of the configured model."""
        from index.live import require_model

        require_model(manifest, self.settings.model)
        return self.models().serving_encoder(manifest.model_fingerprint, self.settings.model)

    def _nothing_imported(self) -> NothingImported:
        return NothingImported(
            f"Nothing has been imported into {self.settings.home} yet. "
            "Run: nakadachi import FILE, then: nakadachi reindex"
        )


def source_of(store: Store) -> Source:
    """The members to index: nobody whom the ledger marks, even if they are not erased yet."""
    from index.build import Source
    from profiles.forgotten import Ledger

    # These first: what changes in between is then indexed again, never left out.
    ledger, revision = Ledger.load(store.folder), store.revision
    members = [stored.member for stored in store.members()]
    kept = [member for member in members if not ledger.blocks_member(member)]
    return Source(kept, revision, ledger.state_of_members)


def bootstrap(environment: Mapping[str, str], folder: Path) -> Nakadachi:
    """Everything for the settings in ``environment`` and in ``.env`` of ``folder``."""
    variables = gather_variables(environment, folder)
    settings = read_settings(variables)
    if settings.model == MODEL.default:
        # The packaged model needs no hub, so none is tried.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return Nakadachi(settings, tuple(unknown_variables(variables)))
