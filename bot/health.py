"""What may be wrong with an installation, and what to do about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.bootstrap import Nakadachi
from profiles.errors import NakadachiError

_MB = 1024 * 1024
# The exported model and its copy while it is made, with some air.
_DISK_FAILS_BELOW = 300 * _MB
_DISK_WARNS_BELOW = 1024 * _MB
_REINDEX = "Run: nakadachi reindex"


class Status(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor. ``advice`` says what to do, "" when there is nothing."""

    subject: str
    status: Status
    message: str
    advice: str = ""


def examine(app: Nakadachi) -> Iterator[Finding]:
    """All findings. An error of ours in one check is its finding; the others go on."""
    for subject, check in _CHECKS:
        try:
            yield from check(app)
        except NakadachiError as error:
            yield Finding(subject, Status.FAIL, str(error))


def _settings(app: Nakadachi) -> Iterator[Finding]:
    settings = app.settings
    consent = settings.consent or "not declared"
    yield Finding(
        "settings",
        Status.OK,
        f"model {settings.model}, bridge {settings.bridge}, consent {consent}, "
        f"log level {settings.log_level}",
    )
    for name in app.misspelt:
        yield Finding(
            "settings",
            Status.WARN,
            f"{name} is no setting of Nakadachi and has no effect",
            "Correct its name or remove it.",
        )


def _home(app: Nakadachi) -> Iterator[Finding]:
    home = app.settings.home
    if not home.is_dir():
        yield Finding("home", Status.WARN, f"{home} does not exist yet", "An import makes it.")
    elif os.access(home, os.W_OK | os.X_OK):
        yield Finding("home", Status.OK, str(home))
    else:
        yield Finding(
            "home",
            Status.FAIL,
            f"{home} may not be written to",
            "Give this user the right, or set NAKADACHI_HOME to another folder.",
        )


def _disk(app: Nakadachi) -> Iterator[Finding]:
    free = shutil.disk_usage(_nearest_folder(app.settings.home)).free
    said = f"{free / _MB:,.0f} MB free"
    if free < _DISK_FAILS_BELOW:
        yield Finding("disk", Status.FAIL, said, "Make room: an import or a reindex may fail.")
    elif free < _DISK_WARNS_BELOW:
        yield Finding("disk", Status.WARN, said, "Make room soon.")
    else:
        yield Finding("disk", Status.OK, said)


def _nearest_folder(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _database(app: Nakadachi) -> Iterator[Finding]:
    store = app.existing_store()
    if store is None:
        yield Finding(
            "database",
            Status.FAIL,
            "nothing has been imported yet",
            "Run: nakadachi import FILE",
        )
        return
    with store:
        store.check()
        counts = store.counts()
        last = store.last_import()
    said = f"{counts.members:,} members, {counts.contacts:,} contacts"
    if counts.withdrawn:
        said += f", {counts.withdrawn:,} withdrawn"
    if last:
        said += f"; last import {last.at:%Y-%m-%d %H:%M} from {last.file_name}"
    if counts.members:
        yield Finding("database", Status.OK, said)
    else:
        yield Finding("database", Status.WARN, said, "Run: nakadachi import FILE")


def _model(app: Nakadachi) -> Iterator[Finding]:
    from index.encoder import locate_model

    model = locate_model(app.settings.model)
    yield Finding("model", Status.OK, f"{model.name}, version {model.fingerprint}")
    record = app.models().record(model.fingerprint)
    if record is None:
        yield Finding(
            "exported model", Status.WARN, "there is no good export for fast answers",
            _REINDEX,
        )  # fmt: skip
    elif not record.exported:
        yield Finding(
            "exported model",
            Status.WARN,
            f"the model itself answers, which starts slowly: {record.reason}",
        )
    elif damaged := app.models().damaged_files(record):
        yield Finding(
            "exported model",
            Status.FAIL,
            f"damaged: {', '.join(damaged)}; the model itself answers, which starts slowly",
            _REINDEX,
        )
    else:
        said = f"agrees with the model (cosine {record.agreement:.6f})"
        yield Finding("exported model", Status.OK, said)


def _index(app: Nakadachi) -> Iterator[Finding]:
    from index.forgotten import forgotten_in
    from index.live import require_model

    opened = app.shelf().open()
    manifest = opened.snapshot.manifest
    forgotten = forgotten_in(opened.snapshot, app.ledger())
    other_terms = opened.snapshot.terms != app.terms()
    opened.snapshot.close()
    require_model(manifest, app.settings.model)
    said = (
        f"{manifest.members:,} members, {manifest.passages:,} statements, built {manifest.built_at}"
    )
    problems = [opened.rejected] if opened.rejected else []
    if manifest.bridge != app.bridge():
        problems.append("it was built with another setting of NAKADACHI_BRIDGE")
    if other_terms:
        problems.append("your own terms have changed since it was built")
    elif manifest.analysis_fingerprint != app.analyzer().fingerprint:
        problems.append("it was built with another glossary")
    store = app.existing_store()
    if store is not None:
        with store:
            if store.revision != manifest.source_revision:
                problems.append("the directory has changed since it was built")
    if forgotten:
        problems.append("it still holds somebody who was forgotten, whom no answer names")
    if problems:
        yield Finding("index", Status.WARN, f"{said}; {'; '.join(problems)}", _REINDEX)
    else:
        yield Finding("index", Status.OK, said)


def _backup(app: Nakadachi) -> Iterator[Finding]:
    from bot.backups.record import examine_backups

    return examine_backups(app)


def _slack(app: Nakadachi) -> Iterator[Finding]:
    from bot.slackhealth import examine_slack

    return examine_slack(app)


_CHECKS: tuple[tuple[str, Callable[[Nakadachi], Iterator[Finding]]], ...] = (
    ("settings", _settings),
    ("home", _home),
    ("disk", _disk),
    ("database", _database),
    ("model", _model),
    ("index", _index),
    ("backup", _backup),
    ("slack", _slack),
)
