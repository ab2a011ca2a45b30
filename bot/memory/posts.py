"""What is posted exactly once: an answer, a request to the coordinators, a share."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from bot.memory.database import BotDatabase, storable
from bot.memory.deliveries import Clock


@dataclass(frozen=True, slots=True)
class Post:
    """A message that was, or is about to be, posted; ``begun_at`` is when that was first tried.

    If ``is_new``, nothing was ever tried. Else ``ts`` says where it is; without ``ts`` the outcome
    is unknown: look the message up by its metadata before posting it.
    """

    key: str
    channel: str
    thread: str
    begun_at: float
    ts: str | None
    is_new: bool


class Posts:
    """What was posted, under keys that say what it is."""

    def __init__(self, database: BotDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, key: str, channel: str, thread: str = "") -> Post:
        """Note that this is about to be posted, before Slack is called; or what is known of it."""
        key = storable(key)
        with self._database.writing() as db:
            row = db.execute("SELECT channel, thread, begun_at, ts FROM posts WHERE key = ?", [key])
            found = row.fetchone()
            if found is None:
                now = self._clock()
                db.execute(
                    "INSERT INTO posts VALUES (?, ?, ?, ?, NULL)", [key, now, channel, thread]
                )
                return Post(key, channel, thread, now, None, is_new=True)
        channel, thread, begun_at, ts = found
        return Post(key, channel, thread, begun_at, ts, is_new=False)

    def is_posted(self, key: str) -> bool:
        """Whether it is known to be posted."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM posts WHERE key = ? AND ts IS NOT NULL", [storable(key)]
            )
        )

    def note(self, key: str, channel: str, ts: str) -> None:
        """Note where it is; that may be another channel than it was begun for."""
        with self._database.writing() as db:
            db.execute(
                "UPDATE posts SET channel = ?, ts = ? WHERE key = ?", [channel, ts, storable(key)]
            )

    def abandon(self, key: str) -> None:
        """Note that Slack refused it, so that it may be begun anew; what is posted stays noted."""
        with self._database.writing() as db:
            db.execute("DELETE FROM posts WHERE key = ? AND ts IS NULL", [storable(key)])


def forget_person(db: Database, user_id: str) -> None:
    """Delete what was posted under a key that ends in a person's id: requests to a coordinator."""
    end = f":{user_id}"
    db.execute("DELETE FROM posts WHERE substr(key, -length(?)) = ?", [end, end])


def drop_old(db: Database, before: float) -> None:
    """Delete what was begun before then."""
    db.execute("DELETE FROM posts WHERE begun_at < ?", [before])
