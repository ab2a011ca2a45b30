"""The searcher of a serving bot: there as soon as there is an index, and never in the way."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.constraints import NONE, Constraints
from index.errors import SearchIndexError
from index.search import MATCHES
from profiles.errors import NakadachiError

if TYPE_CHECKING:
    from index.live import LiveSearcher, Serving
    from index.model import Answer

logger = logging.getLogger(__name__)

# Asked at the start, of everything a little: tables and patterns are loaded when first needed.
_FIRST_QUESTIONS = (
    "立川市の近くでISO 9001のある中小企業、大学以外で、φ0.05の穴あけと鏡面研磨ができる会社",
    "Who can drill 5 um holes near Hachioji, anyone but a university, with ISO 9001? Not casting.",
)
_FIRST_CHANGE = "大学だけ"


class Searching:
    """Opens the searcher when there is something to open; until then says why there is none.

    ``stamp`` changes whenever another index is published.
    """

    def __init__(self, open_searcher: Callable[[], LiveSearcher], stamp: Callable[[], object]):
        self._open = open_searcher
        self._stamp = stamp
        self._tried: object = None
        self._searcher: LiveSearcher | None = None
        self._why_not = ""
        self._opening = threading.Lock()
        self._turn = threading.Lock()

    def prepare(self) -> None:
        """Load index and model now, so that the first question does not wait for them."""
        for text in _FIRST_QUESTIONS:
            self.search(text)
        if (searcher := self.present) is not None:
            searcher.refinement(_FIRST_CHANGE)

    def searcher(self) -> LiveSearcher | None:
        """The searcher, or None as long as no index can be served (``why_not`` says why)."""
        if self._searcher is not None:
            return self._searcher
        with self._opening:
            stamp = self._stamp()
            if self._searcher is None and stamp != self._tried:
                self._try()
                self._tried = stamp
        return self._searcher

    def search(self, text: str, k: int = MATCHES, constraints: Constraints = NONE) -> Answer | None:
        """The answer to a question, or None as long as no index can be served.

        One at a time: a search uses every core by itself, and threads that compete for them keep
        acknowledgements waiting.
        """
        searcher = self.searcher()
        if searcher is None:
            return None
        with self._turn:
            return searcher.search(text, k, constraints=constraints)

    @property
    def present(self) -> LiveSearcher | None:
        """The searcher, if it is there already: for what must not wait until it is opened."""
        return self._searcher

    @property
    def why_not(self) -> str:
        """Why there is no searcher, for the administrator; "" if there is one."""
        return "" if self._searcher is not None else self._why_not

    def serving(self) -> Serving | None:
        """The index in use."""
        searcher = self.searcher()
        return searcher.serving if searcher is not None else None

    def _try(self) -> None:
        try:
            self._searcher = self._open()
        except (SearchIndexError, NakadachiError) as error:
            self._why_not = str(error)
            logger.error("no index is served: %s", error)
