"""What the terminal shows of the playground."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from bot.cli.output import progress, tell
from bot.playing.playground import Terminal
from bot.reindex_process import Progress


def announce(*, has_tokens: bool) -> None:
    """Say that this is not Slack, and why."""
    why = "Slack's tokens are not used" if has_tokens else "no Slack token is set"
    click.echo(f"The playground ({why}): nothing goes to Slack, and nothing is kept.")


@contextmanager
def watched_terminal() -> Iterator[Terminal]:
    """A terminal with a progress bar, if a person watches."""
    with progress("Reading texts", " texts") as (start, advance):
        yield _Watched(start, advance)


class _Watched(Terminal):
    def __init__(self, start: Callable[[int], None], advance: Callable[[int], None]) -> None:
        super().__init__(click.echo)
        self._start = start
        self._advance = advance
        self._total = self._done = 0

    def building(self) -> None:
        """See Terminal."""
        tell("The index is being built; for the first time that takes about a minute.")
        self._total = self._done = 0

    def follow(self, progress: Progress) -> None:
        """See Terminal."""
        if progress.total != self._total:
            self._total = progress.total
            self._start(progress.total)
        self._advance(progress.done - self._done)
        self._done = progress.done
