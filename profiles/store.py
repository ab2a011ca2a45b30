"""The members' database: the one door to what has been imported."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from profiles import erasing
from profiles.database import connect, create_private, explained, immediate, new_token
from profiles.errors import MemberNotFound, StoreError
from profiles.forgotten import Ledger
from profiles.keys import id_key
from profiles.migrations import migrate
from profiles.names import name_key
from profiles.occupying import Occupation, occupy
from profiles.rows import StoredMember, load_members
from profiles.threads import PerThread

logger = logging.getLogger(__name__)

_MOST_CLOSE = 3


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import that changed something. Nothing about persons is kept."""

    at: datetime
    file_name: str
    sha256: str
    added: int
    changed: int
    unchanged: int
    missing: int
    withdrawn: int
    returned: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds."""

    members: int
    withdrawn: int
    statements: int
    contacts: int


class Store:
    """Members in SQLite. May be shared between threads: each gets a connection of its own."""

    def __init__(self, path: Path) -> None:
        """Use Store.open, which also prepares the database."""
        self.path = path
        self._connections = PerThread(partial(connect, path), Database.close)
        self._occupation: Occupation | None = None

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the database at ``path``, creating it or bringing it up to date as needed.

        Whoever was forgotten is erased again if the file has been restored from a backup.
        """
        store = cls(path)
        try:
            with explained(path):
                store._occupation = occupy(path.parent)
                create_private(path)
                migrate(store.database, path)
                store._finish_forgetting()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()
        if self._occupation is not None:
            self._occupation.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where the database, and the ledger of the forgotten, live."""
        return self.path.parent

    @property
    def database(self) -> Database:
        """This thread's connection."""
        return self._connections.get()

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One consistent view, whatever others write meanwhile."""
        with explained(self.path), self.database.atomic() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """All or nothing, and nobody else writes meanwhile."""
        with explained(self.path), immediate(self.database) as db:
            yield db

    def members(self, *, include_withdrawn: bool = False) -> Iterator[StoredMember]:
        """The members in the order of their ids, as they were at the moment of the call."""
        with self.reading() as db:
            found = list(load_members(db))
        return (one for one in found if include_withdrawn or not one.is_withdrawn)

    def get(self, key: str) -> StoredMember:
        """The member with this id, or with this id or name written in another way.

        Raises MemberNotFound, which names the closest ones.
        """
        with self.reading() as db:
            exact = next(load_members(db, key), None)
            return exact or next(load_members(db, _resolve(db, key)))

    @property
    def revision(self) -> str:
        """Changes whenever anything changes that an index is built from."""
        return self._state("revision")

    @property
    def version(self) -> str:
        """Changes whenever anything at all changes."""
        return self._state("version")

    @property
    def ledger_done(self) -> str:
        """The state of the ledger of the forgotten that has been carried out here in full."""
        return self._state("ledger")

    def last_import(self) -> ImportRecord | None:
        """The last import that changed something."""
        with self.reading() as db:
            row = db.execute(
                "SELECT at, file_name, sha256, added, changed, unchanged, missing, withdrawn,"
                " returned, rejected FROM imports ORDER BY id DESC LIMIT 1"
            ).fetchone()
        return ImportRecord(datetime.fromisoformat(row[0]), *row[1:]) if row else None

    def counts(self) -> Counts:
        """How many active and withdrawn members there are, and what they hold."""
        with self.reading() as db:
            row = db.execute(
                "SELECT (SELECT count(*) FROM members WHERE withdrawn_on IS NULL),"
                " (SELECT count(*) FROM members WHERE withdrawn_on IS NOT NULL),"
                " (SELECT count(*) FROM statements), (SELECT count(*) FROM contacts)"
            ).fetchone()
        return Counts(*row)

    def check(self) -> None:
        """Read the whole database; raises StoreError when it is damaged."""
        with self.reading() as db:
            said = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()]
            said += [f"orphan in {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
        if said != ["ok"]:
            raise StoreError(
                f"{self.path}: it is damaged ({said[0]}). Restore it from a backup, or move it "
                "away and import the members again."
            )

    def touch(self, db: Database, *, indexed: bool) -> None:
        """Note, inside a transaction, that something changed; ``indexed`` if indexes care."""
        db.execute("UPDATE state SET version = ?", [new_token()])
        if indexed:
            db.execute("UPDATE state SET revision = ?", [new_token()])

    def _state(self, column: str) -> str:
        with self.reading() as db:
            (value,) = db.execute(f"SELECT {column} FROM state").fetchone()
        return str(value)

    def _finish_forgetting(self) -> None:
        """Carry out what the ledger says and this database has not, or not quite, done yet."""
        ledger = Ledger.load(self.folder)
        done = self.ledger_done
        if done == ledger.state:
            return
        if not ledger.state:
            logger.warning(
                "%s: forgotten.jsonl is missing or empty, although members or persons were "
                "forgotten here. Restore it from a backup, or they can come back.",
                self.folder,
            )
            return
        with self.writing() as db:
            if erasing.erase_marked(db, ledger):
                self.touch(db, indexed=True)
        erasing.overwrite(self.database, ledger)


def _resolve(db: Database, key: str) -> str:
    """The one id that ``key`` can mean when no id is exactly ``key``."""
    names = db.execute("SELECT id, name_ja, name_en FROM members ORDER BY id").fetchall()
    wanted_id, wanted_name = id_key(key), name_key(key)
    same_id: list[str] = [row[0] for row in names if id_key(row[0]) == wanted_id]
    same_name: list[str] = [
        row[0]
        for row in names
        if wanted_name and wanted_name in (name_key(row[1]), name_key(row[2]))
    ]
    for candidates in (same_id, same_name):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise MemberNotFound(
                f"{key!r} may mean any of {', '.join(candidates)}. Give the id exactly.",
                tuple((row[0], row[1] or row[2]) for row in names if row[0] in candidates),
            )
    closest = _closest(wanted_id, names)
    raise MemberNotFound(f"There is no member {key!r}. {_advice(closest, names)}", closest)


def _closest(wanted: str, names: list[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    """Ids and names of up to three members: those whose name holds ``wanted``, then the similar."""
    known = {id_key(text): row for row in names for text in row if text}
    parts = [text for text in known if len(wanted) > 1 and wanted in text]
    close = (*parts, *difflib.get_close_matches(wanted, known, n=_MOST_CLOSE, cutoff=0.5))
    rows = list(dict.fromkeys(known[text] for text in close))[:_MOST_CLOSE]
    return tuple((row[0], row[1] or row[2]) for row in rows)


def _advice(closest: tuple[tuple[str, str], ...], names: list[tuple[str, str, str]]) -> str:
    if closest:
        return "Did you mean " + ", ".join(f"{one} ({name})" for one, name in closest) + "?"
    if names:
        return "`nakadachi members` lists them all."
    return "The directory is empty: import a file of members first."
