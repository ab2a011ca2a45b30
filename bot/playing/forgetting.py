"""Forgetting in the copies of the directory that playgrounds made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.bootstrap import Nakadachi
from bot.playing.copying import LEDGER_FILES, copy_small
from bot.playing.sandbox import erase_stale, sandboxes


def copies_of(app: Nakadachi) -> Iterator[Nakadachi]:
    """The playgrounds that are running, each with the ledger as it is now.

    What those have left that died is erased. Opening the store of a copy carries the ledger out.
    """
    erase_stale(app.settings.home)
    for folder in sandboxes(app.settings.home):
        copy = replace(app, settings=replace(app.settings, home=folder))
        if copy.settings.database.exists():
            copy_small(app.settings.home, folder, *LEDGER_FILES)
            yield copy
