"""One handler behind every door: a question in, a reply out, and what happened is remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from bot.memory.questions import QuestionRecord, Questions
from bot.questions import Asked, Reply, ReplyKind
from bot.searching import Searching
from index.model import Answer, Outcome
from index.search import MAX_QUESTION_CHARS

# A question's id must be the same when a delivery is resumed.
_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers questions from the index that serves."""

    searching: Searching
    questions: Questions
    clock: Callable[[], float] = time.time

    def reply_to(self, asked: Asked, question_id: str, message_ts: str = "") -> Reply:
        """The reply to a question; the question is remembered under ``question_id``."""
        ui = asked.asker.lang
        if not any(char.isalnum() for char in asked.text):
            kind = ReplyKind.FILES_ONLY if asked.has_files else ReplyKind.EMPTY
            return Reply(kind, ui or "ja", ui or "ja", question_id)
        answer = self.searching.search(asked.text)
        serving = self.searching.serving()
        if answer is None or serving is None:
            return Reply(ReplyKind.NO_INDEX, ui or "ja", ui or "ja", question_id)
        manifest = serving.searcher.snapshot.manifest
        kind = _kind(answer, manifest.members)
        lang = _language(answer.query.lang, ui)
        self._remember(asked, answer, manifest.model, question_id, message_ts)
        return Reply(
            kind,
            lang,
            ui or lang,
            question_id,
            answer if kind is ReplyKind.ANSWER else None,
            unread_files=asked.has_files,
            shortened=len(asked.text) > MAX_QUESTION_CHARS,
        )

    def again(self, record: QuestionRecord, ui: str) -> Reply | None:
        """The reply to a remembered question as it is now; None if its text has expired."""
        answer = self.searching.search(record.text) if record.text is not None else None
        if answer is None:
            return None
        if not answer.matches and not answer.nearest:
            return None
        lang = _language(answer.query.lang, ui)
        return Reply(ReplyKind.ANSWER, lang, ui or lang, record.id, answer)

    def _remember(
        self, asked: Asked, answer: Answer, model: str, question_id: str, message_ts: str
    ) -> None:
        self.questions.put(
            QuestionRecord(
                id=question_id,
                asked_at=self.clock(),
                user_id=asked.asker.id,
                team_id=asked.asker.team,
                door=asked.door,
                channel=asked.channel,
                message_ts=message_ts,
                lang=answer.query.lang,
                text=answer.query.text,
                outcome=answer.outcome,
                ranking=answer.ranking,
                shown=tuple(m.member.id for m in (*answer.matches, *answer.nearest)),
                snapshot=answer.snapshot,
                model=model,
                took_ms=answer.took_ms,
            )
        )


def question_id_of(claim_id: str) -> str:
    """The id of the question that a delivery brought."""
    return blake2b(claim_id.encode(), digest_size=_ID_BYTES).hexdigest()


def _kind(answer: Answer, members: int) -> ReplyKind:
    if answer.outcome is Outcome.NOT_A_REQUEST:
        return ReplyKind.SMALL_TALK
    return ReplyKind.ANSWER if members else ReplyKind.EMPTY_DIRECTORY


def _language(asked_in: str, ui: str) -> str:
    """The language to answer in: the question's; of a mixed one, the asker's."""
    return (ui or "ja") if asked_in == "mixed" else asked_in
