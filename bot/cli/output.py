"""What several commands print in the same way."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli.terminal import Screen

if TYPE_CHECKING:
    from index.build import Watcher

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


def print_json(value: object) -> None:
    """One JSON document, readable by people too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def tell(message: str) -> None:
    """Say something beside the result, which a program may be reading."""
    click.echo(message, err=True)


def is_watched() -> bool:
    """Whether a person sees what happens meanwhile."""
    return sys.stderr.isatty()


def screen() -> Screen:
    """The terminal that the answer is printed to."""
    width = shutil.get_terminal_size().columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Screen(width, colour and os.environ.get("TERM") != "dumb")


@contextmanager
def progress(what: str, unit: str) -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A progress bar if a person watches: one function sets its length, one moves it on."""
    if not is_watched():
        yield _nothing, _nothing
        return
    from tqdm import tqdm

    bars: list[tqdm[Any]] = []

    def start(total: int) -> None:
        bars.append(tqdm(total=total, desc=what, unit=unit, leave=False))

    def advance(done: int) -> None:
        bars[-1].update(done)

    try:
        yield start, advance
    finally:
        for bar in bars:
            bar.close()


@contextmanager
def watcher() -> Iterator[Watcher]:
    """What tells a person how far the encoding of a build is."""
    from index.build import Watcher

    with progress("Reading texts", " texts") as (start, advance):
        yield Watcher(start, advance)


def _nothing(_number: int) -> None:
    """Nobody watches."""
