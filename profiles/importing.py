"""Import a file of members: read it, plan, and write all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from profiles.errors import ImportRefused
from profiles.forgotten import Ledger
from profiles.model import Consent
from profiles.planning import ImportPlan, plan_import, state_of
from profiles.reading import read_members
from profiles.rejects import write_rejects
from profiles.rows import insert_members, replace_members, withdraw_members
from profiles.store import Store

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """The office's clock."""
    return datetime.now().astimezone()


class Outcome(StrEnum):
    """How an import ended when it was not refused."""

    WRITTEN = "written"
    NOTHING_TO_WRITE = "nothing_to_write"
    DRY_RUN = "dry_run"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the office asks for. ``rejects_folder`` is the file's own folder if None."""

    dry_run: bool = False
    skip_bad: bool = False
    withdraw_missing: bool = False
    consent: Consent | None = None
    rejects_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What happened, or would happen; ``rejects`` is the file of the rows left out.

    ``would_be_refused``: a dry run of an import that would have raised ImportRefused.
    """

    plan: ImportPlan
    outcome: Outcome
    rejects: Path | None = None
    would_be_refused: bool = False


def import_file(
    store: Store,
    path: Path,
    options: ImportOptions | None = None,
    *,
    clock: Clock = local_time,
) -> ImportReport:
    """Import the members of ``path``, or say what that would do.

    Raises UnreadableFile, ImportRefused (when rows have problems and they are not to be skipped)
    or StoreError; in each case nothing has been written.
    """
    options = options or ImportOptions()
    plan = plan_import(
        store,
        read_members(path),
        declared_consent=options.consent,
        withdraw_missing=options.withdraw_missing,
        today=clock().date(),
    )
    refused = bool(plan.errors) and not options.skip_bad
    if options.dry_run:
        return ImportReport(plan, Outcome.DRY_RUN, would_be_refused=refused)
    if refused:
        raise ImportRefused(_refusal(plan), plan.problems)
    rejects = write_rejects(plan.reading, options.rejects_folder)
    try:
        plan = apply_plan(store, plan, now=clock())
    except BaseException:
        if rejects and rejects.is_new:
            rejects.path.unlink(missing_ok=True)
        raise
    outcome = Outcome.NOTHING_TO_WRITE if plan.writes_nothing else Outcome.WRITTEN
    return ImportReport(plan, outcome, rejects.path if rejects else None)


def apply_plan(store: Store, plan: ImportPlan, *, now: datetime | None = None) -> ImportPlan:
    """Write what ``plan`` says in one transaction; nothing at all when it changes nothing.

    Returns the plan that was carried out: a new one if the store has moved since.
    """
    if plan.writes_nothing and _is_current(store, plan):
        return plan
    checksum = _sha256(plan.reading.path)
    with store.writing() as db:
        if not _is_current(store, plan):
            plan = plan_import(
                store,
                plan.reading,
                declared_consent=plan.declared_consent,
                withdraw_missing=plan.withdraw_missing,
                today=plan.today,
            )
        _write(store, db, plan, checksum, now or local_time())
    return plan


def apply_unchanged(store: Store, plan: ImportPlan, *, now: datetime | None = None) -> bool:
    """Write exactly what ``plan`` says; False, and nothing written, if the store has moved since.

    For a plan that somebody has read and agreed to.
    """
    checksum = _sha256(plan.reading.path)
    with store.writing() as db:
        if not _is_current(store, plan):
            return False
        _write(store, db, plan, checksum, now or local_time())
    return True


def _write(store: Store, db: Database, plan: ImportPlan, checksum: str, now: datetime) -> None:
    if plan.writes_nothing:
        return
    insert_members(db, plan.inserts)
    replace_members(db, plan.updates)
    withdraw_members(db, (gone.id for gone in plan.withdrawn), plan.today)
    _log(db, plan, checksum, now)
    store.touch(db, indexed=plan.changes_index)


def _is_current(store: Store, plan: ImportPlan) -> bool:
    return plan.based_on == state_of(store, Ledger.load(store.folder))


def _log(db: Database, plan: ImportPlan, checksum: str, now: datetime) -> None:
    db.execute(
        "INSERT INTO imports (at, file_name, sha256, added, changed, unchanged, missing,"
        " withdrawn, returned, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            now.isoformat(timespec="seconds"),
            plan.reading.path.name,
            checksum,
            len(plan.added),
            len(plan.changed),
            plan.unchanged,
            len(plan.missing),
            len(plan.withdrawn),
            len(plan.returned),
            len(plan.reading.rejected),
        ],
    )


def _sha256(path: Path) -> str:
    """Of the file as it is now; "" if it is gone, which is no reason to fail."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _refusal(plan: ImportPlan) -> str:
    errors = len(plan.errors)
    rows = len({(p.where.sheet, p.where.row) for p in plan.errors})
    problems = "1 problem" if errors == 1 else f"{errors} problems"
    return (
        f"{plan.reading.path.name}: {problems} in {rows} of "
        f"{len(plan.reading.members) + len(plan.reading.rejected)} rows; nothing was written. "
        "Correct the file and import it again, or import the good rows alone with --skip-bad."
    )
