"""The store's schema, one step after another. A step that was released is never edited."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database, Migrations

from profiles.database import BUSY_SECONDS, immediate, new_token
from profiles.errors import StoreError

profiles_migrations = Migrations("profiles")


@profiles_migrations()
def m001_members(db: Database) -> None:
    """Members, their statements and their contacts."""
    db.execute(
        """
        CREATE TABLE members (
            id TEXT PRIMARY KEY,
            name_ja TEXT NOT NULL,
            name_en TEXT NOT NULL,
            kind TEXT NOT NULL,
            prefecture TEXT NOT NULL,
            city TEXT NOT NULL,
            website TEXT NOT NULL,
            employees INTEGER,
            corporate_number TEXT NOT NULL,
            summary TEXT NOT NULL,
            updated TEXT,
            withdrawn_on TEXT
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE statements (
            member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
            field TEXT NOT NULL,
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (member_id, field, position)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE contacts (
            member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            email TEXT NOT NULL,
            phone TEXT NOT NULL,
            slack_user_id TEXT NOT NULL,
            consent TEXT CHECK (consent IN ('members', 'on_request', 'never')),
            consent_date TEXT,
            PRIMARY KEY (member_id, position)
        ) STRICT, WITHOUT ROWID
        """
    )


@profiles_migrations()
def m002_imports(db: Database) -> None:
    """What was imported when; nothing about persons."""
    db.execute(
        """
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            file_name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            added INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            missing INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            returned INTEGER NOT NULL,
            rejected INTEGER NOT NULL
        ) STRICT
        """
    )


@profiles_migrations()
def m003_state(db: Database) -> None:
    """One row: ``revision`` moves with what is indexed, ``version`` with anything at all,
    ``ledger`` is the state of the forgotten ledger that has been carried out in full."""
    db.execute(
        """
        CREATE TABLE state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            revision TEXT NOT NULL,
            version TEXT NOT NULL,
            ledger TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("INSERT INTO state VALUES (1, ?, ?, '')", [new_token(), new_token()])


@profiles_migrations()
def m004_slack_ids(db: Database) -> None:
    """To find the members that somebody in Slack speaks for."""
    db.execute(
        "CREATE INDEX contacts_by_slack_id ON contacts (slack_user_id) WHERE slack_user_id <> ''"
    )


def _known_steps(migrations: Migrations) -> set[str]:
    with Database(memory=True, execute_plugins=False) as empty:
        return {migration.name for migration in migrations.pending(empty)}


def refuse_foreign(db: Database, path: Path, migrations: Migrations = profiles_migrations) -> None:
    """Refuse, without touching it, a database that this version cannot understand."""
    tables = db.table_names()
    if not tables:
        return
    applied = set()
    if migrations.migrations_table in tables:
        applied = {migration.name for migration in migrations.applied(db)}
    if not applied:
        raise StoreError(
            f"{path}: this database belongs to another program. Choose another file or folder."
        )
    unknown = sorted(applied - _known_steps(migrations))
    if unknown:
        raise StoreError(
            f"{path}: this database was written by a newer version of nakadachi "
            f"({unknown[-1]}); it was not touched. Upgrade nakadachi, or restore the backup "
            "made before the upgrade."
        )


def migrate(db: Database, path: Path, migrations: Migrations = profiles_migrations) -> None:
    """Bring the database to this version; of several processes starting at once, one does it."""
    refuse_foreign(db, path, migrations)
    if db.journal_mode == "wal" and not migrations.pending(db):
        return
    lock = FileLock(f"{path}.lock", timeout=BUSY_SECONDS, mode=0o600)
    try:
        with lock:
            db.enable_wal()
            with immediate(db):
                refuse_foreign(db, path, migrations)
                migrations.apply(db)
    except Timeout as error:
        raise StoreError(
            f"{path}: another program is preparing the database. Wait for it and try again."
        ) from error
