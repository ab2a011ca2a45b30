"""The check of a spreadsheet and its import, in a process of its own.

Run as ``python -m bot.import_process``: it reads one job as JSON from stdin and prints one JSON
object, ``{"report": {...}}``, ``{"applied": {...}}`` or ``{"error": "..."}``. Questions come
first, and a file that takes all memory takes that of this process.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.import_report import Counts, ImportReport, counts_of, counts_of_record, packed, report_of
from bot.import_report import unpacked as unpacked_report
from bot.settings import Settings, as_variables

if TYPE_CHECKING:
    from profiles.importing import ImportOptions
    from profiles.planning import ImportPlan
    from profiles.store import Store

logger = logging.getLogger(__name__)

_NICENESS = 10
_LOOK_SECONDS = 0.5
_LONGEST_SECONDS = 600.0
_MOST_MEMORY = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody agreed to: this file, on this state of the directory, at this time."""

    sha256: str
    based_on: str
    at: float


@dataclass(frozen=True, slots=True)
class Applied:
    """It is written; ``changes_index`` unless only contacts and the like have changed."""

    counts: Counts
    changes_index: bool


@dataclass(frozen=True, slots=True)
class NotDone:
    """Nothing was written. A message for staff, or "" when only the log knows why."""

    message: str


def check_apart(
    settings: Settings, file: Path, options: ImportOptions, stop: threading.Event
) -> ImportReport | NotDone:
    """What importing ``file`` would do; nothing is written."""
    said = _in_child(settings, _job(file, options, None), stop)
    return unpacked_report(said["report"]) if "report" in said else NotDone(said.get("error", ""))


def apply_apart(
    settings: Settings,
    file: Path,
    options: ImportOptions,
    agreed: Agreed,
    stop: threading.Event,
) -> Applied | ImportReport | NotDone:
    """Import ``file`` as it was agreed to, once, however often this is called.

    A report if the directory has changed since, and so what the import would do.
    """
    said = _in_child(settings, _job(file, options, agreed), stop)
    if "applied" in said:
        return Applied(Counts(**said["applied"]), said["changes_index"])
    return unpacked_report(said["report"]) if "report" in said else NotDone(said.get("error", ""))


def _job(file: Path, options: ImportOptions, agreed: Agreed | None) -> str:
    job = {
        "file": str(file),
        "consent": options.consent,
        "withdraw_missing": options.withdraw_missing,
        "skip_bad": options.skip_bad,
        "agreed": asdict(agreed) if agreed else None,
    }
    return json.dumps(job, ensure_ascii=True)


def _in_child(settings: Settings, job: str, stop: threading.Event) -> Mapping[str, Any]:
    """What the process says of the job; ended once ``stop`` is set, or when it takes too long."""
    # -P: what lies in the folder where the bot was started is no part of it.
    command = [sys.executable, "-P", "-m", "bot.import_process"]
    ends = time.monotonic() + _LONGEST_SECONDS
    given: str | None = job
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, **as_variables(settings)},
    ) as process:
        while True:
            try:
                out, _ = process.communicate(given, timeout=_LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                given = None  # it has the job already
                if stop.is_set() or time.monotonic() > ends:
                    process.kill()
    try:
        found = json.loads(out)
    except ValueError:
        # It ran out of memory or time, or the bot stops.
        logger.error("the process of an import ended with %d and no answer", process.returncode)
        return {}
    return found if isinstance(found, dict) else {}


def _say(**what: object) -> None:
    print(json.dumps(what, ensure_ascii=True), flush=True)


def _work(job: Mapping[str, Any]) -> None:
    from bot.bootstrap import bootstrap
    from bot.logs import log_unexpected, start_logging
    from profiles.errors import NakadachiError

    app = bootstrap(os.environ, Path.cwd())
    start_logging(app.settings)
    file = Path(job["file"])
    try:
        with app.store() as store:
            _say(**_carry_out(store, file, job))
    except NakadachiError as error:
        # Where the file lies meanwhile is no place that the office knows.
        _say(error=str(error).replace(f"{file.parent}{os.sep}", ""))
    except Exception as error:
        log_unexpected(error)
        _say(error="")


def _carry_out(store: Store, file: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    from profiles.importing import apply_unchanged

    agreed = Agreed(**job["agreed"]) if job["agreed"] else None
    if agreed and _sha256(file) != agreed.sha256:
        raise ValueError("the file is not the one that was checked")
    while (counts := _done_before(store, agreed)) is None:
        plan = _plan(store, file, job)
        if agreed is None or plan.based_on != agreed.based_on:
            # The process that came before this one may have ended its work meanwhile.
            if _done_before(store, agreed):
                continue
            return {"report": packed(report_of(plan, skip_bad=job["skip_bad"]))}
        if plan.errors and not job["skip_bad"]:
            raise ValueError("rows have problems that nobody agreed to leave out")
        if apply_unchanged(store, plan):
            return {"applied": asdict(counts_of(plan)), "changes_index": plan.changes_index}
        # Somebody was quicker; it may have been the process that came before this one.
    return {"applied": asdict(counts), "changes_index": True}


def _plan(store: Store, file: Path, job: Mapping[str, Any]) -> ImportPlan:
    from profiles.importing import local_time
    from profiles.model import Consent
    from profiles.planning import plan_import
    from profiles.reading import read_members

    return plan_import(
        store,
        read_members(file),
        declared_consent=Consent(job["consent"]) if job["consent"] else None,
        withdraw_missing=job["withdraw_missing"],
        today=local_time().date(),
    )


def _done_before(store: Store, agreed: Agreed | None) -> Counts | None:
    """The counts of this very import, if a process wrote it that then died."""
    last = store.last_import()
    if agreed is None or last is None or last.sha256 != agreed.sha256:
        return None
    # The store notes whole seconds.
    return counts_of_record(last) if last.at.timestamp() >= int(agreed.at) else None


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _limit_memory() -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, most))


if __name__ == "__main__":
    os.nice(_NICENESS)
    _limit_memory()
    _work(json.load(sys.stdin))
