"""Copies what a directory is made of from one home into another; the first is only read."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from index.glossary.terms import FILE as TERMS_NAME
from index.shelf import Shelf
from profiles.database import connect, create_private, explained
from profiles.durable import write_durably
from profiles.forgotten import KEY_NAME, LEDGER_NAME

DATABASE = "members.db"
LEDGER_FILES = (KEY_NAME, LEDGER_NAME)
_TRIES = 3


def copy_directory(source: Path, target: Path) -> None:
    """Copy members, terms and the ledger of the forgotten. Raises StoreError."""
    with explained(source / DATABASE):
        # The ledger after the members: who is forgotten in between is then erased in the copy.
        _copy_database(source / DATABASE, target / DATABASE)
        copy_small(source, target, TERMS_NAME, *LEDGER_FILES)


def copy_small(source: Path, target: Path, *names: str) -> None:
    """Copy these files as far as there are any, each in one step."""
    for name in names:
        if (source / name).exists():
            write_durably(target / name, (source / name).read_bytes())


def copy_index(source: Path, target: Path) -> None:
    """Have the current snapshot there too; its files never change, so they are shared."""
    for _ in range(_TRIES):
        names = Shelf(source).current_names()[:1]
        try:
            for name in names:
                shutil.copytree(source / name, target / name, copy_function=_link)
                Shelf(target).point_to(name)
            return
        except (FileNotFoundError, shutil.Error):
            # Another snapshot has taken its place meanwhile.
            shutil.rmtree(target, ignore_errors=True)


def share_models(source: Path, target: Path) -> None:
    """Have the exported models there too; new ones come to ``source`` if that may be written."""
    if target.is_symlink() and target.resolve() != source.resolve():
        # The home was moved, or is a copy of another.
        target.unlink()
    if target.is_symlink() or target.exists():
        return
    try:
        source.mkdir(parents=True, exist_ok=True)
        may_write = os.access(source, os.W_OK)
    except OSError:
        may_write = False
    if may_write:
        target.symlink_to(source)
        return
    target.mkdir()
    for model in source.iterdir() if source.is_dir() else ():
        (target / model.name).symlink_to(model)


def _copy_database(source: Path, target: Path) -> None:
    create_private(target)
    with closing(connect(source)) as old, closing(connect(target)) as new:
        old.conn.backup(new.conn)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
