"""When the last backup was made, as the home knows it, and what the doctor says of that."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.bootstrap import Nakadachi
from bot.health import Finding, Status
from profiles.database import explained
from profiles.durable import write_durably

RECORD = "last-backup.json"
_DAY = 86_400.0
# A schedule makes one a day or a week.
_LATE_DAYS = 8


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup; ``is_scheduled`` when older ones are deleted, as a schedule does.

    ``home`` tells the backups of this home from those of others in the same folder.
    """

    at: float
    path: str
    is_scheduled: bool
    home: str


def note_backup(home: Path, last: LastBackup) -> None:
    """Keep in the home that a backup was made. Raises StoreError."""
    with explained(home):
        write_durably(home / RECORD, json.dumps(asdict(last), ensure_ascii=False).encode())


def last_backup(home: Path) -> LastBackup | None:
    """The last backup that was made of this home; None if there was none."""
    try:
        said = json.loads((home / RECORD).read_bytes())
        is_scheduled = bool(said["is_scheduled"])
        return LastBackup(float(said["at"]), str(said["path"]), is_scheduled, str(said["home"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def examine_backups(app: Nakadachi) -> Iterator[Finding]:
    """When the last one was made; nothing where none ever was."""
    last = last_backup(app.settings.home)
    if last is None:
        return
    made = datetime.fromtimestamp(int(last.at)).astimezone()
    said = f"last made {made.isoformat(' ')}: {last.path}"
    days = int((time.time() - last.at) / _DAY)
    if last.is_scheduled and days >= _LATE_DAYS:
        yield Finding(
            "backup",
            Status.WARN,
            f"{said} ({days} days ago)",
            "Look whether the schedule still runs `nakadachi backup` (docs/administrators.md).",
        )
    else:
        yield Finding("backup", Status.OK, said)
