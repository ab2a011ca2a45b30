"""Spreadsheets that staff sent for an import: what is known of each, and its bytes.

The bytes hold contacts. They lie in a folder of their own, readable by the bot alone, from the
moment that they are fetched until the import is applied, cancelled or too old, and never longer.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from sqlite_utils import Database

from bot.memory.database import BotDatabase, storable
from bot.memory.deliveries import Clock
from profiles.importing import ImportOptions
from profiles.model import Consent

logger = logging.getLogger(__name__)

# So long after the last step a file is kept for whoever has not decided yet.
KEEP_SECONDS = 24 * 3600.0
# Whoever presses an old button is told what became of it.
_KEEP_ENDED = 7 * 24 * 3600.0
_FOLDER = "uploads"
_LONGEST_NAME = 60


class UploadState(StrEnum):
    """How far an import has come."""

    CHECKING = "checking"  # it is being fetched and checked
    WAITING = "waiting"  # somebody has to apply or to cancel it
    APPLYING = "applying"
    APPLIED = "applied"
    CANCELLED = "cancelled"
    UNUSABLE = "unusable"  # nothing can be imported from it


_OPEN = (UploadState.CHECKING, UploadState.WAITING, UploadState.APPLYING)


@dataclass(frozen=True, slots=True)
class Upload:
    """One import. ``window`` is the view in which it was asked for.

    ``based_on`` is the state of the directory that was checked, ``claim_id`` the press that
    applies it, ``began_at`` when that was; ``result`` are the counts of what was written, as JSON.
    """

    id: str
    user_id: str
    at: float
    changed_at: float
    window: str
    file_name: str
    consent: str
    withdraw_missing: int
    skip_bad: int
    state: UploadState
    sha256: str = ""
    based_on: str = ""
    claim_id: str = ""
    began_at: float = 0.0
    result: str = ""

    @property
    def options(self) -> ImportOptions:
        """What the office asked for."""
        return ImportOptions(
            skip_bad=bool(self.skip_bad),
            withdraw_missing=bool(self.withdraw_missing),
            consent=Consent(self.consent) if self.consent else None,
        )


class Uploads:
    """Imports that were asked for in Slack."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.folder = database.path.parent / _FOLDER

    def open(
        self, upload_id: str, user_id: str, window: str, file_name: str, options: ImportOptions
    ) -> Upload:
        """Note that an import is asked for; or what is known of it since the first time."""
        now = self._clock()
        upload = Upload(
            id=upload_id,
            user_id=storable(user_id),
            at=now,
            changed_at=now,
            window=storable(window),
            file_name=storable(safe_name(file_name)),
            consent=options.consent.value if options.consent else "",
            withdraw_missing=int(options.withdraw_missing),
            skip_bad=int(options.skip_bad),
            state=UploadState.CHECKING,
        )
        values = [getattr(upload, name) for name in Upload.__dataclass_fields__]
        marks = ", ".join("?" * len(values))
        with self._database.writing() as db:
            db.execute(f"INSERT OR IGNORE INTO uploads ({_COLUMNS}) VALUES ({marks})", values)
        return self.get(upload_id) or upload

    def get(self, upload_id: str) -> Upload | None:
        """An import; None once nothing is known of it any more."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM uploads WHERE id = ?", [storable(upload_id)]
        )
        return _upload(rows[0]) if rows else None

    def place(self, upload: Upload) -> Path:
        """Where the bytes of its file are to be; the folder is made, for this user alone."""
        folder = self.folder / upload.id
        self.folder.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / upload.file_name

    def waits(self, upload: Upload, sha256: str, based_on: str, turned_back: str = "") -> None:
        """Note that it was checked, and on what; unless somebody has gone on since ``upload``.

        ``turned_back`` is the press that would have applied something else: it never will.
        """
        self._change(
            "state = ?, sha256 = ?, based_on = ?, claim_id = ?",
            [UploadState.WAITING, sha256, based_on, storable(turned_back)],
            upload.id,
            (upload.state,),
        )

    def begin(self, upload_id: str, claim_id: str) -> Upload | None:
        """Apply it, if it waits for that, or if whoever began to has been given up.

        Then the row is APPLYING under this ``claim_id``. It is WAITING under it if this press was
        turned back before.
        """
        now, claim = self._clock(), storable(claim_id)
        with self._database.writing() as db:
            # What a process that was given up may have written is known by when it began.
            db.execute(
                "UPDATE uploads SET claim_id = ?, changed_at = ?, state = 'applying',"
                " began_at = iif(state = 'waiting', ?, began_at) WHERE id = ? AND claim_id <> ?"
                f" AND (state = 'waiting' OR state = 'applying' AND {_GIVEN_UP})",
                [claim, now, now, storable(upload_id), claim],
            )
        return self.get(upload_id)

    def applied(self, upload: Upload, result: str) -> None:
        """Note that it is written, and erase the file."""
        self._end(upload.id, UploadState.APPLIED, result, (UploadState.APPLYING,))

    def unusable(self, upload: Upload) -> None:
        """Nothing can be imported from it: erase the file, unless somebody has gone on since."""
        self._end(upload.id, UploadState.UNUSABLE, "", (upload.state,))

    def cancel(self, upload_id: str) -> Upload | None:
        """Give it up unless it is being applied, and erase the file; how it is then."""
        self._end(upload_id, UploadState.CANCELLED, "", (UploadState.WAITING,))
        return self.get(upload_id)

    def expire(self) -> None:
        """Erase what is too old, and every file that no import waits for."""
        now = self._clock()
        old = [now - KEEP_SECONDS, now - _KEEP_ENDED]
        if self._database.rows(f"SELECT 1 FROM uploads WHERE {_OLD} LIMIT 1", old):
            with self._database.writing() as db:
                db.execute(f"DELETE FROM uploads WHERE {_OLD}", old)
        self.clear()

    def clear(self) -> None:
        """Erase every file that no import waits for."""
        for folder in self._kept():
            found = self.get(folder.name)
            if found is None or found.state not in _OPEN:
                _erase(folder)

    def _kept(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from self.folder.iterdir()

    def _end(
        self, upload_id: str, state: UploadState, result: str, before: tuple[UploadState, ...]
    ) -> None:
        self._change("state = ?, result = ?", [state, result], upload_id, before)
        found = self.get(upload_id)
        # An id that is not ours may be any path; of what is not known any more, ``clear`` knows.
        if found is not None and found.state not in _OPEN:
            _erase(self.folder / found.id)

    def _change(
        self, what: str, values: list[object], upload_id: str, before: tuple[UploadState, ...]
    ) -> None:
        asked = ", ".join("?" * len(before))
        with self._database.writing() as db:
            db.execute(
                f"UPDATE uploads SET {what}, changed_at = ? WHERE id = ? AND state IN ({asked})",
                [*values, self._clock(), storable(upload_id), *before],
            )


_COLUMNS = ", ".join(Upload.__dataclass_fields__)
_OLD = (
    "(state IN ('checking', 'waiting', 'applying') AND changed_at < ?)"
    " OR (state NOT IN ('checking', 'waiting', 'applying') AND changed_at < ?)"
)
_GIVEN_UP = "claim_id NOT IN (SELECT id FROM deliveries WHERE finished_at IS NULL)"


def _erase(folder: Path) -> None:
    if not folder.is_dir():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        logger.error("a file of an import could not be erased yet: %s", error.strerror)


def safe_name(name: str) -> str:
    """A name of a file that no folder minds, with the ending that says what the file is."""
    path = PurePath(name.replace("\\", "/").replace("\0", ""))
    kept = "".join(one for one in path.name if one.isprintable()).strip(" .")
    stem, suffix = PurePath(kept).stem[:_LONGEST_NAME], PurePath(kept).suffix[:10]
    return f"{stem}{suffix}" or "members"


def forget_person(db: Database, user_id: str) -> None:
    """Delete the imports of somebody; their files go with the next ``clear``."""
    db.execute("DELETE FROM uploads WHERE user_id = ?", [user_id])


def forget_member(db: Database) -> None:
    """Delete every import that is not over: its file may hold whoever was forgotten."""
    db.execute("DELETE FROM uploads WHERE state IN ('checking', 'waiting')")


def drop_open(db: Database) -> None:
    """Delete every import that is not over, also one under way: its file is gone."""
    db.execute("DELETE FROM uploads WHERE state IN ('checking', 'waiting', 'applying')")


def _upload(row: tuple[Any, ...]) -> Upload:
    found = dict(zip(Upload.__dataclass_fields__, row, strict=True))
    return Upload(**{**found, "state": UploadState(found["state"])})
