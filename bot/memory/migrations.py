"""The schema of the bot's own database. A step that was released is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

bot_migrations = Migrations("bot")


@bot_migrations()
def m001_deliveries(db: Database) -> None:
    """What Slack delivered, under every key that it may come under again, and what was posted."""
    db.execute(
        """
        CREATE TABLE deliveries (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            received_at REAL NOT NULL,
            renewed_at REAL NOT NULL,
            finished_at REAL,
            payload TEXT
        ) STRICT
        """
    )
    db.execute("CREATE INDEX unfinished ON deliveries (owner) WHERE finished_at IS NULL")
    db.execute(
        """
        CREATE TABLE delivery_keys (
            key TEXT PRIMARY KEY,
            delivery_id TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX keys_of_delivery ON delivery_keys (delivery_id)")
    db.execute(
        """
        CREATE TABLE posts (
            key TEXT PRIMARY KEY,
            begun_at REAL NOT NULL,
            channel TEXT NOT NULL,
            thread TEXT NOT NULL,
            ts TEXT
        ) STRICT
        """
    )


@bot_migrations()
def m002_questions(db: Database) -> None:
    """Questions, and what people thought of the answers. Lists are JSON arrays."""
    db.execute(
        """
        CREATE TABLE questions (
            id TEXT PRIMARY KEY,
            asked_at REAL NOT NULL,
            user_id TEXT NOT NULL,
            team_id TEXT NOT NULL,
            door TEXT NOT NULL,
            channel TEXT NOT NULL,
            message_ts TEXT NOT NULL,
            lang TEXT NOT NULL,
            text TEXT,
            outcome TEXT NOT NULL,
            ranking TEXT NOT NULL,
            shown TEXT NOT NULL,
            snapshot TEXT NOT NULL,
            model TEXT NOT NULL,
            took_ms REAL NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX questions_by_time ON questions (asked_at)")
    db.execute("CREATE INDEX questions_by_user ON questions (user_id, asked_at)")
    db.execute("CREATE INDEX questions_by_message ON questions (channel, message_ts)")
    db.execute(
        """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            question_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            at REAL NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('useful', 'not_useful')),
            reason TEXT,
            helpful TEXT NOT NULL
        ) STRICT
        """
    )
    # Where it was erased who it was, verdicts of several people stay apart.
    db.execute(
        "CREATE UNIQUE INDEX one_verdict ON feedback (question_id, user_id) WHERE user_id <> ''"
    )


@bot_migrations()
def m003_contacts(db: Database) -> None:
    """Who was shown a contact, what the coordinators were asked, what went wrong."""
    db.execute(
        """
        CREATE TABLE reveals (
            id INTEGER PRIMARY KEY,
            at REAL NOT NULL,
            user_id TEXT NOT NULL,
            team_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            fields TEXT NOT NULL,
            basis TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX reveals_by_time ON reveals (at)")
    db.execute(
        """
        CREATE TABLE requests (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('nobody', 'contact')),
            question_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            team_id TEXT NOT NULL,
            at REAL NOT NULL,
            channel TEXT NOT NULL,
            ts TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        "CREATE UNIQUE INDEX one_request ON requests (kind, question_id, member_id, user_id)"
        " WHERE user_id <> ''"
    )
    db.execute(
        """
        CREATE TABLE troubles (
            cause TEXT PRIMARY KEY,
            advice TEXT NOT NULL,
            first_at REAL NOT NULL,
            last_at REAL NOT NULL,
            count INTEGER NOT NULL
        ) STRICT
        """
    )


@bot_migrations()
def m004_follow_ups(db: Database) -> None:
    """Where the answer to a question stands, and what a follow-up changed."""
    db.execute("ALTER TABLE questions ADD COLUMN thread_ts TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE questions ADD COLUMN constraints TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE questions ADD COLUMN refines TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX questions_by_thread ON questions (channel, thread_ts, asked_at)")


@bot_migrations()
def m005_requests(db: Database) -> None:
    """The state of a request, what was done about it, and each message that shows it."""
    db.execute("DROP INDEX one_request")
    db.execute("ALTER TABLE requests RENAME TO former_requests")
    db.execute(
        """
        CREATE TABLE requests (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('nobody', 'contact', 'change')),
            question_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            team_id TEXT NOT NULL,
            at REAL NOT NULL,
            lang TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            holder TEXT NOT NULL,
            version INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE request_changes (
            request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            key TEXT NOT NULL UNIQUE,
            at REAL NOT NULL,
            coordinator TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            why TEXT NOT NULL,
            member_id TEXT NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY (request_id, number)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE request_copies (
            request_id TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            channel TEXT NOT NULL,
            ts TEXT NOT NULL,
            PRIMARY KEY (request_id, person)
        ) STRICT
        """
    )
    db.execute(
        "INSERT INTO requests SELECT id, kind, question_id, member_id, user_id, team_id, at,"
        " '', '', 'open', '', 0 FROM former_requests"
    )
    db.execute(
        "INSERT INTO request_copies SELECT id, '', channel, ts FROM former_requests WHERE ts <> ''"
    )
    db.execute("DROP TABLE former_requests")
    db.execute(
        "CREATE UNIQUE INDEX one_request ON requests"
        " (kind, question_id, member_id, user_id, text) WHERE user_id <> ''"
    )
    db.execute("CREATE INDEX requests_by_state ON requests (state, at)")


@bot_migrations()
def m006_uploads(db: Database) -> None:
    """Imports that staff asked for in Slack; the files lie beside the database for a while."""
    db.execute(
        """
        CREATE TABLE uploads (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            at REAL NOT NULL,
            changed_at REAL NOT NULL,
            window TEXT NOT NULL,
            file_name TEXT NOT NULL,
            consent TEXT NOT NULL,
            withdraw_missing INTEGER NOT NULL,
            skip_bad INTEGER NOT NULL,
            state TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            based_on TEXT NOT NULL,
            claim_id TEXT NOT NULL,
            began_at REAL NOT NULL,
            result TEXT NOT NULL
        ) STRICT
        """
    )
