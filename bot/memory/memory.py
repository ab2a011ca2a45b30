"""The bot's own database: what it owes, what it posted, what was asked and thought of it."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from types import TracebackType

from bot.memory import deliveries, feedback, posts, questions, requests, reveals, uploads
from bot.memory.database import BotDatabase
from bot.memory.deliveries import LEASE_SECONDS, Clock, Deliveries
from bot.memory.feedback import Feedback
from bot.memory.posts import Posts
from bot.memory.questions import Questions
from bot.memory.requests import Requests
from bot.memory.reveals import Reveals
from bot.memory.troubles import Troubles
from bot.memory.uploads import Uploads
from profiles.errors import StoreError

logger = logging.getLogger(__name__)

_DAY = 86_400.0
# Slack's last retry comes after minutes; a week is for clocks and for weekends.
_KEEP_DELIVERIES = 7 * _DAY


class Memory:
    """One file of SQLite. May be shared by threads, and by processes with a Memory each.

    The clock tells seconds since 1970 in UTC; that it is set back or forward does no harm.
    """

    def __init__(
        self, database: BotDatabase, clock: Clock, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        """Use Memory.open."""
        self.database = database
        self._clock = clock
        self.deliveries = Deliveries(database, clock, lease_seconds)
        self.posts = Posts(database, clock)
        self.questions = Questions(database)
        self.feedback = Feedback(database, clock)
        self.reveals = Reveals(database)
        self.requests = Requests(database, clock)
        self.troubles = Troubles(database, clock)
        self.uploads = Uploads(database, clock)

    @classmethod
    def open(
        cls, path: Path, clock: Clock = time.time, lease_seconds: float = LEASE_SECONDS
    ) -> Memory:
        """Open the database at ``path``, creating it or bringing it up to date as needed.

        Raises StoreError, as everything here does when the file cannot be read or written.
        """
        return cls(BotDatabase(path), clock, lease_seconds)

    def close(self) -> None:
        """Close the connections of all threads."""
        self.database.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def expire(self, keep_days: int) -> int:
        """Erase texts and askers of questions older than that, and what is finished long ago.

        Returns of how many questions something was erased. Once a day is often enough: it
        rewrites the file, so that no byte is left.
        """
        now = self._clock()
        before = now - keep_days * _DAY
        with self.database.writing() as db:
            feedback.expire(db, before)
            erased = questions.expire(db, before)
            requests.expire(db, before)
            done = now - _KEEP_DELIVERIES
            deliveries.drop_finished(db, done)
            # What an unfinished claim has posted must be known as long as it may be resumed.
            posts.drop_old(db, min(done, deliveries.oldest_unfinished(db) or done))
        self._overwrite()
        return erased

    def forget_member(self, member_id: str) -> None:
        """Leave no id of a member that was forgotten; that there were questions stays."""
        with self.database.writing() as db:
            for table in (questions, feedback, reveals, requests):
                table.forget_member(db, member_id)
            uploads.forget_member(db)
        self.uploads.clear()
        self._overwrite()

    def forget_files(self) -> None:
        """End every import that waits: its file may hold whoever was forgotten."""
        with self.database.writing() as db:
            uploads.forget_member(db)
        self.uploads.clear()
        self._overwrite()

    def forget_person(self, slack_user_id: str) -> None:
        """Erase what somebody in Slack asked, and their id everywhere; counts stay."""
        if not slack_user_id:
            return  # rows whose person was erased hold an empty id
        with self.database.writing() as db:
            deliveries.drop_of_person(db, slack_user_id, self._clock())
            for table in (questions, feedback, reveals, requests, posts, uploads):
                table.forget_person(db, slack_user_id)
        self.uploads.clear()
        self._overwrite()

    def check(self) -> None:
        """Read the whole database; raises StoreError when it is damaged."""
        self.database.check()

    def _overwrite(self) -> None:
        """The rows are erased by now; their old bytes may have to wait for the next time."""
        try:
            done = self.database.overwrite()
        except StoreError as error:
            logger.warning("Erased, but not overwritten yet: %s", error)
            return
        if not done:
            logger.info(
                "%s is being read; what was erased is overwritten later", self.database.path
            )
