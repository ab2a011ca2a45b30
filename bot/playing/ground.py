"""What a playground stands on: a copy of somebody's directory, or the sample, with its index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from bot.bootstrap import Nakadachi
from bot.playing.copying import DATABASE, copy_directory, copy_index, share_models
from bot.reindex_process import NotBuilt, Progress, build_apart
from index.errors import BuildFailed, SearchIndexError
from index.live import require_model
from profiles.importing import ImportOptions, import_file
from profiles.model import Consent
from profiles.store import Store

SAMPLE = Path(__file__).parents[2] / "profiles" / "sample" / "members.xlsx"
_SAMPLE_HOME = "sample"

Follow = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """A directory in a sandbox. ``origin`` is where it was copied from.

    ``is_ours`` says that the origin is the sample that the playground keeps for itself, with the
    index that it builds there once.
    """

    app: Nakadachi
    origin: Nakadachi
    is_sample: bool
    is_ours: bool


def lay(app: Nakadachi, folder: Path) -> Ground:
    """Copy the members of ``app`` into ``folder``; the sample where there are none."""
    inner = _at_home(app, folder)
    if app.settings.database.exists():
        copy_directory(app.settings.home, folder)
        with inner.store() as store:
            if store.counts().members:
                return Ground(inner, app, holds_sample(store), is_ours=False)
        for file in folder.glob(f"{DATABASE}*"):
            file.unlink()
    sample = _at_home(app, folder.parent / _SAMPLE_HOME)
    with sample.store() as store:
        options = ImportOptions(consent=Consent.MEMBERS, withdraw_missing=True)
        import_file(store, SAMPLE, options)
    copy_directory(sample.settings.home, folder)
    return Ground(inner, sample, is_sample=True, is_ours=True)


def holds_sample(store: Store) -> bool:
    """Whether the sample is what was imported last."""
    last = store.last_import()
    return last is not None and last.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def build_missing(
    ground: Ground, stop: Event, on_build: Callable[[], None], follow: Follow
) -> None:
    """Have an index that fits the settings; ``on_build`` is called before one is built.

    Raises BuildFailed.
    """
    app, origin = ground.app, ground.origin
    if ground.is_ours and not _is_current(origin):
        on_build()
        _build(origin, stop, follow)
    copy_index(origin.settings.snapshots, app.settings.snapshots)
    if not (stop.is_set() or _is_servable(app)):
        on_build()
        _build(app, stop, follow)


def _at_home(app: Nakadachi, home: Path) -> Nakadachi:
    home.mkdir(mode=0o700, exist_ok=True)
    share_models(app.settings.models, home / "models")
    return replace(app, settings=replace(app.settings, home=home))


def _is_current(app: Nakadachi) -> bool:
    """Whether the index is of the members as they are."""
    if not _is_servable(app):
        return False
    from index.snapshot import read_manifest

    (name, *_) = app.shelf().current_names()
    with app.store() as store:
        return read_manifest(app.settings.snapshots / name).source_revision == store.revision


def _is_servable(app: Nakadachi) -> bool:
    """Whether there is an index, whole, and built with the model that is set."""
    try:
        snapshot = app.shelf().open().snapshot
        try:
            require_model(snapshot.manifest, app.settings.model)
        finally:
            snapshot.close()
    except SearchIndexError:
        return False
    return bool(app.shelf().current_names())


def _build(app: Nakadachi, stop: Event, follow: Follow) -> None:
    for told in build_apart(app.settings, stop):
        if isinstance(told, Progress):
            follow(told)
        elif isinstance(told, NotBuilt) and not stop.is_set():
            raise BuildFailed(told.message or "The index could not be built; the log says why.")
