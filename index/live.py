"""The searcher of a serving process: always over the newest good snapshot."""

from __future__ import annotations

import gc
import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.analysis import Analyzer
from index.constraints import NONE, Constraints
from index.encoder import Encoder
from index.errors import SearchIndexError, SnapshotOutdated
from index.model import Answer, Side
from index.search import MATCHES, Searcher
from index.shelf import Shelf
from index.snapshot import Manifest, Snapshot
from index.suggesting import Options

if TYPE_CHECKING:
    from index.refining import Refinement

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Serving:
    """The searcher in use and, where a newer snapshot was rejected, why."""

    searcher: Searcher
    rejected: str


class LiveSearcher:
    """Looks at the pointer before each question and swaps when another snapshot is published.

    A question under way ends on the snapshot on which it began. ``analyzer_for`` gives the analyzer
    over an association's own terms: questions are read with those of the snapshot that answers.
    ``encoder_for`` gives the encoder that a snapshot was built for, ``forgotten_in`` the ids of its
    members who must not be named.
    """

    def __init__(
        self,
        shelf: Shelf,
        analyzer_for: Callable[[str], Analyzer],
        encoder_for: Callable[[Manifest], Encoder],
        forgotten_in: Callable[[Snapshot], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        self._shelf = shelf
        self._analyzer_for = analyzer_for
        self._encoder_for = encoder_for
        self._forgotten_in = forgotten_in
        self._swapping = threading.Lock()
        self._encoders: dict[str, Encoder] = {}
        self._stamp = shelf.pointer_stamp()
        self._serving = self._open()

    @property
    def serving(self) -> Serving:
        """What is in use now, after a look at the pointer."""
        stamp = self._shelf.pointer_stamp()
        # Whoever finds the lock taken goes on with what is there: somebody else is swapping.
        if stamp != self._stamp and self._swapping.acquire(blocking=False):
            try:
                self._swap(stamp)
            finally:
                self._swapping.release()
        return self._serving

    def search(
        self,
        text: str,
        k: int = MATCHES,
        *,
        side: Side = Side.OFFERS,
        constraints: Constraints = NONE,
    ) -> Answer:
        """See Searcher.search. Who was forgotten since the index was built is not named."""

        def answered(searcher: Searcher) -> Answer:
            found = searcher.search(text, k, side=side, constraints=constraints)
            return found.without(self._forgotten_in(searcher.snapshot))

        return self._asked(answered)

    def refinement(self, text: str) -> Refinement | None:
        """See Searcher.refinement."""
        return self._asked(lambda searcher: searcher.refinement(text))

    @property
    def options(self) -> Options:
        """See Searcher.options."""
        return self._asked(lambda searcher: searcher.options)

    def _asked(self, ask: Callable[[Searcher], T]) -> T:
        searcher = self.serving.searcher
        while True:
            try:
                return ask(searcher)
            except (sqlite3.DatabaseError, ValueError):
                # Two snapshots were published since this one was opened, and its files are gone;
                # or they were damaged under it, and the one before takes its place.
                newer = self._in_place_of(searcher)
                if newer is None:
                    raise
                searcher = newer

    def _in_place_of(self, searcher: Searcher) -> Searcher | None:
        """What serves another snapshot than ``searcher``, None if nothing does."""
        with self._swapping:
            if self._serving.searcher is searcher:
                self._swap(self._shelf.pointer_stamp())
            newer = self._serving.searcher
        return None if newer.snapshot.name == searcher.snapshot.name else newer

    def _swap(self, stamp: tuple[int, int]) -> None:
        try:
            self._serving = self._open()
            # Caches refer to whom they belong: what was replaced would stay open for hours.
            gc.collect()
        except SearchIndexError as error:
            logger.error("the new index is not served: %s", error)
            self._serving = Serving(self._serving.searcher, str(error))
        # Whatever else is wrong with it, questions go on being answered from the old one.
        except Exception as error:
            logger.exception("the new index is not served")
            self._serving = Serving(
                self._serving.searcher,
                f"The new index cannot be served ({type(error).__name__}). "
                "Run: nakadachi reindex --full",
            )
        self._stamp = stamp

    def _open(self) -> Serving:
        opened = self._shelf.open()
        manifest = opened.snapshot.manifest
        analyzer = self._analyzer_for(opened.snapshot.terms)
        if manifest.analysis_fingerprint != analyzer.fingerprint:
            logger.warning("the index was built with another glossary; run: nakadachi reindex")
        encoder = self._encoders.get(manifest.model_fingerprint)
        if encoder is None:
            encoder = self._encoder_for(manifest)
            self._encoders = {manifest.model_fingerprint: encoder}
        return Serving(Searcher(opened.snapshot, encoder, analyzer), opened.rejected)


def require_model(manifest: Manifest, model: str) -> None:
    """Raise SnapshotOutdated when the index was built with another model than the settings name."""
    if manifest.model != model:
        raise SnapshotOutdated(
            f"The index was built with the model {manifest.model}, the settings name {model}. "
            "Run: nakadachi reindex"
        )
